"""What was made is opened; where nothing opens it, its folder is offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui import opening
from tests.ui.conftest import Answers


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    file = tmp_path / "提出メール.eml"
    file.write_bytes(b"")
    return file


def test_a_file_is_opened_and_nothing_is_asked(
    parent: QWidget, person: Answers, mail: Path
) -> None:
    opening.show(person, parent, "書き出し", mail)
    assert person.shown == [mail]
    assert person.asked == person.told == []


@pytest.mark.parametrize("yes", [True, False])
def test_where_nothing_opens_it_its_folder_is_offered(
    parent: QWidget, person: Answers, mail: Path, yes: bool
) -> None:
    person.unopened, person.yes = (".eml",), yes
    opening.show(person, parent, "書き出し", mail)
    assert person.shown == ([mail, mail.parent] if yes else [mail])
    assert "「提出メール.eml」を開けませんでした" in person.asked[0]
    assert person.told == []


def test_of_a_file_that_is_gone_it_is_said_so(
    parent: QWidget, person: Answers, tmp_path: Path
) -> None:
    """Also where the desktop says that it opens it: some say so of everything."""
    opening.show(person, parent, "書き出し", tmp_path / "決裁用.pdf")
    assert "「決裁用.pdf」が見つかりません" in person.asked[0]
    assert person.shown == [tmp_path]


@pytest.mark.parametrize("is_folder", [True, False])
def test_where_no_folder_opens_its_place_is_told(
    parent: QWidget, person: Answers, mail: Path, is_folder: bool
) -> None:
    person.unopened = (".eml", "")
    opening.show(person, parent, "書き出し", mail.parent if is_folder else mail)
    assert str(mail.parent) in person.told[0]


def test_a_place_where_one_may_not_look_counts_as_gone(
    parent: QWidget, person: Answers, tmp_path: Path
) -> None:
    person.yes = True
    unreadable = tmp_path / f"{'長' * 200}.eml"  # Path.exists() raises: too long a name
    opening.show(person, parent, "書き出し", unreadable)
    assert person.shown == [tmp_path]
