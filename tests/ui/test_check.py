"""The check page reads everything back, leads to what falls short, and keeps reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.calls.base import Severity
from app.review.finding import Place
from app.ui.check import texts
from app.ui.check.answers import AnswerRow
from app.ui.check.page import CheckPage
from app.ui.paragraph import Paragraph
from app.ui.session import DraftSession
from tests.ui.conftest import AFTER_DEADLINE, Answers
from tests.ui.fields.wheel import turn

LEFT = Qt.MouseButton.LeftButton
MakePage = Callable[..., CheckPage]


@pytest.fixture
def check(qtbot: QtBot, person: Answers) -> MakePage:
    def make(session: DraftSession) -> CheckPage:
        page = CheckPage(session, person)
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        qtbot.waitUntil(lambda: not page.drawing.busy)
        return page

    return make


def row(page: CheckPage, question: str) -> QWidget:
    found = page.findChild(QWidget, f"answer:{question}")
    assert found is not None
    return found


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_every_answer_that_applies_is_read_back(
    check: MakePage,
    open_session: Callable[..., DraftSession],
    complete: dict[str, Any],
    qtbot: QtBot,
) -> None:
    session = open_session(complete)
    page = check(session)
    for question in session.route.questions():
        qtbot.waitUntil(lambda q=question: row(page, q.id).isVisible())
    assert "長野県" in said(row(page, "applicant.prefecture"))
    assert "<table" in said(row(page, "posts.table"))


def test_an_answer_is_shown_as_text_and_never_as_markup(
    check: MakePage, open_session: Callable[..., DraftSession]
) -> None:
    page = check(open_session({"applicant.governor": "<b>信濃</b>"}))
    assert "&lt;b&gt;信濃" in said(row(page, "applicant.governor"))


def test_the_summary_links_to_every_error(
    check: MakePage, open_session: Callable[..., DraftSession], qtbot: QtBot
) -> None:
    session = open_session()
    page = check(session)
    blocking = [finding for finding in session.findings if finding.blocks]
    links = page.summary.findChildren(QPushButton)
    assert len(links) == len(blocking) > 0
    place = next(f.place for f in blocking if session.route.asks(f.place.question))
    link = page.summary.findChild(QPushButton, f"button:error:{place.question}")
    with qtbot.waitSignal(page.change_requested) as told:
        qtbot.mouseClick(link, LEFT)
    assert told.args[0].question == place.question


def test_what_a_reason_settles_is_told_from_what_is_to_be_mended(
    check: MakePage, open_session: Callable[..., DraftSession]
) -> None:
    session = open_session(at=AFTER_DEADLINE)
    page = check(session)
    soft = [f for f in session.findings if f.blocks and f.overridable]
    hard = [f for f in session.findings if f.blocks and not f.overridable]
    column = page.summary.layout()
    assert column is not None
    parts = [column.itemAt(n).widget() for n in range(column.count())]
    words = next(n for n, part in enumerate(parts) if texts.SUMMARY_REASONS in plain(part))
    assert len(parts[2:words]) == len(hard) > 0
    assert len(parts[words + 1 :]) == len(soft) > 0


def plain(part: QWidget | None) -> str:
    return part.plain if isinstance(part, Paragraph) else ""


def test_without_errors_it_says_what_is_left_to_look_at_and_shows_it(
    check: MakePage,
    open_session: Callable[..., DraftSession],
    complete: dict[str, Any],
    qtbot: QtBot,
) -> None:
    session = open_session(complete)  # whose number is that of the sample
    page = check(session)
    left = [finding for finding in session.findings if finding.is_open]
    assert left
    assert not any(finding.blocks for finding in left)
    told = " ".join(plain(part) for part in page.summary.findChildren(Paragraph))
    assert f"{len(left)}件" in told
    qtbot.mouseClick(page.summary.findChild(QPushButton, "button:show-rest"), LEFT)
    assert page.filter.currentData() == "findings"
    assert page.filter.hasFocus()
    shown = [w for w in page.findChildren(AnswerRow) if w.isVisible()]
    assert 0 < len(shown) < len(list(session.route.questions()))


def test_change_leads_to_the_field(
    check: MakePage, open_session: Callable[..., DraftSession], qtbot: QtBot
) -> None:
    page = check(open_session())
    change = page.findChild(QPushButton, "button:change:applicant.governor")
    with qtbot.waitSignal(page.change_requested) as told:
        change.setFocus()
        qtbot.keyClick(change, Qt.Key.Key_Space)
    assert told.args == [Place("applicant.governor")]


def test_a_mended_error_vanishes_from_the_summary(
    check: MakePage, open_session: Callable[..., DraftSession], qtbot: QtBot
) -> None:
    session = open_session()
    page = check(session)
    name = "button:error:contact.person"
    assert page.summary.findChild(QPushButton, name) is not None
    session.set_answer("contact.person", "主任　千曲　花子")
    session.review()
    qtbot.waitUntil(lambda: page.summary.findChild(QPushButton, name) is None)


def test_an_overridable_error_is_set_aside_with_a_reason(
    check: MakePage,
    open_session: Callable[..., DraftSession],
    complete: dict[str, Any],
    person: Answers,
    qtbot: QtBot,
) -> None:
    session = open_session(complete, at=AFTER_DEADLINE)
    page = check(session)
    deadline = next(f for f in session.findings if f.blocks and f.overridable)
    before = session.open_errors
    qtbot.mouseClick(page.findChild(QPushButton, "button:override"), LEFT)
    assert deadline.message in person.asked[0]
    assert session.draft.overrides == {deadline.clause: person.written}
    assert session.open_errors < before
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "button:take-back") is not None)
    qtbot.mouseClick(page.findChild(QPushButton, "button:take-back"), LEFT)
    assert session.draft.overrides == {}


def test_an_advice_is_dismissed_and_brought_back(
    check: MakePage, open_session: Callable[..., DraftSession], qtbot: QtBot
) -> None:
    session = open_session({"steps.wanted": ["step4"]}, practice=True, at=AFTER_DEADLINE)
    page = check(session)
    advice = next(f for f in session.findings if f.severity is Severity.ADVICE)
    qtbot.mouseClick(page.findChild(QPushButton, "button:dismiss"), LEFT)
    assert len(session.draft.dismissals) == 1
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "button:restore-advice") is not None)
    qtbot.mouseClick(page.findChild(QPushButton, "button:restore-advice"), LEFT)
    assert session.draft.dismissals == frozenset()
    assert advice in session.findings


def test_the_list_can_be_narrowed(
    check: MakePage,
    open_session: Callable[..., DraftSession],
    complete: dict[str, Any],
    qtbot: QtBot,
) -> None:
    answers = {key: value for key, value in complete.items() if key != "contact.person"}
    session = open_session(answers)
    page = check(session)
    combo = page.findChild(QComboBox, "field:filter")
    combo.setCurrentIndex(combo.findData("error"))
    qtbot.waitUntil(lambda: row(page, "contact.person").isVisible())
    visible = {
        widget.objectName()
        for widget in page.findChildren(QWidget)
        if widget.objectName().startswith("answer:") and widget.isVisible()
    }
    blocking = {f"answer:{f.place.question}" for f in session.findings if f.blocks}
    assert "answer:contact.person" in visible
    assert visible == {name for name in blocking if name != "answer:"}


def test_the_wheel_scrolls_the_page_and_narrows_nothing(
    check: MakePage, open_session: Callable[..., DraftSession], complete: dict[str, Any]
) -> None:
    page = check(open_session(complete))
    for combo in (page.filter, page.section):
        assert not turn(combo)
        assert combo.currentIndex() == 0
