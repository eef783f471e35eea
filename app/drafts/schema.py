"""By what a file of drafts is known: whose it is, and the steps its tables have been through.

Beside migrations.py, which takes those steps with sqlite-utils: to find that there is nothing to be
done, as at nearly every start, needs no library.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x4F75626F
"""Marks the file as ours ("Oubo" in ASCII), PRAGMA application_id."""
SET = "oubo-navi"
"""What sqlite-utils calls our steps by."""
NOTED_IN = "_sqlite_migrations"
"""The table in which sqlite-utils notes the steps that were taken."""
STEPS = ("m001_drafts", "m002_office", "m003_lineage")
"""The steps of this version; one more in a file means that a newer program wrote it."""


def taken(db: sqlite3.Connection) -> set[str]:
    """The steps a file has been through. Raises sqlite3.Error."""
    there = db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [NOTED_IN]).fetchone()
    if there is None:
        return set()
    query = f"SELECT name FROM {NOTED_IN} WHERE migration_set = ?"
    return {name for (name,) in db.execute(query, [SET])}


def is_newer(steps: set[str]) -> bool:
    return not steps <= set(STEPS)


def is_older(steps: set[str]) -> bool:
    return not steps >= set(STEPS)
