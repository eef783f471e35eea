"""What is known of a file of drafts without sqlite-utils agrees with what sqlite-utils does."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from app.drafts import schema
from app.drafts.migrations import migrations
from app.drafts.store import SqliteDraftStore
from tests.drafts.conftest import TickingClock

ROOT = Path(__file__).resolve().parents[2]


def test_the_steps_are_those_that_are_taken() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        db = Database(conn, execute_plugins=False)
        assert tuple(step.name for step in migrations.pending(db)) == schema.STEPS
        assert (schema.taken(conn), schema.is_older(set())) == (set(), True)
        migrations.apply(db)
        assert schema.taken(conn) == set(schema.STEPS)
        assert migrations.migrations_table == schema.NOTED_IN


def test_one_step_more_is_newer_and_one_less_is_older() -> None:
    steps = set(schema.STEPS)
    assert not schema.is_newer(steps)
    assert not schema.is_older(steps)
    assert schema.is_newer({*steps, "m999_later"})
    assert schema.is_older(steps - {schema.STEPS[-1]})


def test_listing_drafts_needs_no_library(database: Path, clock: TickingClock) -> None:
    with closing(SqliteDraftStore(database, clock)) as store:
        store.create("call", 1, "題名")
    code = (
        "import sys; from pathlib import Path; from app.environment import SystemClock\n"
        "from app.drafts.store import SqliteDraftStore\n"
        "store = SqliteDraftStore(Path(sys.argv[1]), SystemClock())\n"
        "print([draft.title for draft in store.drafts(applicants={'call': 'a.b'})])\n"
        "print(store.settings('milestones:'), store.setting('who'))\n"
        "print([name for name in ('sqlite_utils', 'pydantic') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(database)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout.splitlines() == ["['題名']", "{} None", "[]"], done.stderr
