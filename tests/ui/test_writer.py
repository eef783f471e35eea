"""One writer: the window reads while another PC writes, and goes on when that one is gone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from app.drafts.draft import Change
from app.drafts.folder_lock import FolderLock
from app.drafts.store import SqliteDraftStore
from app.environment import AppPaths, FixedClock, Station
from app.review.finding import Place
from app.ui import texts
from app.ui.application import Desktop
from app.ui.session import DraftSession, SaveState
from tests.ui.conftest import Answers
from tests.ui.fields.keys import commit, compose

PATIENCE = 30_000
QUESTION = "overview.summary"


@pytest.fixture
def desktop(
    qapp: QApplication, qtbot: QtBot, paths: AppPaths, clock: FixedClock, person: Answers
) -> Iterator[Desktop]:
    hook = sys.excepthook
    made = Desktop(qapp, paths, clock, person)
    qtbot.addWidget(made.window)
    yield made
    made.window.close_draft()
    made._let_go()
    sys.excepthook = hook


@pytest.fixture
def uid(paths: AppPaths, clock: FixedClock) -> str:
    """A draft that is there already."""
    with closing(SqliteDraftStore(paths.database, clock)) as store:
        return store.create("r7-dx-jinzai", 1, "長野県の応募", answers={QUESTION: "前"}).uid


@pytest.fixture
def other(paths: AppPaths, clock: FixedClock, uid: str) -> FolderLock:
    """Another PC, with its window open."""
    lock = FolderLock(paths.data, clock, Station("KIKAKU-01", "sato"))
    assert lock.take() is None
    return lock


def opened(desktop: Desktop, qtbot: QtBot, uid: str) -> DraftSession:
    desktop.begin()
    qtbot.waitUntil(lambda: desktop.window.home is not None, timeout=PATIENCE)
    desktop.window.open_draft(uid)
    assert desktop.window.session is not None
    return desktop.window.session


def test_the_window_says_who_writes_and_cannot_be_typed_in(
    desktop: Desktop, qtbot: QtBot, uid: str, other: FolderLock
) -> None:
    session = opened(desktop, qtbot, uid)
    told = desktop.window.banners.text("reading")
    assert "KIKAKU-01" in told
    assert "sato" in told
    assert "令和７年４月７日（月） 09:00" in told
    session.set_answer(QUESTION, "後")
    assert session.answer(QUESTION) == "前"
    assert not session.can_undo
    names = {f"field:{question}" for question in session.call.questions}
    edits = [*desktop.window.findChildren(QTextEdit), *desktop.window.findChildren(QLineEdit)]
    fields = [edit for edit in edits if edit.objectName() in names]
    assert fields
    assert [edit.objectName() for edit in fields if not edit.isReadOnly()] == []


def test_it_takes_over_when_the_other_is_gone_and_shows_what_that_wrote(
    desktop: Desktop, qtbot: QtBot, uid: str, other: FolderLock, paths: AppPaths, clock: FixedClock
) -> None:
    opened(desktop, qtbot, uid)
    with closing(SqliteDraftStore(paths.database, clock)) as theirs:
        theirs.apply(uid, [Change("answer", QUESTION, "相手が書いた文")])
    other.release()
    assert desktop._writer is not None
    desktop._writer.look()
    qtbot.waitUntil(lambda: not desktop.window.banners.text("reading"), timeout=PATIENCE)
    session = desktop.window.session
    assert session is not None
    assert session.answer(QUESTION) == "相手が書いた文"
    session.set_answer(QUESTION, "後")
    assert session.flush()


def taken_over(desktop: Desktop, qtbot: QtBot, other: FolderLock) -> None:
    """The other PC is gone, and this one notices."""
    before = desktop.window.session
    other.release()
    assert desktop._writer is not None
    desktop._writer.look()
    qtbot.waitUntil(lambda: desktop.window.session is not before, timeout=PATIENCE)


def test_who_takes_over_stays_at_the_question(
    desktop: Desktop, qtbot: QtBot, uid: str, other: FolderLock
) -> None:
    opened(desktop, qtbot, uid)
    field = arrived(desktop, qtbot)
    assert field.isReadOnly()
    taken_over(desktop, qtbot, other)
    field = arrived(desktop, qtbot, go=False)
    assert not field.isReadOnly()


def test_who_takes_over_beside_the_editor_finds_the_section_there_again(
    desktop: Desktop, qtbot: QtBot, uid: str, other: FolderLock
) -> None:
    opened(desktop, qtbot, uid)
    arrived(desktop, qtbot)
    desktop.window.go("check")
    taken_over(desktop, qtbot, other)
    assert desktop.window.pages.currentWidget() is desktop.window.of_draft.made("check")
    desktop.window.go("editor")
    assert desktop.window.of_draft.made("editor").section_id == "overview"


def test_what_is_composed_while_the_drafts_are_read_anew_is_not_broken_off(
    desktop: Desktop, qtbot: QtBot, uid: str, paths: AppPaths, clock: FixedClock
) -> None:
    session = opened(desktop, qtbot, uid)
    field = arrived(desktop, qtbot)
    compose(field, "ながの")
    desktop.window.reopen()
    assert desktop.window.session is session
    commit(field, "長野")
    qtbot.waitUntil(lambda: desktop.window.session is not session, timeout=PATIENCE)
    assert arrived(desktop, qtbot, go=False).toPlainText() == "長野前"
    with closing(SqliteDraftStore(paths.database, clock)) as store:
        assert store.load(uid).answers[QUESTION] == "長野前"


def arrived(desktop: Desktop, qtbot: QtBot, *, go: bool = True) -> QTextEdit:
    """The field of the question, once it has the focus."""
    if go:
        desktop.window.of_draft.go_to(Place(QUESTION))

    def focused() -> QTextEdit | None:
        found = desktop.window.focusWidget()
        is_it = isinstance(found, QTextEdit) and found.objectName() == f"field:{QUESTION}"
        return found if is_it and found.isVisible() else None

    qtbot.waitUntil(lambda: focused() is not None, timeout=PATIENCE)
    return focused()


def test_one_that_was_away_notices_and_what_is_typed_stays_until_it_can_be_saved(
    desktop: Desktop, qtbot: QtBot, uid: str, paths: AppPaths, clock: FixedClock
) -> None:
    session = opened(desktop, qtbot, uid)
    (paths.data / "drafts.lock").unlink()  # as if it had been taken for gone
    other = FolderLock(paths.data, clock, Station("KIKAKU-01", "sato"))
    assert other.take() is None
    session.set_answer(QUESTION, "まだ保存していない文")
    assert not session.flush()
    assert session.save_state is SaveState.FAILED
    assert "KIKAKU-01" in session.save_message
    assert desktop._writer is not None
    desktop._writer.look()
    qtbot.waitUntil(lambda: "KIKAKU-01" in desktop.window.banners.text("reading"), timeout=PATIENCE)
    assert session.answer(QUESTION) == "まだ保存していない文"
    other.release()
    desktop._writer.look()
    qtbot.waitUntil(lambda: not desktop.window.banners.text("reading"), timeout=PATIENCE)
    with closing(SqliteDraftStore(paths.database, clock)) as store:
        assert store.load(uid).answers[QUESTION] == "まだ保存していない文"


def test_drafts_of_a_newer_version_are_shown_but_not_written(
    desktop: Desktop, qtbot: QtBot, uid: str, paths: AppPaths
) -> None:
    import sqlite3

    with closing(sqlite3.connect(paths.database)) as plain, plain:
        plain.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('oubo-navi', 'm999_future', '2030')"
        )
    before = paths.database.read_bytes()
    session = opened(desktop, qtbot, uid)
    assert texts.NEWER_STORE in desktop.window.banners.text("reading")
    assert session.answer(QUESTION) == "前"
    session.set_answer(QUESTION, "後")
    assert session.answer(QUESTION) == "前"
    desktop.window.close_draft()
    assert paths.database.read_bytes() == before


def test_the_window_leaves_the_folder_to_others(
    desktop: Desktop, qtbot: QtBot, uid: str, paths: AppPaths, clock: FixedClock
) -> None:
    opened(desktop, qtbot, uid)
    other = FolderLock(paths.data, clock, Station("KIKAKU-01", "sato"))
    assert other.take() is not None
    desktop.window.close_draft()
    desktop._let_go()
    assert other.take() is None
