"""Which question belongs where in a file without tags: found by the labels around empty places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.calls.models import Call, Form
from app.calls.questions import Table
from app.documents import opc
from app.documents.templates.labels import Asked, asked, similarity
from app.documents.templates.sound import sound

Kind = Literal["cell", "line", "blank", "shape", "rows"]
LEAST = 0.5
"""Below this, labels resemble each other by chance."""
CERTAIN, LIKELY = 0.86, 0.68
CONTEXT = 0.08
"""What a heading that is quite another takes away."""
LEAST_COLUMNS = 0.6
"""The share of a table question's columns that a table's head must name."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A label of a place."""

    text: str
    reason: str
    """In Japanese: 左の欄「氏名」."""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """An empty place of a file where an answer could go."""

    id: str
    """As counted in the file: t1r2c3, p12, s3x5 …"""
    where: str
    kind: Kind
    hints: tuple[Hint, ...] = ()
    heads: tuple[str, ...] = ()
    """Of a growing table: the labels of its columns."""
    context: str = ""
    """The heading it stands under: tells apart what is asked twice in the same words."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question and the place it seems to belong to."""

    question: str
    label: str
    place: Place
    confidence: float
    """0 to 1."""
    reason: str
    columns: tuple[str, ...] = field(default=())
    """Of a growing table: the question's column for each of its columns; "" for none."""

    @property
    def certainty(self) -> str:
        if self.confidence >= CERTAIN:
            return "高い"
        return "ふつう" if self.confidence >= LIKELY else "低い"


@dataclass(frozen=True, slots=True)
class Survey:
    """The empty places of a file and what seems to belong there."""

    places: tuple[Place, ...]
    suggestions: tuple[Suggestion, ...]


def survey(call: Call, form: Form, data: bytes, label: str) -> Survey:
    """Look a file over. Raises InputError for one that is broken or hostile."""
    opc.read(data, label)
    with sound(label):
        places = tuple(_places(form, data))
    return Survey(places, tuple(suggestions(asked(call, form), places)))


def _places(form: Form, data: bytes) -> Iterator[Place]:
    if form.kind == "word":
        from app.documents.templates.word_places import places

        return places(data)
    from app.documents.templates.slide_places import places as on_slides

    return on_slides(data)


def suggestions(questions: Sequence[Asked], places: Iterable[Place]) -> list[Suggestion]:
    """The best place for each question; the surest pair first, each place and question once."""
    found = [
        made
        for place in places
        for one in questions
        if (made := fitting(one, place)) and made.confidence >= LEAST
    ]
    found.sort(key=lambda s: -s.confidence)
    taken: set[str] = set()
    chosen = []
    for suggestion in found:
        if not taken & {suggestion.question, suggestion.place.id}:
            taken |= {suggestion.question, suggestion.place.id}
            chosen.append(suggestion)
    order = {one.question.id: number for number, one in enumerate(questions)}
    return sorted(chosen, key=lambda s: order[s.question])


def fitting(one: Asked, place: Place) -> Suggestion | None:
    """How well a question fits a place; None where it cannot stand there at all."""
    if isinstance(one.question, Table):
        return _as_rows(one, one.question, place) if place.kind == "rows" else None
    if place.kind == "rows":
        return None
    rated = [(one.match(hint.text) * hint.weight, hint) for hint in place.hints]
    score, hint = max(rated, key=lambda pair: pair[0], default=(0.0, Hint("", "")))
    if place.context:
        score -= CONTEXT * (1 - similarity(place.context, one.section))
    return Suggestion(one.question.id, one.question.label, place, score, hint.reason)


def _as_rows(one: Asked, question: Table, place: Place) -> Suggestion:
    columns: list[str] = []
    scores: list[float] = []
    for head in place.heads:
        free = [column for column in question.columns if column.id not in columns]
        rated = [(similarity(head, column.label), column.id) for column in free]
        score, best = max(rated, key=lambda pair: pair[0], default=(0.0, ""))
        columns.append(best if score >= LEAST else "")
        if score >= LEAST:
            scores.append(score)
    share = len(scores) / len(question.columns)
    by_columns = sum(scores) / len(scores) * share if share >= LEAST_COLUMNS else 0.0
    by_title = max((one.match(hint.text) for hint in place.hints), default=0.0)
    score = min(1.0, by_columns + 0.1 * (by_title > LIKELY))
    reason = f"見出しの行「{'・'.join(filter(None, place.heads))}」"
    return Suggestion(question.id, question.label, place, score, reason, tuple(columns))
