"""Items of lists whose wrapped text has room between its lines."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import theme
from app.ui.places import points

LINE_END = "\u2028"
BIT = 3
"""Characters that are too few to stand in a line alone, unless they are a word."""
MOST_KNOWN = 2_000
"""Texts whose lines are remembered."""
WIDE_SPACE = "　"
"""Parts of a title stand on both sides of it; it is the best place to break at."""
MARKS = "、。，．」）］】・／　 "
NOT_AT_THE_BEGINNING = "ーァィゥェォッャュョヮヵヶ々！？：；ぁぃぅぇぉっゃゅょゎ"
LEADING = 1.3
"""From one line to the next, in sizes of the font: Qt's lists set lines without any room."""

ROOM = 1000
"""Pixels that are more than an item needs."""


def laid_out(text: str, font: QFont, width: float, align: Qt.AlignmentFlag) -> QTextLayout:
    """The text in lines of a width, one below the other from 0 on."""
    return _lines(_broken(text.replace("\n", LINE_END), font, width), font, width, align)


def wrapped(text: str, font: QFont, width: float) -> str:
    """The text with line ends where it must be broken to be no wider than this."""
    layout = laid_out(text, font, width, Qt.AlignmentFlag.AlignLeft)
    whole = layout.text()
    starts = [_start(layout, whole, line) for line in range(layout.lineCount())]
    lines = (whole[a:b] for a, b in pairwise([*starts, len(whole)]))
    return "\n".join(line.strip(LINE_END + " 　") for line in lines)


def _lines(text: str, font: QFont, width: float, align: Qt.AlignmentFlag) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption(align & Qt.AlignmentFlag.AlignHorizontal_Mask)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    step, place = line_step(font), 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, place + (step - line.height()) / 2))
        place += step
    layout.endLayout()
    return layout


_known: dict[tuple[str, str, int], str] = {}
"""What was broken before: lists ask for their heights again with every change of an answer."""


def _broken(text: str, font: QFont, width: float) -> str:
    """The text with a line ended earlier where otherwise a bit of a word would stand alone."""
    key = (text, font.key(), round(width))
    if key not in _known:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[key] = _break(text, font, width)
    return _known[key]


def _break(text: str, font: QFont, width: float) -> str:
    layout = _lines(text, font, width, Qt.AlignmentFlag.AlignLeft)
    line = 1
    while line < layout.lineCount():
        before, start = (_start(layout, text, number) for number in (line - 1, line))
        if (end := _better_end(text, before, start)) is not None:
            text = f"{text[:end]}{LINE_END}{text[end:]}"
            layout = _lines(text, font, width, Qt.AlignmentFlag.AlignLeft)
        line += 1
    return text


def _start(layout: QTextLayout, text: str, line: int) -> int:
    """The character with which a line begins; Qt counts those beyond the BMP as two."""
    start = layout.lineAt(line).textStart()
    return start if max(text, default="") <= "\uffff" else points(text, start)


def _better_end(text: str, before: int, start: int) -> int | None:
    """Where the line from `before` to `start` ends better; None where it ends well."""
    if text[start - 1] == LINE_END or _is_seam(text, start):
        return None
    rest = len(text[start:].partition(LINE_END)[0])
    half = range(start - 1, (before + start) // 2, -1)
    seams = [at for at in half if _is_seam(text, at)]
    if rest > BIT:
        wide = (at for at in seams if text[at - 1] == WIDE_SPACE)
        return next(wide, start - 1 if start - 1 in seams else None)
    others = [at for at in half[1:] if rest < BIT and _may_begin(text[at])]
    return next(iter(seams or others), None)


def _is_seam(text: str, at: int) -> bool:
    """Whether a new word begins here: after kana that end one, or after a mark."""
    before, after = text[at - 1], text[at]
    ends = _is_hiragana(before) or before in MARKS
    return ends and _may_begin(after) and not _is_hiragana(after)


def _may_begin(char: str) -> bool:
    """Whether a line may begin with it."""
    return char not in MARKS and char not in NOT_AT_THE_BEGINNING


def _is_hiragana(char: str) -> bool:
    return "ぁ" <= char <= "ゖ"


def line_step(font: QFont) -> float:
    """Pixels from one line to the next; never less than the font itself asks for."""
    return max(QFontMetricsF(font).lineSpacing(), QFontInfo(font).pixelSize() * LEADING)


class LeadingDelegate(QStyledItemDelegate):
    """Draws an item as the style does, but its text line by line with room between."""

    def height(self, view: QAbstractItemView, index: QModelIndex, width: int) -> int:
        """Pixels an item's text takes when the item is so wide in its view."""
        shown, room = self._measured(view, index, width)
        text, font = shown.text, shown.font
        lines = laid_out(text, font, room.width(), shown.displayAlignment).lineCount()
        return math.ceil(lines * line_step(font))

    def width(self, view: QAbstractItemView, index: QModelIndex, words: str) -> int:
        """Pixels an item takes in its view for words of one line."""
        shown, room = self._measured(view, index, ROOM)
        return ROOM - room.width() + math.ceil(QFontMetricsF(shown.font).horizontalAdvance(words))

    def _measured(
        self, view: QAbstractItemView, index: QModelIndex, width: int
    ) -> tuple[QStyleOptionViewItem, QRect]:
        shown = QStyleOptionViewItem()
        view.initViewItemOption(shown)
        self.initStyleOption(shown, index)
        shown.rect = QRect(0, 0, width, ROOM)
        return shown, _room(shown, view.style(), view)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        widget = shown.widget
        style = widget.style() if widget is not None else QApplication.style()
        text, font = shown.text, shown.font
        room = _room(shown, style, widget)
        shown.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        layout = laid_out(text, font, room.width(), shown.displayAlignment)
        needed = layout.lineCount() * line_step(font)
        top = room.top() + max(0.0, (room.height() - needed) / 2)
        painter.save()
        painter.setPen(_colour(shown))
        layout.draw(painter, QPointF(room.left(), top))
        painter.restore()


def _room(shown: QStyleOptionViewItem, style: QStyle, widget: QWidget | None) -> QRect:
    """Where the text goes; a check box is given some distance to it."""
    room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, widget)
    if shown.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
        room.setLeft(room.left() + theme.space(0.75))
    return room


def _colour(shown: QStyleOptionViewItem) -> QColor:
    state = shown.state
    groups, roles = QPalette.ColorGroup, QPalette.ColorRole
    group = groups.Normal if state & QStyle.StateFlag.State_Enabled else groups.Disabled
    chosen = state & QStyle.StateFlag.State_Selected
    role = roles.HighlightedText if chosen else roles.Text
    return shown.palette.color(group, role)
