"""The way into the search: a button with a key, and the dialog once it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTextEdit, QWidget

from app.ui import icons
from app.ui.editor import search_words as texts

if TYPE_CHECKING:
    from app.ui.editor.search_dialog import SearchDialog
    from app.ui.editor.section import SectionPage
    from app.ui.session import DraftSession

KEY = "Ctrl+F"
LONGEST_TAKEN = 40
"""Characters of a selection that are taken for words to search."""


class SearchButton(QPushButton):
    """Opens the search over a draft's answers."""

    chosen = Signal(object)
    """A Place to go to."""

    def __init__(self, session: DraftSession, parent: QWidget) -> None:
        super().__init__(texts.OPEN, parent)
        self._session = session
        self._dialog: SearchDialog | None = None
        self.setObjectName("button:search")
        self.setProperty("kind", "quiet")
        self.setToolTip(texts.OPEN_TIP)
        self.setAccessibleDescription(texts.OPEN_TIP)
        icons.place(self, "search", "accent")
        self.clicked.connect(lambda: self.begin())

    def begin(self) -> None:
        """Show the search; words selected in the focused field are searched at once."""
        words = selected(QApplication.focusWidget())
        if self._dialog is None:
            from app.ui.editor.search_dialog import SearchDialog

            self._dialog = SearchDialog(self._session, self.window())
            self._dialog.chosen.connect(self.chosen)
            self.destroyed.connect(self._dialog.deleteLater)
        self._dialog.begin(words)

    def arrived(self, page: SectionPage) -> None:
        """The place that was chosen has the focus on this page."""
        if self._dialog is not None:
            self._dialog.arrived(page)

    def hideEvent(self, event: QHideEvent) -> None:
        """Where the editor goes, the search over it goes too."""
        if self._dialog is not None and not event.spontaneous():
            self._dialog.hide()
        super().hideEvent(event)


def selected(widget: QWidget | None) -> str:
    """The selected words of an input; "" for none, and for more than one searches."""
    if isinstance(widget, QLineEdit):
        words = widget.selectedText()
    elif isinstance(widget, QTextEdit):
        words = widget.textCursor().selectedText()
    else:
        return ""
    return words if len(words) <= LONGEST_TAKEN and "\u2029" not in words else ""
