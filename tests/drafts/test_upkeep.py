"""Backups and looking through the file, while somebody types."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.drafts import connection, draft_file
from app.drafts.backup import BackupFolder
from app.drafts.draft import Change
from app.drafts.faults import BrokenDatabaseError
from app.drafts.store import SqliteDraftStore
from app.errors import StorageBusyError, StorageError
from tests.drafts.conftest import TickingClock


@pytest.fixture
def uid(store: SqliteDraftStore) -> str:
    return store.create("call", 1, "題名", answers={"a.b": "文" * 20_000}).uid


def test_changes_are_taken_while_a_backup_is_made(
    store: SqliteDraftStore,
    uid: str,
    database: Path,
    clock: TickingClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed: list[int] = []

    def between(_seconds: float) -> None:
        if len(typed) < 5:
            typed.append(len(typed))
            store.apply(uid, [Change("answer", "a.c", typed[-1])])

    monkeypatch.setattr(connection, "PIECE", 2)
    monkeypatch.setattr(connection.time, "sleep", between)
    assert store.back_up()
    assert typed == [0, 1, 2, 3, 4]
    good = BackupFolder(database, clock).newest_good()
    assert good is not None
    with closing(SqliteDraftStore(good.path, clock, only_reading="控え")) as copy:
        assert copy.load(uid).answers == store.load(uid).answers


def test_a_backup_waits_for_a_change_under_way(store: SqliteDraftStore, uid: str) -> None:
    """Half a change is never backed up."""
    under_way, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with store._connection.writing() as db:
            db.execute("UPDATE entries SET value = '1' WHERE key = 'a.b'")
            under_way.set()
            go_on.wait(5)
            db.execute("UPDATE entries SET value = '2' WHERE key = 'a.b'")

    writer = threading.Thread(target=write)
    writer.start()
    under_way.wait(5)
    threading.Timer(0.2, go_on.set).start()
    with closing(sqlite3.connect(":memory:")) as copy:
        store._connection.copy_into(copy)
        value = copy.execute("SELECT value FROM entries WHERE key = 'a.b'").fetchone()
    writer.join()
    assert value == ("2",)


def test_who_reads_does_not_make_the_window_wait(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    """With little patience a change is refused, and tried again, rather than waited for."""
    with closing(SqliteDraftStore(database, clock, patience=1)) as window:
        reader = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entries").fetchone()
        leaving = threading.Timer(1.0, reader.close)
        leaving.start()
        with pytest.raises(StorageBusyError):
            window.apply(uid, [Change("answer", "a.c", 1)])
        leaving.join()
        assert "a.c" not in store.load(uid).answers
        window.apply(uid, [Change("answer", "a.c", 1)])


def test_who_holds_the_file_does_not_freeze_a_window_that_reads(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    with closing(SqliteDraftStore(database, clock, patience=1)) as window:
        holder = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
        holder.execute("BEGIN EXCLUSIVE")
        leaving = threading.Timer(2.0, holder.close)
        leaving.start()
        with pytest.raises(StorageBusyError):  # long before the other is gone
            window.setting("who")
        leaving.join()
        assert window.setting("who") is None


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a folder whose files are open")
def test_a_folder_that_is_gone_is_not_told_as_broken(
    store: SqliteDraftStore, uid: str, database: Path
) -> None:
    """Nobody must be offered an old backup because a USB stick was pulled out."""
    away = database.parent.with_name("away")
    database.parent.rename(away)
    for look in (store.check, store.back_up):
        with pytest.raises(StorageError) as told:
            look()
        assert not isinstance(told.value, BrokenDatabaseError)
    away.rename(database.parent)
    store.check()


def test_what_is_missing_at_the_end_is_noticed(
    store: SqliteDraftStore, uid: str, database: Path
) -> None:
    """Also where that happens while the file is open."""
    os.truncate(database, database.stat().st_size - 1)
    with pytest.raises(BrokenDatabaseError):
        store.check()


@pytest.mark.parametrize("delta", ['[0, 0, "\\"cut"]', '["a", "b", "c"]', "[]", "7"])
def test_a_history_that_leads_to_no_value_is_told_as_damage(
    store: SqliteDraftStore, uid: str, delta: str
) -> None:
    """The differences are JSON still; what they make of the text is none."""
    store.apply(uid, [Change("answer", "a.c", "一")])
    with store._connection.writing() as db:
        db.execute("UPDATE changes SET after = ? WHERE key = 'a.c'", [delta])
    with pytest.raises(BrokenDatabaseError):
        store.whole(uid)


def test_records_that_are_none_make_no_draft_file(
    store: SqliteDraftStore, uid: str, tmp_path: Path
) -> None:
    with store._connection.writing() as db:
        db.execute("UPDATE revisions SET name = '**'")
    with pytest.raises(StorageError, match="正しくない値"):
        draft_file.write(tmp_path / "a.oubo", store.whole(uid), None)
    assert not list(tmp_path.glob("a.oubo*"))


def test_a_window_does_not_wait_for_the_file_to_be_tidied_up(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    """Beyond a moment; afterwards everything is taken."""
    with closing(SqliteDraftStore(database, clock, patience=20)) as window:
        under_way, go_on = threading.Event(), threading.Event()

        def halt() -> int:
            if not under_way.is_set():
                under_way.set()
                go_on.wait(10)
            return 0

        window._connection.conn.set_progress_handler(halt, 1)
        tidying = threading.Thread(target=window._connection.vacuum)
        tidying.start()
        assert under_way.wait(10)
        with pytest.raises(StorageBusyError, match="使用中"):
            window.apply(uid, [Change("answer", "a.c", "待てない")])
        with pytest.raises(StorageBusyError, match="使用中"):
            window.load(uid)
        go_on.set()
        tidying.join()
        assert window.apply(uid, [Change("answer", "a.c", "次")]).answers["a.c"] == "次"
