"""A window begins no larger than the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog
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


@pytest.mark.parametrize(
    ("screen", "scale"),
    [
        (QSize(1904, 992), theme.LARGEST_SCALE),
        (QSize(1350, 680), pytest.approx(1.89, abs=0.01)),
        (QSize(1264, 632), pytest.approx(1.76, abs=0.01)),
        (QSize(640, 300), 1.0),
    ],
)
def test_letters_are_no_larger_than_the_pages_have_room_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, screen: QSize, scale: float
) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    monkeypatch.setattr(room, "most", lambda _dialog: screen)
    assert room.largest_scale(dialog) == scale


def test_letters_chosen_on_a_larger_screen_begin_smaller(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert room.first_scale(2.5) == 2.5  # where there is no screen at all
    monkeypatch.setattr(room, "NOBODYS", QSize(1, 1))
    monkeypatch.setattr(room, "_free", lambda _screen: QSize(1350, 680))
    assert room.first_scale(2.5) == pytest.approx(1.89, abs=0.01)
    assert room.first_scale(1.25) == 1.25
