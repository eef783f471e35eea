"""Checks of dates: the deadline, windows, order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from app.calls.models import Rule
from app.review.checks import yearless
from app.review.checks.yearless import WEEKDAY, Dated
from app.review.dates import WEEKDAYS, DateProblem, iso, japanese, meant, parse
from app.review.finding import Place
from app.review.subject import Hit, Span, Subject

_DIGIT = "[0-9０-９]"
_KANJI = "[〇一二三四五六七八九]"
_FEW = f"(?:{_DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,3}})"
"""７, 10 and 二十一."""
_CENTURY = "(?:[1１][9９]|[2２][0０])"
_LONG = re.compile(
    # One set of first characters, so that all others are passed over at once.
    r"[令平昭0-9０-９〇一二三四五六七八九]"
    rf"(?:(?:(?<=[令昭])和|(?<=平)成)(?:元|{_FEW})|(?<={_DIGIT})(?<!{_DIGIT}{{2}}){_DIGIT}{{3}}"
    rf"|(?<={_KANJI})(?<!{_KANJI}{{2}}){_KANJI}{{3}})"
    rf"年{_FEW}月{_FEW}日" + WEEKDAY
)
_SHORT = re.compile(
    rf"(?<![0-9A-Za-z０-９Ａ-Ｚａ-ｚ./．／\-])(?:[RHSＲＨＳ]{_DIGIT}{{1,2}}|{_CENTURY}{_DIGIT}{{2}})"
    rf"(?:(?P<sign>[./．／])|[-－]){_DIGIT}{{1,2}}(?(sign)(?P=sign)|[-－]){_DIGIT}{{1,2}}"
    r"(?![0-9A-Za-z０-９./／\-－])" + WEEKDAY
)
"""R7.4.10, 2025/4/10, 2025-4-10."""


def misdated(text: str, _rule: Rule, _subject: Subject) -> Iterator[Span]:
    """Dates in prose that do not exist, or whose weekday is not their own (with the right one)."""
    dated: list[Dated] = []
    for pattern in (_LONG, _SHORT):
        for found in pattern.finditer(text):
            day = _read(found)
            right = day.meant if isinstance(day, DateProblem) else day
            dated.append(Dated(*found.span(), right))
            if isinstance(day, DateProblem):
                yield _wrong(found, day)
    yield from yearless.misdated(text, dated)


def _group(found: re.Match[str]) -> str:
    return "weekday" if found["weekday"] else "bare"


def _written(found: re.Match[str]) -> str:
    """The date without its weekday."""
    end = found.start(_group(found)) if found[_group(found)] else found.end()
    return found.string[found.start() : end].rstrip(" 　（(")


def _read(found: re.Match[str]) -> date | DateProblem:
    weekday = found[_group(found)]
    return parse(_written(found) + (f"（{weekday}）" if weekday else ""))


def _wrong(found: re.Match[str], problem: DateProblem) -> Span:
    if problem.meant is None:
        start = found.start()
        return Span(start, start + len(_written(found)), message=problem.message)
    right = WEEKDAYS[problem.meant.weekday()]
    return Span(*found.span(_group(found)), message=problem.message, mend=right)


def deadline(_rule: Rule, subject: Subject) -> Iterator[Hit]:
    """The call's deadline has passed."""
    if subject.now > subject.call.deadline:
        yield Hit(Place(""), message="提出期限を過ぎています。")


def window(rule: Rule, subject: Subject) -> Iterator[Hit]:
    """Dates before `not_before` or after `not_after` (ISO, or "call.support_end" and the like)."""
    first = limit(rule.params.get("not_before"), subject)
    last = limit(rule.params.get("not_after"), subject)
    for cell in subject.cells_for(rule):
        day = meant(cell.value)
        if day is None:
            continue
        if (first and day < first) or (last and day > last):
            yield Hit(cell.place, {"value": japanese(day), "row": str(cell.number)})


def limit(name: object, subject: Subject) -> date | None:
    """A day given as ISO or by one of the names that expressions know."""
    if not isinstance(name, str):
        return None
    head, _, tail = name.partition(".")
    known = subject.names.get(head)
    value = known.get(tail) if isinstance(known, dict) else name
    return iso(str(value)[:10])


def order(rule: Rule, subject: Subject) -> Iterator[Hit]:
    """Rows whose end lies before their start."""
    for table in rule.questions:
        for number, row in enumerate(subject.rows(table), 1):
            start, end = meant(row.get(rule.params["start"])), meant(row.get(rule.params["end"]))
            if start and end and end < start:
                place = subject.row_place(table, number, rule.column)
                yield Hit(place, {"row": str(number), "value": japanese(end)})


def row_order(rule: Rule, subject: Subject) -> Iterator[Hit]:
    """Rows that begin before the row above them; only the first is told."""
    for table in rule.questions:
        before: date | None = None
        for number, row in enumerate(subject.rows(table), 1):
            day = meant(row.get(rule.params["column"]))
            if day and before and day < before:
                yield Hit(subject.row_place(table, number, rule.column), {"row": str(number)})
                break
            before = day or before
