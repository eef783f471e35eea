"""Whole drafts out of the tables and into them: copies, and what is merged from a copy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.drafts import deltas, history, office, records
from app.drafts.approval import Comment
from app.drafts.draft import Change, State
from app.drafts.records import Entries
from app.drafts.whole import Step, WholeDraft, ancestors

if TYPE_CHECKING:
    from sqlite_utils import Database

Numbers = dict[str, int]
"""A revision's name → its number in one draft of this store."""


def seal(db: Database, uid: str) -> None:
    """The newest revision stays as it is: typing goes on in a new one."""
    head = records.row(db, uid)["head"]
    db.execute("UPDATE revisions SET step = '' WHERE draft = ? AND number = ?", [uid, head])


# ---- out ----


def whole(db: Database, uid: str) -> WholeDraft:
    """A draft with what led to it; of what was undone only what somebody named, approved or sent.

    Raises InputError if there is none with this uid.
    """
    draft, row = records.draft(db, uid), records.row(db, uid)
    rows = {found["number"]: found for found in _revisions(db, uid)}
    names = {number: str(found["name"]) for number, found in rows.items()}
    ancestry = {name: tuple(older) for name, older in json.loads(row["ancestry"]).items()}
    parents = {
        names[number]: ancestry.get(names[number])
        or tuple(names[n] for n in (found["parent"], found["merged"]) if n)
        for number, found in rows.items()
    }
    approvals = [(names.get(a.revision, ""), a) for a in office.approvals(db, uid)]
    packages = [(names.get(p.revision, ""), p) for p in office.packages(db, uid)]
    wanted = {names[draft.revision], *(name for name, _ in (*approvals, *packages))}
    wanted |= {names[number] for number, found in rows.items() if found["note"]}
    needed = {older for name in wanted for older in ancestors(parents, name)}
    values = _Values(db, uid)
    steps = tuple(
        Step(
            names[number],
            parents[names[number]],
            datetime.fromisoformat(found["at"]),
            found["who"] or "",
            found["note"] or "",
            values.changes(number, found["parent"]),
        )
        for number, found in rows.items()
        if names[number] in needed
    )
    here = {step.name for step in steps}
    return WholeDraft(
        draft,
        row["lineage"],
        names[draft.revision],
        steps,
        MappingProxyType({name: older for name, older in ancestry.items() if name not in here}),
        tuple(office.comments(db, uid)),
        tuple(approvals),
        tuple(packages),
    )


def _revisions(db: Database, uid: str) -> list[dict[str, Any]]:
    return list(db.query("SELECT * FROM revisions WHERE draft = ? ORDER BY number", [uid]))


class _Values:
    """What revisions say, each worked out from its parent's (a parent's number is smaller)."""

    def __init__(self, db: Database, uid: str) -> None:
        self._db, self._uid = db, uid
        self._states: dict[int, Entries] = {0: {}}

    def changes(self, number: int, parent: int) -> tuple[Change, ...]:
        """What a revision set, as whole values."""
        changed = self._advance(number, self.state(parent))
        entries = self._states[number]
        places = [(change["kind"], change["key"]) for change in changed]
        return tuple(Change(*place, _decoded(entries.get(place))) for place in places)

    def state(self, number: int) -> Entries:
        """What a draft said at a revision."""
        line = []
        while number not in self._states:
            line.append(number)
            number = history.parent(self._db, self._uid, number)
        for step in reversed(line):
            self._advance(step, self._states[number])
            number = step
        return self._states[number]

    def _advance(self, number: int, before: Entries) -> list[dict[str, Any]]:
        entries = dict(before)
        changed = history.changes_of(self._db, self._uid, number)
        history.patch(entries, changed, "after")
        self._states[number] = entries
        return changed

    def keep(self, number: int, entries: Entries) -> None:
        self._states[number] = entries


def _decoded(value: str | None) -> Any:
    return None if value is None else json.loads(value)


# ---- in ----


def take_in(db: Database, uid: str, whole: WholeDraft) -> None:
    """Write a whole draft under a uid that is not there yet."""
    draft = whole.draft
    db.table("drafts").insert(
        {
            "uid": uid,
            "call_id": draft.call_id,
            "call_version": draft.call_version,
            "practice": int(draft.practice),
            "state": draft.state.value,
            "created": draft.created.isoformat(),
            "modified": draft.modified.isoformat(),
            "lineage": whole.lineage,
        }
    )
    numbers: Numbers = {}
    said = _add_steps(db, uid, whole, numbers)
    head = numbers[whole.head]
    for place, value in said.state(head).items():
        records.put(db, uid, *place, value)
    db.table("drafts").update(uid, {"head": head, "tip": max(numbers.values())})
    _add_office(db, uid, whole, numbers)


def merge_in(
    db: Database, uid: str, whole: WholeDraft, changes: Sequence[Change], who: str, now: str
) -> None:
    """Take in a copy's revisions, and what was decided as a revision that follows both."""
    row = records.row(db, uid)
    numbers: Numbers = {str(r["name"]): r["number"] for r in _revisions(db, uid)}
    ours = {str(r["number"]): (str(r["parent"]), str(r["merged"])) for r in _revisions(db, uid)}
    if str(numbers.get(whole.head)) in ancestors(ours, str(row["head"])):
        _add_office(db, uid, whole, numbers)
        return
    _add_steps(db, uid, whole, numbers)
    number = max(numbers.values()) + 1
    done = history.effective(records.entries(db, uid), changes)
    _insert(db, uid, number, row["head"], numbers[whole.head], now, who, "", history.new_name())
    for (kind, key), (before, after) in done.items():
        history.record(db, uid, number, kind, key, before, after)
        records.put(db, uid, kind, key, after)
    db.table("drafts").update(uid, {"head": number, "tip": number, "modified": now})
    _add_office(db, uid, whole, numbers)


def _add_steps(db: Database, uid: str, whole: WholeDraft, numbers: Numbers) -> _Values:
    """Write the revisions that are not there yet; their numbers are put into `numbers`.

    Gives what they say.
    """
    ancestry = dict(whole.ancestry) | json.loads(records.row(db, uid)["ancestry"])
    parents, values = whole.parents(), _Values(db, uid)
    brought = {step.name for step in whole.steps}
    for step in whole.steps:
        if step.name in numbers:
            continue
        number = max(numbers.values(), default=0) + 1
        parent = _nearest(parents, step, numbers)
        merged = next((numbers[name] for name in step.parents[1:] if name in numbers), 0)
        if any(name not in numbers for name in step.parents):
            ancestry[step.name] = step.parents
        before = values.state(parent)
        after = dict(before) if step.parents[:1] and step.parents[0] in brought else {}
        for change in step.changes:
            _set(after, change)
        numbers[step.name] = number
        at = step.at.isoformat()
        _insert(db, uid, number, parent, merged, at, step.who, step.note, step.name)
        _record(db, uid, number, before, after)
        values.keep(number, after)
    known = {name: older for name, older in ancestry.items() if _is_news(name, older, numbers)}
    db.table("drafts").update(uid, {"ancestry": json.dumps(known)})
    return values


def _is_news(name: str, older: Iterable[str], numbers: Numbers) -> bool:
    return name not in numbers or any(parent not in numbers for parent in older)


def _nearest(parents: Mapping[str, tuple[str, ...]], step: Step, numbers: Numbers) -> int:
    """The nearest revision before a step that is here; 0 if there is none."""
    older, seen = step.parents, {step.name}
    while older and older[0] not in numbers and older[0] not in seen:
        seen.add(older[0])  # a file from outside may tell of a circle
        older = parents.get(older[0], ())
    older = older if older and older[0] in numbers else ()
    return numbers[older[0]] if older else 0


def _set(entries: Entries, change: Change) -> None:
    value = history.encoded(change)
    if value is None:
        entries.pop((change.kind, change.key), None)
    else:
        entries[change.kind, change.key] = value


def _record(db: Database, uid: str, number: int, before: Entries, after: Entries) -> None:
    rows = []
    for place in {**before, **after}:
        if before.get(place) != after.get(place):
            backward, forward = deltas.split(before.get(place), after.get(place))
            rows.append((uid, number, *place, backward, forward))
    db.conn.executemany(
        'INSERT INTO changes (draft, revision, kind, key, "before", "after") '
        "VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )


def _insert(
    db: Database,
    uid: str,
    number: int,
    parent: int,
    merged: int,
    at: str,
    who: str,
    note: str,
    name: str,
) -> None:
    db.execute(
        "INSERT INTO revisions (draft, number, parent, merged, at, who, note, step, name) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)",
        [uid, number, parent, merged, at, who, note, name],
    )


def _add_office(db: Database, uid: str, whole: WholeDraft, numbers: Numbers) -> None:
    """Comments, approvals and packages, those that are here already left as they are.

    A remark that was settled on either side is settled.
    """
    here = {comment.uid: comment for comment in office.comments(db, uid)}
    news = [c for c in whole.comments if c.uid not in here or _settles(c, here[c.uid])]
    office.put_comments(db, uid, news)
    approvals = office.approvals(db, uid)
    told = {(a.at, a.state, a.who) for a in approvals}
    approvals += [
        replace(approval, revision=numbers.get(name, 0))
        for name, approval in whole.approvals
        if (approval.at, approval.state, approval.who) not in told
    ]
    state = State(records.row(db, uid)["state"])
    db.execute("DELETE FROM approvals WHERE draft = ?", [uid])
    for approval in sorted(approvals, key=lambda approval: approval.at):
        office.add_approval(db, uid, approval)
    db.table("drafts").update(uid, {"state": state.value})
    known = {(package.at, package.fingerprint) for package in office.packages(db, uid)}
    for name, package in whole.packages:
        if (package.at, package.fingerprint) not in known:
            office.freeze(db, uid, replace(package, revision=numbers.get(name, 0)))


def _settles(theirs: Comment, ours: Comment) -> bool:
    return ours.is_open and not theirs.is_open
