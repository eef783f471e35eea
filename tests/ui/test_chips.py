"""Widgets beside each other, on as many lines as it takes, are seen whenever they are added."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.chips import Chips


@pytest.mark.parametrize("is_shown", [False, True])
def test_what_is_added_is_seen(qtbot: QtBot, is_shown: bool) -> None:
    line = Chips(from_left=True)
    qtbot.addWidget(line)
    if is_shown:
        line.show()
    chip, put_away = QPushButton("一"), QPushButton("二")
    put_away.hide()
    for button in (chip, put_away):
        line.add(button)
    line.show()
    assert (chip.isVisible(), put_away.isVisible()) == (True, False)


def test_where_it_is_narrow_they_stand_below_each_other(qtbot: QtBot) -> None:
    buttons = [QPushButton(text) for text in ("一つ目", "二つ目")]
    line = Chips(None, buttons, from_left=True)
    qtbot.addWidget(line)
    line.resize(max(button.sizeHint().width() for button in buttons), 200)
    line.show()
    first, second = buttons
    assert second.x() == first.x() == 0
    assert second.y() > first.geometry().bottom()
    line.resize(400, 200)
    assert second.y() == first.y()
