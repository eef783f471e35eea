"""A disk, a folder or a file that refuses: told in Japanese, and what was saved stays whole."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.drafts import connection
from app.drafts.draft import Change
from app.drafts.faults import BrokenDatabaseError, NewerDatabaseError, told
from app.drafts.store import SqliteDraftStore
from app.errors import StorageError
from tests.drafts.conftest import ROOT, TickingClock

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from app.environment import SystemClock
from app.errors import StorageError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
store = SqliteDraftStore(path, SystemClock())
uid = store.create("call", 1, "題名", answers={"a.b": "前"}).uid
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, unlimited[1]))
try:
    store.apply(uid, [Change("answer", "a.b", "長" * 200_000)])
except StorageError as error:
    print(error)
assert store.load(uid).answers["a.b"] == "前"
resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
store.apply(uid, [Change("answer", "a.b", "後")])
print(store.load(uid).answers["a.b"])
"""


@pytest.mark.skipif("sys.platform == 'win32'", reason="RLIMIT_FSIZE is of POSIX")
def test_a_full_disk_is_told_and_saving_resumes(database: Path) -> None:
    command = [sys.executable, "-c", FULL_DISK, str(database)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert found.returncode == 0, found.stderr
    message, after = found.stdout.splitlines()
    assert "保存" in message
    assert after == "後"


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (sqlite3.SQLITE_FULL, "空き容量"),
        (sqlite3.SQLITE_READONLY, "読み取り専用"),
        (sqlite3.SQLITE_BUSY, "他のプログラム"),
        (sqlite3.SQLITE_IOERR | 3 << 8, "読み書きに失敗"),
        (sqlite3.SQLITE_CANTOPEN, "開けません"),
        (sqlite3.SQLITE_PERM, "権限"),
        (sqlite3.SQLITE_CORRUPT, "壊れています"),
        (sqlite3.SQLITE_NOTADB, "壊れています"),
    ],
)
def test_each_refusal_has_its_own_words(code: int, word: str, tmp_path: Path) -> None:
    fault = sqlite3.OperationalError("x")
    fault.sqlite_errorcode = code
    with pytest.raises(StorageError) as caught, told(tmp_path):
        raise fault
    assert word in str(caught.value)
    assert caught.value.advice
    assert str(tmp_path) in caught.value.what


def test_a_mistake_of_ours_stays_a_bug(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as plain:
        with pytest.raises(sqlite3.OperationalError), told(tmp_path):
            plain.execute("SELECT * FROM nowhere")
        plain.execute("CREATE TABLE t (a UNIQUE)")
        plain.execute("INSERT INTO t VALUES (1)")
        with pytest.raises(sqlite3.IntegrityError), told(tmp_path):
            plain.execute("INSERT INTO t VALUES (1)")


def test_a_file_locked_by_another_program(
    store: SqliteDraftStore, database: Path, monkeypatch: pytest.MonkeyPatch, clock: TickingClock
) -> None:
    uid = store.create("call", 1, "題名").uid
    monkeypatch.setattr(connection, "BUSY_MILLISECONDS", 50)
    impatient = SqliteDraftStore(database, clock)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="使っています"):
            impatient.apply(uid, [Change("answer", "a.b", 1)])
        other.execute("ROLLBACK")
    assert impatient.apply(uid, [Change("answer", "a.b", 1)]).answers == {"a.b": 1}
    impatient.close()


def test_a_change_that_fails_half_way_changes_nothing(
    store: SqliteDraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.drafts import records

    uid = store.create("call", 1, "題名", answers={"a.b": 1, "a.c": 1}).uid
    before, put = store.load(uid), records.put

    def failing(db: object, draft: str, kind: str, key: str, value: str | None) -> None:
        if key == "a.c":
            raise RuntimeError("broken")
        put(db, draft, kind, key, value)

    monkeypatch.setattr(records, "put", failing)
    with pytest.raises(RuntimeError):
        store.apply(uid, [Change("answer", "a.b", 2), Change("answer", "a.c", 2)])
    assert store.load(uid) == before
    assert len(store.history(uid)) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"not a database at all " * 500,
        lambda whole: whole[: len(whole) // 3],
        lambda whole: whole[:100] + b"\xff" * (len(whole) - 100),
    ],
    ids=["text", "truncated", "overwritten"],
)
def test_a_broken_file_is_told_and_kept(
    damage: object, store: SqliteDraftStore, database: Path, clock: TickingClock
) -> None:
    store.create("call", 1, "題名", answers={"a.b": "文" * 20_000})
    store.close()
    damaged = damage(database.read_bytes())  # type: ignore[operator]
    database.write_bytes(damaged)
    with pytest.raises(BrokenDatabaseError) as caught:
        SqliteDraftStore(database, clock).drafts()
    assert caught.value.path == database
    assert database.read_bytes() == damaged


def test_a_newer_file_is_not_touched(
    store: SqliteDraftStore, database: Path, clock: TickingClock
) -> None:
    store.close()
    with closing(sqlite3.connect(database)) as plain, plain:
        plain.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('oubo-navi', 'm999_future', '2030')"
        )
    before = database.read_bytes()
    with pytest.raises(NewerDatabaseError, match="新しい版"):
        SqliteDraftStore(database, clock)
    assert database.read_bytes() == before


def test_another_programs_database_is_not_touched(database: Path, clock: TickingClock) -> None:
    database.parent.mkdir()
    with closing(sqlite3.connect(database)) as plain, plain:
        plain.execute("CREATE TABLE theirs (a)")
    before = database.read_bytes()
    with pytest.raises(BrokenDatabaseError, match="応募ナビの保存ファイルではありません"):
        SqliteDraftStore(database, clock)
    assert database.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, clock: TickingClock) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="保存先"):
        SqliteDraftStore(tmp_path / "file" / "drafts.sqlite3", clock)


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_drafts_are_readable_by_their_owner_alone(store: SqliteDraftStore, database: Path) -> None:
    store.create("call", 1, "題名")
    assert database.stat().st_mode & 0o777 == 0o600
    assert database.parent.stat().st_mode & 0o777 == 0o700
