"""Texts as documents show them, back into answers' values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.calls.models import Call
from app.calls.questions import Question
from app.documents import texts
from app.drafts.draft import Value

ReadDate = Callable[[str], object]
"""Understands a typed date: gives a date, or something else where it cannot."""
EMPTY = "（記載なし）"
NOTHING = frozenset({EMPTY, "－"})
"""What stands where nothing was answered, besides blanks."""
_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_SPLIT = re.compile(r"[\n、]")


def value_of(asked: Question, text: str, read_date: ReadDate) -> Value:
    """The answer that a text shows; None for no answer."""
    plain = texts.clean(text)
    if not plain.strip() or plain.strip() in NOTHING:
        return None
    return _of_type(asked, plain, read_date)


def rows_of(asked: Any, rows: list[dict[str, str]], read_date: ReadDate) -> list[dict[str, Any]]:
    """A table's rows; one that says nothing is empty."""
    if len(rows) == 1 and EMPTY in map(str.strip, rows[0].values()):
        return []
    columns = {column.id: column for column in asked.columns}
    return [
        {
            key: value
            for key, text in row.items()
            if key in columns and (value := value_of(columns[key], text, read_date)) is not None
        }
        for row in rows
    ]


def _of_type(asked: Any, text: str, read_date: ReadDate) -> Value:
    kinds: Mapping[str, Callable[[], Value]] = {
        "acknowledgement": lambda: True if text.lstrip()[:1] in texts.CONFIRMED else None,
        "choice": lambda: _option(asked, text),
        "multiple_choice": lambda: _options(asked, text),
        "yes_no": lambda: {asked.yes: True, asked.no: False}.get(text.strip(), text),
        "date": lambda: _date(text, read_date, month_only=asked.month_only),
        "number": lambda: _number(text, asked.unit),
    }
    return kinds.get(asked.type, lambda: text)()


def _option(asked: Any, text: str) -> str:
    """The value with this label; an unknown label stays as it is."""
    wanted = text.strip()
    return next((str(o.value) for o in asked.choices if texts.clean(o.label) == wanted), wanted)


def _options(asked: Any, text: str) -> list[str]:
    """The values whose labels stand there, in the order of the options."""
    by_label = {texts.clean(option.label): str(option.value) for option in asked.choices}
    left, chosen = text, []
    for label in sorted(by_label, key=len, reverse=True):
        if label in left:
            left = left.replace(label, "", 1)
            chosen.append(by_label[label])
    order = list(by_label.values())
    unknown = [part.strip() for part in _SPLIT.split(left) if part.strip()]
    return [*sorted(chosen, key=order.index), *unknown]


def _date(text: str, read_date: ReadDate, *, month_only: bool) -> str:
    wanted = text.strip()
    found = read_date(f"{wanted}1日" if month_only and not wanted.endswith("日") else wanted)
    return found.isoformat() if isinstance(found, date) else wanted


def _number(text: str, unit: str) -> Value:
    plain = text.strip().removesuffix(unit).strip()
    if not _NUMBER.fullmatch(plain):
        return text
    number = plain.replace(",", "")
    return float(number) if "." in number else int(number)


def fits(call: Call, table: str, field: str, text: str) -> bool:
    """Whether a field of a template may have this text: a choice one of its labels."""
    asked: Any = call.questions.get(table or field)
    if table and asked is not None:
        asked = next((column for column in asked.columns if column.id == field), None)
    kind = getattr(asked, "type", "")
    if kind == "choice":
        return _option(asked, text) in {str(option.value) for option in asked.choices}
    if kind == "multiple_choice":
        known = {str(option.value) for option in asked.choices}
        return set(_options(asked, text)) <= known
    return not isinstance(_number(text, asked.unit), str) if kind == "number" else True
