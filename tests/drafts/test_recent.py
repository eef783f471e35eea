"""What is kept in memory of a draft never hides what is in the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from app.errors import StorageError
from tests.drafts.conftest import TickingClock


def write(store: SqliteDraftStore, uid: str, key: str, value: object) -> dict[str, object]:
    """A letter typed: the answers that come back are those in the file."""
    draft = store.apply(uid, [Change("answer", key, value)], step="typing")
    assert draft == store.load(uid)
    return dict(draft.answers)


@pytest.fixture
def uid(store: SqliteDraftStore) -> str:
    return store.create("call", 1, "題名", answers={"a.b": "前", "a.t": [{"x": "行"}]}).uid


def test_what_another_program_writes_is_seen(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    write(store, uid, "a.b", "一")
    with closing(SqliteDraftStore(database, clock)) as other:
        write(other, uid, "a.c", "よそから")
    assert write(store, uid, "a.b", "二")["a.c"] == "よそから"


def test_what_else_happens_to_a_draft_is_seen(store: SqliteDraftStore, uid: str) -> None:
    second = store.create("call", 1, "二つ目").uid
    write(store, uid, "a.b", "一")
    store.undo(uid)
    assert write(store, uid, "a.c", "道")["a.b"] == "前"
    write(store, second, "a.b", "別")
    store.apply(uid, [Change("title", "", "改題"), Change("dismissal", "x", True)])
    assert write(store, uid, "a.c", "道を")["a.b"] == "前"
    assert store.load(uid).title == "改題"


def test_what_was_not_committed_is_not_believed(
    store: SqliteDraftStore, uid: str, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, uid, "a.b", "一")
    with monkeypatch.context() as patched:

        def refused(*_all: object) -> None:
            raise sqlite3.OperationalError("disk full")

        patched.setattr("app.drafts.records.put", refused)
        with pytest.raises(sqlite3.OperationalError):
            store.apply(uid, [Change("answer", "a.b", "失敗")], step="typing")
    assert write(store, uid, "a.c", "次")["a.b"] == "一"
    reader = sqlite3.connect(database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entries").fetchone()
    store._connection._patience = 1
    with pytest.raises(StorageError):  # all is written but the end of the transaction
        store.apply(uid, [Change("answer", "a.b", "失敗")], step="typing")
    reader.close()
    assert write(store, uid, "a.c", "次の次")["a.b"] == "一"
