"""Running text on a page: with room between its lines, and quick to lay out."""

from __future__ import annotations

import re

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QWidget

LINE_HEIGHT = 140
"""Per cent of the font's own line height: Japanese running text needs the room."""
LEAST_WIDTH = 40
LIFT = 0.75
"""Of the room that Qt puts below a line, the part that is put above the first one instead: the
words then stand in the middle, whether the label is just as high as they are or higher."""
WORD_JOINER = "\u2060"
_LAST_WORD = re.compile(
    r"(?:[一-龠々]{0,2}[ぁ-ゖー]{1,8}|[一-龠々]{2,4}|[ァ-ヺー]{2,8})[、。，．」』）]*$",
    re.MULTILINE,
)


def held_together(text: str) -> str:
    """The text with its last word in one piece: 「い。」 does not stand in a line alone."""
    return _LAST_WORD.sub(lambda word: WORD_JOINER.join(word[0]), text)


def spaced(text: str) -> str:
    """Plain text as rich text with room between its lines; wide spaces stay wide."""
    from html import escape  # not before the first painting

    lines = escape(text).replace("\n", "<br>")
    return f"<p style='line-height:{LINE_HEIGHT}%; margin:0; white-space:pre-wrap'>{lines}</p>"


class Paragraph(QLabel):
    """A wrapping label. It remembers its heights: layouts ask for them many times over."""

    def __init__(
        self,
        text: str = "",
        role: str = "",
        *,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_copied = selectable
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self._above = 0
        self.setTextFormat(QtCore.Qt.TextFormat.RichText)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)
        if selectable:
            self.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tell(text)

    def tell(self, text: str) -> None:
        """Show plain text."""
        self.plain = text
        self._forget()
        # What is copied from here must not carry characters that nobody sees.
        self.setText(spaced(text if self._is_copied else held_together(text)))
        self.setAccessibleName(text)
        self._lower()

    def show_html(self, text: str) -> None:
        self._forget()
        self.setText(text)
        self._above = 0
        self.setContentsMargins(0, 0, 0, 0)

    def _lower(self) -> None:
        above = round(self.fontMetrics().height() * (LINE_HEIGHT / 100 - 1) * LIFT)
        if above != self._above:
            self._above = above
            self.setContentsMargins(0, above, 0, 0)

    def _forget(self) -> None:
        self._heights.clear()
        self._hint = None

    def changeEvent(self, event: QEvent) -> None:
        self._forget()
        super().changeEvent(event)
        if self._above and event.type() == QEvent.Type.FontChange:
            self._lower()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width) - self._above
        return self._heights[width]

    def sizeHint(self) -> QSize:
        if self._hint is None:
            self._hint = super().sizeHint() - QSize(0, self._above)
        return self._hint

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self.fontMetrics().height() + self._above)
