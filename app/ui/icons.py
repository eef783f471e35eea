"""The program's own icons: SVG drawings in one stroke colour, painted in a colour of the theme."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QIcon, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel

from app.ui import theme

SIZES = (16, 20, 24, 32, 48, 64, 96)
"""Pixels in which an icon is prepared, so that it is crisp at every scaling."""
ON_BUTTONS = 18
"""Of them on a button at the usual size of letters (icon-size in app.qss)."""


class HasIcon(Protocol):
    """A button or an action."""

    def setIcon(self, icon: QIcon) -> None: ...


_placed: weakref.WeakKeyDictionary[HasIcon, tuple[str, str]] = weakref.WeakKeyDictionary()
_pictures: weakref.WeakKeyDictionary[QLabel, tuple[str, str, int]] = weakref.WeakKeyDictionary()
_cache: dict[tuple[str, str], QIcon] = {}
_sizes: tuple[int, ...] = SIZES
"""Those that are drawn just now."""


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


def spare(ratio: float) -> None:
    """Until `completed()` draw icons for buttons on a screen of this pixel ratio alone.

    Seven sizes of the icons that the start shows take as long as half its widgets.
    """
    global _sizes
    wanted = ON_BUTTONS * theme.active().scale * ratio
    _sizes = (next((size for size in SIZES if size >= wanted), SIZES[-1]),)


def completed() -> Iterator[None]:
    """Draw icons in all sizes from now on, and those that are in use anew: a step for each."""
    global _sizes
    _sizes = SIZES
    _cache.clear()
    for target in list(_placed):
        if (place := _placed.get(target)) is not None:
            _if_alive(lambda t=target, p=place: t.setIcon(icon(*p)))
            yield


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
    ratio = label.devicePixelRatio()
    side = round(round(size * theme.active().scale) * ratio)
    image = _image(_drawing(name, colour_of(tone)), side)
    image.setDevicePixelRatio(ratio)
    label.setPixmap(QPixmap.fromImage(image))


def _drawing(name: str, colour: str) -> bytes:
    source = (theme.active().resources / "icons" / f"{name}.svg").read_text("utf-8")
    return source.replace("currentColor", colour).encode()


def _drawn(name: str, colour: str) -> QIcon:
    made = QIcon()
    tones = {QIcon.Mode.Normal: colour, QIcon.Mode.Disabled: colour_of("disabled")}
    for mode, tone in tones.items():
        drawing = _drawing(name, tone)
        for size in _sizes:
            made.addPixmap(QPixmap.fromImage(_image(drawing, size)), mode)
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
