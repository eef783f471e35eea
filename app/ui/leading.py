"""Items of lists whose wrapped text has room between its lines."""

from __future__ import annotations

import math

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

LINE_END = "\u2028"
BIT = 3
"""Characters that are too few to stand in a line alone, unless they are a word."""
MARKS = "、。，．」）］】・／　 "
NOT_AT_THE_BEGINNING = "ーァィゥェォッャュョヮヵヶ々！？：；ぁぃぅぇぉっゃゅょゎ"
LEADING = 1.3
"""From one line to the next, in sizes of the font: Qt's lists set lines without any room."""

ROOM = 1000
"""Pixels that are more than an item needs."""


def laid_out(text: str, font: QFont, width: float, align: Qt.AlignmentFlag) -> QTextLayout:
    """The text in lines of a width, one below the other from 0 on."""
    text = text.replace("\n", LINE_END)
    made = _lines(text, font, width, align)
    joined = _with_whole_ends(text, made)
    return made if joined == text else _lines(joined, font, width, align)


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


def _with_whole_ends(text: str, layout: QTextLayout) -> str:
    """The text with a line ended before its last word, where only a bit of that would wrap."""
    starts = [layout.lineAt(number).textStart() for number in range(layout.lineCount())]
    for start, before in zip(reversed(starts[1:]), reversed(starts[:-1]), strict=True):
        rest = text[start:].partition(LINE_END)[0]
        if text[start - 1] == LINE_END or len(rest) > BIT or _is_seam(text, start):
            continue
        half = range(start - 1, (before + start) // 2, -1)
        seams = [at for at in half if _is_seam(text, at)]
        others = [at for at in half[1:] if len(rest) < BIT and _may_begin(text[at])]
        if places := seams or others:
            text = f"{text[: places[0]]}{LINE_END}{text[places[0] :]}"
    return text


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
