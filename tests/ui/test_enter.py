"""Enter presses what has the focus, once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.ui.enter import EnterPresses

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qtbot: QtBot) -> EnterPresses:
    made = EnterPresses()
    qtbot.addWidget(made)
    inner = QFrame()
    column = QVBoxLayout(made)
    column.addWidget(inner)
    within = QVBoxLayout(inner)
    within.addWidget(QPushButton("次へ"))
    within.addWidget(QCheckBox("確認"))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_presses_the_button_with_the_focus(
    page: EnterPresses, qtbot: QtBot, key: Qt.Key
) -> None:
    button = page.findChild(QPushButton)
    assert button is not None
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    qtbot.keyClick(button, key)
    assert len(pressed) == 1


def test_a_key_held_down_presses_once(page: EnterPresses, qtbot: QtBot) -> None:
    button = page.findChild(QPushButton)
    assert button is not None
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    for again in (False, True, True):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            QApplication.sendEvent(button, QKeyEvent(kind, Qt.Key.Key_Return, NONE, "\r", again))
    assert len(pressed) == 1


def test_a_key_that_did_its_work_elsewhere_presses_no_button(
    page: EnterPresses, qtbot: QtBot
) -> None:
    """As in a list, where Enter goes to a page whose first input is a button."""
    button, box = page.findChild(QPushButton), page.findChild(QCheckBox)
    assert button is not None
    assert box is not None

    class Leads(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.KeyPress:
                button.setFocus()
            return False

    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    leads = Leads(box)
    box.installEventFilter(leads)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert button.hasFocus()
    assert pressed == []


def test_a_choice_is_not_changed_by_enter(page: EnterPresses, qtbot: QtBot) -> None:
    box = page.findChild(QCheckBox)
    assert box is not None
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert not box.isChecked()
