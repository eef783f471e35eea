"""A disk that refuses while somebody types: said until it is mended, then saved by itself."""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from app.drafts.store import SqliteDraftStore
from app.environment import AppPaths, FixedClock
from app.review.finding import Place
from app.ui import saving
from app.ui.application import Desktop
from app.ui.session import DraftSession, SaveState
from tests.ui.conftest import Answers
from tests.ui.fields.keys import commit

PATIENCE = 30_000
QUESTION = "overview.summary"
WORDS = "長野県の職員が書いた文"


@pytest.fixture
def desktop(
    qapp: QApplication,
    qtbot: QtBot,
    paths: AppPaths,
    clock: FixedClock,
    person: Answers,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desktop]:
    monkeypatch.setattr(saving, "FIRST_RETRY", 100)
    monkeypatch.setattr(saving, "LAST_RETRY", 200)
    hook = sys.excepthook
    made = Desktop(qapp, paths, clock, person)
    qtbot.addWidget(made.window)
    made.begin()
    qtbot.waitUntil(lambda: made.window.home is not None, timeout=PATIENCE)
    yield made
    made.window.close_draft()
    made._let_go()
    sys.excepthook = hook


@pytest.fixture
def session(desktop: Desktop, qtbot: QtBot) -> DraftSession:
    """A draft, at a question for several lines of text."""
    store = desktop._store
    assert store is not None
    desktop.window.open_draft(store.create("r7-dx-jinzai", 1, "長野県の応募").uid)
    assert desktop.window.session is not None
    assert desktop.window.of_draft is not None
    desktop.window.of_draft.go_to(Place(QUESTION))
    qtbot.waitUntil(lambda: bool(fields(desktop)), timeout=PATIENCE)
    return desktop.window.session


def fields(desktop: Desktop) -> list[QTextEdit]:
    return desktop.window.findChildren(QTextEdit, f"field:{QUESTION}")


def field(desktop: Desktop) -> QTextEdit:
    (edit,) = fields(desktop)
    return edit


def typed_and_told(
    desktop: Desktop, session: DraftSession, qtbot: QtBot, words: tuple[str, ...]
) -> None:
    """Type; the message stands, and the text stays in the field while saving is tried again."""
    edit = field(desktop)
    commit(edit, WORDS)
    banners = desktop.window.banners
    qtbot.waitUntil(lambda: banners.text("save") != "", timeout=PATIENCE)
    told = banners.text("save")
    assert any(word in told for word in words), told
    commit(edit, "続き")
    qtbot.wait(700)
    assert banners.text("save") != ""
    assert edit.toPlainText() == WORDS + "続き"
    assert session.save_state is SaveState.FAILED


def saved(desktop: Desktop, session: DraftSession, qtbot: QtBot, paths: AppPaths) -> None:
    """It is saved by itself, and the message goes."""
    qtbot.waitUntil(lambda: session.save_state is SaveState.SAVED, timeout=PATIENCE)
    assert desktop.window.banners.text("save") == ""
    with closing(sqlite3.connect(paths.database)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with closing(SqliteDraftStore(paths.database, desktop._clock)) as store:
        assert store.load(session.uid).answers[QUESTION] == WORDS + "続き"


@contextmanager
def full(paths: AppPaths) -> Iterator[None]:
    """No file may grow beyond what the database has already."""
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, unlimited[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        signal.signal(signal.SIGXFSZ, before)


@contextmanager
def vanished(paths: AppPaths) -> Iterator[None]:
    """The stick is pulled, and comes back."""
    elsewhere = paths.data.with_name("elsewhere")
    paths.data.rename(elsewhere)
    try:
        yield
    finally:
        elsewhere.rename(paths.data)


@contextmanager
def replaced(paths: AppPaths) -> Iterator[None]:
    """The stick comes back as another drive: the open file is nowhere any more."""
    elsewhere = paths.data.with_name("elsewhere")
    subprocess.run(["cp", "-a", paths.data, elsewhere], check=True)
    subprocess.run(["rm", "-r", paths.data], check=True)
    try:
        yield
    finally:
        elsewhere.rename(paths.data)


@contextmanager
def locked(paths: AppPaths) -> Iterator[None]:
    """Another program holds the file and does not let go."""
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.skipif("sys.platform != 'linux'", reason="limits and renaming of open files are POSIX")
@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (full, ("空き容量", "読み書きに失敗")),
        (vanished, ("接続",)),
        (replaced, ("接続",)),
        (locked, ("使っています",)),
    ],
)
def test_told_until_it_is_mended_then_saved_by_itself(
    trouble: Callable[[AppPaths], Iterator[None]],
    words: tuple[str, ...],
    desktop: Desktop,
    session: DraftSession,
    qtbot: QtBot,
    paths: AppPaths,
) -> None:
    with trouble(paths):  # type: ignore[attr-defined]
        typed_and_told(desktop, session, qtbot, words)
    saved(desktop, session, qtbot, paths)


@pytest.mark.parametrize("seconds", [0.3, 1.5])
def test_a_file_that_is_held_for_a_moment_alarms_nobody(
    seconds: float, desktop: Desktop, session: DraftSession, qtbot: QtBot, paths: AppPaths
) -> None:
    told: list[SaveState] = []
    session.save_state_changed.connect(told.append)
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        commit(field(desktop), WORDS)
        commit(field(desktop), "続き")
        qtbot.wait(int(seconds * 1000))
        other.execute("ROLLBACK")
    saved(desktop, session, qtbot, paths)
    assert SaveState.FAILED not in told


def test_a_folder_that_may_only_be_read_opens_for_reading(
    qapp: QApplication,
    qtbot: QtBot,
    paths: AppPaths,
    clock: FixedClock,
    person: Answers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And is written to as soon as that is allowed."""
    from app.drafts.folder_lock import FolderLock

    with closing(SqliteDraftStore(paths.database, clock)) as store:
        store.create("r7-dx-jinzai", 1, "長野県の応募")

    def refused(*_about: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as denying:
        denying.setattr(FolderLock, "_create", refused)  # root may write anywhere
        made = Desktop(qapp, paths, clock, person)
        qtbot.addWidget(made.window)
        made.begin()
        qtbot.waitUntil(lambda: made.window.home is not None, timeout=PATIENCE)
        assert "書き込めません" in made.window.banners.text("reading")
    assert made._writer is not None
    made._writer.look()
    qtbot.waitUntil(lambda: not made.window.banners.text("reading"), timeout=PATIENCE)
    made._let_go()


def test_what_is_there_stays_there(tmp_path: Path) -> None:
    """A path without a database is not made into an empty one once it was open."""
    from app.errors import StorageError
    from tests.drafts.conftest import TickingClock

    database = tmp_path / "data" / "drafts.sqlite3"
    with closing(SqliteDraftStore(database, TickingClock())) as store:
        store.create("call", 1, "題名")
        database.rename(tmp_path / "away")
        with pytest.raises(StorageError, match="見つかりません"):
            store.create("call", 1, "題名")
        assert not database.exists()
