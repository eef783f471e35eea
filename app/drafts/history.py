"""Steps: how a draft came to be what it is.

Revisions form a tree: each knows its parent, so that what was undone stays in history when
something else is typed instead. A change holds the difference both ways (see deltas).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.drafts import deltas, records, rows
from app.drafts.draft import Change, ChangeKind, is_filled
from app.drafts.records import Entries

if TYPE_CHECKING:
    from sqlite_utils import Database


def new_name() -> str:
    """A name for a revision: its own in every copy of the draft (48 random bits)."""
    return secrets.token_hex(6)


def encoded(change: Change) -> str | None:
    """A change's value as JSON in ASCII, so that even a lone surrogate survives."""
    value = change.value
    if value is None or (change.kind == "dismissal" and not value):
        return None
    if change.kind == "answer" and not is_filled(value) and not isinstance(value, (str, bool)):
        return None
    return json.dumps(rows.identified(value))


def effective(
    entries: Entries, changes: Sequence[Change]
) -> dict[tuple[ChangeKind, str], tuple[str | None, str | None]]:
    """What the changes really change: (kind, key) → (before, after)."""
    wanted: dict[tuple[ChangeKind, str], str | None]
    wanted = {(change.kind, change.key): encoded(change) for change in changes}
    return {
        place: (entries.get(place), after)
        for place, after in wanted.items()
        if entries.get(place) != after
    }


def extended(db: Database, uid: str, row: dict[str, Any], step: str) -> int | None:
    """The newest revision, if this change belongs to it.

    What somebody named, approved or sent stays as it was: typing goes on in a new revision.
    """
    if not step or row["head"] != row["tip"]:
        return None
    found = db.execute(
        "SELECT step FROM revisions WHERE draft = :draft AND number = :number AND note = '' "
        "AND NOT EXISTS (SELECT 1 FROM approvals WHERE draft = :draft AND revision = :number) "
        "AND NOT EXISTS (SELECT 1 FROM packages WHERE draft = :draft AND revision = :number)",
        {"draft": uid, "number": row["head"]},
    ).fetchone()
    return int(row["head"]) if found and found[0] == step else None


def record(
    db: Database,
    uid: str,
    number: int,
    kind: str,
    key: str,
    before: str | None,
    after: str | None,
) -> None:
    """Note a change; in a step that goes on, from what was before the step."""
    earlier = db.execute(
        "SELECT before FROM changes WHERE draft = ? AND revision = ? AND kind = ? AND key = ?",
        [uid, number, kind, key],
    ).fetchone()
    if earlier:
        before = deltas.join(before, earlier[0])
    backward, forward = deltas.split(before, after)
    db.execute(
        "INSERT INTO changes (draft, revision, kind, key, before, after) "
        "VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET before = excluded.before, after = excluded.after",
        [uid, number, kind, key, backward, forward],
    )


def changes_of(db: Database, uid: str, number: int) -> list[dict[str, Any]]:
    """What a revision changed, in the order of kinds and keys."""
    return list(
        db.query(
            "SELECT * FROM changes WHERE draft = ? AND revision = ? ORDER BY kind, key",
            [uid, number],
        )
    )


def patch(entries: Entries, changes: Sequence[Mapping[str, Any]], side: str) -> None:
    """Take a revision's changes to entries: to what was "before" or "after" them."""
    for change in changes:
        place = (change["kind"], change["key"])
        value = deltas.join(entries.get(place), change[side])
        if value is None:
            entries.pop(place, None)
        else:
            entries[place] = value


def step(db: Database, uid: str, number: int, side: str) -> tuple[str, ...]:
    """Write what was "before" or "after" a revision; the keys touched."""
    entries, changes = records.entries(db, uid), changes_of(db, uid, number)
    patch(entries, changes, side)
    for change in changes:
        place = (change["kind"], change["key"])
        records.put(db, uid, *place, entries.get(place))
    return tuple(change["key"] for change in changes)


def step_back(db: Database, uid: str, number: int) -> tuple[str, ...]:
    return step(db, uid, number, "before")


def step_forward(db: Database, uid: str, number: int) -> tuple[str, ...]:
    return step(db, uid, number, "after")


def parents(db: Database, uid: str) -> dict[int, int]:
    found = db.execute("SELECT number, parent FROM revisions WHERE draft = ?", [uid])
    return dict(found.fetchall())


def parent(db: Database, uid: str, number: int) -> int:
    """The revision before; 0 before the first."""
    found = db.execute(
        "SELECT parent FROM revisions WHERE draft = ? AND number = ?", [uid, number]
    ).fetchone()
    return int(found[0]) if found else 0


def ancestry(parents: Mapping[int, int], number: int) -> list[int]:
    """A revision and all before it, back to the first."""
    line = [number]
    while parents.get(line[-1], 0):
        line.append(parents[line[-1]])
    return line


def following(db: Database, uid: str) -> int | None:
    """The revision that redo leads to: the next on the way from here to the newest."""
    row = records.row(db, uid)
    head, node = int(row["head"]), int(row["tip"])
    known = parents(db, uid) if head != node else {}
    while node > head:  # a parent's number is always smaller
        if known[node] == head:
            return node
        node = known[node]
    return None
