"""Where somebody begins who opens a draft: where they were the last time, ready to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.editor.page import EditorPage
    from app.ui.editor.section import SectionPage
    from app.ui.preferences import Preferences


class Arrival:
    """Puts the focus into a draft that was opened, and remembers where it was left."""

    def __init__(self, preferences: Preferences, uid: str) -> None:
        self._preferences, self._uid = preferences, uid
        self._begun = False
        self._left: QWidget | None = None
        self._place = ""
        """The question that was left with it."""

    def arrive(self, editor: EditorPage) -> None:
        """The editor was shown: at first begin, later go on where the focus was."""
        if not self._begun:
            self._begun = True
            self._go(editor, self._preferences.place(self._uid))
        elif (left := self._left_in(editor)) is not None:
            left.setFocus()
        elif self._left is not None:  # the page was made anew meanwhile, in another look
            self._go(editor, self._place)
        self._left = None

    def _left_in(self, editor: EditorPage) -> QWidget | None:
        """What had the focus, unless it is going or gone with its page."""
        left = self._left
        is_there = left is not None and isValid(left) and editor.isAncestorOf(left)
        return left if is_there else None

    def _go(self, editor: EditorPage, question: str) -> None:
        """Go where one was, else to the first question."""
        if section := editor.section_asking(question):
            editor.show_section(section.id)
        # A page just made gets its geometry with the next turn of the event loop.
        QTimer.singleShot(0, editor, lambda: _greet(editor, editor.page, question))

    def leave(self, editor: EditorPage) -> None:
        """The editor is about to be hidden, where Qt would move the focus on to the next input."""
        if (focused := editor.focusWidget()) is not None:
            self._left, self._place = focused, editor.place
            focused.clearFocus()
        self.keep(editor)

    def keep(self, editor: EditorPage) -> None:
        """Remember where the focus was last."""
        if editor.place:
            self._preferences.keep_place(self._uid, editor.place)


def _greet(editor: EditorPage, page: SectionPage | None, question: str) -> None:
    focused = editor.window().focusWidget()
    somewhere = focused is not None and editor.isAncestorOf(focused)
    if somewhere and focused is not editor.tasks:  # somebody was quicker
        return
    if page is not None and page is editor.page:
        page.greet(question)
