"""How the database grows with what is typed, and what many drafts with long histories cost.

    python -m tests.bench.drafts [DRAFTS] [REVISIONS]   (OUBO_FULL=1: 10,000 drafts × 200)

Each revision adds a sentence to a text that is there already. Was each revision a copy of the
text, the database would grow with the square of what was typed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from app.environment import FixedClock
from tests.bench import sample
from tests.bench.figure import Figure, clocked, growth

SENTENCE = "市町村と連携して人材を確保する取組を進める。"
REVISIONS = (25, 50, 100, 200)
MANY = (10_000, 200) if os.environ.get("OUBO_FULL") == "1" else (200, 50)
"""Drafts, and revisions of each."""
LOOKS = 5


def figures() -> list[Figure]:
    sizes = {count: _size(count) for count in REVISIONS}
    return [growth("size_growth", sizes, "KB", "database by sentences typed into one draft")]


@contextmanager
def _store() -> Iterator[tuple[SqliteDraftStore, Path]]:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "drafts.sqlite3"
        store = SqliteDraftStore(path, FixedClock(sample.NOW))
        yield store, path
        store.close()


def _size(revisions: int) -> float:
    """Kilobytes that typing so many sentences into a draft takes."""
    with _store() as (store, path):
        empty = path.stat().st_size
        fill(store, 4, revisions)
        return (path.stat().st_size - empty) / 1024


def fill(store: SqliteDraftStore, drafts: int, revisions: int) -> None:
    """Drafts with a history, a transaction each: only the commits are left out."""
    call = sample.call()
    now = sample.NOW.isoformat()
    for number in range(drafts):
        title = f"応募{number}"
        answers = {call.names.prefecture: "20"}
        uid = store.create(call.id, call.version, title, answers=answers).uid
        text = f"{number}番目の応募。"
        with store._connection.writing() as db:
            for _ in range(revisions - 1):
                text += SENTENCE
                store._advance(db, uid, [Change("answer", sample.LONGEST, text)], "", "", now)


def main() -> None:
    drafts, revisions = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else MANY
    for figure in figures():
        print(f"{figure.what}: exponent {figure.ratio:.2f} ({figure.ours:.0f} KB)")
    with _store() as (store, path):
        fill(store, drafts, revisions)
        typed = drafts * revisions * len(SENTENCE)
        size = path.stat().st_size
        print(f"{drafts:,} drafts × {revisions} revisions: {size / 1e6:.0f} MB,", end=" ")
        print(f"{size / typed:.1f} bytes for a character typed")
        index = clocked(store.bring_search_up_to_date)()
        print(f"index made in {index / 1000:.1f} s")
        looks = {
            "list": lambda: store.drafts(),
            "search for a sentence": lambda: store.search("連携して"),
            "search for two letters": lambda: store.search("確保"),
            "search for what is nowhere": lambda: store.search("どこにもない"),
            "open one": lambda: store.load(store.drafts()[0].uid),
        }
        for name, look in looks.items():
            act, times = clocked(look), []
            for _ in range(LOOKS):
                store.set_setting("changed", True)  # what is known already costs nothing
                times.append(act())
            print(f"{name}: {sorted(times)[LOOKS // 2]:.0f} ms")


if __name__ == "__main__":
    main()
