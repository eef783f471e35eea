"""Where one begins in a draft that was opened: ready to type, where one was the last time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.drafts.draft import Change
from app.review.finding import Place
from app.ui.editor.page import EditorPage
from app.ui.main_window import MainWindow
from app.ui.preferences import PLACES, Preferences
from tests.ui.editor.conftest import click, field, press, settle, told
from tests.ui.fields.keys import commit, compose
from tests.ui.memory_store import MemoryStore

FIRST, LATER = "applicant.governor", "contact.person"
Open = Callable[[str], EditorPage]


@pytest.fixture
def new(store: MemoryStore, call: Call) -> Callable[..., str]:
    def make(answers: dict[str, Any] | None = None) -> str:
        return store.create(call.id, call.version, "下書き", answers=answers).uid

    return make


@pytest.fixture
def open_draft(window: MainWindow, qtbot: QtBot) -> Open:
    """Open a draft as from the list, and wait until the focus has settled."""
    window.resize(1366, 720)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def opened(uid: str) -> EditorPage:
        window.go("home")
        settle()
        window.open_soon(uid)
        qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), EditorPage))
        return shown(window)

    return opened


def focused(page: EditorPage) -> str | None:
    """The question in which the focus is."""
    assert page.page is not None
    return page.page.question_of(QApplication.focusWidget())


def shown(window: MainWindow) -> EditorPage:
    """The editor that is in sight, once it has settled."""
    settle()
    page = window.pages.currentWidget()
    assert isinstance(page, EditorPage)
    return page


def first_of(page: EditorPage) -> str:
    assert page.page is not None
    return next(iter(page.page.boxes))


def test_letters_typed_at_once_are_the_first_answer(
    open_draft: Open, new: Callable[..., str], window: MainWindow
) -> None:
    page = open_draft(new())
    assert focused(page) == first_of(page) == "applicant.prefecture"
    QTest.keyClicks(QApplication.focusWidget(), "tottori")
    assert window.session is not None
    assert window.session.answer("applicant.prefecture") == "tottori"


def test_one_goes_on_where_one_was(open_draft: Open, new: Callable[..., str]) -> None:
    uid, other = new(), new()
    page = open_draft(uid)
    page.show_section("contact")
    field(page, LATER).setFocus()
    assert open_draft(other).section_id == "applicant"
    page = open_draft(uid)
    assert page.section_id == "contact"
    assert focused(page) == LATER
    assert field(page, LATER).visibleRegion().boundingRect() == field(page, LATER).rect()


def test_a_question_no_longer_asked_is_not_gone_to(
    open_draft: Open, new: Callable[..., str], window: MainWindow
) -> None:
    uid = new()
    window.preferences.keep_place(uid, "no.such.question")
    page = open_draft(uid)
    assert (page.section_id, focused(page)) == ("applicant", first_of(page))


def test_coming_back_leaves_the_focus_alone(
    open_draft: Open, new: Callable[..., str], window: MainWindow
) -> None:
    page = open_draft(new())
    page.show_section("contact")
    field(page, LATER).setFocus()
    window.go("check")
    window.go("editor")
    settle()
    assert focused(page) == LATER


def test_another_look_chosen_meanwhile_changes_nothing_of_that(
    open_draft: Open, new: Callable[..., str], window: MainWindow
) -> None:
    page = open_draft(new())
    page.show_section("contact")
    field(page, LATER).setFocus()
    window.go("check")
    window.choose_scale(1.2)
    settle()
    window.go("editor")
    page = shown(window)
    assert focused(page) == LATER


def test_reading_anew_and_another_look_leave_one_where_one_is(
    open_draft: Open, new: Callable[..., str], window: MainWindow
) -> None:
    page = open_draft(new())
    page.show_section("contact")
    field(page, LATER).setFocus()
    window.reopen()
    page = shown(window)
    assert focused(page) == LATER
    page.go_to(Place("overview.summary"))
    settle()
    window.go("check")
    window.choose_scale(1.2)
    settle()
    window.go("editor")
    page = shown(window)
    assert (page.section_id, focused(page)) == ("overview", "overview.summary")


def test_a_question_that_another_pc_took_away_is_not_gone_to(
    open_draft: Open, new: Callable[..., str], window: MainWindow, store: MemoryStore
) -> None:
    uid = new({"steps.wanted": ["1", "3"]})
    page = open_draft(uid)
    page.go_to(Place("steps.gap_reason"))
    settle()
    assert focused(page) == "steps.gap_reason"
    store.apply(uid, [Change("answer", "steps.wanted", ["1", "2", "3"])])
    window.reopen()
    page = shown(window)
    assert (page.section_id, focused(page)) == ("steps", first_of(page))


@pytest.mark.parametrize("way", ["anew", "look", "look from the check"])
def test_nor_does_it_lead_away_from_the_list_of_sections(
    open_draft: Open, new: Callable[..., str], window: MainWindow, way: str
) -> None:
    page = open_draft(uid := new())
    page.show_section("contact")
    field(page, LATER).setFocus()
    page.tasks.setFocus()
    page.show_section("schedule")
    settle()
    if way == "anew":
        window.reopen()
    else:
        if way == "look from the check":
            window.go("check")
        window.choose_scale(1.2)
    settle()
    window.go("editor")
    page = shown(window)
    assert page.section_id == "schedule"
    assert page.tasks.hasFocus()
    window.go("home")
    assert window.preferences.place(uid) == LATER


@pytest.mark.parametrize("way", ["anew", "look", "home"])
def test_a_comment_half_written_is_not_lost(
    open_draft: Open, new: Callable[..., str], window: MainWindow, way: str
) -> None:
    page = open_draft(uid := new())
    page.show_section("contact")
    field(page, LATER).setFocus()
    page.begin_comment()
    page.side.comments.edit.insertPlainText("途中の文")
    if way == "anew":
        window.reopen()
    elif way == "look":
        window.choose_scale(1.2)
    else:
        open_draft(uid)
    page = shown(window)
    assert page.side.comments.edit.toPlainText() == "途中の文"
    assert page.side.comments.edit.hasFocus() == (way != "home")


def test_another_look_waits_while_a_comment_is_composed(
    open_draft: Open, new: Callable[..., str], window: MainWindow, qtbot: QtBot
) -> None:
    page = open_draft(new())
    page.begin_comment()
    edit = page.side.comments.edit
    compose(edit, "とちゅう")
    window.choose_scale(1.2)
    settle()
    assert window.pages.currentWidget() is page
    commit(edit, "途中")
    qtbot.waitUntil(lambda: window.pages.currentWidget() is not page)
    assert shown(window).side.comments.edit.toPlainText() == "途中"


def test_the_focus_never_goes_into_a_section_out_of_sight(
    open_draft: Open, new: Callable[..., str]
) -> None:
    page = open_draft(new())
    page.tasks.setFocus()
    page.go_to(Place(LATER))
    page.show_section("overview")
    settle()
    now = QApplication.focusWidget()
    assert now is not None
    assert now.isVisible()


def test_a_change_asked_for_goes_before_the_last_place(
    open_draft: Open, new: Callable[..., str], window: MainWindow
) -> None:
    uid = new()
    open_draft(uid)
    window.go("home")
    window.preferences.keep_place(uid, LATER)
    window.open_draft(uid)
    window.change(Place(FIRST))
    page = shown(window)
    assert focused(page) == FIRST


class TestNotHeldAgainstAnybody:
    def test_who_goes_on_at_once(self, open_draft: Open, new: Callable[..., str]) -> None:
        page = open_draft(new())
        first = first_of(page)
        click(field(page, FIRST))
        assert told(page, first) == []

    def test_but_who_comes_and_leaves_it_empty(
        self, open_draft: Open, new: Callable[..., str]
    ) -> None:
        page = open_draft(new())
        first = first_of(page)
        click(field(page, FIRST))
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert focused(page) == first
        press(Qt.Key.Key_Tab)
        assert told(page, first)

    def test_who_opens_a_menu_or_looks_at_another_window(
        self, open_draft: Open, new: Callable[..., str], qtbot: QtBot
    ) -> None:
        page = open_draft(new())
        click(field(page, FIRST))
        menu = QMenu()
        menu.addAction("項目")
        qtbot.addWidget(menu)
        menu.popup(page.mapToGlobal(page.rect().center()))
        settle()
        menu.close()
        other = QLineEdit()
        qtbot.addWidget(other)
        other.show()
        other.activateWindow()
        qtbot.waitUntil(other.isActiveWindow)
        settle()
        assert told(page, FIRST) == []


class TestPlaces:
    def test_are_kept_for_the_next_start(self, window: MainWindow) -> None:
        window.preferences.keep_place("a", "x.y")
        window.preferences.keep_place("b", "z")
        window.preferences.keep_place("a", "x.z")
        again = Preferences(window.paths.data)
        assert [again.place(uid) for uid in ("a", "b", "c")] == ["x.z", "z", ""]

    def test_of_old_drafts_are_forgotten(self, window: MainWindow) -> None:
        for number in range(PLACES + 1):
            window.preferences.keep_place(str(number), "x")
        assert window.preferences.place("0") == ""
        assert window.preferences.place(str(PLACES)) == "x"

    def test_a_damaged_note_is_no_place(self, window: MainWindow) -> None:
        window.preferences._settings.setValue("editor/places", ["a", 3, "b c"])
        assert window.preferences.place("a") == ""
        assert window.preferences.place("b") == "c"
