"""Keeping: a typed change, lists of many drafts, searching in them."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from app.environment import FixedClock
from tests.bench import sample
from tests.bench.figure import Figure, clocked, compared, growth, in_turns

ROUNDS = 200
SIZES = (10, 1_000, 10_000)
SHARED_MEMORY = Path("/dev/shm")


def figures() -> list[Figure]:
    return [_commit(), *_growths()]


@contextmanager
def _store(place: Path) -> Iterator[SqliteDraftStore]:
    store = SqliteDraftStore(place / "drafts.sqlite3", FixedClock(sample.NOW))
    yield store
    store.close()


def _commit() -> Figure:
    """A letter more in the longest field, against an INSERT of the same text."""
    call = sample.call()
    with tempfile.TemporaryDirectory() as place, _store(Path(place)) as store:
        uid = store.create(call.id, call.version, "応募", answers=sample.answers()).uid
        texts = [sample.answers()[sample.LONGEST] + "あ" * n for n in range(2 * ROUNDS + 2)]
        bare = sqlite3.connect(Path(place) / "bare.sqlite3", isolation_level=None)
        for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys"):
            value = store._connection.db.execute(f"PRAGMA {name}").fetchone()[0]
            bare.execute(f"PRAGMA {name} = {value}")
        bare.execute("CREATE TABLE texts (at INTEGER PRIMARY KEY, text TEXT)")
        ours_at, bare_at = iter(texts), iter(texts)

        def ours() -> None:
            store.apply(uid, [Change("answer", sample.LONGEST, next(ours_at))], step="typing")

        def beside() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO texts (text) VALUES (?)", [next(bare_at)])
            bare.execute("COMMIT")

        found = in_turns(clocked(ours), clocked(beside), ROUNDS)
        bare.close()
    what = "commit of a typed change"
    return compared("commit", *found, "ms", what, "sqlite3 INSERT + COMMIT, same PRAGMAs")


def _growths() -> list[Figure]:
    """The list of drafts and the search, as there are more of them."""
    home: dict[int, float] = {}
    search: dict[int, float] = {}
    where = SHARED_MEMORY if SHARED_MEMORY.is_dir() else None
    applicants = {sample.call().id: sample.call().names.prefecture}
    with tempfile.TemporaryDirectory(dir=where) as place, _store(Path(place)) as store:
        there = 0
        for size in SIZES:
            _add(store, there, size)
            there = size
            act = clocked(lambda: store.drafts(applicants=applicants))
            home[size] = sorted(_anew(store, act) for _ in range(5))[2]
            if hasattr(store, "search"):
                find = clocked(lambda: store.search("特定の言葉"))
                store.search("特定の言葉")  # what is looked up lazily is looked up now
                search[size] = sorted(find() for _ in range(5))[2]
    found = [growth("home_growth", home, "ms", "list of drafts")]
    return [*found, growth("search_growth", search, "ms", "full-text search")] if search else found


def _anew(store: SqliteDraftStore, act: Callable[[], float]) -> float:
    """The list after something was changed: what is known already costs nothing."""
    store.set_setting("changed", True)
    return act()


def _add(store: SqliteDraftStore, start: int, end: int) -> None:
    call = sample.call()
    for number in range(start, end):
        word = "特定の言葉" if number % 100 == 0 else "別の言い方"
        answers = {call.names.prefecture: "20", sample.LONGEST: f"{word}による説明{number}です。"}
        store.create(call.id, call.version, f"応募{number}", answers=answers)
