"""Running text on a page: with room between its lines, and quick to lay out."""

from __future__ import annotations

import re

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPaintEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

LINE_HEIGHT = 140
"""Per cent of the font's own line height: Japanese running text needs the room."""
LEAST_WIDTH = 40
LIFT = 0.75
"""Of the room that Qt puts below a line, the part that is put above the first one instead: the
words then stand in the middle, whether the label is just as high as they are or higher."""
WORD_JOINER = "\u2060"
SMALL_JOINER = f"<span style='font-size:1px'>{WORD_JOINER}</span>"
"""Fonts for Japanese have no such character: of a usual size, another font would stand in for it
and make its line higher than the others."""
ANYWHERE = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
_LAST_WORD = re.compile(
    r"(?:[0-9０-９]{0,4}[一-龠々]{0,4}[ぁ-ゖー]{1,9}|[0-9０-９]{0,4}[一-龠々]{2,4}|[ァ-ヺー]{2,8})"
    r"[、。，．」』）]*$",
    re.MULTILINE,
)
_UNBROKEN = re.compile(r"[^\s\u2e80-\uffef]{12}")
"""In the narrowest column of a table not even this finds room on one line."""


def held_together(text: str) -> str:
    """The text with its last word in one piece: 「い。」 does not stand in a line alone."""
    return _LAST_WORD.sub(lambda word: WORD_JOINER.join(word[0]), text)


def spaced(text: str) -> str:
    """Plain text as rich text with room between its lines; wide spaces stay wide."""
    from html import escape  # not before the first painting

    lines = escape(text).replace("\n", "<br>").replace(WORD_JOINER, SMALL_JOINER)
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
        self._is_unbroken = self._is_broken_anew = False
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
        self._is_unbroken = _UNBROKEN.search(text) is not None
        self._forget()
        # What is copied from here must not carry characters that nobody sees.
        self.setText(spaced(text if self._is_copied else held_together(text)))
        self.setAccessibleName(text)
        self._lower()

    def _lower(self) -> None:
        above = round(self.fontMetrics().height() * (LINE_HEIGHT / 100 - 1) * LIFT)
        if above != self._above:
            self._above = above
            self.setContentsMargins(0, above, 0, 0)

    def _forget(self) -> None:
        self._heights.clear()
        self._hint = None
        self._is_broken_anew = False

    def changeEvent(self, event: QEvent) -> None:
        self._forget()
        super().changeEvent(event)
        if self._above and event.type() == QEvent.Type.FontChange:
            self._lower()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._height_at(width) - self._above
        return self._heights[width]

    def _height_at(self, width: int) -> int:
        height = super().heightForWidth(width)
        if self._is_unbroken and self._breaks_anew():
            height = super().heightForWidth(width)
        return height

    def _breaks_anew(self) -> bool:
        """Let a word that is longer than a line go on in the next; whether it did not before.

        A label breaks between words only, and says so to its document with each other font. What
        is asked of it does so first; later it leaves the document as it is.
        """
        document = self.findChild(QTextDocument)
        if document is None:
            return False
        option = document.defaultTextOption()
        if option.wrapMode() == ANYWHERE:
            return False
        option.setWrapMode(ANYWHERE)
        document.setDefaultTextOption(option)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_unbroken and not self._is_broken_anew:
            super().heightForWidth(self.width())
            self._breaks_anew()
            self._is_broken_anew = True
        super().paintEvent(event)

    def sizeHint(self) -> QSize:
        if self._hint is None:
            self._hint = super().sizeHint() - QSize(0, self._above)
        return self._hint

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self.fontMetrics().height() + self._above)
