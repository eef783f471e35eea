"""What does not fit its place in the documents is told at its question when typing stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.environment import FixedClock
from app.ui.fitting import FitWatch
from app.ui.session import DraftSession
from tests.ui.conftest import BEFORE_DEADLINE

QUESTION = "problems.background"
LONG = "市町村の現場では、職員一人あたりの負担が増えている。" * 60


@pytest.fixture
def session(open_session: Callable[..., DraftSession]) -> DraftSession:
    return open_session({QUESTION: "短い文です。"})


@pytest.fixture
def watch(session: DraftSession) -> Iterator[FitWatch]:
    watch = FitWatch(session, FixedClock(BEFORE_DEADLINE))
    yield watch
    watch.stop()


def told(session: DraftSession) -> list[str]:
    return [f.message for f in session.findings_of(QUESTION) if f.rule == "fit"]


def test_a_text_too_long_for_its_shape_is_told_and_taken_back(
    qtbot: QtBot, session: DraftSession, watch: FitWatch
) -> None:
    assert watch
    session.set_answer(QUESTION, LONG)
    qtbot.waitUntil(lambda: bool(told(session)), timeout=20_000)
    assert "枠に収まりません" in told(session)[0]
    session.set_answer(QUESTION, "短い文です。")
    qtbot.waitUntil(lambda: not told(session), timeout=20_000)


def test_it_stays_among_the_findings_while_typing_goes_on(
    qtbot: QtBot, session: DraftSession, watch: FitWatch
) -> None:
    assert watch
    session.set_answer(QUESTION, LONG)
    qtbot.waitUntil(lambda: bool(told(session)), timeout=20_000)
    session.set_answer("applicant.governor", "信濃　太郎")
    session.review()
    assert told(session)
