"""Databases of every released schema are kept in tests/data/databases and still open."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.drafts.schema import STEPS
from app.drafts.store import SqliteDraftStore
from tests.drafts.conftest import ROOT, TickingClock

FOLDER = ROOT / "tests" / "data" / "databases"


def test_every_released_schema_is_kept() -> None:
    assert {path.stem for path in FOLDER.glob("*.sqlite3")} == set(STEPS)


@pytest.mark.parametrize("name", STEPS)
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


@pytest.mark.skipif("sys.platform == 'win32'", reason="the child is made by fork")
@pytest.mark.parametrize("name", [*STEPS, "nothing"])
def test_a_migration_that_is_killed_leaves_old_or_new(name: str, tmp_path: Path) -> None:
    """At each of its statements; the next start finishes it."""
    old = FOLDER / f"{name}.sqlite3"
    command = [sys.executable, "-m", "tests.drafts.migrating", str(old), str(tmp_path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    statements = int(told.stdout)
    newest = max(STEPS)
    new = FOLDER / f"{newest}.sqlite3"
    before = _schema(old) if old.exists() else set()
    after = _schema(new)
    assert statements > (10 if name != newest else 1)
    seen: list[set[tuple[str, ...]]] = []
    for statement in range(1, statements + 1):
        path = tmp_path / str(statement) / "drafts.sqlite3"
        if not path.parent.exists():
            continue  # left out in the ordinary run
        if path.exists():
            found = _schema(path)
            assert found in (before, after), f"between, at statement {statement}"
            seen.append(found)
        with closing(SqliteDraftStore(path, TickingClock())) as store:
            assert [summary.title for summary in store.drafts()] == (
                ["古い下書き"] if old.exists() else []
            )
        assert _schema(path) == after
    assert before in seen


def _schema(path: Path) -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        applied = "name FROM _sqlite_migrations"
        tables = set(plain.execute("SELECT type, name, ifnull(sql, '') FROM sqlite_master"))
        steps = plain.execute(f"SELECT 'step', {applied}") if tables else []
        return tables | set(steps)
