"""Text of several lines: grows with what is written, counts, never cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.fields.base import Field, FieldContext, quietly
from app.ui.fields.count import counted

if TYPE_CHECKING:
    from app.calls.questions import Column, Question
    from app.review.finding import Place

LEAST_LINES, MOST_LINES = 3, 18


class GrowingEdit(QPlainTextEdit):
    """A plain text edit as high as its text, between a least and a most number of lines.

    While the input method composes nothing is laid out anew: a window of candidates that jumps
    is what users of Japanese input curse.
    """

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.fit())
        self.fit()

    @property
    def is_composing(self) -> bool:
        layout = self.textCursor().block().layout()
        return bool(layout and layout.preeditAreaText())

    def fit(self) -> None:
        """Take the height the text needs."""
        if self.is_composing:
            return
        lines = min(MOST_LINES, max(self._least, round(self.document().size().height())))
        frame = 2 * self.frameWidth() + round(2 * self.document().documentMargin())
        padding = theme.space(1.75)
        height = lines * self.fontMetrics().lineSpacing() + frame + padding
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(60), self.minimumHeight())


class LongTextField(Field):
    """Text of several lines with its length below."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        in_row = "/" in name
        self.edit = GrowingEdit(2 if in_row else LEAST_LINES, self)
        self.edit.setObjectName(name)
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.takes_focus(self.edit)
        self.count = QLabel(self)
        self.count.setProperty("role", "count")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.edit)
        column.addWidget(self.count)
        self._shown = ""
        self.edit.textChanged.connect(self._typed)
        self._tell_count()

    def _typed(self) -> None:
        text = self.edit.toPlainText()
        if text == self._shown:  # only the input method's own composition changed
            return
        self._shown = text
        self._tell_count()
        self.changed.emit()

    def _tell_count(self) -> None:
        words, role = counted(self.asked, len(self._shown))
        if words != self.count.text():
            self.count.setText(words)
        theme.mark(self.count, role=role)

    def value(self) -> Any:
        return self._shown or None

    def set_value(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if text == self._shown:
            return
        place = self.edit.textCursor().position()
        self._shown = text
        quietly(self.edit, lambda: self.edit.setPlainText(text))
        cursor = self.edit.textCursor()
        cursor.setPosition(min(place, len(self.edit.toPlainText())))
        self.edit.setTextCursor(cursor)
        self._tell_count()

    def focus_at(self, place: Place | None = None) -> None:
        self.edit.setFocus()
        if place is None or place.start is None or place.end is None:
            return
        start, end = (utf16(self._shown, n) for n in (place.start, place.end))
        cursor = self.edit.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)


def utf16(text: str, place: int) -> int:
    """A Python index into a text as Qt counts it (a character beyond the BMP counts two)."""
    return place + sum(ord(char) > 0xFFFF for char in text[:place])
