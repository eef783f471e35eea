"""What was read beside what a draft says: which answers differ, and how they are taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.calls.models import Call
from app.calls.questions import Question
from app.documents import texts
from app.documents.reading.back import ReadBack
from app.documents.reading.values import EMPTY
from app.drafts.draft import Draft, Value


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that the files say otherwise."""

    question: str
    value: Value
    """What the draft would say."""
    here: str
    there: str
    """Both as documents show them."""


def differences(call: Call, draft: Draft, read: ReadBack) -> Iterator[Difference]:
    """The answers that differ, in the order of the questions."""
    for key, question in call.questions.items():
        if key not in read.answers:
            continue
        present = draft.answer(key)
        value = _newer(question, present, read)
        if question.type == "table":
            value = _rows(present, value, read.columns.get(key, frozenset()))
        here, there = texts.shown(question, present), texts.shown(question, value)
        if here != there:
            yield Difference(key, value, here, there)


def on_a_line(question: Question, value: Value) -> str:
    """What a form shows of an answer, to be put beside what another one does."""
    return texts.shown(question, value).replace("\n", "、") or EMPTY


def _newer(question: Question, present: Value, read: ReadBack) -> Value:
    """What the files say; where two forms differ, what is not what the draft says already:
    somebody has edited one form alone."""
    said, other = read.answers[question.id], read.others.get(question.id)
    same = texts.shown(question, said) == texts.shown(question, present)
    return other if same and question.id in read.others else said


def _rows(present: Value, read: Value, columns: frozenset[str]) -> Value:
    """The rows that were read; a row keeps its identity and what the document does not show."""
    before: list[Any] = present if isinstance(present, list) else []
    made = []
    for number, row in enumerate(read or ()):
        kept: Mapping[str, Any] = before[number] if number < len(before) else {}
        made.append({**{k: v for k, v in kept.items() if k not in columns}, **row})
    return made or None
