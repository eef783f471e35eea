"""The tables of what goes on around a draft: approvals, comments, milestones, packages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.drafts.approval import Approval, Comment, Frozen
from app.drafts.draft import State
from app.errors import InputError

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLES = ("approvals", "comments", "packages")
"""Each has a column `draft`."""


def add_approval(db: Database, uid: str, approval: Approval) -> None:
    """Note a step through the office, and that the draft is there now."""
    db.execute(
        "INSERT INTO approvals (draft, state, at, who, comment, revision) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            uid,
            approval.state.value,
            approval.at.isoformat(),
            approval.who,
            approval.comment,
            approval.revision,
        ],
    )
    db.execute("UPDATE drafts SET state = ? WHERE uid = ?", [approval.state.value, uid])


def approvals(db: Database, uid: str) -> list[Approval]:
    """The steps so far, the first one first."""
    found = db.query("SELECT * FROM approvals WHERE draft = ? ORDER BY rowid", [uid])
    return [
        Approval(
            State(row["state"]),
            datetime.fromisoformat(row["at"]),
            row["who"],
            row["comment"],
            row["revision"],
        )
        for row in found
    ]


def put_comments(db: Database, uid: str, comments: Sequence[Comment]) -> None:
    """Add comments, or put them in the place of those with the same uid."""
    for comment in comments:
        resolved = comment.resolved.isoformat() if comment.resolved else None
        db.execute(
            "INSERT INTO comments (draft, uid, question, at, who, text, resolved, resolved_by) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (draft, uid) DO UPDATE SET "
            "text = excluded.text, resolved = excluded.resolved, "
            "resolved_by = excluded.resolved_by",
            [
                uid,
                comment.uid,
                comment.question,
                comment.at.isoformat(),
                comment.who,
                comment.text,
                resolved,
                comment.resolved_by,
            ],
        )


def remove_comment(db: Database, uid: str, comment: str) -> None:
    db.execute("DELETE FROM comments WHERE draft = ? AND uid = ?", [uid, comment])


def comments(db: Database, uid: str) -> list[Comment]:
    """All comments of a draft, the first one first."""
    found = db.query("SELECT * FROM comments WHERE draft = ? ORDER BY at, uid", [uid])
    return [_comment(row) for row in found]


def _comment(row: dict[str, Any]) -> Comment:
    resolved = row["resolved"]
    return Comment(
        row["uid"],
        row["question"],
        datetime.fromisoformat(row["at"]),
        row["who"],
        row["text"],
        datetime.fromisoformat(resolved) if resolved else None,
        row["resolved_by"],
    )


def name_revision(db: Database, uid: str, number: int, note: str) -> None:
    """Make a revision a milestone (係長確認済 …), or take its name away with "".

    Raises InputError if there is no such revision.
    """
    named = db.execute(
        "UPDATE revisions SET note = ? WHERE draft = ? AND number = ?", [note, uid, number]
    )
    if not named.rowcount:
        raise InputError(f"第{number}版はありません。", "履歴の一覧から選んでください。")


def freeze(db: Database, uid: str, frozen: Frozen) -> None:
    db.execute(
        "INSERT INTO packages (draft, revision, at, who, folder, fingerprint, sent) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            uid,
            frozen.revision,
            frozen.at.isoformat(),
            frozen.who,
            frozen.folder,
            frozen.fingerprint,
            int(frozen.sent),
        ],
    )


def mark_sent(db: Database, uid: str) -> None:
    """The newest package is the one that was sent."""
    db.execute(
        "UPDATE packages SET sent = 1 WHERE rowid = "
        "(SELECT rowid FROM packages WHERE draft = ? ORDER BY rowid DESC LIMIT 1)",
        [uid],
    )


def packages(db: Database, uid: str) -> list[Frozen]:
    """The packages made of a draft, the first one first."""
    found = db.query("SELECT * FROM packages WHERE draft = ? ORDER BY rowid", [uid])
    return [
        Frozen(
            row["revision"],
            datetime.fromisoformat(row["at"]),
            row["who"],
            row["folder"],
            row["fingerprint"],
            bool(row["sent"]),
        )
        for row in found
    ]
