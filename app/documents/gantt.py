"""A schedule as a native table: a column for each month, bars as filled cells.

The template's graphic frame is named `gantt:<table question>/<start column>/<end column>`. Its
first row is the header, its second the prototype for the call's own milestones (fields
{milestone.label} and {milestone.shown}), its third that for the rows of the table question (fields
are its columns, and {period} for both dates in short). The last column stands for the months:
{month} in the header; what its cells are filled with is what bars are drawn with.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.calls.models import Call

FILLS = ("a:noFill", "a:solidFill", "a:gradFill", "a:pattFill", "a:blipFill", "a:grpFill")
MOST_MONTHS = 24
BEFORE, AFTER = "◀", "▶"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_REIWA = 2018


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def next(self) -> Month:
        return Month(self.year + self.month // 12, self.month % 12 + 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """First and last month of a row, both included."""

    start: Month
    end: Month


def months(call: Call, bars: Sequence[Bar | None]) -> list[Month]:
    """The months shown: the call's support and milestones; where it has none, those of the rows."""
    periods = [p for p in (call.support, *call.milestones) if p is not None]
    spans = [Bar(Month.of(p.start), Month.of(p.end)) for p in periods]
    spans = spans or [bar for bar in bars if bar is not None]
    if not spans:
        return []
    shown = [min(span.start for span in spans)]
    last = max(span.end for span in spans)
    while shown[-1] < last and len(shown) < MOST_MONTHS:
        shown.append(shown[-1].next)
    return shown


def bar(row: object, start: str, end: str) -> Bar | None:
    """The bar of a stored row; None while neither date is understood."""
    if not isinstance(row, Mapping):
        return None
    days = [day for key in (start, end) if (day := _day(row.get(key))) is not None]
    return Bar(Month.of(min(days)), Month.of(max(days))) if days else None


def period(row: object, start: str, end: str) -> str:
    """「R7.5.1～R7.6.30」 for the field {period}; a date not understood stays as typed."""
    if not isinstance(row, Mapping):
        return ""
    written = [_short(row.get(key)) for key in (start, end)]
    return "～".join(written) if any(written) else ""


def _short(value: object) -> str:
    day = _day(value)
    if day is None:
        return "" if value is None else str(value)
    year = f"R{day.year - _REIWA}" if day.year > _REIWA else str(day.year)
    return f"{year}.{day.month}.{day.day}"


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def headings(shown: Sequence[Month]) -> Iterator[str]:
    """「Ｒ７」 over the first month of each year, full-width as in official tables."""
    year = 0
    for month in shown:
        number = str(month.month)
        written = number.translate(_WIDE) if len(number) == 1 else number
        head = f"R{month.year - _REIWA}" if month.year > _REIWA else str(month.year)
        yield f"{head if month.year != year else '　'}\n{written}月"
        year = month.year


def widen(table: Any, count: int) -> None:
    """Divide the last column of a table into `count` equal ones."""
    from app.documents.slide_text import qn  # which needs python-pptx; reading back does not

    grid = table.find(qn("a:tblGrid"))
    last = grid.findall(qn("a:gridCol"))[-1]
    width = int(last.get("w"))
    for extension in last.findall(qn("a:extLst")):
        last.remove(extension)
    for n in range(count - 1, -1, -1):
        column = last if n == 0 else copy.deepcopy(last)
        column.set("w", str(width * (n + 1) // count - width * n // count))
        if n:
            last.addnext(column)
    for row in table.findall(qn("a:tr")):
        cell = row.findall(qn("a:tc"))[-1]
        for _ in range(count - 1):
            cell.addnext(copy.deepcopy(cell))


def draw(shown: Sequence[Month], drawn: Bar | None) -> list[tuple[str, bool]]:
    """The text of each month's cell, and whether the bar fills it."""
    found = [("", drawn is not None and drawn.start <= month <= drawn.end) for month in shown]
    if drawn is not None and shown:
        found[0] = (BEFORE if drawn.start < shown[0] else "", found[0][1])
        if drawn.end > shown[-1]:
            found[-1] = (AFTER, found[-1][1])
    return found
