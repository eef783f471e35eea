"""Ctrl+Z takes back what was done last, wherever that was, and Ctrl+Y brings it back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.drafts.draft import Change
from app.ui.main_window import MainWindow
from tests.ui.editor.conftest import press, settle
from tests.ui.fields.keys import commit, compose, write
from tests.ui.memory_store import MemoryStore

CONTROL = Qt.KeyboardModifier.ControlModifier
TITLE, DETAIL, SUMMARY = "overview.title", "overview.difficulty_detail", "overview.summary"
ELSEWHERE = "contact.person"
FIELDS = {
    TITLE: "overview",
    SUMMARY: "overview",
    "overview.pool_start": "overview",
    "applicant.prefecture": "applicant",
    "applicant.document_date": "applicant",
    "contact.telephone": "contact",
    "contact.email": "contact",
    "pool.present_regular": "pool",
    "organisation.units/0/people": "organisation",
    "organisation.units/0/unit": "organisation",
}


@pytest.fixture
def opened(
    window: MainWindow, store: MemoryStore, call: Call, complete: dict[str, Any], qtbot: QtBot
) -> MainWindow:
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_draft(store.create(call.id, call.version, "本番", answers=complete).uid)
    settle()
    return window


def at(window: MainWindow, section: str, name: str) -> Any:
    """The input of a question, with the focus and the cursor at its end."""
    editor: Any = window.of_draft.page("editor")  # type: ignore[union-attr]
    editor.show_section(section)
    settle()
    found = editor.page.findChild(QWidget, f"field:{name}")
    assert found is not None
    found.setFocus()
    press(Qt.Key.Key_End, CONTROL)
    press(Qt.Key.Key_End)
    return found


def answers(window: MainWindow) -> dict[str, Any]:
    assert window.session is not None
    return dict(window.session.draft.answers)


def undo() -> None:
    press(Qt.Key.Key_Z, CONTROL)


def redo() -> None:
    press(Qt.Key.Key_Y, CONTROL)


@pytest.mark.parametrize(("name", "section"), FIELDS.items())
def test_what_was_done_elsewhere_since_is_taken_back_first(
    opened: MainWindow, name: str, section: str
) -> None:
    assert opened.session is not None
    first = answers(opened)
    edit = at(opened, section, name)
    QTest.keyClicks(QApplication.focusWidget() or edit, "ab")
    settle()
    typed = answers(opened)
    assert typed != first
    opened.session.apply([Change("answer", ELSEWHERE, "係長　千曲")])
    settle()
    changed = answers(opened)
    undo()
    assert answers(opened) == typed
    undo()
    assert answers(opened) == first
    undo()  # there is nothing left, whatever the input has noted of its own typing
    assert answers(opened) == first
    redo()
    assert answers(opened) == typed
    redo()
    assert answers(opened) == changed


def test_a_mend_elsewhere_is_taken_back_and_the_typing_stays(opened: MainWindow) -> None:
    """As it was found: typed in one field, mended in another, and back in the first."""
    session = opened.session
    assert session is not None
    detail = at(opened, "overview", DETAIL)
    write(detail, "ｼｽﾃﾑ")
    session.review()
    settle()
    before = session.answer(DETAIL)
    title = at(opened, "overview", TITLE)
    write(title, "案")
    typed = session.answer(TITLE)
    editor: Any = opened.of_draft.page("editor")  # type: ignore[union-attr]
    mend = editor.page.boxes[DETAIL].notices.findChild(QPushButton, "button:mend")
    mend.click()
    settle()
    mended = session.answer(DETAIL)
    assert mended != before
    title.setFocus()
    undo()
    assert (session.answer(DETAIL), session.answer(TITLE)) == (before, typed)
    redo()
    assert (session.answer(DETAIL), session.answer(TITLE)) == (mended, typed)


@pytest.mark.parametrize("name", [TITLE, SUMMARY])
def test_a_text_that_was_just_written_and_deleted_comes_back(opened: MainWindow, name: str) -> None:
    edit = at(opened, "overview", name)
    before = edit.text() if callable(edit.text) else edit.text
    write(edit, "の長い説明を書きました。")
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_Delete)
    assert answers(opened).get(name) is None
    undo()
    assert answers(opened)[name] == f"{before}の長い説明を書きました。"
    undo()
    assert answers(opened)[name] == before
    for _ in range(2):
        redo()
    assert answers(opened).get(name) is None


@pytest.mark.parametrize("name", [TITLE, SUMMARY])
def test_one_types_on_where_one_was(opened: MainWindow, name: str) -> None:
    edit = at(opened, "overview", name)
    before = str(answers(opened)[name])
    for _ in range(2):
        press(Qt.Key.Key_Left)
    write(edit, "abc")
    undo()
    write(edit, "X")
    assert answers(opened)[name] == f"{before[:-2]}X{before[-2:]}"
    undo()
    redo()
    write(edit, "Y")
    assert answers(opened)[name] == f"{before[:-2]}XY{before[-2:]}"


@pytest.mark.parametrize("name", [TITLE, SUMMARY])
def test_a_paste_is_taken_back_alone(opened: MainWindow, name: str) -> None:
    edit = at(opened, "overview", name)
    before = str(answers(opened)[name])
    write(edit, "ab")
    QGuiApplication.clipboard().setText("貼り付け")
    press(Qt.Key.Key_V, CONTROL)
    undo()
    assert answers(opened)[name] == f"{before}ab"
    redo()
    write(edit, "c")
    undo()
    assert answers(opened)[name] == f"{before}ab貼り付け"


@pytest.mark.parametrize("name", [TITLE, SUMMARY, "applicant.prefecture"])
def test_what_is_being_composed_is_left_alone(opened: MainWindow, name: str) -> None:
    section = FIELDS[name]
    at(opened, section, name)
    focused = QApplication.focusWidget()
    assert focused is not None
    before = answers(opened)
    QTest.keyClicks(focused, "1")
    typed = str(answers(opened)[name])
    compose(focused, "ながの")
    undo()
    redo()
    assert answers(opened)[name] == typed
    commit(focused, "長野")
    assert answers(opened)[name] == f"{typed}長野"
    undo()
    assert answers(opened) == before


def test_rows_are_taken_back_one_by_one(opened: MainWindow) -> None:
    at(opened, "organisation", "organisation.units/0/unit")
    rows = len(answers(opened)["organisation.units"])
    for _ in range(2):
        press(Qt.Key.Key_Insert, CONTROL)
    assert len(answers(opened)["organisation.units"]) == rows + 2
    for left in (1, 0):
        undo()
        assert len(answers(opened)["organisation.units"]) == rows + left


def test_counting_up_is_taken_back_as_a_whole(opened: MainWindow) -> None:
    edit = at(opened, "pool", "pool.present_regular")
    before = answers(opened)["pool.present_regular"]
    for _ in range(3):
        QTest.keyClick(edit, Qt.Key.Key_Up)
    assert answers(opened)["pool.present_regular"] == before + 3
    undo()
    assert answers(opened)["pool.present_regular"] == before
    redo()
    QTest.keyClicks(edit, "5")
    undo()
    assert answers(opened)["pool.present_regular"] == before + 3
