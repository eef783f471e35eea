"""The program's own icons: SVG drawings in one stroke colour, painted in a colour of the theme."""

from __future__ import annotations

import weakref
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from app.ui import theme

SIZES = (16, 20, 24, 32, 48, 64, 96)
"""Pixels offered to whoever takes an icon in sizes of its own, as the system's list of windows."""


class HasIcon(Protocol):
    """A button or an action."""

    def setIcon(self, icon: QIcon) -> None: ...


_placed: weakref.WeakKeyDictionary[HasIcon, tuple[str, str]] = weakref.WeakKeyDictionary()
_pictures: weakref.WeakKeyDictionary[QLabel, tuple[str, str, int]] = weakref.WeakKeyDictionary()
_cache: dict[tuple[str, str], QIcon] = {}


def icon(name: str, tone: str = "text") -> QIcon:
    """The icon `name` (a file in resources/icons) in the theme's colour `tone`."""
    key = (name, colour_of(tone))
    if key not in _cache:
        _cache[key] = QIcon(_Drawing(*key))
    return _cache[key]


def colour_of(tone: str) -> str:
    return str(getattr(theme.active().tokens, tone))


def place(target: HasIcon, name: str, tone: str = "text") -> None:
    """Give a button or action an icon that follows the theme."""
    target.setIcon(icon(name, tone))
    _placed[target] = (name, tone)


def of_pixmap(pixmap: QPixmap) -> QIcon:
    """A picture as an icon that stays as it is in a chosen row, where Qt would tint it."""
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Selected)
    return made


def picture(label: QLabel, name: str, tone: str = "text", size: int = 20) -> QLabel:
    """Show an icon in a label; it follows the theme."""
    _pictures[label] = (name, tone, size)
    _paint(label, name, tone, size)
    return label


def refresh() -> None:
    """Draw every placed icon anew, after the theme changed."""
    _cache.clear()
    for target, (name, tone) in list(_placed.items()):
        _if_alive(lambda t=target, n=name, c=tone: t.setIcon(icon(n, c)))
    for label, (name, tone, size) in list(_pictures.items()):
        _if_alive(lambda w=label, n=name, c=tone, s=size: _paint(w, n, c, s))


def _if_alive(act: object) -> None:
    try:
        act()  # type: ignore[operator]
    except RuntimeError:
        return  # the widget is gone, its Python side not yet


def _paint(label: QLabel, name: str, tone: str, size: int) -> None:
    side = round(size * theme.active().scale)
    label.setPixmap(icon(name, tone).pixmap(QSize(side, side), label.devicePixelRatio()))


class _Drawing(QIconEngine):
    """An icon drawn in the sizes that are asked for, each once.

    To draw it in all sizes a screen may want takes a millisecond and a quarter of a megabyte.
    """

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour
        self._disabled = colour_of("disabled")
        self._drawn: dict[tuple[int, int, bool], QPixmap] = {}

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        del state
        off = mode == QIcon.Mode.Disabled
        key = (size.width(), size.height(), off)
        if key not in self._drawn:
            self._drawn[key] = self._draw(size, self._disabled if off else self._colour)
        return self._drawn[key]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = rect.size() * painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(size, mode, state))

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        del mode, state
        side = min(size.width(), size.height())
        return QSize(side, side)

    def availableSizes(
        self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off
    ) -> list[QSize]:
        del mode, state
        return [QSize(side, side) for side in SIZES]

    def isNull(self) -> bool:
        return False

    def clone(self) -> QIconEngine:
        return _Drawing(self._name, self._colour)

    def _draw(self, size: QSize, colour: str) -> QPixmap:
        path = theme.active().resources / "icons" / f"{self._name}.svg"
        drawing = path.read_text("utf-8").replace("currentColor", colour).encode()
        side = min(size.width(), size.height())
        return QPixmap.fromImage(_image(drawing, side)) if side > 0 else QPixmap()


def _image(drawing: bytes, size: int) -> QImage:
    """An SVG drawing as large as wanted.

    By the reader of pictures: QSvgRenderer itself takes 20 ms at its first use in Python.
    """
    buffer = QBuffer()
    buffer.setData(drawing)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return reader.read()
