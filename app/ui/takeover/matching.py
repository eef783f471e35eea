"""Which answers of an earlier draft fit which questions. Pure; no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.drafts.draft import is_filled
from app.drafts.rows import ROW_ID

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.drafts.draft import Draft, Value

NOT_TAKEN = frozenset({"acknowledgement"})
"""What a person must declare anew for every application."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An answer that may be taken over."""

    question: Any
    """The question of the present call."""
    value: Value
    """The earlier answer, as the present question keeps it."""


def offered(
    call: Call, draft: Draft, asked: set[str], other: Call, earlier: Draft
) -> list[Offered]:
    """The earlier draft's answers that fit a question asked here and say something else.

    The same question (same id in the same or another version of the call), or one of the same
    type that has the same group and label, and with choices the same choices.
    """
    names = {_name(question): key for key, question in other.questions.items()}
    found = []
    for key, question in call.questions.items():
        if key not in asked or question.type in NOT_TAKEN:
            continue
        source = key if call.id == other.id else names.get(_name(question), "")
        theirs = other.questions.get(source)
        if theirs is None or not _fits(question, theirs):
            continue
        value = _known(question, earlier.answer(source))
        if is_filled(value) and not _same(value, draft.answer(key)):
            found.append(Offered(question, value))
    return found


def _name(question: Any) -> tuple[str, str, str]:
    return question.type, question.group or "", question.label


def _fits(ours: Any, theirs: Any) -> bool:
    if ours.type != theirs.type:
        return False
    if ours.type == "table":
        return {c.id for c in theirs.columns} >= {c.id for c in ours.columns}
    return True


def _known(question: Any, value: Value) -> Value:
    """The answer without choices that are no longer offered."""
    if question.type == "choice":
        return value if value in {choice.value for choice in question.choices} else None
    if question.type == "multiple_choice":
        known = {choice.value for choice in question.choices}
        return [item for item in value or () if item in known] or None
    return value


def _same(one: Value, other: Value) -> bool:
    return bool(_bare(one) == _bare(other))


def _bare(value: Value) -> Value:
    """Rows without their ids: equal texts are equal answers."""
    if isinstance(value, list):
        return [
            {k: v for k, v in row.items() if k != ROW_ID} if isinstance(row, dict) else row
            for row in value
        ]
    return value
