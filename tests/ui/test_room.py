"""A dialog begins no larger than the screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.ui import room, theme


@pytest.mark.parametrize(("width", "height"), [(40, 30), (400, 30), (40, 300), (400, 300)])
def test_a_dialog_begins_within_the_screen(qtbot: QtBot, width: int, height: int) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    room.give(dialog, width, height)
    most = dialog.screen().availableSize() - room.FRAME
    assert dialog.width() == min(theme.space(width), most.width())
    assert dialog.height() == min(theme.space(height), most.height())
