"""The database's schema, a step at a time. A released step is never changed.

Imported only where steps have to be taken: it brings sqlite-utils along.
"""

from __future__ import annotations

import hashlib

from sqlite_utils import Database, Migrations

from app.drafts.schema import SET

migrations = Migrations(SET)
"""The steps; their names stand in schema.STEPS."""


@migrations()
def m001_drafts(db: Database) -> None:
    db.table("drafts").create(
        {
            "uid": str,
            "call_id": str,
            "call_version": int,
            "practice": int,
            "state": str,
            "created": str,
            "modified": str,
            "trashed": str,
            "errors": int,
            "head": int,
            "tip": int,
        },
        pk="uid",
        not_null={"call_id", "call_version", "practice", "state", "created", "modified"},
        defaults={"head": 0, "tip": 0},
    )
    db.table("entries").create(
        {"draft": str, "kind": str, "key": str, "value": str},
        pk=("draft", "kind", "key"),
        foreign_keys=[("draft", "drafts", "uid")],
        not_null={"value"},
    )
    db.table("revisions").create(
        {
            "draft": str,
            "number": int,
            "parent": int,
            "at": str,
            "who": str,
            "note": str,
            "step": str,
        },
        pk=("draft", "number"),
        foreign_keys=[("draft", "drafts", "uid")],
        not_null={"parent", "at"},
    )
    db.table("changes").create(
        {"draft": str, "revision": int, "kind": str, "key": str, "before": str, "after": str},
        pk=("draft", "revision", "kind", "key"),
        foreign_keys=[("draft", "drafts", "uid")],
    )
    db.table("settings").create({"name": str, "value": str}, pk="name", not_null={"value"})


@migrations()
def m002_office(db: Database) -> None:
    """Approvals, comments and exported packages."""
    db.table("approvals").create(
        {"draft": str, "state": str, "at": str, "who": str, "comment": str, "revision": int},
        foreign_keys=[("draft", "drafts", "uid")],
        not_null={"draft", "state", "at", "who", "comment", "revision"},
    )
    db.table("comments").create(
        {
            "draft": str,
            "uid": str,
            "question": str,
            "at": str,
            "who": str,
            "text": str,
            "resolved": str,
            "resolved_by": str,
        },
        pk=("draft", "uid"),
        foreign_keys=[("draft", "drafts", "uid")],
        not_null={"question", "at", "who", "text", "resolved_by"},
    )
    db.table("packages").create(
        {
            "draft": str,
            "revision": int,
            "at": str,
            "who": str,
            "folder": str,
            "fingerprint": str,
            "sent": int,
        },
        foreign_keys=[("draft", "drafts", "uid")],
        not_null={"draft", "revision", "at", "who", "folder", "fingerprint", "sent"},
    )
    for table in ("approvals", "packages"):
        db.table(table).create_index(["draft"])


@migrations()
def m003_lineage(db: Database) -> None:
    """Names of revisions that travel, so that copies of a draft find what they both come from."""
    db.execute("ALTER TABLE drafts ADD COLUMN lineage TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE drafts ADD COLUMN ancestry TEXT NOT NULL DEFAULT '{}'")
    db.execute("ALTER TABLE revisions ADD COLUMN name TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE revisions ADD COLUMN merged INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE drafts SET lineage = uid")
    # Made from what is there, so that copies of one database agree about them.
    for draft, number, at in db.execute("SELECT draft, number, at FROM revisions").fetchall():
        name = hashlib.sha256(f"{draft}/{number}/{at}".encode()).hexdigest()[:12]
        db.execute(
            "UPDATE revisions SET name = ? WHERE draft = ? AND number = ?", [name, draft, number]
        )
