"""What of an answer a reader must find in the documents, worked out without the program's texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from app.calls.questions import Column, Question

DAY = re.compile(r"令和(\d+)年(\d+)月(\d+)日")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def fragments(question: Question | Column, value: Any) -> list[str]:
    """The pieces of text that must stand there, without white space."""
    return ["".join(piece.split()) for piece in _pieces(question, value) if piece.strip()]


def cells(question: Question, value: Any) -> Iterator[tuple[int, str, list[str]]]:
    """Of a table: row number from 0, column, fragments."""
    assert question.type == "table"
    for number, row in enumerate(value):
        for column in question.columns:
            if row.get(column.id) not in (None, "", []):
                yield number, column.id, fragments(column, row[column.id])


def short(piece: str) -> str:
    """A date as narrow tables have it (R7.5.1); any other piece as it is."""
    found = DAY.fullmatch(piece)
    if found is None:
        return piece
    return "R" + ".".join(str(int(part)) for part in found.groups())


def _pieces(question: Any, value: Any) -> list[str]:
    match question.type:
        case "choice":
            return [_label(question, value)]
        case "multiple_choice":
            return [_label(question, item) for item in value]
        case "yes_no":
            return [question.yes if value else question.no]
        case "date":
            return [_date(value, question.month_only)]
        case "number":
            return [str(value).removesuffix(".0")]
        case "acknowledgement":
            return [question.statement]
        case "files":
            return [entry["name"] for entry in value]
        case _:
            return str(value).splitlines()


def _label(question: Any, value: str) -> str:
    (label,) = [option.label for option in question.choices if option.value == value]
    return str(label)


def _date(iso: str, month_only: bool) -> str:
    day = date.fromisoformat(iso)
    text = f"令和{_number(day.year - 2018)}年{_number(day.month)}月"
    return text if month_only else f"{text}{_number(day.day)}日"


def _number(number: int) -> str:
    """One digit full-width, more half-width, as official texts have it."""
    text = str(number)
    return text.translate(FULL_WIDTH) if len(text) == 1 else text
