"""What stands in a file beside its answers: lines that the program would not have written.

A deck is not made anew for this. All that could stand in it follows from the template's texts and
the answers; a line that is none of that was written by somebody. A letter is filled, which takes
a few milliseconds, so that a line is told as well that stands there once too often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.calls.models import Call
from app.documents import chart, gantt, word
from app.documents.contents import Contents, Row
from app.documents.reading import word_texts
from app.documents.reading.apart import FIELD
from app.documents.reading.slide_plan import CONTINUED, Plan, plain
from app.documents.reading.values import NOTHING
from app.documents.texts import clean

_NUMBER = re.compile(r"[\d.,]+")


def in_word(lines: Sequence[str], template: bytes, stated: Contents) -> Iterator[str]:
    """The lines of a letter that filling its template with these answers would not give."""
    filled = dict(word.filled_stories(template, stated))
    others = {name: data for name, data in word.parts(template).items() if name not in filled}
    known = [line for root in filled.values() for line in word_texts.lines(root)]
    known += word_texts.found_in(others, frozenset()).lines
    if sorted(known) == sorted(lines):
        return
    left = Counter(map(plain, known))
    for line in lines:
        if said := plain(line):
            if left[said]:
                left[said] -= 1
            else:
                yield line.strip()


def in_slides(lines: Sequence[str], plan: Plan, call: Call, stated: Contents) -> Iterator[str]:
    """The lines of a deck that cannot come from its template and these answers."""
    known = plan.fixed.union(_lines(_texts(plan, call, stated)))
    strange = [line for line in lines if line not in known and plain(line)]
    if not strange:
        return
    known, labels = frozenset(map(plain, known)), _labels(call)
    for line in strange:
        said = plain(line)
        if said in known or chart.MORE.fullmatch(said):
            continue
        if not labels.issuperset(said.split("、")):  # several choices, in whatever order
            yield line.strip()


def is_former(call: Call, text: str, now: str) -> bool:
    """Whether a derived text may be what the same expression gave for other answers: with other
    numbers, another choice, or parts of it more or fewer."""
    return _parts(text) == _parts(now) or {plain(text), plain(now)} <= _labels(call)


def _parts(text: str) -> set[str]:
    return set(_NUMBER.sub("0", text).replace("、", " ").split())


def _labels(call: Call) -> set[str]:
    """What choices are called."""
    asked: list[Any] = [*call.questions.values()]
    asked += [column for table in asked for column in getattr(table, "columns", ())]
    return {plain(o.label) for one in asked for o in getattr(one, "choices", ())}


def _lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from text.split("\n")


def _texts(plan: Plan, call: Call, stated: Contents) -> Iterator[str]:
    """Every text that may stand in a deck beside the template's fixed ones."""
    yield from NOTHING
    yield from (gantt.BEFORE, gantt.AFTER)
    yield from stated.texts.values()
    for text in plan.open:
        made = _filled(text, stated.texts)
        yield made
        yield made + CONTINUED
    for tag, columns in plan.charts.items():
        yield from (chart.boxed(row, columns) for row in stated.rows(tag))
    for name, cells in plan.patterns.items():  # of tables: a question's name stands once
        tag, *dates = name.removeprefix("gantt:").split("/")
        if tag in stated.tables and cells:
            rows = _dated(tag, dates, stated) if dates else stated.rows(tag)
            fields = [text for text in cells[-1] if FIELD.search(text)]
            yield from (_filled(text, row) for row in rows for text in fields)
            if dates:
                yield from _schedule(call, cells, stated.values.get(tag), dates)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return FIELD.sub(lambda found: values.get(found.group(1), ""), text) if "{" in text else text


def _dated(tag: str, dates: Sequence[str], stated: Contents) -> Iterator[Row]:
    """The rows of a schedule, with both dates in short."""
    stored: Any = stated.values.get(tag) or ()
    for row, texts in zip(stored, stated.rows(tag), strict=False):
        yield {**texts, "period": clean(gantt.period(row, dates[0], dates[-1]))}


def _schedule(
    call: Call, cells: Sequence[Sequence[str]], stored: Any, dates: Sequence[str]
) -> Iterator[str]:
    """What the call itself says in a schedule: the months, its milestones."""
    bars = [gantt.bar(row, dates[0], dates[-1]) for row in stored or ()]
    yield from gantt.headings(gantt.months(call, bars))
    for fixed in call.milestones:
        said = {
            "milestone.label": fixed.label,
            "milestone.shown": fixed.shown,
            "milestone.clause": fixed.clause,
        }
        yield from (_filled(text, said) for row in cells for text in row)
