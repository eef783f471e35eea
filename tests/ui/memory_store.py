"""A store in memory that can be told to refuse, for tests of what stands above it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from app.drafts.approval import Approval, Comment, Frozen, fingerprint
from app.drafts.contract import DraftSummary, Revision
from app.drafts.draft import Change, Draft, State, Value
from app.drafts.faults import ReadOnlyError
from app.drafts.search import Hit, plain, words
from app.drafts.whole import Step, WholeDraft, entries_of
from app.environment import Clock
from app.errors import InputError, StorageError


class MemoryStore:
    """Keeps every revision of every draft in lists."""

    def __init__(self, clock: Clock, prefecture: str = "applicant.prefecture") -> None:
        self._clock, self._prefecture = clock, prefecture
        self._drafts: dict[str, list[Draft]] = {}
        self._at: dict[str, int] = {}
        self._steps: dict[str, list[str]] = {}
        self._trashed: dict[str, object] = {}
        self._errors: dict[str, int] = {}
        self._numbers = itertools.count(1)
        self._settings: dict[str, Value] = {}
        self._approvals: dict[str, list[Approval]] = {}
        self._comments: dict[str, dict[str, Comment]] = {}
        self._packages: dict[str, list[Frozen]] = {}
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

    def drafts(
        self, *, trashed: bool = False, applicants: Mapping[str, str] = MappingProxyType({})
    ) -> list[DraftSummary]:
        found = [self.load(uid) for uid in self._drafts if (uid in self._trashed) == trashed]
        return [self._summary(d) for d in sorted(found, key=lambda d: d.modified, reverse=True)]

    def _summary(self, draft: Draft) -> DraftSummary:
        return DraftSummary(
            uid=draft.uid,
            title=draft.title,
            call_id=draft.call_id,
            practice=draft.practice,
            state=draft.state,
            created=draft.created,
            modified=draft.modified,
            trashed=self._trashed.get(draft.uid),  # type: ignore[arg-type]
            prefecture=str(draft.answer(self._prefecture) or ""),
            answered=len(draft.answers),
            errors=self._errors.get(draft.uid),
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
        now = self._clock.now()
        uid = f"draft-{next(self._numbers)}"
        kept = MappingProxyType(dict(answers or {}))
        draft = Draft(uid, call_id, call_version, title, practice, now, now, answers=kept)
        self._drafts[uid], self._at[uid], self._steps[uid] = [draft], 0, [""]
        return draft

    def load(self, uid: str) -> Draft:
        if uid not in self._drafts:
            raise InputError("下書きが見つかりません。")
        return self._drafts[uid][self._at[uid]]

    def apply(self, uid: str, changes: Sequence[Change], *, who: str = "", step: str = "") -> Draft:
        self._permit()
        before = draft = self.load(uid)
        for change in changes:
            draft = draft.changed(change)
        if draft == before:
            return before
        self.applied += 1
        at = self._at[uid]
        draft = replace(draft, revision=before.revision + 1, modified=self._clock.now())
        keep = at if step and step == self._steps[uid][at] else at + 1
        self._drafts[uid][keep:] = [draft]
        self._steps[uid][keep:] = [step]
        self._at[uid] = keep
        return draft

    def undo(self, uid: str) -> tuple[Draft, tuple[str, ...]] | None:
        return self._travel(uid, -1) if self.can_undo(uid) else None

    def redo(self, uid: str) -> tuple[Draft, tuple[str, ...]] | None:
        return self._travel(uid, 1) if self.can_redo(uid) else None

    def _travel(self, uid: str, step: int) -> tuple[Draft, tuple[str, ...]]:
        self._permit()
        self._at[uid] += step
        return self.load(uid), ()

    def can_undo(self, uid: str) -> bool:
        return self._at[uid] > 0

    def can_redo(self, uid: str) -> bool:
        return self._at[uid] + 1 < len(self._drafts[uid])

    def history(self, uid: str, *, limit: int = 200) -> list[Revision]:
        return []

    def at_revision(self, uid: str, number: int) -> Draft:
        return self._drafts[uid][number]

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
        self._trashed[uid] = self._clock.now()

    def restore(self, uid: str) -> None:
        self._permit()
        self._trashed.pop(uid, None)

    def delete_for_good(self, uid: str, *, everywhere: bool = False) -> None:
        self._permit()
        for kept in (self._drafts, self._at, self._steps, self._trashed, self._errors):
            kept.pop(uid, None)

    def note_errors(self, uid: str, errors: int) -> None:
        self._errors[uid] = errors

    def set_state(self, uid: str, state: State, *, who: str = "", comment: str = "") -> Draft:
        self._permit()
        number = len(self._drafts[uid]) - 1
        done = Approval(state, self._clock.now(), who, comment, number)
        self._approvals.setdefault(uid, []).append(done)
        return self.load(uid)

    def approvals(self, uid: str) -> list[Approval]:
        return list(self._approvals.get(uid, ()))

    def comments(self, uid: str) -> list[Comment]:
        return list(self._comments.get(uid, {}).values())

    def put_comments(self, uid: str, comments: Sequence[Comment]) -> None:
        self._permit()
        self._comments.setdefault(uid, {}).update({c.uid: c for c in comments})

    def remove_comment(self, uid: str, comment: str) -> None:
        self._permit()
        self._comments[uid].pop(comment, None)

    def name_revision(self, uid: str, number: int, note: str) -> None:
        self._permit()

    def freeze(self, uid: str, number: int, folder: str, *, who: str = "") -> Frozen:
        self._permit()
        mark = fingerprint(self.at_revision(uid, number))
        made = Frozen(number, self._clock.now(), who, folder, mark)
        self._packages.setdefault(uid, []).append(made)
        return made

    def packages(self, uid: str) -> list[Frozen]:
        return list(self._packages.get(uid, ()))

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

    def set_setting(self, name: str, value: Value) -> None:
        self._settings[name] = value

    def close(self) -> None:
        return
