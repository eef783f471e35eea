"""Dates in prose that are written without their year, or without year and month.

「令和７年５月１日から６月31日まで」: a day that no year has is wrong by itself. Whether a year has
its 29 February, and on which weekday a day falls, is told only where the date follows at once on
one whose year is known: anywhere else another year may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from app.review.dates import UNKNOWN, WEEKDAYS, DateProblem, digits, japanese_month, parse
from app.review.subject import Span, is_inside

WEEKDAY = (
    r"(?:[ 　]{0,2}[（(][ 　]?(?P<weekday>[月火水木金土日])(?:曜日?)?"
    r"(?:[・･、]?[祝休]日?)?[ 　]?[）)]"
    r"|[ 　]?(?P<bare>[月火水木金土日])曜日)?"
)
_DIGIT, _KANJI = "[0-9０-９]", "[一二三四五六七八九十]"
_FIGURE = f"(?:{_DIGIT}{{1,2}}|{_KANJI}{{1,3}})"
_MONTH_DAY = re.compile(
    # One set of first characters, so that all others are passed over at once.
    r"[0-9０-９一二三四五六七八九十](?<![0-9０-９〇一二三四五六七八九十百.．/／].)"
    rf"(?:(?<={_DIGIT}){_DIGIT}?|(?<={_KANJI}){_KANJI}{{0,2}})月(?P<day>{_FIGURE})日{WEEKDAY}"
)
_AND = "[とや、，,・]|及び|および|並びに|又は|または"
_BETWEEN = rf"[ 　]?(?:(?P<until>から|より|[～〜~―—－-])|{_AND})[ 　]?"
_LINK = re.compile(rf"{_BETWEEN}(?:(?P<same>同年?)|(?P<next>翌年?))?")
"""What joins a date to the one right before it, and what it says of the year."""
_DAY = re.compile(rf"{_BETWEEN}(?P<same>同月?)?(?P<day>{_FIGURE})日{WEEKDAY}")
"""A day in the month of the date right before it, or a number of days."""
_ENDS = re.compile("まで(?!に)|の間|にかけ")
_COUNTS = re.compile("間|以|程|ほど|余|後|前|目|分|く")
LEAP, LATEST = 2000, 9999
"""A year that has every day there is, and the last one that can be reckoned with."""


class Known(NamedTuple):
    """A date as far as it is known."""

    year: int | None
    month: int
    day: int


class Dated(NamedTuple):
    """Where a date with its year stands in a text, and which day it is (None: there is none)."""

    start: int
    end: int
    day: date | None


def misdated(text: str, dated: Sequence[Dated]) -> Iterator[Span]:
    """Dates without their year that do not exist, or whose weekday is not their own."""
    if "月" not in text:
        return
    shielded = sorted((whole.start, whole.end) for whole in dated)
    short = (m for m in _MONTH_DAY.finditer(text) if not is_inside(shielded, *m.span()))
    known: Known | None = None
    end = 0
    every: list[Dated | re.Match[str]] = [*dated, *short]
    for found in sorted(every, key=_start):
        if isinstance(found, Dated):
            day = found.day
            known = Known(day.year, day.month, day.day) if day else None
            end = found.end
        else:
            link = _LINK.fullmatch(text, end, found.start()) if known else None
            word = text[found.start() : found.end("day") + 1]
            known, wrong = _read(found, word, _years(known, word, link))
            yield from wrong
            end = found.end()
        while known and (further := _DAY.match(text, end)) and _is_day(further):
            years = () if known.year is None else (known.year,)
            known, wrong = _read(further, f"{known.month}月{further['day']}日", years)
            yield from wrong
            end = further.end()


def _start(found: Dated | re.Match[str]) -> int:
    return found.start if isinstance(found, Dated) else found.start()


def _is_day(found: re.Match[str]) -> bool:
    """Whether 「から31日」 names a day, rather than how many they are."""
    if found["weekday"] or found["bare"] or found["same"]:
        return True
    if found["until"] in ("から", "より"):
        return bool(_ENDS.match(found.string, found.end()))
    return bool(found["until"]) and not _COUNTS.match(found.string, found.end())


def _years(before: Known | None, word: str, link: re.Match[str] | None) -> tuple[int, ...]:
    """The years that a date may be in which follows another one; none where it cannot be said."""
    if before is None or before.year is None or link is None:
        return ()
    if link["next"] or link["same"]:
        return (before.year + bool(link["next"]),)
    day = parse(f"{LEAP}年{word}")
    if isinstance(day, date) and (day.month, day.day) < before[1:]:
        # What ends comes after what it began with; in a list it may be either.
        return (before.year + 1,) if link["until"] else (before.year, before.year + 1)
    return (before.year,)


def _read(found: re.Match[str], word: str, years: Sequence[int]) -> tuple[Known | None, list[Span]]:
    """What is known of a date by now, and what is wrong with it in all the years it may be in."""
    day = parse(f"{LEAP}年{word}")
    if not isinstance(day, date):
        message = day.message.removeprefix(f"{LEAP}年")
        return None, [] if day is UNKNOWN else [_whole(found, message)]
    group = "weekday" if found["weekday"] else "bare"
    said = f"{day.month}月{day.day}日" + (f"（{found[group]}）" if found[group] else "")
    tried = [(year, parse(f"{year:04}年{said}")) for year in years if year <= LATEST]
    right = next((year for year, read in tried if isinstance(read, date)), None)
    if right is not None or not tried:
        return Known(right, day.month, day.day), []
    year, problem = tried[-1]
    known = Known(year, day.month, day.day)
    if not isinstance(problem, DateProblem) or problem.meant is None:
        month = japanese_month(date(year, day.month, 1))
        return known, [_whole(found, f"{month}{digits(day.day)}日という日付はありません。")]
    mend = WEEKDAYS[problem.meant.weekday()]
    return known, [Span(*found.span(group), message=problem.message, mend=mend)]


def _whole(found: re.Match[str], message: str) -> Span:
    """The date without its weekday."""
    start = found.start() if found.re is _MONTH_DAY else found.start("day")
    return Span(start, found.end("day") + 1, message=message)
