"""Drafts in SQLite: the only place that knows the tables."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlite_utils import Database

from app.drafts import deltas, rows
from app.drafts.connection import Connection
from app.drafts.contract import DraftSummary, Revision
from app.drafts.draft import Change, Draft, State, Value, is_filled
from app.environment import Clock
from app.errors import InputError

NOBODY: Mapping[str, str] = MappingProxyType({})


class SqliteDraftStore:
    """Keeps drafts in one SQLite file (see contract.DraftStore for what each call promises).

    May be called from any thread: calls wait for each other.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        """Open the file, making it and its folder if they are not there. Raises StorageError."""
        self._clock = clock
        self._connection = Connection(path)

    def close(self) -> None:
        self._connection.close()

    # ---- drafts ----

    def drafts(
        self, *, trashed: bool = False, applicants: Mapping[str, str] = NOBODY
    ) -> list[DraftSummary]:
        test = "IS NOT NULL" if trashed else "IS NULL"
        with self._connection.reading() as db:
            names = _applicants(db, applicants)
            found = db.query(
                "SELECT drafts.*, (SELECT count(*) FROM entries WHERE draft = uid AND "
                "kind = 'answer') AS answered, (SELECT value FROM entries WHERE draft = uid "
                f"AND kind = 'title') AS title FROM drafts WHERE trashed {test} "
                "ORDER BY modified DESC, created DESC, uid"
            )
            return [_summary(row, names.get(row["uid"], "")) for row in found]

    def create(
        self,
        call_id: str,
        call_version: int,
        title: str,
        *,
        answers: Mapping[str, Value] | None = None,
        practice: bool = False,
        who: str = "",
    ) -> Draft:
        uid, now = secrets.token_hex(8), self._now()
        with self._connection.writing() as db:
            db.table("drafts").insert(
                {
                    "uid": uid,
                    "call_id": call_id,
                    "call_version": call_version,
                    "practice": int(practice),
                    "state": State.WRITING.value,
                    "created": now,
                    "modified": now,
                }
            )
            first = [Change("answer", key, value) for key, value in (answers or {}).items()]
            self._advance(db, uid, [Change("title", "", title), *first], who, "", now)
            return _draft(db, uid)

    def load(self, uid: str) -> Draft:
        with self._connection.reading() as db:
            return _draft(db, uid)

    def duplicate(self, uid: str, title: str, *, who: str = "") -> Draft:
        original = self.load(uid)
        return self.create(
            original.call_id,
            original.call_version,
            title,
            answers=original.answers,
            practice=original.practice,
            who=who,
        )

    def trash(self, uid: str) -> None:
        self._set(uid, trashed=self._now())

    def restore(self, uid: str) -> None:
        self._set(uid, trashed=None)

    def delete_for_good(self, uid: str) -> None:
        with self._connection.writing() as db:
            _row(db, uid)
            for table in ("entries", "changes", "revisions"):
                db.execute(f"DELETE FROM {table} WHERE draft = ?", [uid])
            db.execute("DELETE FROM drafts WHERE uid = ?", [uid])

    def note_errors(self, uid: str, errors: int) -> None:
        self._set(uid, errors=errors)

    # ---- steps ----

    def apply(self, uid: str, changes: Sequence[Change], *, who: str = "", step: str = "") -> Draft:
        with self._connection.writing() as db:
            self._advance(db, uid, changes, who, step, self._now())
            return _draft(db, uid)

    def undo(self, uid: str) -> tuple[Draft, tuple[str, ...]] | None:
        with self._connection.writing() as db:
            head = int(_row(db, uid)["head"])
            parent = _parent(db, uid, head)
            if parent is None or parent == 0:
                return None
            keys = _step_back(db, uid, head)
            self._move(db, uid, parent)
            return _draft(db, uid), keys

    def redo(self, uid: str) -> tuple[Draft, tuple[str, ...]] | None:
        with self._connection.writing() as db:
            following = _following(db, uid)
            if following is None:
                return None
            keys = _step_forward(db, uid, following)
            self._move(db, uid, following)
            return _draft(db, uid), keys

    def can_undo(self, uid: str) -> bool:
        with self._connection.reading() as db:
            parent = _parent(db, uid, int(_row(db, uid)["head"]))
            return bool(parent)

    def can_redo(self, uid: str) -> bool:
        with self._connection.reading() as db:
            return _following(db, uid) is not None

    def history(self, uid: str, *, limit: int = 200) -> list[Revision]:
        with self._connection.reading() as db:
            found = list(
                db.query(
                    "SELECT * FROM revisions WHERE draft = ? ORDER BY number DESC LIMIT ?",
                    [uid, limit],
                )
            )
            return [
                Revision(
                    row["number"],
                    datetime.fromisoformat(row["at"]),
                    row["who"] or "",
                    row["note"] or "",
                    tuple(change["key"] for change in _changes(db, uid, row["number"])),
                )
                for row in found
            ]

    def at_revision(self, uid: str, number: int) -> Draft:
        with self._connection.reading() as db:
            draft = _draft(db, uid)
            entries = _entries(db, uid)
            parents = _parents(db, uid)
            if number not in parents:
                raise InputError(f"第{number}版はありません。", "履歴の一覧から選んでください。")
            wanted = _ancestry(parents, number)
            node = draft.revision
            while node not in wanted:
                _patch(entries, _changes(db, uid, node), "before")
                node = parents[node]
            for step in reversed(wanted[: wanted.index(node)]):
                _patch(entries, _changes(db, uid, step), "after")
            return replace(_with_entries(draft, entries), revision=number)

    # ---- settings ----

    def setting(self, name: str) -> Value:
        with self._connection.reading() as db:
            found = db.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchone()
            return json.loads(found[0]) if found else None

    def set_setting(self, name: str, value: Value) -> None:
        with self._connection.writing() as db:
            if value is None:
                db.execute("DELETE FROM settings WHERE name = ?", [name])
            else:
                db.table("settings").upsert({"name": name, "value": json.dumps(value)}, pk="name")

    # ---- inside ----

    def _now(self) -> str:
        return self._clock.now().isoformat()

    def _set(self, uid: str, **columns: object) -> None:
        with self._connection.writing() as db:
            _row(db, uid)
            db.table("drafts").update(uid, columns)

    def _move(self, db: Database, uid: str, head: int) -> None:
        db.table("drafts").update(uid, {"head": head, "modified": self._now()})

    def _advance(
        self, db: Database, uid: str, changes: Sequence[Change], who: str, step: str, now: str
    ) -> None:
        row, entries = _row(db, uid), _entries(db, uid)
        done = _effective(entries, changes)
        if not done:
            return
        number = _extended(db, uid, row, step)
        if number is None:
            number = int(row["tip"]) + 1
            db.table("revisions").insert(
                {
                    "draft": uid,
                    "number": number,
                    "parent": row["head"],
                    "at": now,
                    "who": who,
                    "note": "",
                    "step": step,
                }
            )
        else:
            db.execute(
                "UPDATE revisions SET at = ?, who = ? WHERE draft = ? AND number = ?",
                [now, who, uid, number],
            )
        for (kind, key), (before, after) in done.items():
            _record(db, uid, number, kind, key, before, after)
            _put(db, uid, kind, key, after)
        db.table("drafts").update(uid, {"head": number, "tip": number, "modified": now})


Entries = dict[tuple[str, str], str]
"""(kind, key) → JSON of the value."""


def _row(db: Database, uid: str) -> dict[str, Any]:
    for row in db.query("SELECT * FROM drafts WHERE uid = ?", [uid]):
        return dict(row)
    raise InputError("指定された下書きはありません。", "下書きの一覧を確認してください。")


def _entries(db: Database, uid: str) -> Entries:
    found = db.execute("SELECT kind, key, value FROM entries WHERE draft = ?", [uid])
    return {(kind, key): value for kind, key, value in found}


def _applicants(db: Database, questions: Mapping[str, str]) -> dict[str, str]:
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


def _draft(db: Database, uid: str) -> Draft:
    row = _row(db, uid)
    draft = Draft(
        uid=uid,
        call_id=row["call_id"],
        call_version=row["call_version"],
        title="",
        practice=bool(row["practice"]),
        created=datetime.fromisoformat(row["created"]),
        modified=datetime.fromisoformat(row["modified"]),
        state=State(row["state"]),
        revision=row["head"],
    )
    return _with_entries(draft, _entries(db, uid))


def _with_entries(draft: Draft, entries: Entries) -> Draft:
    def of(wanted: str) -> dict[str, Any]:
        return {key: json.loads(value) for (kind, key), value in entries.items() if kind == wanted}

    return replace(
        draft,
        title=str(of("title").get("", "")),
        answers=MappingProxyType(of("answer")),
        overrides=MappingProxyType(of("override")),
        dismissals=frozenset(of("dismissal")),
    )


def _summary(row: dict[str, Any], prefecture: str) -> DraftSummary:
    trashed = row["trashed"]
    return DraftSummary(
        uid=row["uid"],
        title=json.loads(row["title"]) if row["title"] else "",
        call_id=row["call_id"],
        practice=bool(row["practice"]),
        state=State(row["state"]),
        created=datetime.fromisoformat(row["created"]),
        modified=datetime.fromisoformat(row["modified"]),
        trashed=datetime.fromisoformat(trashed) if trashed else None,
        prefecture=prefecture,
        answered=row["answered"],
        errors=row["errors"],
    )


def _json(change: Change) -> str | None:
    """A change's value as JSON in ASCII, so that even a lone surrogate survives."""
    value = change.value
    if value is None or (change.kind == "dismissal" and not value):
        return None
    if change.kind == "answer" and not is_filled(value) and not isinstance(value, (str, bool)):
        return None
    return json.dumps(rows.identified(value))


def _effective(
    entries: Entries, changes: Sequence[Change]
) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """What the changes really change: (kind, key) → (before, after)."""
    wanted = {(change.kind, change.key): _json(change) for change in changes}
    return {
        place: (entries.get(place), after)
        for place, after in wanted.items()
        if entries.get(place) != after
    }


def _extended(db: Database, uid: str, row: dict[str, Any], step: str) -> int | None:
    """The newest revision, if this change belongs to it."""
    if not step or row["head"] != row["tip"]:
        return None
    found = db.execute(
        "SELECT step FROM revisions WHERE draft = ? AND number = ?", [uid, row["head"]]
    ).fetchone()
    return int(row["head"]) if found and found[0] == step else None


def _record(
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
    db.table("changes").upsert(
        {
            "draft": uid,
            "revision": number,
            "kind": kind,
            "key": key,
            "before": backward,
            "after": forward,
        },
        pk=("draft", "revision", "kind", "key"),
    )


def _put(db: Database, uid: str, kind: str, key: str, value: str | None) -> None:
    if value is None:
        db.execute("DELETE FROM entries WHERE draft = ? AND kind = ? AND key = ?", [uid, kind, key])
    else:
        db.table("entries").upsert(
            {"draft": uid, "kind": kind, "key": key, "value": value}, pk=("draft", "kind", "key")
        )


def _changes(db: Database, uid: str, number: int) -> list[dict[str, Any]]:
    return list(db.query("SELECT * FROM changes WHERE draft = ? AND revision = ?", [uid, number]))


def _patch(entries: Entries, changes: Sequence[Mapping[str, Any]], side: str) -> None:
    for change in changes:
        place = (change["kind"], change["key"])
        value = deltas.join(entries.get(place), change[side])
        if value is None:
            entries.pop(place, None)
        else:
            entries[place] = value


def _step(db: Database, uid: str, number: int, side: str) -> tuple[str, ...]:
    entries, changes = _entries(db, uid), _changes(db, uid, number)
    _patch(entries, changes, side)
    for change in changes:
        place = (change["kind"], change["key"])
        _put(db, uid, *place, entries.get(place))
    return tuple(change["key"] for change in changes)


def _step_back(db: Database, uid: str, number: int) -> tuple[str, ...]:
    return _step(db, uid, number, "before")


def _step_forward(db: Database, uid: str, number: int) -> tuple[str, ...]:
    return _step(db, uid, number, "after")


def _parents(db: Database, uid: str) -> dict[int, int]:
    found = db.execute("SELECT number, parent FROM revisions WHERE draft = ?", [uid])
    return dict(found.fetchall())


def _parent(db: Database, uid: str, number: int) -> int | None:
    return _parents(db, uid).get(number)


def _ancestry(parents: Mapping[int, int], number: int) -> list[int]:
    """A revision and all before it, back to the first."""
    line = [number]
    while parents.get(line[-1], 0):
        line.append(parents[line[-1]])
    return line


def _following(db: Database, uid: str) -> int | None:
    """The revision that redo leads to: the next on the way from here to the newest."""
    row = _row(db, uid)
    line = _ancestry(_parents(db, uid), int(row["tip"]))
    if row["head"] == row["tip"] or row["head"] not in line:
        return None
    return line[line.index(row["head"]) - 1]
