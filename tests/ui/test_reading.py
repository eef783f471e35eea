"""Edited documents come back question by question, to take or to leave, as one step."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from PySide6.QtCore import QMimeData, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from app.documents import package
from app.documents.contents import contents
from app.drafts.draft import Draft
from app.ui import drops
from app.ui.compare.dialog import ChoicesDialog
from app.ui.main_window import MainWindow
from app.ui.paragraph import Paragraph
from app.ui.reading import texts
from tests.ui.conftest import BEFORE_DEADLINE, Answers
from tests.ui.memory_store import MemoryStore

QUESTION = "overview.summary"


@pytest.fixture
def deck(tmp_path: Path, call: Any, complete: dict[str, Any]) -> Path:
    """The sample's deck, in which a colleague has rewritten one answer and added a text."""
    draft = Draft("", call.id, 1, "応募", False, BEFORE_DEADLINE, BEFORE_DEADLINE, answers=complete)
    form = call.parts[1]
    made = Presentation(
        io.BytesIO(package.fill(call, form, contents(call, draft, BEFORE_DEADLINE)))
    )
    for slide in made.slides:
        for shape in slide.shapes:
            if shape.name == QUESTION:
                shape.text_frame.text = "同僚が書き直した概要です。"
    box = made.slides[0].shapes.add_textbox(0, 0, 100_000, 100_000)
    box.text_frame.text = "枠の外の書き込み"
    path = tmp_path / "別添２.pptx"
    made.save(str(path))
    return path


@pytest.fixture
def opened(
    window: MainWindow, store: MemoryStore, call: Any, complete: dict[str, Any]
) -> MainWindow:
    window.open_draft(store.create(call.id, 1, "応募", answers=complete).uid)
    return window


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert drops.take(window, drops.local(data))


@dataclass(frozen=True)
class Seen:
    """What the dialog showed: it is gone once it is answered."""

    chosen: dict[str, bool]
    words: str
    notes: int
    """Height of what is said below the list, and of the list."""
    list: int


def seen(dialog: ChoicesDialog) -> Seen:
    words = " ".join(label.plain for label in dialog.findChildren(Paragraph))
    area = dialog.findChild(QScrollArea, "notes")
    notes = area.height() if area is not None else 0
    return Seen(dict(dialog.chosen), words, notes, dialog.list.height())


def answering(shown: list[Seen], accept: bool) -> None:
    """Answer the dialog as soon as it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ChoicesDialog):
            QTimer.singleShot(20, look)
            return
        shown.append(seen(dialog))
        dialog.accept() if accept else dialog.reject()

    QTimer.singleShot(20, look)


def test_a_rewritten_answer_is_taken_as_one_step(
    qtbot: QtBot, opened: MainWindow, deck: Path
) -> None:
    session, shown = opened.session, []
    assert session is not None
    before = session.answer(QUESTION)
    answering(shown, accept=True)
    drop(opened, deck)
    qtbot.waitUntil(
        lambda: session.answer(QUESTION) == "同僚が書き直した概要です。", timeout=20_000
    )
    assert list(shown[0].chosen) == [QUESTION]
    assert session.undo()
    assert session.answer(QUESTION) == before


def test_every_text_beside_the_answers_is_listed(
    qtbot: QtBot, opened: MainWindow, deck: Path
) -> None:
    slides = Presentation(str(deck))
    for number in range(9):
        box = slides.slides[0].shapes.add_textbox(0, 0, 900_000, 900_000)
        box.text_frame.text = f"欄の外の書き込み{number}"
    slides.save(str(deck))
    shown: list[Seen] = []
    answering(shown, accept=False)
    drop(opened, deck)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    told = shown[0].words
    for number in range(9):
        assert f"欄の外の書き込み{number}" in told
    assert 0 < shown[0].notes < shown[0].list


def test_an_answer_that_both_forms_show_otherwise_is_told(
    qtbot: QtBot, opened: MainWindow, deck: Path, call: Any, complete: dict[str, Any]
) -> None:
    fewer = {**complete, "steps.wanted": ["2", "3"]}
    draft = Draft("", call.id, 1, "応募", False, BEFORE_DEADLINE, BEFORE_DEADLINE, answers=fewer)
    letter = deck.with_name("別添１.docx")
    letter.write_bytes(package.fill(call, call.parts[0], contents(call, draft, BEFORE_DEADLINE)))
    shown: list[Seen] = []
    answering(shown, accept=True)
    drop(opened, letter, deck)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    told = shown[0].words
    assert "二つの様式で内容が異なる設問" in told
    assert opened.session is not None
    assert opened.session.answer("steps.wanted") == ["2", "3"]


def test_what_is_left_changes_nothing(qtbot: QtBot, opened: MainWindow, deck: Path) -> None:
    session, shown = opened.session, []
    assert session is not None
    before = dict(session.draft.answers)
    answering(shown, accept=False)
    drop(opened, deck)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert dict(session.draft.answers) == before


def test_without_an_open_draft_one_is_begun(
    qtbot: QtBot, window: MainWindow, deck: Path, person: Answers
) -> None:
    shown: list[Seen] = []
    answering(shown, accept=True)
    drop(window, deck)
    qtbot.waitUntil(lambda: bool(shown) and window.session is not None, timeout=20_000)
    assert texts.NEW_TEXT in person.asked
    assert window.session is not None
    assert window.session.answer(QUESTION) == "同僚が書き直した概要です。"


def test_a_file_that_is_none_is_told(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, person: Answers
) -> None:
    broken = tmp_path / "壊れた.docx"
    broken.write_bytes(b"PK nothing")
    drop(opened, broken)
    qtbot.waitUntil(lambda: bool(person.told), timeout=20_000)
    assert "壊れた.docx" in person.told[0]
