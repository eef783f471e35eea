"""Databases of every released schema are kept in tests/data/databases and still open."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.drafts.migrations import known
from app.drafts.store import SqliteDraftStore
from tests.drafts.conftest import ROOT, TickingClock

FOLDER = ROOT / "tests" / "data" / "databases"


def test_every_released_schema_is_kept() -> None:
    assert {path.stem for path in FOLDER.glob("*.sqlite3")} == known()


@pytest.mark.parametrize("name", sorted(known()))
def test_an_old_database_opens_with_its_history(
    name: str, database: Path, clock: TickingClock
) -> None:
    database.parent.mkdir()
    shutil.copyfile(FOLDER / f"{name}.sqlite3", database)
    with closing(SqliteDraftStore(database, clock)) as store:
        (summary,) = store.drafts()
        draft = store.load(summary.uid)
        assert draft.title == "古い下書き"
        assert draft.answers["a.text"] == "二つ目の文"
        assert store.can_redo(draft.uid)
        undone = store.undo(draft.uid)
        assert undone is not None
        assert undone[0].answers["a.text"] == "一つ目の文"
        assert len(store.history(draft.uid)) == 4
