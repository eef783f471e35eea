"""A draft: one application being written, with its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal

Value = Any
"""An answer's value; plain JSON, by question type as told in app.calls.questions."""

ChangeKind = Literal["answer", "override", "dismissal", "title"]


class State(StrEnum):
    """Where a draft stands on its way through the office."""

    WRITING = "writing"
    REVIEW_ASKED = "review_asked"
    APPROVED = "approved"
    SUBMITTED = "submitted"

    @property
    def label(self) -> str:
        return ("作成中", "確認依頼", "確認済", "提出済")[list(State).index(self)]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing set in a draft. `value` None takes the entry away.

    kind       key                      value
    answer     question id              the answer
    override   clause id (G2-10)        the written reason
    dismissal  finding key              True
    title      ""                       the draft's name
    """

    kind: ChangeKind
    key: str
    value: Value


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is at one revision. Unchangeable: a change makes a new one."""

    uid: str
    call_id: str
    call_version: int
    title: str
    practice: bool
    """Begun from a sample: never to be sent; its deadline only advises."""
    created: datetime
    modified: datetime
    state: State = State.WRITING
    revision: int = 0
    """Number of the revision this is."""
    answers: Mapping[str, Value] = field(default_factory=_nothing)
    overrides: Mapping[str, str] = field(default_factory=_nothing)
    dismissals: frozenset[str] = frozenset()

    def answer(self, question_id: str) -> Value:
        """The answer, or None while there is none."""
        return self.answers.get(question_id)

    def changed(self, change: Change) -> Draft:
        """This draft with one change made."""
        if change.kind == "title":
            return replace(self, title=str(change.value or ""))
        if change.kind == "dismissal":
            single = frozenset({change.key})
            without = self.dismissals - single
            return replace(self, dismissals=without | single if change.value else without)
        entries = dict(self.answers if change.kind == "answer" else self.overrides)
        entries.pop(change.key, None)
        if change.value is not None:
            entries[change.key] = change.value
        kept = MappingProxyType(entries)
        if change.kind == "answer":
            return replace(self, answers=kept)
        return replace(self, overrides=kept)


def is_filled(value: Value) -> bool:
    """Whether a value answers anything (False answers a yes/no question; blank text does not)."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != []
