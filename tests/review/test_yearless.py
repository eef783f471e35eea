"""Dates in prose without their year: what is told of them, and where nothing is."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.review.checks import yearless
from app.review.checks.dates import misdated
from app.review.checks.trial import trial
from app.review.dates import WEEKDAYS, digits, japanese, month_and_day
from app.review.subject import Span
from tests.review.test_engine import CALL

SUBJECT, RULE = trial(CALL), next(rule for rule in CALL.rules if rule.check == "text_dates")
LINKS = ["から", "より", "～", "、", "・", "及び", "から　", "から同年"]


def told(text: str) -> list[Span]:
    return list(misdated(text, RULE, SUBJECT))


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("令和７年５月１日から６月31日まで", "６月31日", "６月31日"),
        ("４月１日から６月31日まで行う。", "６月31日", "６月31日"),
        ("会議を６月31日に開く。", "６月31日", "６月31日"),
        ("令和七年四月一日から六月三十一日", "六月三十一日", "６月31日"),
        ("R7.5.1～６月31日", "６月31日", "６月31日"),
        ("令和７年６月１日から31日まで", "31日", "６月31日"),
        ("６月１日～31日の募集", "31日", "６月31日"),
        ("６月１日から同月31日の会議", "31日", "６月31日"),
        ("令和７年１月10日から２月29日まで", "２月29日", "令和７年２月29日"),
        ("令和６年11月１日から２月29日", "２月29日", "令和７年２月29日"),
        ("令和７年２月20日から29日まで", "29日", "令和７年２月29日"),
    ],
)  # fmt: skip
def test_a_day_that_there_is_not(text: str, words: str, day: str) -> None:
    (span,) = told(text)
    assert text[span.start : span.end] == words
    assert (span.message, span.mend) == (f"{day}という日付はありません。", None)


@pytest.mark.parametrize(
    ("text", "words", "mend"),
    [
        ("令和７年５月１日（木）から６月６日（木）まで", "木", "金"),
        ("令和７年５月１日（木）、８日（木）及び15日（金）に開く。", "金", "木"),
        ("令和７年５月１日から同年６月６日（木）まで", "木", "金"),
        ("令和７年11月１日から翌年１月15日（水）まで", "水", "木"),
        ("令和７年11月１日から１月15日（火）まで", "火", "木"),
        ("R7.5.1から６月６日木曜日まで", "木", "金"),
    ],
)
def test_a_weekday_that_is_not_its_own(text: str, words: str, mend: str) -> None:
    (span,) = told(text)
    assert (text[span.start : span.end], span.mend) == (words, mend)
    assert told(text[: span.start] + mend + text[span.end :]) == []


@pytest.mark.parametrize(
    "text",
    [
        "６月１日から31日間、募集する。",
        "６月１日から31日で終える。",
        "６月１日～31日間",
        "２月１日から30日までに届け出る。",
        "６月１日及び31日間の研修",
        "６月１日より31日以内",
        "６月６日（木）に開く。",
        "令和７年５月１日に定め、６月６日（木）に見直す。",
        "令和７年５月１日から始める。６月６日（木）に開く。",
        "２月29日に開く。",
        "令和５年度は６月６日（火）に開いた。",
        "令和７年11月１日及び１月15日（水）",
        "令和７年４月１日から３月31日（火）まで",
        "９月30日と12月31日、四月三十日と十二月三十一日",
        "一二三月四日",
        "３／６月31日",
        "平成31年４月１日から５月10日（金）まで",
        "9999年12月１日から１月15日（金）まで",
    ],
)
def test_what_may_well_be_right_is_left_alone(text: str) -> None:
    assert told(text) == []


def said(day: date, *, weekday: bool, kanji: bool) -> str:
    words = f"{day.month}月{day.day}日" if kanji else month_and_day(day)
    return words + (f"（{WEEKDAYS[day.weekday()]}）" if weekday else "")


DAYS = st.dates(date(2019, 5, 1), date(2040, 12, 31))


@given(DAYS, st.integers(0, 364), st.sampled_from(LINKS), st.booleans(), st.booleans())
def test_a_span_of_less_than_a_year_is_right(
    first: date, length: int, link: str, weekday: bool, plain: bool
) -> None:
    last = first + timedelta(days=length)
    assume("同年" not in link or last.year == first.year)
    text = f"{japanese(first)}{link}{said(last, weekday=weekday, kanji=plain)}まで行う。"
    assert told(text) == []


@given(DAYS, DAYS, st.text(st.sampled_from("から～、及びで県の"), max_size=4), st.booleans())
def test_days_that_there_are_are_right_whatever_their_year(
    first: date, last: date, between: str, with_year: bool
) -> None:
    begin = japanese(first) if with_year else month_and_day(first)
    assume((last.month, last.day) != (2, 29))
    assert told(f"{begin}{between}{month_and_day(last)}まで行う。") == []


@given(DAYS, st.integers(1, 12), st.sampled_from([*LINKS, "に始め、"]), st.booleans(), st.data())
def test_a_day_that_no_year_has_is_told_once(
    first: date, month: int, link: str, with_year: bool, data: st.DataObject
) -> None:
    most = calendar.monthrange(2000, month)[1]
    day = data.draw(st.integers(most + 1, 99))
    wrong = f"{digits(month)}月{digits(day)}日"
    before = f"{japanese(first) if with_year else month_and_day(first)}{link}"
    (span,) = told(f"{before}{wrong}まで行う。")
    assert (span.start, span.end) == (len(before), len(before) + len(wrong))
    assert span.message == f"{wrong}という日付はありません。"


@given(DAYS, st.integers(0, 300), st.sampled_from(LINKS), st.sampled_from(WEEKDAYS))
def test_a_mended_weekday_is_right(first: date, length: int, link: str, weekday: str) -> None:
    last = first + timedelta(days=length)
    text = f"{japanese(first)}{link}{month_and_day(last)}（{weekday}）まで"
    for span in told(text):
        assert span.mend
        assert told(text[: span.start] + span.mend + text[span.end :]) == []


PIECES = st.sampled_from(
    [
        "令和７年",
        "2025年",
        "５月１日",
        "６月31日",
        "31日",
        "（木）",
        "から",
        "同",
        "翌年",
        "、",
        "十",
        "月",
        "9999年",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_written_is_read(text: str) -> None:
    places = [(span.start, span.end) for span in told(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    "piece", ["６月31日", "１月１日から", "31日", "十", "から６日まで", "６月１日、２日"]
)
def test_it_takes_no_longer_than_the_text(piece: str) -> None:
    """A slip would hang the window for minutes."""
    text = piece * (200_000 // len(piece))
    assert all(span.end <= len(text) for span in yearless.misdated(text, []))
