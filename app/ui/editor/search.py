"""Finding words in all answers of a draft, and putting others in their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.drafts.draft import Change
from app.review.finding import Place
from app.ui.editor import cells

if TYPE_CHECKING:
    from app.calls.questions import Column, Question
    from app.drafts.draft import Draft
    from app.drafts.route import Route

REPLACED = frozenset({"short_text", "long_text", "email", "telephone"})
"""Types whose answer is the text itself; the others are found by the text that shows them."""
AROUND = 14
"""Characters shown before and behind what is found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand."""

    place: Place
    label: str
    """Section, question and, in a table, row and column."""
    before: str
    found: str
    behind: str

    @property
    def can_be_replaced(self) -> bool:
        return self.place.start is not None


def find(draft: Draft, route: Route, words: str, *, exact: bool = False) -> list[Hit]:
    """Where the words stand in the answers that are asked for, in reading order.

    Unless `exact`, capital and small letters and full and half width are the same.
    """
    if not words:
        return []
    return [
        hit
        for section in route.sections
        for question in section.questions
        if route.asks(question.id)
        for place, label, asked, value in _cells(question, draft.answer(question.id))
        for hit in _hits(place, f"{section.title}　{label}", asked, value, words, exact)
    ]


def _cells(question: Question, value: Any) -> Iterator[tuple[Place, str, Question | Column, Any]]:
    if question.type != "table":
        label = f"{question.group}　{question.label}" if question.group else question.label
        yield Place(question.id), label, question, value
        return
    for number, (name, row) in enumerate(cells.rows(value), 1):
        for column in question.columns:
            label = f"{question.row_label}{number}　{column.label}"
            yield Place(question.id, name, column.id), label, column, row.get(column.id)


def _hits(
    place: Place, label: str, asked: Any, value: Any, words: str, exact: bool
) -> Iterator[Hit]:
    if value in (None, "", []):
        return
    itself = asked.type in REPLACED and isinstance(value, str)
    text = value if itself else _shown(asked, value)
    for start, end in spans(text, words, exact=exact):
        at = Place(place.question, place.row, place.column, start, end) if itself else place
        yield Hit(at, label, *_around(text, start, end))


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, what is found, and what follows; "…" where the text goes on."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    before, behind = _flat(text[first:start]), _flat(text[end:last])
    return (
        f"…{before}" if first else before,
        text[start:end],
        f"{behind}…" if last < len(text) else behind,
    )


def _shown(asked: Any, value: Any) -> str:
    from app.documents.texts import cell

    return cell(asked, value)


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))


def spans(text: str, words: str, *, exact: bool = False) -> list[tuple[int, int]]:
    """Where words stand in a text, without overlaps, as Python indexes."""
    if exact:
        return list(_plain_spans(text, words))
    folded, starts = _folded(text)
    wanted, _ = _folded(words)
    characters = {at: number for number, at in enumerate(starts)}
    return [
        (characters[start], characters[end])
        for start, end in _plain_spans(folded, wanted)
        if start in characters and end in characters
    ]


def _plain_spans(text: str, words: str) -> Iterator[tuple[int, int]]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def _folded(text: str) -> tuple[str, list[int]]:
    """A text without case and width, and where each of its characters begins in it."""
    parts, starts, length = [], [], 0
    for char in text:
        part = unicodedata.normalize("NFKD", char).casefold()
        starts.append(length)
        parts.append(part)
        length += len(part)
    return "".join(parts), [*starts, length]


def reads_so(draft: Draft, hit: Hit, words: str, other: str, *, exact: bool = False) -> bool:
    """Whether the other words stand at a hit already: replacing it would say them twice."""
    text, start = cells.text_at(draft.answer(hit.place.question), hit.place), hit.place.start or 0
    begins = (start - before for before, _ in spans(other, words, exact=exact))
    return any(at >= 0 and text[at : at + len(other)] == other for at in begins)


def replaced(draft: Draft, hits: Iterable[Hit], words: str) -> list[Change]:
    """The changes that put other words in the place of hits.

    Left are those that cannot be replaced, and those whose words stand there no longer.
    """
    answers: dict[str, Any] = {}
    for hit in sorted(hits, key=lambda hit: hit.place.start or 0, reverse=True):
        place = hit.place
        answer = answers.get(place.question, draft.answer(place.question))
        text = cells.text_at(answer, place)
        if hit.can_be_replaced and text[place.start : place.end] == hit.found:
            text = text[: place.start] + words + text[place.end :]
            answers[place.question] = cells.put(answer, place, text)
    return [Change("answer", question, answer or None) for question, answer in answers.items()]
