"""Phrases of one's own (定型文): kept on this computer, put in at the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTextEdit, QWidget

from app.ui import modal
from app.ui.editor import texts
from app.ui.fields.base import one_line

if TYPE_CHECKING:
    from app.ui.dialogs import Dialogs
    from app.ui.session import DraftSession

KEY = "Ctrl+J"
SETTING = "editor.phrases"
"""The setting that keeps the phrases."""
LONGEST_LABEL = 36
"""Characters of a phrase in the menu; the whole is in the tool tip."""
NUMBERED = "123456789"


def kept(session: DraftSession) -> list[str]:
    """The phrases in their order."""
    found = session.setting(SETTING)
    return [text for text in found if isinstance(text, str)] if isinstance(found, list) else []


def keep(session: DraftSession, phrases: Sequence[str]) -> None:
    """Keep these phrases; empty ones are dropped, of equal ones the first stays."""
    session.keep_setting(SETTING, worth_keeping(phrases))


def worth_keeping(phrases: Sequence[str]) -> list[str]:
    """What is left of phrases once they are kept."""
    return list(dict.fromkeys(filter(str.strip, phrases)))


class PhraseMenu:
    """Opens at the cursor; a number or the arrows choose, and the phrase is typed in."""

    def __init__(self, session: DraftSession, dialogs: Dialogs, parent: QWidget) -> None:
        self._session, self._dialogs, self._parent = session, dialogs, parent

    def begin(self) -> None:
        """Open the list for the input in focus; elsewhere there is only the editing of it."""
        target = _input()
        menu = QMenu(self._parent)
        menu.setAccessibleName(texts.PHRASES)
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        if target is not None:
            self._offer(menu, target)
        edit = menu.addAction(texts.EDIT_PHRASES)
        edit.setObjectName("action:edit-phrases")
        edit.triggered.connect(lambda: self.edit())
        menu.popup(_place(target, self._parent))
        menu.setActiveAction(menu.actions()[0])

    def _offer(self, menu: QMenu, target: QLineEdit | QTextEdit) -> None:
        phrases = kept(self._session)
        for number, phrase in enumerate(phrases):
            action = menu.addAction(_label(number, phrase))
            action.setToolTip(phrase)
            action.triggered.connect(self._putting(target, phrase))
        if not phrases:
            menu.addAction(texts.NO_PHRASES).setEnabled(False)
        menu.addSeparator()
        chosen = _selected(target)
        if chosen.strip():
            add = menu.addAction(texts.KEEP_PHRASE.format(phrase=_short(chosen)))
            add.setObjectName("action:keep-phrase")
            add.triggered.connect(lambda: keep(self._session, [*phrases, chosen]))

    def _putting(self, target: QLineEdit | QTextEdit, phrase: str) -> Callable[[], None]:
        def put() -> None:
            self._session.end_step()
            if isinstance(target, QLineEdit):
                target.insert(one_line(phrase))
            else:
                target.textCursor().insertText(phrase)
            self._session.end_step()
            target.setFocus()

        return put

    def edit(self) -> bool:
        """Change the phrases in a dialog. Whether they were changed."""
        from app.ui.editor.phrase_dialog import PhraseDialog

        phrases, window = kept(self._session), self._parent.window()
        dialog = PhraseDialog(phrases, window, dialogs=self._dialogs)
        accepted = modal.ask(dialog)
        if accepted:
            keep(self._session, dialog.phrases)
        return accepted


def _input() -> QLineEdit | QTextEdit | None:
    """The input in focus, if text can be typed into it."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QLineEdit | QTextEdit) and not focused.isReadOnly():
        return focused
    return None


def _selected(target: QLineEdit | QTextEdit) -> str:
    if isinstance(target, QLineEdit):
        return target.selectedText()
    return target.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")


def _label(number: int, phrase: str) -> str:
    key = f"&{NUMBERED[number]}　" if number < len(NUMBERED) else "　　"
    return f"{key}{_short(phrase).replace('&', '&&')}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LABEL else f"{line[: LONGEST_LABEL - 1]}…"


def _place(target: QLineEdit | QTextEdit | None, parent: QWidget) -> QPoint:
    """Below the cursor."""
    if target is None:
        return parent.mapToGlobal(parent.rect().center())
    return target.mapToGlobal(target.cursorRect().bottomLeft())
