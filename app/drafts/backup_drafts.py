"""Single drafts out of a backup. The backup is only read, whatever version wrote it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from app.drafts import lineage, schema
from app.drafts.backup import Backup
from app.drafts.faults import NewerDatabaseError, told
from app.drafts.migrations import migrations
from app.drafts.soundness import read_only
from app.drafts.whole import WholeDraft


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A draft in a backup."""

    uid: str
    title: str
    modified: datetime
    trashed: bool


def drafts_in(backup: Backup) -> list[BackedUp]:
    """The drafts of a backup, the last changed first. Raises StorageError if it is broken."""
    query = (
        "SELECT uid, value, modified, trashed FROM drafts LEFT JOIN entries "
        "ON draft = uid AND kind = 'title' ORDER BY trashed IS NOT NULL, modified DESC"
    )
    with told(backup.path), closing(read_only(backup.path)) as db:
        return [
            BackedUp(uid, json.loads(title or '""'), datetime.fromisoformat(modified), bool(gone))
            for uid, title, modified, gone in db.execute(query)
        ]


def whole_in(backup: Backup, uid: str) -> WholeDraft:
    """A draft with its history as it was. Raises StorageError, InputError if it is not there."""
    with told(backup.path), _readable(backup.path) as db:
        return lineage.whole(db, uid)


@contextmanager
def _readable(path: Path) -> Iterator[Database]:
    """A backup as this version understands it. It is only read, and no file is left behind.

    One of an older version is brought up to date in a copy in memory.
    """
    with closing(read_only(path)) as source:
        steps = schema.taken(source)
        if schema.is_newer(steps):
            raise NewerDatabaseError(path)
        if not schema.is_older(steps):
            yield Database(source, execute_plugins=False)
            return
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
            source.backup(copy)
            older = Database(copy, execute_plugins=False)
            migrations.apply(older)
            yield older
