"""In which order places are read: question by question, row by row, column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.calls.models import Call
from app.calls.questions import Table
from app.review.finding import Place
from app.review.subject import row_id

Numbers = Mapping[tuple[str, str], int]
"""(table, what places call the row) → its number, from 1."""


class Reading:
    """The order of a call's places."""

    def __init__(self, call: Call) -> None:
        self._questions = {name: place for place, name in enumerate(call.questions)}
        self._tables = [table for table in call.questions.values() if isinstance(table, Table)]
        self._columns = {
            (table.id, column.id): place
            for table in self._tables
            for place, column in enumerate(table.columns)
        }

    def numbers(self, rows: Callable[[str], Iterable[Mapping[str, Any]]]) -> Numbers:
        """The numbers of all rows as they stand now. `rows`: those of a table."""
        return {
            (table.id, row_id(row, number)): number
            for table in self._tables
            for number, row in enumerate(rows(table.id), 1)
        }

    def at(self, place: Place, numbers: Numbers) -> tuple[int, int, int]:
        """Question, row and column by number; a whole one comes before its parts."""
        return (
            self._questions.get(place.question, -1),
            numbers.get((place.question, place.row or ""), 0),
            self._columns.get((place.question, place.column or ""), -1),
        )
