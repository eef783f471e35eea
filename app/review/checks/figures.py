"""Checks of numbers: sums, and figures that contradict each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache, partial

from app.calls.models import Rule
from app.review.checks.kinds import Memory, hit, remembered
from app.review.dates import digits
from app.review.finding import Place
from app.review.subject import Hit, Span, Subject


def total(rule: Rule, subject: Subject) -> Iterator[Hit]:
    """A total that is not the sum of its parts; silent while any of them is unanswered."""
    parts = [_number(subject.draft.answer(name)) for name in rule.params["parts"]]
    stated = _number(subject.draft.answer(rule.params["total"]))
    if stated is None or any(part is None for part in parts):
        return
    summed = sum(part for part in parts if part is not None)
    if stated != summed:
        yield Hit(Place(rule.params["total"]), {"value": plain(stated), "sum": plain(summed)})


def table_total(rule: Rule, subject: Subject) -> Iterator[Hit]:
    """A number that is not the sum of a table's column (`sum` = "question/column")."""
    table, _, column = str(rule.params["sum"]).partition("/")
    cells = [_number(row.get(column)) for row in subject.rows(table)]
    stated = _number(subject.draft.answer(rule.params["total"]))
    summed = sum(cell for cell in cells if cell is not None)
    if stated is not None and cells and stated != summed:
        yield Hit(Place(rule.params["total"]), {"value": plain(stated), "sum": plain(summed)})


def grouped_total(rule: Rule, subject: Subject) -> Iterator[Hit]:
    """Rows of a kind whose column sums to more than is answered for that kind.

    `sum` = "question/column"; `by` is the column that tells the kind; `groups`: a list of
    {values, question}.
    """
    table, _, column = str(rule.params["sum"]).partition("/")
    if not subject.route.asks(table):
        return
    for group in rule.params["groups"]:
        stated = _number(subject.draft.answer(group["question"]))
        cells = [
            _number(row.get(column))
            for row in subject.rows(table)
            if row.get(rule.params["by"]) in group["values"]
        ]
        summed = sum(cell for cell in cells if cell is not None)
        if stated is not None and summed > stated:
            fields = {"value": plain(stated), "sum": plain(summed)}
            yield Hit(Place(group["question"]), fields)


def agree(rule: Rule, subject: Subject, memory: Memory) -> Iterator[Hit]:
    """Figures in the prose that contradict a number answered elsewhere.

    `figures`: a list of {question, unit, words, behind, or}; a figure is meant where one of the
    words stands right before the number, or one of those in `behind` right behind the unit. It
    may also be the number answered to one of the questions in `or`.
    """
    cells = subject.texts_for(rule)
    texts = subject.values_of(cells)
    for place, figure in enumerate(rule.params["figures"]):
        stated = _number(subject.draft.answer(figure["question"]))
        if stated is None or not subject.route.asks(figure["question"]):
            continue
        fine = {stated, *(_number(subject.draft.answer(name)) for name in figure.get("or", ()))}
        fields = {
            "unit": figure["unit"],
            "label": subject.label(figure["question"]),
            "value": plain(stated),
        }
        look = partial(_said, figure["unit"], figure["words"], figure.get("behind", ()))
        found = remembered(memory, place, texts, look)
        for n in [n for n, said in enumerate(found) if said]:
            for start, end, number in found[n]:
                if number not in fine:
                    span = Span(start, end, {**fields, "found": plain(number)})
                    yield hit(cells[n], span)


def _said(
    unit: str, words: tuple[str, ...], behind: tuple[str, ...], text: str
) -> tuple[tuple[int, int, float], ...]:
    """The numbers that a text says of this, and where."""
    said = []
    for found in _numbers(unit).finditer(text) if unit in text else ():
        before = text[max(0, found.start() - _AROUND) : found.start()]
        if _ends(words).search(before) or text.startswith(behind, found.end()):
            number = float(unicodedata.normalize("NFKC", found["number"]).replace(",", ""))
            said.append((*found.span("number"), number))
    return tuple(said)


_AROUND = 40
"""Characters before a number in which its words are looked for."""


@lru_cache(maxsize=64)
def _numbers(unit: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<number>[0-9０-９][0-9０-９,，]{{0,12}})の?{re.escape(unit)}")


@lru_cache(maxsize=64)
def _ends(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words right before a number; 非常勤職員 is not 常勤職員."""
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"(?<![非未不])(?:{either})[はをがの、で計]{{0,2}}$")


def _number(value: object) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def plain(number: float) -> str:
    """A number as officials write it: one digit full-width, thousands with commas."""
    whole = isinstance(number, int) or number.is_integer()
    shown = f"{int(number):,}" if whole else f"{number:,}"
    return digits(int(number)) if len(shown) == 1 else shown
