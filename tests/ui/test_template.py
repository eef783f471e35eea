"""The ministry's form file in the window: seen, chosen, saved, put to use, taken back."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.calls.loader import load
from app.calls.models import Call
from app.documents.templates.check import check, form_for
from app.ui import room, theme
from app.ui.template import texts
from app.ui.template.dialog import PLACE, REASON, STATUS, TemplateDialog
from app.ui.template.plan import Plan
from tests.ui.conftest import Answers

ROOT = Path(__file__).resolve().parents[2]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def mine(tmp_path: Path) -> Call:
    return load(ROOT / "forms" / "r7-dx-jinzai", templates=tmp_path / "templates")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    script = ROOT / "tests" / "data" / "layouts" / "draw_up.py"
    spec = importlib.util.spec_from_file_location("draw_up", script)
    assert spec
    assert spec.loader
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Path(module.letter(tmp_path))


@pytest.fixture
def dialog(qtbot: QtBot, mine: Call, letter: Path, person: Answers) -> TemplateDialog:
    made = TemplateDialog(Plan.read(mine, letter), person)
    qtbot.addWidget(made)
    made.show()
    return made


def cell(dialog: TemplateDialog, question: str, column: int) -> str:
    row = [entry.tag for entry in dialog.plan.entries].index(question)
    item = dialog.table.item(row, column)
    assert item is not None
    return item.text()


def test_the_reasons_are_readable_with_large_letters_on_a_low_display(
    qtbot: QtBot, mine: Call, letter: Path, person: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "most", lambda _dialog: QSize(theme.space(84), theme.space(45)))
    made = TemplateDialog(Plan.read(mine, letter), person)
    qtbot.addWidget(made)
    made.show()
    assert made.table.columnWidth(REASON) >= theme.space(12)
    assert not made.table.horizontalScrollBar().maximum()


def press(qtbot: QtBot, dialog: TemplateDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, f"button:{name}")
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    qtbot.mouseClick(button, LEFT)


def test_each_question_shows_its_place_reason_and_state(dialog: TemplateDialog) -> None:
    assert dialog.table.rowCount() == 14
    assert dialog.boxes["contact.person"].currentText() == "段落「担当者職・氏名：」の後"
    assert cell(dialog, "contact.person", REASON) == "段落「担当者職・氏名：」"
    assert cell(dialog, "contact.person", STATUS) == texts.STATUS["高い"]
    assert "未定のもの0件" in dialog.state.text()


def test_a_place_taken_away_or_given_twice_holds_the_form_back(
    qtbot: QtBot, dialog: TemplateDialog
) -> None:
    box = dialog.boxes["contact.person"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    assert cell(dialog, "contact.person", STATUS) == texts.STATUS["missing"]
    assert not dialog.use.isEnabled()
    box.setCurrentIndex(box.findData(dialog.plan.chosen["contact.email"]))
    assert cell(dialog, "contact.person", STATUS) == texts.STATUS["twice"]
    assert cell(dialog, "contact.email", STATUS) == texts.STATUS["twice"]
    assert not dialog.use.isEnabled()


def test_the_tagged_file_is_saved_beside(
    qtbot: QtBot, dialog: TemplateDialog, person: Answers, mine: Call, tmp_path: Path
) -> None:
    before = dialog.plan.file.read_bytes()
    person.file = tmp_path / "設定済み.docx"
    press(qtbot, dialog, "save-template")
    assert person.names == ["letter_設定済み.docx"]
    data = person.file.read_bytes()
    assert check(mine, form_for(mine, "a.docx"), data, "a.docx").complete
    assert dialog.plan.file.read_bytes() == before


def test_the_form_is_put_to_use_and_taken_back(
    qtbot: QtBot, dialog: TemplateDialog, person: Answers, mine: Call
) -> None:
    place = mine.own_template(mine.parts[0])
    assert place is not None
    press(qtbot, dialog, "use-template")
    assert place.is_file()
    assert not dialog.isVisible()
    again = TemplateDialog(Plan.read(mine, place), person)
    qtbot.addWidget(again)
    again.show()
    assert cell(again, "contact.person", PLACE) == "本文の文中"
    assert again.boxes == {}
    press(qtbot, again, "reset-template")
    assert not place.exists()
