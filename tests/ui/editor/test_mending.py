"""A mend replaces exactly what a finding marks in the text as it is when the button is pressed."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.review.engine import Reviewer
from app.review.finding import Finding
from app.ui.editor import mending
from app.ui.editor.page import EditorPage
from app.ui.session import DraftSession
from tests.ui.conftest import OpenSession
from tests.ui.editor.conftest import CONTROL, Edit, click, field, press, settle

TITLE, DETAIL, SUMMARY = "overview.title", "overview.difficulty_detail", "overview.summary"


def buttons(page: EditorPage, question: str, name: str) -> list[QPushButton]:
    """The buttons of this name beside a question, as they are in sight."""
    assert page.page is not None
    found = page.page.boxes[question].notices.findChildren(QPushButton, f"button:{name}")
    return [button for button in found if button.isVisible()]


class TestWhatHappenedSinceTheButtonWasPainted:
    def test_all_of_a_kind_are_those_that_are_still_found(self, edit: Edit) -> None:
        """What was mended by itself before is not mended a second time at its old place."""
        page = edit({DETAIL: "ﾃﾞｼﾞﾀﾙ令和5年度", TITLE: "ｼｽﾃﾑの整備"}, "overview")
        click(buttons(page, DETAIL, "mend")[0])
        click((buttons(page, TITLE, "mend-all") or buttons(page, TITLE, "mend"))[0])
        assert page._session.answer(DETAIL) == "デジタル令和5年度"
        assert page._session.answer(TITLE) == "システムの整備"

    def test_all_of_a_kind_are_found_anew_after_typing(self, edit: Edit) -> None:
        page = edit({DETAIL: "ﾃﾞｼﾞﾀﾙ令和5年度", TITLE: "ｼｽﾃﾑの整備"}, "overview")
        (every,) = buttons(page, TITLE, "mend-all")
        field(page, DETAIL).setFocus()
        press(Qt.Key.Key_Home, CONTROL)
        QTest.keyClicks(field(page, DETAIL), "ABC")
        click(every)
        assert field(page, DETAIL).toPlainText() == "ABCデジタル令和5年度"
        assert field(page, TITLE).text() == "システムの整備"
        page._session.undo()
        assert page._session.answer(DETAIL) == "ABCﾃﾞｼﾞﾀﾙ令和5年度"
        assert page._session.answer(TITLE) == "ｼｽﾃﾑの整備"

    def test_typing_and_pressing_at_once_cuts_nothing(self, edit: Edit) -> None:
        page = edit({TITLE: "(サンプル)ｼｽﾃﾑの整備"}, "overview")
        (mend,) = buttons(page, TITLE, "mend")
        field(page, TITLE).setFocus()
        press(Qt.Key.Key_Home)
        QTest.keyClicks(field(page, TITLE), "ABC")
        click(mend)
        assert field(page, TITLE).text() == "ABC(サンプル)システムの整備"
        assert page._session.answer(TITLE) == "ABC(サンプル)システムの整備"

    def test_what_is_gone_by_now_is_not_mended(self, edit: Edit) -> None:
        page = edit({TITLE: "ｼｽﾃﾑの整備と運用"}, "overview")
        (mend,) = buttons(page, TITLE, "mend")
        field(page, TITLE).setFocus()
        press(Qt.Key.Key_Home)
        for _ in range(4):
            QTest.keyClick(field(page, TITLE), Qt.Key.Key_Delete)
        click(mend)
        assert page._session.answer(TITLE) == "の整備と運用"
        page._session.undo()
        assert page._session.answer(TITLE) == "ｼｽﾃﾑの整備と運用"


def test_a_telephone_number_is_put_into_half_width(edit: Edit) -> None:
    phone = "contact.telephone"
    page = edit({phone: "026-０００-0000（内線1234）"}, "contact")
    (mend,) = buttons(page, phone, "mend")
    click(mend)
    assert page._session.answer(phone) == field(page, phone).text() == "026-000-0000（内線1234）"
    assert page.page is not None
    assert page.page.boxes[phone].notices.shown == []
    page._session.undo()
    assert page._session.answer(phone) == "026-０００-0000（内線1234）"


class TestTheNumberOnTheButton:
    def test_follows_what_is_found_elsewhere(self, edit: Edit) -> None:
        page = edit({TITLE: "ｼｽﾃﾑの整備", DETAIL: "課題がある。", SUMMARY: "ﾃﾞｰﾀ"}, "overview")
        (every,) = buttons(page, TITLE, "mend-all")
        assert every.text() == "同じ種類をまとめて直す（2件）"
        page._session.set_answer(DETAIL, "ﾈｯﾄの課題がある。")
        page._session.review()
        assert buttons(page, TITLE, "mend-all") == [every]
        assert every.text() == "同じ種類をまとめて直す（3件）"
        page._session.set_answer(DETAIL, None)
        page._session.set_answer(SUMMARY, None)
        page._session.review()
        assert buttons(page, TITLE, "mend-all") == []
        assert len(buttons(page, TITLE, "mend")) == 1

    def test_a_card_that_stood_alone_offers_it_once_there_is_a_second(self, edit: Edit) -> None:
        page = edit({TITLE: "ｼｽﾃﾑの整備"}, "overview")
        assert buttons(page, TITLE, "mend-all") == []
        page._session.set_answer(SUMMARY, "ﾃﾞｰﾀ")
        page._session.review()
        (every,) = buttons(page, TITLE, "mend-all")
        settle()
        (mend,) = buttons(page, TITLE, "mend")
        assert every.geometry().left() > mend.geometry().right()
        assert not every.visibleRegion().isEmpty()


PIECES = st.sampled_from(
    ["ｼｽﾃﾑ", "ﾃﾞｰﾀ", "㈱", "県の", "令和7年", "（A)", "\x0b", "𠮷", "。", "A１"]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=5).map("".join)
WHERE = st.tuples(st.sampled_from([TITLE, SUMMARY]), st.integers(0, 20))
ACTS = st.one_of(
    st.tuples(st.just("type"), WHERE, PIECES),
    st.tuples(st.just("cut"), WHERE, st.just("")),
    st.tuples(st.sampled_from(["mend", "mend-all"]), st.integers(0, 9), st.just("")),
    st.tuples(st.sampled_from(["undo", "redo", "look"]), st.none(), st.just("")),
)
Texts = dict[str, str]


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS, TEXTS, st.lists(ACTS, min_size=2, max_size=12))
def test_a_mend_replaces_what_is_found_in_the_present_text_and_nothing_else(
    open_session: OpenSession, title: str, summary: str, acts: list[tuple[str, Any, str]]
) -> None:
    """Whatever was typed, mended or undone since the buttons were painted."""
    session = open_session({TITLE: title, SUMMARY: summary}, practice=True)
    painted = look(session)
    for kind, how, words in acts:
        if kind in ("type", "cut"):
            question, at = how
            text = texts(session)[question]
            cut = at if words else at + 1
            session.set_answer(question, text[:at] + words + text[cut:])
        elif kind == "look":
            session.review()
            painted = look(session)
        elif kind in ("undo", "redo"):
            (session.undo if kind == "undo" else session.redo)()
        elif painted:
            finding, words = painted[how % len(painted)]
            act = mending.mend if kind == "mend" else mending.mend_alike
            before, due = texts(session), still_found(session, finding)
            if kind == "mend":
                there = [f for f in due if is_like(f, finding) and marked(before, f) == words]
                expected = [replaced(before, [f]) for f in there] or [before]
            else:
                expected = [replaced(before, due)]
            act(session, finding)
            made = texts(session)
            assert made in expected
            if made != before:
                session.undo()
                assert texts(session) == before
                session.redo()
                assert texts(session) == made


def texts(session: DraftSession) -> Texts:
    return {question: str(session.answer(question) or "") for question in (TITLE, SUMMARY)}


def look(session: DraftSession) -> list[tuple[Finding, str]]:
    """The findings that have buttons, with the characters they mark."""
    return [(f, marked(texts(session), f)) for f in session.findings if f.mend is not None]


def marked(of: Texts, finding: Finding) -> str:
    place = finding.place
    return of.get(place.question, "")[place.start : place.end]


def still_found(session: DraftSession, finding: Finding) -> list[Finding]:
    """What a review made from nothing finds of the same rule."""
    found = Reviewer(session.call).review(session.draft, session.clock.now())
    return [f for f in found if f.rule == finding.rule and f.mend is not None and f.is_open]


def is_like(one: Finding, other: Finding) -> bool:
    return (one.place.question, one.mend) == (other.place.question, other.mend)


def replaced(before: Texts, findings: list[Finding]) -> Texts:
    """The texts with the characters that these findings mark replaced."""
    made = {question: list(text) for question, text in before.items()}
    free = {question: len(text) for question, text in before.items()}
    for finding in sorted(findings, key=lambda f: f.place.start or 0, reverse=True):
        place = finding.place
        assert place.start is not None
        assert place.end is not None
        if place.end <= free[place.question]:
            made[place.question][place.start : place.end] = list(finding.mend or "")
            free[place.question] = place.start
    return {question: "".join(letters) for question, letters in made.items()}
