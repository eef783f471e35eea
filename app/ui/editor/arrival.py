"""Where somebody begins who opens a draft: where they were the last time, ready to type."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.editor.page import EditorPage
    from app.ui.preferences import Preferences


class Stand(NamedTuple):
    """Where somebody is in a draft."""

    section: str
    question: str
    """The question that has the focus; "" if something else has."""
    last: str
    """The question that had it last."""
    tab: int
    """Place of the tab at the side."""
    comments: bool
    """Whether the focus is where a comment is written."""


class Arrival:
    """Puts the focus into a draft that was opened, and remembers where it was left."""

    def __init__(self, preferences: Preferences, uid: str) -> None:
        self._preferences, self._uid = preferences, uid
        self._begun = False
        self._left: QWidget | None = None
        """What had the focus in the editor that was left."""
        self.stand: Stand | None = None
        """Where one was when the editor was left, or is to begin."""

    def begin_at(self, stand: Stand | None) -> None:
        """Begin there, as the draft was only read anew."""
        self._begun, self.stand = stand is not None, stand

    def arrive(self, editor: EditorPage) -> None:
        """The editor was shown: at first begin, later go on where the focus was."""
        if not self._begun:
            self._begun = True
            self._begin(editor)
        elif (left := self._left_in(editor)) is not None:
            left.setFocus()
        elif self.stand is not None:  # the page was made anew meanwhile
            editor.stand_at(self.stand)
        self._left = self.stand = None

    def _begin(self, editor: EditorPage) -> None:
        """Go where one was the last time, else to the first question."""
        question = self._preferences.place(self._uid)
        if section := editor.section_asking(question):
            editor.show_section(section.id)
        editor.greet(question if section else "")

    def _left_in(self, editor: EditorPage) -> QWidget | None:
        """What had the focus, unless it is going or gone with its page."""
        left = self._left
        is_there = left is not None and isValid(left) and editor.isAncestorOf(left)
        return left if is_there else None

    def leave(self, editor: EditorPage) -> None:
        """The editor is about to be hidden, where Qt would move the focus on to the next input."""
        self.stand = editor.stand()
        if (focused := editor.focusWidget()) is not None:
            self._left = focused
            focused.clearFocus()
        self.keep(editor)

    def keep(self, editor: EditorPage) -> None:
        """Remember where the focus was last."""
        if editor.place:
            self._preferences.keep_place(self._uid, editor.place)
