"""What was read of a draft stays at hand while nothing has changed: typing reads nothing anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.drafts import history, records
from app.drafts.draft import Change, ChangeKind, Draft
from app.drafts.records import Entries

if TYPE_CHECKING:
    from sqlite_utils import Database

Mark = tuple[object, int, int]
Done = Mapping[tuple[ChangeKind, str], tuple[str | None, str | None]]
"""What changes: (kind, key) → JSON before and after."""


def mark(db: sqlite3.Connection) -> Mark:
    """What a file was like: equal as long as nobody, here or elsewhere, has changed a row."""
    others = db.execute("PRAGMA data_version").fetchone()[0]
    return db, db.total_changes, others


@dataclass(frozen=True, slots=True)
class Known:
    """A draft as it is in the file."""

    row: dict[str, Any]
    entries: Entries
    draft: Draft
    mark: Mark

    def altered(self, db: Database, done: Done, number: int, now: str) -> Known:
        """The same after these changes were written as a revision; keep it once that is committed.

        What was not changed is not decoded again.
        """
        entries, draft = dict(self.entries), self.draft
        for (kind, key), (_before, after) in done.items():
            records.place(entries, kind, key, after)
            draft = draft.changed(Change(kind, key, None if after is None else json.loads(after)))
        row = {**self.row, "head": number, "tip": number, "modified": now}
        draft = replace(draft, revision=number, modified=datetime.fromisoformat(now))
        return Known(row, entries, draft, mark(db.conn))


def known(db: Database, uid: str, recent: Known | None) -> Known:
    """A draft from the file, or as it was known before, if that is still so."""
    if recent is not None and recent.draft.uid == uid and recent.mark == mark(db.conn):
        return recent
    row, entries = records.row(db, uid), records.entries(db, uid)
    return Known(row, entries, records.draft_of(row, entries), mark(db.conn))


def advance(
    db: Database, found: Known, changes: Sequence[Change], who: str, step: str, now: str
) -> Known:
    """Write changes as a step, which may go on; the draft as it is then."""
    row, uid = found.row, found.draft.uid
    done = history.effective(found.entries, changes)
    if not done:
        return found
    number = history.extended(db, uid, row, step)
    if number is None:
        number = int(row["tip"]) + 1
        db.execute(
            "INSERT INTO revisions (draft, number, parent, at, who, note, step, name) "
            "VALUES (?, ?, ?, ?, ?, '', ?, ?)",
            [uid, number, row["head"], now, who, step, history.new_name()],
        )
    else:
        db.execute(
            "UPDATE revisions SET at = ?, who = ?, name = ? WHERE draft = ? AND number = ?",
            [now, who, history.new_name(), uid, number],
        )
    for (kind, key), (before, after) in done.items():
        history.record(db, uid, number, kind, key, before, after)
        records.put(db, uid, kind, key, after)
    db.execute(
        "UPDATE drafts SET head = ?, tip = ?, modified = ? WHERE uid = ?",
        [number, number, now, uid],
    )
    return found.altered(db, done, number, now)
