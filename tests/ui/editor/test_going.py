"""F8 and Shift+F8 lead through the findings from where one is."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.calls.base import Severity
from app.review.finding import Finding, Place
from app.ui.editor.page import EditorPage
from tests.ui.editor.conftest import Edit, click, field, inner, press, settle

F8, SHIFT = Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier
FAULTY = {
    "contact.email": "x",
    "applicant.document_date": "2025-04-31",
    "overview.summary": "𠮷野町のﾃﾞｼﾞﾀﾙ人材を育てる。採用の方法は検討中とする。",
}


def gone_to(page: EditorPage) -> str:
    """The question the last press led to, in the list and in the section alike."""
    current = page.side.findings.current
    assert current is not None
    assert page.place == current.place.question
    return page.place


def stand_in(page: EditorPage, question: str) -> None:
    page.go_to(Place(question))
    settle()
    assert page.place == question


class TestBeginning:
    @pytest.mark.parametrize(
        ("question", "following", "before"),
        [
            ("contact.person", "contact.email", "applicant.document_date"),
            ("contact.email", "overview.summary", "applicant.document_date"),
            ("overview.summary", "applicant.document_date", "contact.email"),
            ("results.text", "applicant.document_date", "overview.summary"),
            ("applicant.document_date", "contact.email", "overview.summary"),
        ],
    )
    def test_begins_from_the_question_in_focus(
        self, edit: Edit, complete: dict[str, Any], question: str, following: str, before: str
    ) -> None:
        page = edit(complete | FAULTY)
        stand_in(page, question)
        press(F8)
        assert gone_to(page) == following
        page = edit(complete | FAULTY)
        stand_in(page, question)
        press(F8, SHIFT)
        assert gone_to(page) == before

    def test_the_only_finding_is_gone_to_from_its_own_question(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | {"contact.email": "x"})
        for held in (Qt.KeyboardModifier.NoModifier, SHIFT):
            stand_in(page, "contact.email")
            press(F8, held)
            assert gone_to(page) == "contact.email"

    @pytest.mark.parametrize(
        ("held", "there"),
        [
            (Qt.KeyboardModifier.NoModifier, "overview.summary"),
            (SHIFT, "contact.email"),
        ],
    )
    def test_begins_at_the_top_of_a_section_that_was_chosen(
        self, edit: Edit, complete: dict[str, Any], held: Qt.KeyboardModifier, there: str
    ) -> None:
        page = edit(complete | FAULTY)
        stand_in(page, "results.text")
        page.tasks.setFocus()
        page.tasks.chosen.emit("overview")
        settle()
        press(F8, held)
        assert gone_to(page) == there

    def test_begins_from_the_cell_in_focus(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete | {"schedule.table": wrong_ends(complete, 1, 4)})
        for number, held, there in ((0, 0, 1), (2, 0, 4), (2, SHIFT, 1), (4, 0, 1), (1, SHIFT, 4)):
            page.show_section("schedule")
            inner(page, f"field:schedule.table/{number}/end").setFocus()
            settle()
            press(F8, held or Qt.KeyboardModifier.NoModifier)
            assert inner(page, f"field:schedule.table/{there}/end").hasFocus()

    def test_a_column_further_on_in_the_row_comes_next(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | {"schedule.table": wrong_ends(complete, 2)}, "schedule")
        for column, held in (("start", Qt.KeyboardModifier.NoModifier), ("owner", SHIFT)):
            inner(page, f"field:schedule.table/2/{column}").setFocus()
            settle()
            press(F8, held)
            assert inner(page, "field:schedule.table/2/end").hasFocus()


def wrong_ends(complete: dict[str, Any], *numbers: int) -> list[dict[str, Any]]:
    rows = [dict(row) for row in complete["schedule.table"]]
    for number in numbers:
        rows[number]["end"] = "2026-02-30"
    return rows


class TestGoingOn:
    def test_goes_on_from_the_last_one(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete | FAULTY)
        stand_in(page, "contact.email")
        shown = page.side.findings.shown
        walked = []
        for _ in range(len(shown) + 1):
            press(F8)
            walked.append(page.side.findings.current)
        at = next(n for n, f in enumerate(shown) if f.place.question == "overview.summary")
        assert walked == [*shown[at:], *shown[:at], shown[at]]

    def test_whoever_moved_begins_from_there(self, edit: Edit, complete: dict[str, Any]) -> None:
        page = edit(complete | FAULTY)
        stand_in(page, "contact.person")
        press(F8)
        assert gone_to(page) == "contact.email"
        stand_in(page, "results.text")
        press(F8)
        assert gone_to(page) == "applicant.document_date"

    def test_whoever_went_back_where_they_were_begins_from_there(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | FAULTY, "contact")
        click(field(page, "contact.person"))
        press(F8)
        assert gone_to(page) == "contact.email"
        click(field(page, "contact.person"))
        press(F8)
        assert gone_to(page) == "contact.email"

    def test_presses_in_quick_succession_count_each(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | FAULTY)
        stand_in(page, "applicant.document_date")
        focused = QApplication.focusWidget()
        assert focused is not None
        for _ in range(2):
            QTest.keyClick(focused, F8)
        settle()
        assert gone_to(page) == "overview.summary"

    def test_the_focus_in_the_foot_is_no_other_place(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | {"schedule.table": wrong_ends(complete, 1, 4)}, "schedule")
        inner(page, "field:schedule.table/0/end").setFocus()
        settle()
        press(F8)
        page.next.setFocus()
        press(F8)
        assert inner(page, "field:schedule.table/4/end").hasFocus()

    def test_the_row_chosen_in_the_list_is_where_one_is(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | FAULTY)
        stand_in(page, "results.text")
        page.side.findings.list.setFocus()
        page.side.findings.list.setCurrentRow(0)
        press(F8)
        assert gone_to(page) == "contact.email"

    def test_one_that_stands_nowhere_stops_nobody(
        self, edit: Edit, complete: dict[str, Any]
    ) -> None:
        page = edit(complete | FAULTY)
        nowhere = Finding("k", "r", Severity.WARNING, Place(""), (), "提出期限を過ぎています。")
        page._session.tell_misfits([nowhere])
        settle()
        stand_in(page, "contact.email")
        walked = []
        for _ in range(len(page.side.findings.shown)):
            press(F8)
            walked.append(page.side.findings.current)
        assert nowhere in walked
        assert len({finding.key for finding in walked if finding}) == len(walked)
