"""The rows of the database as drafts, and a draft's entries as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.drafts.contract import DraftSummary
from app.drafts.draft import Draft, State, Value
from app.errors import InputError

if TYPE_CHECKING:
    from sqlite_utils import Database

Entries = dict[tuple[str, str], str]
"""(kind, key) → JSON of the value."""


def row(db: Database, uid: str) -> dict[str, Any]:
    found = db.conn.execute("SELECT * FROM drafts WHERE uid = ?", [uid])
    if values := found.fetchone():
        return dict(zip((column[0] for column in found.description), values, strict=True))
    raise InputError("指定された下書きはありません。", "下書きの一覧を確認してください。")


def entries(db: Database, uid: str) -> Entries:
    found = db.execute("SELECT kind, key, value FROM entries WHERE draft = ?", [uid])
    return {(kind, key): value for kind, key, value in found}


def put(db: Database, uid: str, kind: str, key: str, value: str | None) -> None:
    if value is None:
        db.execute("DELETE FROM entries WHERE draft = ? AND kind = ? AND key = ?", [uid, kind, key])
    else:
        db.execute(
            "INSERT INTO entries (draft, kind, key, value) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET value = excluded.value",
            [uid, kind, key, value],
        )


def place(entries: Entries, kind: str, key: str, value: str | None) -> None:
    """The same in memory."""
    if value is None:
        entries.pop((kind, key), None)
    else:
        entries[kind, key] = value


def applicants(db: sqlite3.Connection, questions: Mapping[str, str]) -> dict[str, str]:
    """Draft uid → the applicant as answered, for each call's naming question."""
    found: dict[str, str] = {}
    for call_id, question in questions.items():
        rows_of = db.execute(
            "SELECT draft, value FROM entries JOIN drafts ON draft = uid "
            "WHERE call_id = ? AND kind = 'answer' AND key = ?",
            [call_id, question],
        )
        found.update((uid, str(json.loads(value))) for uid, value in rows_of)
    return found


def draft(db: Database, uid: str) -> Draft:
    return draft_of(row(db, uid), entries(db, uid))


def draft_of(found: Mapping[str, Any], entries: Entries) -> Draft:
    """A draft by its row and entries."""
    bare = Draft(
        uid=found["uid"],
        call_id=found["call_id"],
        call_version=found["call_version"],
        title="",
        practice=bool(found["practice"]),
        created=datetime.fromisoformat(found["created"]),
        modified=datetime.fromisoformat(found["modified"]),
        state=State(found["state"]),
        revision=found["head"],
    )
    return with_entries(bare, entries)


def with_entries(draft: Draft, entries: Entries) -> Draft:
    said: dict[str, dict[str, Any]] = {"title": {}, "answer": {}, "override": {}, "dismissal": {}}
    for (kind, key), value in entries.items():
        said[kind][key] = json.loads(value)
    return replace(
        draft,
        title=str(said["title"].get("", "")),
        answers=MappingProxyType(said["answer"]),
        overrides=MappingProxyType(said["override"]),
        dismissals=frozenset(said["dismissal"]),
    )


def named_files(db: sqlite3.Connection, digests: Collection[str], uid: str = "") -> set[str]:
    """Of these files (SHA-256), those that a draft (any, with "") names or once named."""
    of_draft = "draft = :draft AND " if uid else ""
    query = (
        f"SELECT 1 FROM entries WHERE {of_draft} instr(value, :part) UNION ALL SELECT 1 "
        f"FROM changes WHERE {of_draft} (instr(before, :part) OR instr(after, :part)) LIMIT 1"
    )
    # A difference may begin or end within a digest that is like another one there.
    asked = {digest: {"draft": uid, "part": digest[8:-8]} for digest in digests}
    return {digest for digest, of in asked.items() if db.execute(query, of).fetchone()}


def settings(db: sqlite3.Connection, prefix: str) -> dict[str, Value]:
    query = "SELECT name, value FROM settings WHERE substr(name, 1, ?) = ?"
    found = db.execute(query, [len(prefix), prefix])
    return {name: json.loads(value) for name, value in found}


def put_setting(db: Database, name: str, value: Value) -> None:
    """Remember a setting; None forgets it."""
    if value is None:
        db.execute("DELETE FROM settings WHERE name = ?", [name])
    else:
        db.table("settings").upsert({"name": name, "value": json.dumps(value)}, pk="name")


FORGET_SETTINGS = "DELETE FROM settings WHERE name LIKE '%:' || ?"
"""Takes away what was remembered of one draft (its own dates …), by names that end in its uid."""


SUMMARIES = (
    "SELECT uid, call_id, practice, state, created, modified, trashed, errors, lineage, "
    "(SELECT count(*) FROM entries WHERE draft = uid AND kind = 'answer' AND value <> '\"\"'), "
    "ifnull((SELECT value FROM entries WHERE draft = uid AND kind = 'title'), '\"\"'), "
    "head IS NOT "
    "(SELECT revision FROM approvals WHERE draft = uid ORDER BY rowid DESC LIMIT 1) "
    "FROM drafts WHERE trashed {} ORDER BY modified DESC, created DESC, uid"
)


def summaries(
    db: sqlite3.Connection, applicants_of: Mapping[str, str], *, trashed: bool
) -> tuple[DraftSummary, ...]:
    """All drafts in the trash or out of it, the last changed first (see DraftStore.drafts)."""
    names = applicants(db, applicants_of)
    # Row by row as it comes, without names of columns: there may be ten thousand.
    found = db.execute(SUMMARIES.format("IS NOT NULL" if trashed else "IS NULL"))
    return tuple(_summary(row, names.get(row[0], "")) for row in found)


def _summary(row: Sequence[Any], prefecture: str) -> DraftSummary:
    uid, call_id, practice, state, created, modified, gone, errors, lineage, *rest = row
    answered, title, moved = rest
    return DraftSummary(
        uid=uid,
        title=json.loads(title),
        call_id=call_id,
        practice=bool(practice),
        state=State(state),
        created=datetime.fromisoformat(created),
        modified=datetime.fromisoformat(modified),
        trashed=datetime.fromisoformat(gone) if gone else None,
        prefecture=prefecture,
        answered=answered,
        errors=errors,
        changed_since=bool(moved) and state != State.WRITING,
        lineage=lineage,
    )
