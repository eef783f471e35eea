"""The button that saves the PDF for approval, on the check page and after the export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.check import texts
from app.ui.check.circular import CircularButton
from app.ui.check.page import CheckPage
from tests.ui.conftest import Answers, OpenSession

LONG = 20_000


@pytest.fixture
def button(
    qtbot: QtBot, open_session: OpenSession, person: Answers, complete: dict[str, Any]
) -> CircularButton:
    made = CircularButton(open_session(complete), person)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_saves_where_it_is_told_and_opens_it(
    qtbot: QtBot, button: CircularButton, person: Answers, tmp_path: Path
) -> None:
    person.file = tmp_path / "決裁用.pdf"
    button.click()
    assert not button.isEnabled()
    qtbot.waitUntil(button.isEnabled, timeout=LONG)
    assert person.file.read_bytes().startswith(b"%PDF-")
    assert str(person.file) in person.asked[-1]
    assert person.offered == [texts.CIRCULAR_OPEN]
    assert person.shown == [person.file]


def test_nothing_happens_where_no_place_is_chosen(button: CircularButton, person: Answers) -> None:
    person.file = None
    button.click()
    assert button.isEnabled()
    assert button.text() == texts.CIRCULAR


def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot, button: CircularButton, person: Answers, tmp_path: Path
) -> None:
    person.file = tmp_path / "ない" / "a.pdf"
    button.click()
    qtbot.waitUntil(button.isEnabled, timeout=LONG)
    assert "PDF を保存できません" in person.told[-1]


def test_the_check_page_offers_it(
    qtbot: QtBot, open_session: OpenSession, person: Answers, complete: dict[str, Any]
) -> None:
    page: QWidget = CheckPage(open_session(complete), person)
    qtbot.addWidget(page)
    found = page.findChild(QPushButton, "button:circular")
    assert found is not None
    assert found.accessibleName() or found.text()
