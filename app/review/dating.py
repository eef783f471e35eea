"""Dates among the answers, placed in time for the rules that ask when something is.

A date with a wrong weekday stays as it was typed until it is mended, and a month may have been
kept as typed; where they lie is known all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.calls.questions import Question, Table
from app.review.dates import iso, meant


def dated(questions: Iterable[Question]) -> list[Question]:
    """The questions that ask for dates."""
    return list(filter(_has_dates, questions))


def understood(names: dict[str, Any], questions: Iterable[Question]) -> dict[str, Any]:
    """The names with every date as ISO that can be understood, whatever it was kept as."""
    for question in questions:
        head, _, tail = question.id.partition(".")
        if isinstance(question, Table):
            names[head][tail] = _dated_rows(question, names[head][tail])
        else:
            names[head][tail] = _iso(names[head][tail])
    return names


def _has_dates(question: Question) -> bool:
    return question.type == "date" or (
        isinstance(question, Table) and any(column.type == "date" for column in question.columns)
    )


def _iso(value: Any) -> Any:
    """A date as ISO where it can be understood, anything else as it is."""
    if value is None or iso(value) is not None:
        return value
    day = meant(value)
    return value if day is None else day.isoformat()


def _dated_rows(table: Table, rows: Any) -> Any:
    columns = [column.id for column in table.columns if column.type == "date"]
    if not isinstance(rows, list):
        return rows
    dated = []
    for row in rows:
        typed = [name for name in columns if isinstance(row, Mapping) and row.get(name)]
        changed = {name: day for name in typed if (day := _iso(row[name])) != row[name]}
        dated.append({**row, **changed} if changed else row)
    return dated
