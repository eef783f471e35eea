"""A draft with everything that belongs to it: what travels in a file, and what is merged.

Revisions are known by names that travel (random, never given twice), so that two copies of a
draft find the revision they both come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from app.drafts.approval import Approval, Comment, Frozen
from app.drafts.draft import Change, ChangeKind, Draft, Value

Place = tuple[ChangeKind, str]
"""Kind and key of an entry, as in Change."""
Entries = dict[Place, Value]
"""What a draft says at one revision."""


@dataclass(frozen=True, slots=True)
class Step:
    """A revision as it travels."""

    name: str
    """Its own for ever, in every copy."""
    parents: tuple[str, ...]
    """What it was made from; then, if anything, what was merged into it. () for the first."""
    at: datetime
    who: str
    note: str
    changes: tuple[Change, ...]
    """Against its first parent; everything it says if that one's content is not known."""


@dataclass(frozen=True, slots=True)
class WholeDraft:
    """A draft as it is, and how it came to be so."""

    draft: Draft
    lineage: str
    """Equal for all copies of one draft."""
    head: str
    """Name of the revision that the draft is."""
    steps: tuple[Step, ...]
    """Parents before children; the head is among them."""
    ancestry: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """The parents of revisions whose content is not here."""
    comments: tuple[Comment, ...] = ()
    approvals: tuple[tuple[str, Approval], ...] = ()
    """With the revision's name; the number in the approval means nothing elsewhere."""
    packages: tuple[tuple[str, Frozen], ...] = ()

    def parents(self) -> dict[str, tuple[str, ...]]:
        """Every revision known by name, with its parents."""
        return dict(self.ancestry) | {step.name: step.parents for step in self.steps}

    def state(self, name: str) -> Entries | None:
        """What the draft said at a revision; None if its content is not here."""
        known = {step.name: step for step in self.steps}
        if name not in known:
            return None
        line = [known[name]]
        while line[-1].parents and line[-1].parents[0] in known:
            line.append(known[line[-1].parents[0]])
        entries: Entries = {}
        for step in reversed(line):
            change(entries, step.changes)
        return entries

    def last_change(self, place: Place) -> Step | None:
        """The newest step that touched an entry: who wrote it, and when.

        Of what was taken over in a merge: whoever wrote it there, not who merged.
        """
        known = {step.name: step for step in self.steps}
        step, found = known.get(self.head), None
        while step is not None:
            touched = any((changed.kind, changed.key) == place for changed in step.changes)
            found = step if touched else found
            if touched and len(step.parents) < 2:
                break
            older = step.parents[1:] if touched else step.parents[:1]
            step = known.get(older[0]) if older else None
        return found

    def without_history(self) -> WholeDraft:
        """The same with the content of the head alone."""
        (last,) = (step for step in self.steps if step.name == self.head)
        everything = tuple(as_changes(self.state(self.head) or {}))
        older = self.parents()
        del older[self.head]
        return replace(
            self, steps=(replace(last, changes=everything),), ancestry=MappingProxyType(older)
        )


def as_changes(entries: Entries) -> Iterator[Change]:
    """What makes an empty draft say this."""
    for (kind, key), value in sorted(entries.items(), key=lambda item: item[0]):
        yield Change(kind, key, value)


def change(entries: Entries, changes: tuple[Change, ...]) -> None:
    """Make changes to entries; a value None takes an entry away."""
    for changed in changes:
        place = (changed.kind, changed.key)
        if changed.value is None:
            entries.pop(place, None)
        else:
            entries[place] = changed.value


def entries_of(draft: Draft) -> Entries:
    """What a draft says."""
    entries: Entries = {("title", ""): draft.title}
    entries |= {("answer", key): value for key, value in draft.answers.items()}
    entries |= {("override", key): reason for key, reason in draft.overrides.items()}
    entries |= {("dismissal", key): True for key in draft.dismissals}
    return entries


def ancestors(parents: Mapping[str, tuple[str, ...]], name: str) -> set[str]:
    """A revision and all it comes from."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(parents.get(node, ()))
    return found


def common(ours: WholeDraft, theirs: WholeDraft) -> str | None:
    """The newest revision both come from, whose content one of them knows; None if there is none.

    Where two are equally near (each had taken in the other before), the later one written down.
    """
    parents = ours.parents() | theirs.parents()
    shared = ancestors(parents, ours.head) & ancestors(parents, theirs.head)
    with_content = [
        *(step for step in theirs.steps if step.name in shared),
        *(step for step in ours.steps if step.name in shared),
    ]
    if not with_content:
        return None
    older: set[str] = set()
    for step in reversed(with_content):  # the newest first: most are among its ancestors
        if step.name not in older:
            older |= ancestors(parents, step.name) - {step.name}
    nearest = [step for step in with_content if step.name not in older]
    return max(nearest, key=lambda step: (step.at, step.name)).name
