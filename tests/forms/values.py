"""Whether an answer has the form that its question's type keeps (see app.calls.questions)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from app.calls.models import Call
from app.calls.questions import Column, Question, Table

Asked = Question | Column


def _is_date(asked: Any, value: Any) -> bool:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return not asked.month_only or day.day == 1


def _is_number(asked: Any, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    low = asked.minimum is None or asked.minimum <= value
    high = asked.maximum is None or value <= asked.maximum
    return low and high and round(value, asked.decimals) == value


def _is_choice(asked: Any, value: Any) -> bool:
    return value in [option.value for option in asked.choices]


def _are_choices(asked: Any, value: Any) -> bool:
    order = [option.value for option in asked.choices]
    return isinstance(value, list) and value == [v for v in order if v in value] != []


def _is_text(asked: Any, value: Any) -> bool:
    limit = getattr(asked, "limit", None)
    fits = isinstance(value, str) and (limit is None or len(value) <= limit)
    return fits and value == value.strip() != ""


FORMS: dict[str, Callable[[Any, Any], bool]] = {
    "short_text": _is_text,
    "long_text": _is_text,
    "email": lambda asked, value: _is_text(asked, value) and value.count("@") == 1,
    "telephone": _is_text,
    "choice": _is_choice,
    "multiple_choice": _are_choices,
    "yes_no": lambda asked, value: isinstance(value, bool),
    "acknowledgement": lambda asked, value: value is True,
    "date": _is_date,
    "number": _is_number,
}


def unfit(call: Call, answers: dict[str, Any]) -> Iterator[str]:
    """The places of answers that do not fit their question."""
    for key, value in answers.items():
        question = call.questions.get(key)
        if question is None:
            yield key
        elif isinstance(question, Table):
            yield from _unfit_cells(question, value)
        elif not FORMS[question.type](question, value):
            yield key


def _unfit_cells(table: Table, rows: Any) -> Iterator[str]:
    columns = {column.id: column for column in table.columns}
    for number, row in enumerate(rows, 1):
        for key, value in row.items():
            column = columns.get(key)
            if column is None or not FORMS[column.type](column, value):
                yield f"{table.id}/{number}/{key}"
