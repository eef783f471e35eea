"""A window begins no larger than the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.ui import room, theme

DISPLAY = QSize(1264, 672)


@pytest.mark.parametrize(("width", "height"), [(40, 30), (400, 30), (40, 300), (400, 300)])
def test_a_dialog_begins_within_the_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, height: int
) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    monkeypatch.setattr(room, "most", lambda _dialog: DISPLAY)
    room.give(dialog, width, height)
    assert dialog.width() == min(theme.space(width), DISPLAY.width())
    assert dialog.height() == min(theme.space(height), DISPLAY.height())


def test_a_screen_that_is_there_is_the_measure(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    monkeypatch.setattr(room, "NOBODYS", QSize(1, 1))
    assert room.most(dialog) == dialog.screen().availableSize() - room.FRAME
