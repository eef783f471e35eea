"""What is typed is in memory at once, on disk soon, and never lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from app.environment import Clock
from app.ui.session import DraftSession, SaveState
from tests.ui.memory_store import MemoryStore

OpenSession = Callable[..., DraftSession]
NAME, PERSON = "applicant.governor", "contact.person"


def test_an_answer_is_in_memory_at_once_and_saved_soon(
    qtbot: QtBot, open_session: OpenSession, store: MemoryStore
) -> None:
    session = open_session()
    with qtbot.waitSignal(session.answer_changed) as told:
        session.set_answer(NAME, "信濃　太郎")
    assert told.args == [NAME]
    assert session.answer(NAME) == "信濃　太郎"
    assert session.save_state is SaveState.SAVING
    assert store.load(session.uid).answer(NAME) is None
    qtbot.waitUntil(lambda: store.load(session.uid).answer(NAME) == "信濃　太郎")
    assert session.save_state is SaveState.SAVED


def test_the_same_value_is_no_change(open_session: OpenSession, store: MemoryStore) -> None:
    session = open_session({NAME: "信濃"})
    session.set_answer(NAME, "信濃")
    assert session.flush()
    assert store.applied == 0


@pytest.mark.parametrize("nothing", ["", []])
def test_an_emptied_answer_has_no_entry(open_session: OpenSession, nothing: object) -> None:
    session = open_session({NAME: "信濃"})
    session.set_answer(NAME, nothing)
    assert NAME not in session.draft.answers


def test_typing_on_without_pause_is_saved_meanwhile(
    qtbot: QtBot, open_session: OpenSession, store: MemoryStore
) -> None:
    session = open_session()
    typed = 0
    while store.applied == 0:
        typed += 1
        session.set_answer(NAME, "あ" * typed)
        qtbot.wait(20)
    assert session.answer(NAME) == "あ" * typed


def test_typing_in_one_field_is_one_step_back(open_session: OpenSession) -> None:
    session = open_session()
    for text in ("信", "信濃", "信濃　太郎"):
        session.set_answer(NAME, text)
        session.flush()
    session.undo()
    assert session.answer(NAME) is None
    session.redo()
    assert session.answer(NAME) == "信濃　太郎"


def test_leaving_the_field_saves_and_ends_the_step(
    qtbot: QtBot, open_session: OpenSession, store: MemoryStore
) -> None:
    session = open_session()
    whole = QWidget()
    column = QVBoxLayout(whole)
    first, second = QLineEdit(), QLineEdit()
    column.addWidget(first)
    column.addWidget(second)
    first.textChanged.connect(lambda text: session.set_answer(NAME, text))
    qtbot.addWidget(whole)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    first.setFocus()
    qtbot.keyClicks(first, "abc")
    second.setFocus()
    assert store.load(session.uid).answer(NAME) == "abc"
    first.setFocus()
    qtbot.keyClicks(first, "d")
    session.undo()
    assert session.answer(NAME) == "abc"


def test_undo_tells_the_fields(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session({NAME: "信濃", PERSON: "千曲"})
    session.apply([Change("answer", NAME, "長野"), Change("answer", PERSON, "犀川")])
    told: list[str] = []
    session.answer_changed.connect(told.append)
    assert session.undo()
    assert sorted(told) == sorted([NAME, PERSON])
    assert not session.can_undo
    assert session.can_redo


def test_a_failing_disk_is_told_and_nothing_is_lost(
    qtbot: QtBot, open_session: OpenSession, store: MemoryStore
) -> None:
    session = open_session()
    store.refusal = "ディスクに空きがありません。"
    session.set_answer(NAME, "信濃")
    session.set_answer(PERSON, "千曲")
    assert not session.flush()
    assert session.save_state is SaveState.FAILED
    assert "空き" in session.save_message
    session.set_answer(NAME, "信濃　太郎")
    assert session.save_state is SaveState.FAILED
    assert session.answer(NAME) == "信濃　太郎"
    assert not session.close()
    store.refusal = ""
    qtbot.waitUntil(lambda: session.save_state is SaveState.SAVED, timeout=20_000)
    saved = store.load(session.uid)
    assert (saved.answer(NAME), saved.answer(PERSON)) == ("信濃　太郎", "千曲")


def test_a_file_held_for_a_moment_alarms_nobody(
    qtbot: QtBot, clock: Clock, call: Call, tmp_path: Path
) -> None:
    """A virus scanner holds the database: the window waits, tries again and saves."""
    database = tmp_path / "drafts.sqlite3"
    with closing(SqliteDraftStore(database, clock, patience=1)) as store:
        session = DraftSession(call, store, store.create(call.id, 1, "題名").uid, clock)
        states: list[SaveState] = []
        session.save_state_changed.connect(states.append)
        with closing(sqlite3.connect(database, isolation_level=None)) as scanner:
            scanner.execute("BEGIN IMMEDIATE")
            session.set_answer(NAME, "信濃")
            qtbot.wait(700)
            assert session.save_state is SaveState.SAVING
            scanner.execute("ROLLBACK")
        qtbot.waitUntil(lambda: session.save_state is SaveState.SAVED)
        assert SaveState.FAILED not in states
        assert store.load(session.uid).answer(NAME) == "信濃"
        session.close()


def test_a_step_that_began_with_nothing_can_be_undone(
    open_session: OpenSession, store: MemoryStore
) -> None:
    """What was typed and taken back before it was saved left no step; what follows does."""
    session = open_session({"contact.person": "主任"})
    session.set_answer("contact.person", "主任a")
    session.set_answer("contact.person", "主任")
    assert session.flush()
    before = session.can_undo
    session.set_answer("contact.person", "主任b")
    assert session.flush()
    assert not before
    assert session.can_undo
    session.set_answer("contact.person", "主任bc")
    assert session.flush()
    assert session.can_undo
    assert session.undo()
    assert session.answer("contact.person") == "主任"
    assert session.can_redo
    session.set_answer("contact.person", "課長")
    assert session.flush()
    assert not session.can_redo


def test_undo_waits_until_the_disk_takes_it(open_session: OpenSession, store: MemoryStore) -> None:
    session = open_session()
    session.set_answer(NAME, "信濃")
    store.refusal = "書き込めません。"
    assert not session.undo()
    assert session.answer(NAME) == "信濃"


def test_what_the_command_line_writes_is_shown(
    qtbot: QtBot, open_session: OpenSession, store: MemoryStore
) -> None:
    """Not what is being typed here: that is the newer one."""
    session = open_session({NAME: "信濃", PERSON: "前"})
    store.apply(session.uid, [Change("answer", PERSON, "よそから"), Change("answer", NAME, "x")])
    session.set_answer(NAME, "信濃　太郎")
    told: list[str] = []
    session.answer_changed.connect(told.append)
    assert session.flush()
    assert told == [PERSON]
    assert (session.answer(PERSON), session.answer(NAME)) == ("よそから", "信濃　太郎")


def test_the_review_follows_typing(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session()
    assert any(finding.blocks for finding in session.findings_of(PERSON))
    with qtbot.waitSignal(session.findings_changed):
        session.set_answer(PERSON, "主任　千曲　花子")
    assert not any(finding.blocks for finding in session.findings_of(PERSON))


def test_choosing_a_step_opens_its_section(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session()
    before = [section.id for section in session.route.sections]
    steps = session.call.questions["steps.wanted"]
    with qtbot.waitSignal(session.route_changed):
        session.set_answer("steps.wanted", [steps.choices[0].value])
    after = [section.id for section in session.route.sections]
    assert set(before) < set(after)


def test_an_override_and_its_taking_back_are_kept(
    open_session: OpenSession, store: MemoryStore
) -> None:
    session = open_session()
    session.override("G2-10", " 協議中のため ")
    assert store.load(session.uid).overrides == {"G2-10": "協議中のため"}
    session.override("G2-10", "")
    assert store.load(session.uid).overrides == {}
    session.undo()
    assert session.draft.overrides == {"G2-10": "協議中のため"}


def test_closing_notes_how_many_errors_are_open(
    open_session: OpenSession, store: MemoryStore
) -> None:
    session = open_session()
    assert session.close()
    (summary,) = store.drafts()
    assert summary.errors == session.open_errors > 0


def test_a_field_that_outlives_its_draft_changes_nothing(
    open_session: Callable[..., DraftSession],
) -> None:
    session = open_session({"contact.person": "主任"})
    session.close()
    told: list[object] = []
    session.save_state_changed.connect(told.append)
    session.set_answer("contact.person", "係長")
    session.apply([Change("answer", "contact.person", "課長")])
    assert session.answer("contact.person") == "主任"
    assert told == []
