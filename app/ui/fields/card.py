"""An option as a card: a radio button or check box with its explanation, clickable as a whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.leading import wrapped
from app.ui.paragraph import Paragraph

ABOVE, BESIDE = 0.5, 0.625
"""Room in steps of the grid above and left of the button; at the left, the style sheet keeps some
more for the broad edge of a card that is wrong."""
LEAST = 20
"""Width in steps of the grid that a button has at least; its words take more lines there."""


class Card(QFrame):
    """The button above, its explanation below."""

    def __init__(self, button: QAbstractButton, help_text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._button = button
        button.setParent(self)
        self.setProperty("role", "option")
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.space(BESIDE), theme.space(ABOVE), theme.space(1.5), theme.space(ABOVE)
        )
        column.setSpacing(0)
        button.setMinimumWidth(min(theme.space(LEAST), button.sizeHint().width()))
        self._words = button.text()
        column.addWidget(button)
        if help_text:
            words = Paragraph(help_text, "help")
            words.setContentsMargins(theme.space(4.5), theme.space(0.25), 0, theme.space(0.5))
            column.addWidget(words)
            button.setAccessibleDescription(help_text)
        column.addStretch(1)  # beside a card of more lines, its words begin at the same height
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        button.toggled.connect(self._show_chosen)

    @property
    def first_line(self) -> int:
        """How far below the card's upper edge the button has its middle, as long as it takes one
        line only."""
        self.ensurePolished()
        above = self.contentsMargins().top() + theme.space(ABOVE)
        return above + self._button.sizeHint().height() // 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A button breaks no lines by itself."""
        super().resizeEvent(event)
        whole = self._button.text() == self._words
        if whole and self._button.sizeHint().width() <= self._button.width():
            return
        metrics = self._button.fontMetrics()
        shown = metrics.size(Qt.TextFlag.TextShowMnemonic, self._button.text()).width()
        mark = self._button.sizeHint().width() - shown
        room = self._button.width() - mark
        words = wrapped(self._words, self._button.font(), room + 1)
        if words != self._button.text():
            self._button.setText(words)

    def _show_chosen(self, chosen: bool) -> None:
        theme.mark(self, chosen=chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._button.setFocus()
            self._button.click()
