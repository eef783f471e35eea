"""Questions and messages: which button a key presses, and what a reader is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import KnownError
from app.ui.dialogs import QtDialogs
from app.ui.message_dialog import MessageDialog
from app.ui.paragraph import Paragraph


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def when_asked(act: Callable[[MessageDialog], object]) -> None:
    """Do something with the dialog once it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, MessageDialog):
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def pressed(key: Qt.Key) -> Callable[[MessageDialog], object]:
    return lambda dialog: QTest.keyClick(QApplication.focusWidget() or dialog, key)


@pytest.mark.parametrize(
    ("danger", "key", "said"),
    [
        (False, Qt.Key.Key_Return, True),
        (False, Qt.Key.Key_Escape, False),
        (True, Qt.Key.Key_Return, False),
        (True, Qt.Key.Key_Escape, False),
    ],
)
def test_enter_says_yes_only_where_nothing_is_lost(
    parent: QWidget, danger: bool, key: Qt.Key, said: bool
) -> None:
    when_asked(pressed(key))
    answer = QtDialogs().confirm(parent, "確認", "削除しますか。", "削除する", danger=danger)
    assert answer is said


def test_the_button_for_yes_says_yes(parent: QWidget) -> None:
    def press(dialog: MessageDialog) -> None:
        (yes,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "削除する"]
        QTest.mouseClick(yes, Qt.MouseButton.LeftButton)

    when_asked(press)
    assert QtDialogs().confirm(parent, "確認", "削除しますか。", "削除する", danger=True)


def test_a_failure_says_what_happened_and_what_to_do(parent: QWidget) -> None:
    seen: list[str] = []

    def read(dialog: MessageDialog) -> None:
        seen.extend(words.plain for words in dialog.findChildren(Paragraph))
        seen.append(dialog.accessibleDescription())
        dialog.reject()

    when_asked(read)
    QtDialogs().tell(parent, "失敗", KnownError("<b>を開けません。", "閉じてください。"))
    assert seen == [
        "<b>を開けません。",
        "閉じてください。",
        "<b>を開けません。\n閉じてください。",
    ]


def test_a_button_that_only_closes_looks_the_same_everywhere(parent: QWidget) -> None:
    """What stands out on a dialog does something."""
    kinds: list[object] = []

    def look(dialog: MessageDialog) -> None:
        (button,) = dialog.findChildren(QPushButton)
        kinds.append(button.property("kind"))
        QTest.keyClick(button, Qt.Key.Key_Return)

    when_asked(look)
    QtDialogs().inform(parent, "お知らせ", "保存しました。")
    when_asked(look)
    QtDialogs().tell(parent, "お知らせ", KnownError("保存できません。", "場所を確かめてください。"))
    assert kinds == [None, None]
