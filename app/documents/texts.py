"""Answers as text, the way documents, lists and the check page show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from app.calls.questions import Column, Question
from app.drafts.draft import Value

CONFIRMED, UNCONFIRMED = "☑", "□"
LONGEST_LINE = 24
"""Characters above which the labels of a multiple choice stand on a line each."""
_PARTED = ("、", "\u3000")
"""In a label these would read as if another one began."""
REPLACEMENT = "〓"
"""The geta mark, which Japanese print has always put where a character could not be set."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\n]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufeff]")
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_UNCLEAN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Whatever one of the three above looks for; hardly any text has it."""


def clean(text: str) -> str:
    """Text as it may stand in XML 1.0 (§2.2 Char) and in an official document.

    Every kind of line end becomes "\\n"; control characters other than tab vanish; lone
    surrogates and noncharacters become 〓. The review tells each of them at its place: this only
    keeps a file that is produced nevertheless (practice, preview) whole.
    """
    if not _UNCLEAN.search(text):
        return text
    return _NO_CHARACTERS.sub(REPLACEMENT, _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)))


def single_line(text: str) -> str:
    """Clean text on one line, for names, titles and mail headers; wide spaces stay wide."""
    return _BLANKS.sub(" ", clean(text)).strip()


def shown(question: Question, value: Value) -> str:
    """An answer as text; "" where there is none.

    Choices give their labels, numbers their unit, dates the Japanese form. A statement to be
    acknowledged is given whole, with ☑ or, while it is not confirmed, □. Several choices stand on
    a line each if they would not fit on one. A table gives a line for each row.
    """
    if question.type == "acknowledgement":
        return f"{CONFIRMED if value is True else UNCONFIRMED} {clean(question.statement)}"
    if question.type == "table":
        return rows_shown(table_rows(question, value))
    return _text(question, value, _joined_choices)


def cell(column: Column, value: Value) -> str:
    """A table cell's value as text; several choices stand on one line."""
    return _text(column, value, "、".join)


def table_rows(question: Question, value: Value) -> list[dict[str, str]]:
    """The rows of a table's answer: column id → text, in the order of the columns."""
    if question.type != "table" or not isinstance(value, list):
        return []
    rows = [row for row in value if isinstance(row, Mapping)]
    return [{c.id: cell(c, row.get(c.id)) for c in question.columns} for row in rows]


def rows_shown(rows: Iterable[Mapping[str, str]]) -> str:
    """A table's rows (table_rows) as text, a line for each."""
    return "\n".join("／".join(cells.values()) for cells in rows)


def _joined_choices(labels: Iterable[str]) -> str:
    labels = list(labels)
    joined = "、".join(labels)
    parted = any(mark in label for label in labels for mark in _PARTED)
    return "\n".join(labels) if parted or len(joined) > LONGEST_LINE else joined


def _text(asked: Any, value: Value, join: Callable[[Iterable[str]], str]) -> str:
    if value is None or value == []:
        return ""
    match asked.type:
        case "choice":
            return clean(asked.label_of(value))
        case "multiple_choice":
            chosen = value if isinstance(value, list) else [value]
            return join([clean(asked.label_of(item)) for item in chosen])
        case "yes_no" if isinstance(value, bool):
            return clean(asked.yes if value else asked.no)
        case "date":
            return _date(str(value), month_only=asked.month_only)
        case "number":
            return _number(value, asked.unit)
        case "files":
            return "\n".join(single_line(str(entry["name"])) for entry in value if "name" in entry)
    return clean(str(value))


def _date(value: str, *, month_only: bool) -> str:
    """The Japanese form of a stored date; what could not be understood stays as typed."""
    from app.review import dates

    try:
        day = date.fromisoformat(value)
    except ValueError:
        return clean(value)
    return dates.japanese_month(day) if month_only else dates.japanese(day, weekday=False)


def _number(value: Value, unit: str) -> str:
    """A number with thousands separators and its unit; what was typed otherwise stays."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return clean(str(value))
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return f"{whole:,}{unit}"
