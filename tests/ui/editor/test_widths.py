"""The parts of the editor begin as wide as the display allows, and then as a person left them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.editor import widths
from tests.ui.conftest import OpenSession


@pytest.fixture
def splitter(qtbot: QtBot) -> QSplitter:
    made = QSplitter()
    qtbot.addWidget(made)
    for _part in range(3):
        made.addWidget(QWidget())
    made.setStretchFactor(1, 1)
    return made


@pytest.mark.parametrize(("width", "left"), [(1366, widths.USUAL[0]), (1920, widths.WIDE_LEFT)])
def test_names_of_sections_get_the_room_there_is(
    splitter: QSplitter, open_session: OpenSession, width: int, left: int
) -> None:
    parts = widths.Widths(open_session(), splitter)
    splitter.resize(width, 700)
    splitter.show()
    parts.show_side_as_left(width)
    assert splitter.sizes()[0] == pytest.approx(theme.space(left), abs=theme.space(2))


def test_what_a_person_has_set_stays(splitter: QSplitter, open_session: OpenSession) -> None:
    session = open_session()
    session.keep_setting(widths.SPLITTER, [500, 900, 500])
    parts = widths.Widths(session, splitter)
    splitter.resize(1920, 700)
    splitter.show()
    parts.show_side_as_left(1920)
    assert splitter.sizes()[0] == pytest.approx(500, abs=theme.space(2))
