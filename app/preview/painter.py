"""Paints pages: on pictures at any zoom, and into PDF. For any thread.

Every colour here is one of the document's own, so none comes from the program's theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPen

# PySide makes a class when it is first needed; if another thread comes to need it meanwhile, the
# program crashes. This one is needed to tell which fillRect is meant, on the window's thread too.
from PySide6.QtGui import QGradient  # noqa: F401  # isort: skip

from app.preview import fonts
from app.preview.page import Item, Letters, Line, Move, Outline, Page, Picture, Rect, Text

FINE = 25
"""Units in a point in which letters are set: sizes of fonts are whole numbers to Qt, and those of
slides are multiples of 72/600 points."""
HAIR = 0.4
"""Points of the thinnest stroke that is drawn."""
_DASHES = {
    "dash": Qt.PenStyle.DashLine,
    "dot": Qt.PenStyle.DotLine,
    "solid": Qt.PenStyle.SolidLine,
}


def picture(page: Page, zoom: float, marked: Sequence[Rect] = (), accent: str = "") -> QImage:
    """The page as an image, `zoom` pixels to a point; `marked` places are outlined."""
    size = (max(1, round(page.width * zoom)), max(1, round(page.height * zoom)))
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(page.colour))  # its last pixels may be wider than the page
    painter = QPainter(image)
    painter.scale(zoom, zoom)
    paint(painter, page)
    if accent:
        for place in marked:
            mark(painter, place, accent)
    painter.end()
    return image


def paint(painter: QPainter, page: Page) -> None:
    """Paint a page; the painter's unit is the point."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(QRectF(0, 0, page.width, page.height), QColor(page.colour))
    for item in page.items:
        _item(painter, item)


def mark(painter: QPainter, place: Rect, colour: str) -> None:
    """Outline a place on a page and tint it a little."""
    shade = QColor(colour)
    rect = QRectF(*place).adjusted(-2, -2, 2, 2)
    painter.setPen(QPen(shade, 1.6))
    shade.setAlpha(28)
    painter.setBrush(QBrush(shade))
    painter.drawRoundedRect(rect, 2, 2)


def _item(painter: QPainter, item: Item) -> None:
    if isinstance(item, Text):
        _text(painter, item)
    elif isinstance(item, Outline):
        _outline(painter, item)
    elif isinstance(item, Line):
        _line(painter, item)
    elif isinstance(item, Picture):
        painter.drawImage(QRectF(*item.place), QImage.fromData(item.data))


def _text(painter: QPainter, item: Text) -> None:
    font = _font(item.letters)
    if item.spread:
        font = QFont(font)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, item.spread * FINE)
    painter.save()
    painter.scale(1 / FINE, 1 / FINE)
    painter.setFont(font)
    painter.setPen(_colour(item.letters.colour))
    painter.drawText(QPointF(item.left * FINE, item.base * FINE), item.text)
    painter.restore()


def _font(letters: Letters) -> QFont:
    font = QFont(fonts.font(letters.family, letters.size * FINE, bold=letters.bold))
    font.setItalic(letters.italic)
    font.setUnderline(letters.underline)
    font.setStrikeOut(letters.strike)
    return font


@lru_cache(maxsize=256)
def _colour(name: str) -> QColor:
    return QColor(name)


def _outline(painter: QPainter, item: Outline) -> None:
    painter.setPen(_pen(item.stroke, item.width, item.style))
    painter.setBrush(QBrush(_colour(item.fill)) if item.fill else QBrush())
    painter.drawPath(_path(item.moves))


def _path(moves: Sequence[Move]) -> QPainterPath:
    path = QPainterPath()
    for kind, points in moves:
        at = [QPointF(*point) for point in points]
        if kind == "M":
            path.moveTo(at[0])
        elif kind == "L":
            path.lineTo(at[0])
        elif kind == "C":
            path.cubicTo(*at)
        else:
            path.closeSubpath()
    return path


def _line(painter: QPainter, item: Line) -> None:
    (x, y), (to_x, to_y) = item.start, item.end
    if item.style != "double":
        painter.setPen(_pen(item.colour, item.width, item.style))
        painter.drawLine(QPointF(x, y), QPointF(to_x, to_y))
        return
    painter.setPen(_pen(item.colour, item.width, "solid"))
    across, down = (item.width, 0.0) if x == to_x else (0.0, item.width)
    for side in (-1, 1):
        start = QPointF(x + side * across, y + side * down)
        painter.drawLine(start, QPointF(to_x + side * across, to_y + side * down))


def _pen(colour: str | None, width: float, style: str) -> QPen:
    if not colour or not width:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(_colour(colour), max(HAIR, width), _DASHES.get(style, Qt.PenStyle.SolidLine))
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
