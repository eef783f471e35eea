"""Text of several lines: grows with what is written, counts, never cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.fields.base import Field, FieldContext
from app.ui.fields.count import CellCount, Count, counted, excess
from app.ui.fields.growing import GrowingEdit
from app.ui.fields.run import follow
from app.ui.places import points, utf16
from app.ui.still import keep_still

if TYPE_CHECKING:
    from app.calls.questions import Column, Question
    from app.review.finding import Place

LEAST_LINES, LEAST_LINES_IN_ROW = 3, 2


class LongTextField(Field):
    """Text of several lines with its length below."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        self.edit = GrowingEdit(self.least_lines(), self)
        self.edit.setObjectName(name)
        self.takes_focus(self.edit)
        self.count = self.make_count()
        keep_still(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.edit)
        column.addWidget(self.count, 0, Qt.AlignmentFlag.AlignRight)
        self._shown = ""
        self.edit.textChanged.connect(self._typed)
        self._tell_count()

    def least_lines(self) -> int:
        """Lines that are there however short the text."""
        return LEAST_LINES_IN_ROW if "/" in self.name else LEAST_LINES

    def make_count(self) -> Count:
        return Count(self)

    def _typed(self) -> None:
        text = self.edit.text
        if text == self._shown:  # only the input method's own composition changed
            return
        self._shown = text
        self._tell_count()
        self.typing_on = self.edit.run.takes(text)
        self.changed.emit()

    def _tell_count(self) -> None:
        self.count.tell(*counted(self.asked, len(self._shown)))

    def value(self) -> Any:
        return self._shown or None

    def set_value(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if text == self._shown:
            return
        before = self._shown
        place = follow(points(before, self.edit.textCursor().position()), before, text)
        is_new = not before and not self.edit.hasFocus()
        self.edit.show_text(text)
        self._shown = text
        self.edit.run.begin(text)
        cursor = self.edit.textCursor()
        last = self.edit.document().characterCount() - 1
        cursor.setPosition(0 if is_new else min(utf16(text, place), last))
        self.edit.setTextCursor(cursor)
        self._tell_count()

    def focus_at(self, place: Place | None = None) -> None:
        self.edit.setFocus()
        if place is None or place.start is None or place.end is None:
            return
        last = self.edit.document().characterCount() - 1
        start, end = (min(last, utf16(self._shown, n)) for n in (place.start, place.end))
        cursor = self.edit.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)


class CellTextField(LongTextField):
    """A line of text in a narrow cell: it wraps, so that all of it is in sight."""

    def least_lines(self) -> int:
        return 1

    def make_count(self) -> Count:
        return CellCount(self)

    def _tell_count(self) -> None:
        """Where the cells are narrow, so is this; the limit itself stands in the finding."""
        words = excess(self.asked, len(self._shown))
        self.count.tell(words, "warning" if words else "count")
        self.count.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and cast("QKeyEvent", event).key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return True  # one line: the table takes Enter to go to the next row
        return super().eventFilter(watched, event)
