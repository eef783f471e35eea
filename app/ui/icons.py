"""The program's own icons: SVG drawings in one stroke colour, painted in a colour of the theme."""

from __future__ import annotations

import weakref
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from app.ui import theme

SIZES = (16, 20, 24, 32, 48, 64, 96)
"""Pixels in which an icon is prepared, so that it is crisp at every scaling."""


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
        _cache[key] = _drawn(*key)
    return _cache[key]


def colour_of(tone: str) -> str:
    return str(getattr(theme.active().tokens, tone))


def place(target: HasIcon, name: str, tone: str = "text") -> None:
    """Give a button or action an icon that follows the theme."""
    target.setIcon(icon(name, tone))
    _placed[target] = (name, tone)


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


def _drawn(name: str, colour: str) -> QIcon:
    source = (theme.active().resources / "icons" / f"{name}.svg").read_text("utf-8")
    drawing = source.replace("currentColor", colour).encode()
    made = QIcon()
    for size in SIZES:
        image = _image(drawing, size)
        made.addPixmap(QPixmap.fromImage(image), QIcon.Mode.Normal)
        made.addPixmap(QPixmap.fromImage(_toned(image, colour_of("disabled"))), QIcon.Mode.Disabled)
    return made


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


def _toned(image: QImage, colour: str) -> QImage:
    """The same drawing in another colour."""
    made = image.copy()
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), QColor(colour))
    painter.end()
    return made
