"""Dialogs are answered, read, and then gone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.calls.models import Call
from app.ui import modal
from app.ui.editor.phrase_dialog import PhraseDialog
from app.ui.main_window import MainWindow
from tests.ui.memory_store import MemoryStore

UI = Path(modal.__file__).parent
APART = {"modal.py", "selftest.py", "single.py", "fault_message.py"}
"""Where dialogs are shown, a program that ends with its only box, a loop without a dialog, and
what is told with nothing of ours because that is broken."""


@pytest.mark.parametrize("accept", [True, False])
def test_whether_it_was_accepted_is_told_and_the_dialog_goes(
    qtbot: QtBot, window: MainWindow, accept: bool
) -> None:
    dialog = QDialog(window)
    QTimer.singleShot(0, dialog.accept if accept else dialog.reject)
    assert modal.ask(dialog) is accept
    assert isValid(dialog)
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    """Not the dialog's default button, which would end what is being written."""
    dialog = PhraseDialog(["一つ目"], window, dialogs=window.dialogs)
    sizes = []

    def press() -> None:
        for _ in range(2):
            dialog.buttons["add-phrase"].setFocus()
            qtbot.keyClick(dialog.buttons["add-phrase"], Qt.Key.Key_Return)
            sizes.append(len(dialog.phrases))
        dialog.reject()

    QTimer.singleShot(0, press)
    assert not modal.ask(dialog)
    assert sizes == [2, 3]


@pytest.mark.parametrize("name", ["milestones", "settings", "keys", "about"])
def test_nothing_of_a_dialog_stays_with_the_window(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, call: Call, name: str
) -> None:
    window.open_draft(store.create(call.id, call.version, "下書き").uid)
    action = window.actions_by_name[name]

    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert shown is not None
        QTimer.singleShot(0, shown.close)

    for _ in range(2):
        QTimer.singleShot(50, look)
        action.trigger()
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


def test_no_dialog_is_shown_in_another_way() -> None:
    for path in UI.rglob("*.py"):
        if path.name not in APART:
            assert not re.search(r"(?<!app)\.exec\(\)", path.read_text("utf-8")), path
