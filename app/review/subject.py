"""What is reviewed: a draft with everything a check may look at, worked out once."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import chain
from operator import is_
from typing import Any

from app.calls import expressions
from app.calls.models import Call, Rule
from app.calls.questions import Column, Question, Table
from app.drafts.draft import Draft
from app.drafts.route import Route
from app.review.finding import Place

PROSE = frozenset({"short_text", "long_text"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a check objects to, and what its message may name."""

    place: Place
    fields: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    """The check's own wording, for rules that give none."""
    mend: str | None = None
    marked: str = ""
    """The characters that the mend replaces."""
    words: str = ""
    """The words in question; part of the finding's key."""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A range of characters inside one text that a check objects to."""

    start: int
    end: int
    fields: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer, or one cell of a table."""

    place: Place
    asked: Question | Column
    value: Any
    number: int = 0
    """The row's number, from 1; 0 outside tables."""


class Group:
    """One question's answer with its cells, good for as long as the answer stays the same."""

    def __init__(self, value: Any, cells: tuple[Cell, ...], lasting: bool) -> None:
        self.value, self.cells, self.lasting = value, cells, lasting
        self.texts = [cell for cell in cells if _is_prose(cell)]
        self.telephones = [cell for cell in cells if _is_telephone(cell)]
        self.own: list[Any] | None = None
        """What the question says of its own answer (app.review.own), once that was asked."""


def _is_prose(cell: Cell) -> bool:
    return cell.asked.type in PROSE and isinstance(cell.value, str) and bool(cell.value)


def _is_telephone(cell: Cell) -> bool:
    return cell.asked.type == "telephone" and isinstance(cell.value, str)


class Texts(list[str]):
    """Texts in their order. Many checks ask in turn which of them are others than before."""

    _since: tuple[list[str] | None, Sequence[int]] = (None, ())

    def changed_since(self, before: list[str]) -> Sequence[int]:
        """The places at which other texts stand than in an earlier list."""
        if self._since[0] is not before:
            if isinstance(before, Texts):
                before._since = (None, ())  # or each would keep the one before it
            known = [n for n, stays in enumerate(map(is_, self, before)) if not stays]
            places = [n for n in known if self[n] != before[n]]
            self._since = (before, (*places, *range(len(before), len(self))))
        return self._since[1]


def same(one: Any, other: Any) -> bool:
    """Whether an answer surely is what it was (a reviewer's lists are copies that never change)."""
    if one is other:
        return True
    return type(one) is type(other) and isinstance(one, (str, int, float)) and bool(one == other)


@lru_cache(maxsize=512)
def _conditions_are_own(conditions: tuple[str, ...]) -> bool:
    names = chain.from_iterable(expressions.names_in(source)[0] for source in conditions)
    return all(name.startswith("row.") for name in names)


def _is_by_itself(question: Question) -> bool:
    """Whether which cells apply depends on the answer alone."""
    if not isinstance(question, Table):
        return True
    return _conditions_are_own(tuple(c.when for c in question.columns if c.when))


@dataclass(frozen=True)
class Subject:
    """A draft under review at a moment."""

    call: Call
    draft: Draft
    now: datetime
    names: Mapping[str, Any]
    route: Route

    kept: dict[str, Group] = field(default_factory=dict)
    """What an earlier review made of each question's answer."""

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The answers that apply, question by question."""
        return tuple(map(self._group, self.route.questions()))

    def _group(self, question: Question) -> Group:
        value = self.draft.answer(question.id)
        known = self.kept.get(question.id)
        if known is not None and known.lasting and same(known.value, value):
            return known
        cells = tuple(self._cells(question, value))
        self.kept[question.id] = group = Group(value, cells, _is_by_itself(question))
        return group

    def _cells(self, question: Question, value: Any) -> Iterator[Cell]:
        yield Cell(Place(question.id), question, value)
        if isinstance(question, Table):
            yield from self._row_cells(question)

    def _row_cells(self, table: Table) -> Iterator[Cell]:
        for number, row in enumerate(self.rows(table.id), 1):
            for column in self.route.columns(table, row):
                place = Place(table.id, row_id(row, number), column.id)
                yield Cell(place, column, row.get(column.id), number)

    @cached_property
    def texts(self) -> list[Cell]:
        """The prose: short and long texts, in and outside tables."""
        return list(chain.from_iterable(group.texts for group in self.groups))

    def values_of(self, cells: list[Cell]) -> Texts:
        """The texts in these cells; for all of the prose the very same list each time."""
        return self._values if cells is self.texts else Texts(cell.value for cell in cells)

    @cached_property
    def _values(self) -> Texts:
        return Texts(cell.value for cell in self.texts)

    def texts_for(self, rule: Rule) -> list[Cell]:
        """The prose a rule looks at: that of its questions, or all."""
        if not rule.questions and rule.column is None:
            return self.texts
        return [
            cell
            for group in (self._groups_of(rule) if rule.questions else self.groups)
            for cell in group.texts
            if rule.column is None or cell.place.column == rule.column
        ]

    def telephones_for(self, rule: Rule) -> list[Cell]:
        """The telephone numbers a rule for texts looks at: those of its questions, or all."""
        return [
            cell
            for group in (self._groups_of(rule) if rule.questions else self.groups)
            for cell in group.telephones
            if rule.column is None or cell.place.column == rule.column
        ]

    def cells_for(self, rule: Rule) -> list[Cell]:
        """The answers or cells a rule stands at."""
        return [
            cell
            for group in self._groups_of(rule)
            for cell in group.cells
            if cell.place.column == rule.column
        ]

    def _groups_of(self, rule: Rule) -> list[Group]:
        """The answers to a rule's questions; a group's first cell is the question itself."""
        return [g for g in self.groups if g.cells[0].place.question in rule.questions]

    def rows(self, table_id: str) -> list[Mapping[str, Any]]:
        rows = self.draft.answer(table_id)
        return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []

    def row_place(self, table_id: str, number: int, column: str | None) -> Place:
        """The place of a cell in the row with this number (from 1)."""
        return Place(table_id, row_id(self.rows(table_id)[number - 1], number), column)

    def label(self, question_id: str) -> str:
        question = self.call.questions[question_id]
        return f"{question.group}　{question.label}" if question.group else question.label

    def words(self, name_or_list: object) -> tuple[str, ...]:
        """Words given as a list, or by the name of one of the call's vocabularies."""
        if isinstance(name_or_list, str):
            return self.call.vocabulary.get(name_or_list, ())
        return name_or_list if isinstance(name_or_list, tuple) else ()


def row_id(row: Mapping[str, Any], number: int) -> str:
    """What a place calls a row: its own id, else its number (from 1)."""
    return str(row.get("_id") or f"#{number}")


def is_inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a range lies within one of these (sorted, not overlapping) ranges."""
    place = bisect_right(spans, (start, sys.maxsize)) - 1
    return place >= 0 and spans[place][0] <= start and end <= spans[place][1]


_SENTENCE = re.compile(r"[^。\n]+。?")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with where each begins; a line break ends one too."""
    for found in _SENTENCE.finditer(text):
        if found[0].strip():
            yield found.start(), found[0]
