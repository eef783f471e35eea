"""The guideline itself, where the user has put it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.ui.editor.guideline import GuidelinePanel
from tests.ui.conftest import Answers


def panel(qtbot: QtBot, call: Call, folder: Path, person: Answers) -> GuidelinePanel:
    made = GuidelinePanel(call)
    made.offer_original(folder, person)
    qtbot.addWidget(made)
    made.show()
    return made


def test_without_the_file_it_says_where_to_put_it(
    qtbot: QtBot, call: Call, tmp_path: Path, person: Answers
) -> None:
    made = panel(qtbot, call, tmp_path, person)
    assert not made.open_original.isVisible()
    assert str(tmp_path / f"{call.id}.pdf") in made.where.plain


def test_with_the_file_it_opens(qtbot: QtBot, call: Call, tmp_path: Path, person: Answers) -> None:
    file = tmp_path / f"{call.id}.pdf"
    file.write_bytes(b"%PDF-1.7")
    made = panel(qtbot, call, tmp_path, person)
    assert not made.where.isVisible()
    qtbot.mouseClick(made.open_original, Qt.MouseButton.LeftButton)
    assert person.shown == [file]


def test_a_file_gone_meanwhile_is_told(
    qtbot: QtBot, call: Call, tmp_path: Path, person: Answers
) -> None:
    file = tmp_path / f"{call.id}.pdf"
    file.write_bytes(b"%PDF-1.7")
    made = panel(qtbot, call, tmp_path, person)
    file.unlink()
    qtbot.mouseClick(made.open_original, Qt.MouseButton.LeftButton)
    assert f"「{file.name}」が見つかりません" in person.asked[0]
    assert person.shown == [tmp_path]
    assert made.where.isVisible()


def test_where_nothing_opens_it_its_folder_is_offered(
    qtbot: QtBot, call: Call, tmp_path: Path, person: Answers
) -> None:
    file = tmp_path / f"{call.id}.pdf"
    file.write_bytes(b"%PDF-1.7")
    person.unopened = (".pdf",)
    made = panel(qtbot, call, tmp_path, person)
    qtbot.mouseClick(made.open_original, Qt.MouseButton.LeftButton)
    assert "この種類のファイルを開くソフトがない" in person.asked[0]
    assert person.shown == [file, tmp_path]
    assert made.open_original.isVisible()
