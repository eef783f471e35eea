"""Dates as Japanese officials write them.

Understood: 令和７年４月10日（木）, R7.4.10, 2025/4/10, 2025年4月10日, 2025-04-10, 20250410,
令和七年四月十日, 令和元年…, in full-width or half-width digits, with or without the weekday.
Eras from 明治 on.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

WEEKDAYS = "月火水木金土日"
ERAS: tuple[tuple[str, str, date], ...] = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
    ("明治", "M", date(1868, 1, 25)),
)
"""Name, letter and first day of each era, the present one first."""

_YEAR = r"(?:(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?P<era_year>元|\d{1,2})|(?P<year>\d{4}))"
_WEEKDAY = r"\s*(?:\(?\s*(?P<weekday>[月火水木金土日])\s*(?:曜日?)?(?:[・、]?[祝休]日?)?\s*\)?)?"
_DAY = re.compile(
    _YEAR + r"\s*(?:年|[./\-・])\s*(?P<month>\d{1,2})\s*(?:月|[./\-・])\s*(?P<day>\d{1,2})\s*日?"
    + _WEEKDAY,
    re.IGNORECASE,
)  # fmt: skip
_MONTH = re.compile(_YEAR + r"\s*(?:年|[./\-・])\s*(?P<month>\d{1,2})\s*月?", re.IGNORECASE)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})" + _WEEKDAY)
LONGEST = 40
"""Characters; nothing longer is a date."""


@dataclass(frozen=True, slots=True)
class DateProblem:
    """Why a text is not a date. `meant` is the date it would be without the wrong weekday."""

    message: str
    meant: date | None = None

    @property
    def wrong_weekday(self) -> bool:
        return self.meant is not None


UNKNOWN = DateProblem(
    "日付として読み取れません。令和７年４月10日、2025/4/10 のように入力してください。"
)
UNKNOWN_MONTH = DateProblem(
    "年月として読み取れません。令和８年１月、2026/1 のように入力してください。"
)


def parse(text: str) -> date | DateProblem:
    """The date a text means, or why it means none."""
    plain = _plain(text)
    found = _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if found is None:
        return UNKNOWN
    return _day(found)


def parse_month(text: str) -> date | DateProblem:
    """The first day of the month a text means; a whole date gives its month."""
    found = _MONTH.fullmatch(_plain(text))
    if found is None:
        whole = parse(text)
        return UNKNOWN_MONTH if whole is UNKNOWN else _first(whole)
    year = _year(found)
    month = int(found["month"])
    if isinstance(year, DateProblem):
        return year
    if not 1 <= month <= 12:
        return DateProblem(f"{digits(month)}月という月はありません。")
    first = date(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    if (era := _era_of(found)) and not (_in_era(first, era) or _in_era(last, era)):
        return DateProblem(f"{_said(found, year)}年{digits(month)}月という月はありません。")
    return first


def iso(text: object) -> date | None:
    """The date of a stored ISO text; None for anything else."""
    if not isinstance(text, str) or len(text) != 10 or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def meant(value: object) -> date | None:
    """The date an answer means, also where it was kept as typed (a wrong weekday, a month)."""
    if (day := iso(value)) is not None:
        return day
    if not isinstance(value, str) or not value.strip():
        return None
    for read in (parse, parse_month):
        found = read(value)
        if isinstance(found, date):
            return found
        if found.meant:
            return found.meant
    return None


def japanese(day: date, weekday: bool = True) -> str:
    """令和７年４月10日（木）: one digit full-width, two digits half-width, as officials write."""
    text = f"{_era_year(day)}年{month_and_day(day)}"
    return f"{text}（{WEEKDAYS[day.weekday()]}）" if weekday else text


def month_and_day(day: date) -> str:
    """４月10日."""
    return f"{digits(day.month)}月{digits(day.day)}日"


def short(day: date) -> str:
    """R7.4.10, for narrow columns."""
    for _, letter, start in ERAS:
        if day >= start:
            return f"{letter}{day.year - start.year + 1}.{day.month}.{day.day}"
    return day.isoformat()


def japanese_month(day: date) -> str:
    """令和８年１月."""
    return f"{_era_year(day)}年{digits(day.month)}月"


def digits(number: int) -> str:
    """One digit full-width, more half-width."""
    return chr(ord("０") + number) if 0 <= number <= 9 else str(number)


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("西暦")
    return _KANJI.sub(_figures, re.sub(r"[‐‑–—−ー]", "-", plain))


_KANJI_DIGITS = "〇一二三四五六七八九"
_KANJI = re.compile(rf"[{_KANJI_DIGITS}十]{{1,4}}(?=[年月日])")


def _figures(found: re.Match[str]) -> str:
    """二十一 and 二〇二五 in figures."""
    word = found[0]
    if "十" not in word:
        return "".join(str(_KANJI_DIGITS.index(sign)) for sign in word)
    tens, _, ones = word.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return word
    return str(
        10 * (_KANJI_DIGITS.index(tens) if tens else 1) + (_KANJI_DIGITS.index(ones) if ones else 0)
    )


def _day(found: re.Match[str]) -> date | DateProblem:
    year = _year(found)
    if isinstance(year, DateProblem):
        return year
    month, day = int(found["month"]), int(found["day"])
    try:
        meant = date(year, month, day)
    except ValueError:
        return _no_such(found, year, month, day)
    if (era := _era_of(found)) and not _in_era(meant, era):
        return _no_such(found, year, month, day)
    weekday = found["weekday"]
    if weekday and weekday != WEEKDAYS[meant.weekday()]:
        right = WEEKDAYS[meant.weekday()]
        message = (
            f"{japanese(meant, weekday=False)}は{right}曜日です（{weekday}曜日ではありません）。"
        )
        return DateProblem(message, meant)
    return meant


def _no_such(found: re.Match[str], year: int, month: int, day: int) -> DateProblem:
    text = f"{_said(found, year)}年{digits(month)}月{digits(day)}日"
    return DateProblem(f"{text}という日付はありません。")


def _said(found: re.Match[str], year: int) -> str:
    """The year in the era it was typed in."""
    if era := _era_of(found):
        count = found["era_year"]
        return f"{era[0]}{count if count == '元' else digits(int(count))}"
    return str(year)


def _first(found: date | DateProblem) -> date | DateProblem:
    return found if isinstance(found, DateProblem) else found.replace(day=1)


def _era_of(found: re.Match[str]) -> tuple[str, str, date] | None:
    letter = found.groupdict().get("era")
    if not letter:
        return None
    return next(era for era in ERAS if letter == era[0] or letter.upper() == era[1])


def _year(found: re.Match[str]) -> int | DateProblem:
    era = _era_of(found)
    if era is None:
        return int(found["year"]) or DateProblem("０年という年はありません。")
    count = 1 if found["era_year"] == "元" else int(found["era_year"])
    if count == 0:
        return DateProblem(f"{era[0]}０年という年はありません。")
    return era[2].year + count - 1


def _in_era(day: date, era: tuple[str, str, date]) -> bool:
    place = ERAS.index(era)
    ends = ERAS[place - 1][2] if place else date.max
    return era[2] <= day < ends


def _era_year(day: date) -> str:
    for name, _, start in ERAS:
        if day >= start:
            year = day.year - start.year + 1
            return f"{name}{'元' if year == 1 else digits(year)}"
    return str(day.year)
