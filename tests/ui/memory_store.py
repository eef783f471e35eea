"""A store in memory that can be told to refuse, for tests of what stands above it.

It keeps the contract as SQLite's does (tests/drafts/test_contract.py runs both), but for the
history of copies: what is taken in is a new draft.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from app.drafts import history
from app.drafts.approval import Approval, Comment, Frozen, fingerprint
from app.drafts.contract import DraftSummary, Revision
from app.drafts.draft import Change, Draft, State, Value
from app.drafts.faults import ReadOnlyError
from app.drafts.search import Hit, plain, words
from app.drafts.whole import Step, WholeDraft, entries_of
from app.environment import Clock
from app.errors import InputError, StorageError


@dataclass
class Kept:
    """One draft: every revision of it as a whole, and what goes on around it."""

    head: int = 0
    states: dict[int, Draft] = field(default_factory=dict)
    revisions: dict[int, Revision] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)
    steps: dict[int, str] = field(default_factory=dict)
    trashed: datetime | None = None
    errors: int | None = None
    state: State = State.WRITING
    modified: datetime | None = None
    approvals: list[Approval] = field(default_factory=list)
    comments: dict[str, Comment] = field(default_factory=dict)
    packages: list[Frozen] = field(default_factory=list)

    @property
    def tip(self) -> int:
        return max(self.states, default=0)

    def following(self) -> int | None:
        """The next revision on the way from here to the newest."""
        node = self.tip
        while node > self.head:
            if self.parents[node] == self.head:
                return node
            node = self.parents[node]
        return None

    def goes_on(self, step: str) -> bool:
        """Whether a change of this step belongs to the newest revision."""
        counted = {a.revision for a in self.approvals} | {p.revision for p in self.packages}
        last = self.head == self.tip and self.head not in counted
        return bool(step and last and self.steps.get(self.head) == step) and not (
            self.revisions[self.head].note
        )


class MemoryStore:
    """Keeps every revision of every draft in dictionaries."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._drafts: dict[str, Kept] = {}
        self._numbers = itertools.count(1)
        self._settings: dict[str, Value] = {}
        self.refusal: str = ""
        """While this is not empty, every change raises StorageError with it."""
        self.only_reading = ""
        self.applied = 0
        """How often `apply` has written."""

    def _permit(self) -> None:
        if self.only_reading:
            raise ReadOnlyError(self.only_reading)
        if self.refusal:
            raise StorageError(self.refusal, "空き容量を確かめてください。")

    def _kept(self, uid: str) -> Kept:
        if uid not in self._drafts:
            raise InputError("下書きが見つかりません。")
        return self._drafts[uid]

    def drafts(
        self, *, trashed: bool = False, applicants: Mapping[str, str] = MappingProxyType({})
    ) -> list[DraftSummary]:
        found = [uid for uid, kept in self._drafts.items() if bool(kept.trashed) == trashed]
        listed = [self._summary(uid, applicants) for uid in found]
        return sorted(listed, key=lambda d: (d.modified, d.created), reverse=True)

    def _summary(self, uid: str, applicants: Mapping[str, str]) -> DraftSummary:
        draft, kept = self.load(uid), self._kept(uid)
        stated = kept.approvals[-1].revision if kept.approvals else None
        return DraftSummary(
            uid=uid,
            title=draft.title,
            call_id=draft.call_id,
            practice=draft.practice,
            state=draft.state,
            created=draft.created,
            modified=draft.modified,
            trashed=kept.trashed,
            prefecture=str(draft.answer(applicants.get(draft.call_id, "")) or ""),
            answered=sum(value != "" for value in draft.answers.values()),
            errors=kept.errors,
            changed_since=draft.state is not State.WRITING and kept.head != stated,
            lineage=uid,
        )

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
        self._permit()
        uid, now = f"draft-{next(self._numbers)}", self._clock.now()
        kept = self._drafts[uid] = Kept()
        kept.states[0] = Draft(uid, call_id, call_version, "", practice, now, now)
        first = [Change("answer", key, value) for key, value in (answers or {}).items()]
        self._advance(uid, [Change("title", "", title), *first], who, "", now)
        return self.load(uid)

    def load(self, uid: str) -> Draft:
        kept = self._kept(uid)
        draft = kept.states[kept.head]
        return replace(
            draft,
            revision=kept.head,
            state=kept.state,
            modified=kept.modified or draft.modified,
        )

    def apply(self, uid: str, changes: Sequence[Change], *, who: str = "", step: str = "") -> Draft:
        self._permit()
        self.applied += self._advance(uid, changes, who, step, self._clock.now())
        return self.load(uid)

    def _advance(
        self, uid: str, changes: Sequence[Change], who: str, step: str, now: datetime
    ) -> bool:
        kept = self._kept(uid)
        before = draft = kept.states[kept.head]
        for change in changes:
            value = history.encoded(change)
            draft = draft.changed(replace(change, value=json.loads(value) if value else None))
        if draft == before:
            return False
        goes_on = kept.goes_on(step)
        number = kept.head if goes_on else kept.tip + 1
        keys = {change.key for change in changes}
        if goes_on:
            keys |= set(kept.revisions[number].keys)
        else:
            kept.parents[number] = kept.head
        kept.states[number], kept.steps[number] = draft, step
        kept.revisions[number] = Revision(number, now, who, "", tuple(sorted(keys)))
        kept.head, kept.modified = number, now
        return True

    def undo(self, uid: str) -> tuple[Draft, tuple[str, ...]] | None:
        self._permit()
        kept = self._kept(uid)
        keys = kept.revisions[kept.head].keys
        return self._move(kept, uid, kept.parents[kept.head], keys) if self.can_undo(uid) else None

    def redo(self, uid: str) -> tuple[Draft, tuple[str, ...]] | None:
        self._permit()
        kept = self._kept(uid)
        number = kept.following()
        return (
            None if number is None else self._move(kept, uid, number, kept.revisions[number].keys)
        )

    def _move(
        self, kept: Kept, uid: str, number: int, keys: tuple[str, ...]
    ) -> tuple[Draft, tuple[str, ...]]:
        kept.head, kept.modified = number, self._clock.now()
        return self.load(uid), keys

    def can_undo(self, uid: str) -> bool:
        kept = self._kept(uid)
        return bool(kept.parents[kept.head])

    def can_redo(self, uid: str) -> bool:
        return self._kept(uid).following() is not None

    def history(self, uid: str, *, limit: int = 200) -> list[Revision]:
        found = sorted(self._kept(uid).revisions.values(), key=lambda r: -r.number)
        return found if limit < 0 else found[:limit]

    def at_revision(self, uid: str, number: int) -> Draft:
        kept = self._kept(uid)
        if number not in kept.revisions:
            raise InputError(f"第{number}版はありません。")
        now = self.load(uid)
        return replace(kept.states[number], revision=number, state=now.state, modified=now.modified)

    def search(self, text: str) -> list[Hit]:
        terms = plain(text).split()
        found = []
        for uid in self._drafts:
            draft = self.load(uid)
            texts = [("", draft.title)]
            texts += [(key, "\n".join(words(value))) for key, value in draft.answers.items()]
            held = [{key for key, body in texts if term in plain(body)} for term in terms]
            if terms and all(held):
                found += [Hit(uid, key, key) for key in sorted(set.union(*held))]
        return found

    def duplicate(self, uid: str, title: str, *, who: str = "") -> Draft:
        origin = self.load(uid)
        return self.create(
            origin.call_id,
            origin.call_version,
            title,
            answers=origin.answers,
            practice=origin.practice,
        )

    def trash(self, uid: str) -> None:
        self._permit()
        self._kept(uid).trashed = self._clock.now()

    def restore(self, uid: str) -> None:
        self._permit()
        self._kept(uid).trashed = None

    def delete_for_good(self, uid: str, *, everywhere: bool = False) -> None:
        self._permit()
        self._kept(uid)
        del self._drafts[uid]

    def named_files(self, digests: Collection[str], uid: str = "") -> set[str]:
        asked = [self._kept(uid)] if uid else self._drafts.values()
        said = json.dumps([dict(s.answers) for kept in asked for s in kept.states.values()])
        return {digest for digest in digests if digest in said}

    def note_errors(self, uid: str, errors: int) -> None:
        self._permit()
        self._kept(uid).errors = errors

    def set_state(self, uid: str, state: State, *, who: str = "", comment: str = "") -> Draft:
        self._permit()
        kept = self._kept(uid)
        kept.approvals.append(Approval(state, self._clock.now(), who, comment, kept.head))
        kept.state = state
        if state is State.SUBMITTED and kept.packages:
            kept.packages[-1] = replace(kept.packages[-1], sent=True)
        return self.load(uid)

    def approvals(self, uid: str) -> list[Approval]:
        return list(self._kept(uid).approvals)

    def comments(self, uid: str) -> list[Comment]:
        return sorted(self._kept(uid).comments.values(), key=lambda c: (c.at, c.uid))

    def put_comments(self, uid: str, comments: Sequence[Comment]) -> None:
        self._permit()
        self._kept(uid).comments.update({c.uid: c for c in comments})

    def remove_comment(self, uid: str, comment: str) -> None:
        self._permit()
        self._kept(uid).comments.pop(comment, None)

    def name_revision(self, uid: str, number: int, note: str) -> None:
        self._permit()
        kept = self._kept(uid)
        if number not in kept.revisions:
            raise InputError(f"第{number}版はありません。")
        kept.revisions[number] = replace(kept.revisions[number], note=note)

    def freeze(self, uid: str, number: int, folder: str, *, who: str = "") -> Frozen:
        self._permit()
        mark = fingerprint(self.at_revision(uid, number))
        made = Frozen(number, self._clock.now(), who, folder, mark)
        self._kept(uid).packages.append(made)
        return made

    def packages(self, uid: str) -> list[Frozen]:
        return list(self._kept(uid).packages)

    def whole(self, uid: str) -> WholeDraft:
        draft = self.load(uid)
        changes = tuple(Change(*place, value) for place, value in entries_of(draft).items())
        step = Step(f"revision-{uid}", (), draft.modified, "", "", changes)
        return WholeDraft(draft, uid, step.name, (step,))

    def take_in(self, whole: WholeDraft, title: str = "") -> Draft:
        draft = whole.draft
        title = title or draft.title
        return self.create(draft.call_id, draft.call_version, title, answers=draft.answers)

    def merge_in(
        self, uid: str, whole: WholeDraft, changes: Sequence[Change], *, who: str = ""
    ) -> Draft:
        return self.apply(uid, changes, who=who)

    def setting(self, name: str) -> Value:
        return self._settings.get(name)

    def settings(self, prefix: str) -> dict[str, Value]:
        return {name: value for name, value in self._settings.items() if name.startswith(prefix)}

    def set_setting(self, name: str, value: Value) -> None:
        self._settings[name] = value

    def close(self) -> None:
        return
