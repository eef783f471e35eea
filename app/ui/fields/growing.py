"""An edit as high as its text, with room between its lines."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QTextEdit, QWidget

from app.ui import drops, theme
from app.ui.fields import unselect
from app.ui.fields.base import leaves, one_line, quietly
from app.ui.fields.run import Run
from app.ui.paragraph import LINE_HEIGHT

MOST_LINES = 18
BORDER, LINE_PADDING, TEXT_PADDING = 1, 0.875, 0.625
"""Around what is typed in a QLineEdit and in a QTextEdit (app.qss): pixels, steps of the grid."""
LEAST_LETTERS, LINE_MARGIN = 14, 1
"""Pixels that Qt gives the letters of a QLineEdit at least, and leaves above and below them."""


class GrowingEdit(QTextEdit):
    """Plain text between a least and a most number of lines.

    A rich text widget for the sake of the space between lines alone, which Japanese text needs
    and QPlainTextEdit cannot give: formats are neither taken by paste nor kept. While the input
    method composes nothing is laid out anew.
    """

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self.run = Run()
        self._around = theme.space(1.5)
        """Pixels above and below the text, together."""
        if least == 1:
            self._stand_level()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._coming = QTimer(self)
        self._coming.setSingleShot(True)
        self._coming.timeout.connect(self._come_in_sight)
        self.cursorPositionChanged.connect(self._moved)
        self.show_text("")
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.fit())

    def _stand_level(self) -> None:
        """Be as high as a QLineEdit beside it, with the letters as far down as its own."""
        letters = self.fontMetrics().height()
        around, own = (BORDER + theme.space(n) for n in (LINE_PADDING, TEXT_PADDING))
        room = max(letters, LEAST_LETTERS) + 2 * LINE_MARGIN
        above, whole = around + (room - letters + 1) // 2, room + 2 * around
        line = round(self._line_height)
        self._around = whole - line
        self.document().setDocumentMargin(0)
        # The last line's own room may reach into the padding: there is nothing to scroll to.
        self.setViewportMargins(theme.space(0.375), above - own, 0, whole - above - line - own)

    @property
    def _line_height(self) -> float:
        return self.fontMetrics().lineSpacing() * LINE_HEIGHT / 100

    @property
    def text(self) -> str:
        """The text as it was typed; unlike toPlainText, no-break spaces stay what they are."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Show another text; without a signal, and with nothing to undo."""
        quietly(self, lambda: self.setPlainText(text))
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        document = self.document()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        quietly(self, lambda: cursor.mergeBlockFormat(spaced))
        document.setUndoRedoEnabled(True)
        self.fit()

    def _moved(self) -> None:
        if self.hasFocus() and not self.is_composing:
            self._coming.start(0)  # with the next turn the page has the height that it needs then

    def _come_in_sight(self) -> None:
        """Scroll the page as far as it takes to see where one types; it does not by itself."""
        if (area := _page_around(self)) is None or not self.hasFocus() or self.is_composing:
            return
        inside, line = area.widget(), self.cursorRect()
        if inside is not None:
            at = self.viewport().mapTo(inside, line.center())
            area.ensureVisible(at.x(), at.y(), theme.space(3), line.height() // 2 + theme.space(2))

    @property
    def first_line(self) -> int:
        """How far below the upper edge the first line has its middle."""
        self.ensurePolished()
        above = self.contentsMargins().top() + self.viewportMargins().top()
        return above + round(self.document().documentMargin()) + self.fontMetrics().height() // 2

    @property
    def is_composing(self) -> bool:
        layout = self.textCursor().block().layout()
        return bool(layout and layout.preeditAreaText())

    def fit(self) -> None:
        """Take the height the text needs."""
        if self.is_composing:
            return
        line = self._line_height
        margins = 2 * round(self.document().documentMargin())
        least, most = (round(n * line) + margins for n in (self._least, MOST_LINES))
        needed = round(self.document().size().height())
        height = min(most, max(least, needed)) + self._around
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
        policies = Qt.ScrollBarPolicy
        wanted = policies.ScrollBarAsNeeded if needed > most else policies.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != wanted:
            self.setVerticalScrollBarPolicy(wanted)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop; into a single line comes a single line.

        Qt would paste a text together with a format of its own: without room between its lines.
        """
        if drops.is_file_alone(source):  # as copied in a file manager: no words at all
            return
        self.run.cut()
        text = source.text()
        self.textCursor().insertText(one_line(text) if self._least == 1 else text)
        self.ensureCursorVisible()
        self.run.cut()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is always another line: in an empty one Qt would take its format away instead."""
        if self.isReadOnly() or not event.matches(
            QKeySequence.StandardKey.InsertParagraphSeparator
        ):
            super().keyPressEvent(event)
            return
        cursor = self.textCursor()
        cursor.insertBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if leaves(event):
            unselect.drop(self)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(60), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(8), self.minimumHeight())


def _page_around(widget: QWidget) -> QScrollArea | None:
    """The scrolling page that a widget stands on."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around
