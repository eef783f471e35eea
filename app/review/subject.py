"""What is reviewed: a draft with everything a check may look at, worked out once."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

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


@dataclass(frozen=True)
class Subject:
    """A draft under review at a moment."""

    call: Call
    draft: Draft
    now: datetime
    names: Mapping[str, Any]
    route: Route

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Everything that applies: answers, and cells of tables (tables themselves too)."""
        return tuple(self._cells())

    def _cells(self) -> Iterator[Cell]:
        for question in self.route.questions():
            value = self.draft.answer(question.id)
            yield Cell(Place(question.id), question, value)
            if isinstance(question, Table):
                yield from self._row_cells(question)

    def _row_cells(self, table: Table) -> Iterator[Cell]:
        for number, row in enumerate(self.rows(table.id), 1):
            for column in self.route.columns(table, row):
                place = Place(table.id, _row_id(row, number), column.id)
                yield Cell(place, column, row.get(column.id), number)

    @cached_property
    def texts(self) -> tuple[Cell, ...]:
        """The prose: short and long texts, in and outside tables."""
        return tuple(
            cell
            for cell in self.cells
            if cell.asked.type in PROSE and isinstance(cell.value, str) and cell.value
        )

    def texts_for(self, rule: Rule) -> list[Cell]:
        """The prose a rule looks at: that of its questions, or all."""
        wanted = set(rule.questions)
        return [
            cell
            for cell in self.texts
            if (not wanted or cell.place.question in wanted)
            and (rule.column is None or cell.place.column == rule.column)
        ]

    def cells_for(self, rule: Rule) -> list[Cell]:
        """The answers or cells a rule stands at."""
        wanted = set(rule.questions)
        return [
            cell
            for cell in self.cells
            if cell.place.question in wanted and cell.place.column == rule.column
        ]

    def rows(self, table_id: str) -> list[Mapping[str, Any]]:
        rows = self.draft.answer(table_id)
        return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []

    def row_place(self, table_id: str, number: int, column: str | None) -> Place:
        """The place of a cell in the row with this number (from 1)."""
        return Place(table_id, _row_id(self.rows(table_id)[number - 1], number), column)

    def label(self, question_id: str) -> str:
        question = self.call.questions[question_id]
        return f"{question.group}　{question.label}" if question.group else question.label

    def words(self, name_or_list: object) -> tuple[str, ...]:
        """Words given as a list, or by the name of one of the call's vocabularies."""
        if isinstance(name_or_list, str):
            return self.call.vocabulary.get(name_or_list, ())
        return name_or_list if isinstance(name_or_list, tuple) else ()


def _row_id(row: Mapping[str, Any], number: int) -> str:
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
