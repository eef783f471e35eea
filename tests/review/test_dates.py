"""Dates as officials write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.review.dates import (
    DateProblem,
    digits,
    iso,
    japanese,
    japanese_month,
    meant,
    parse,
    parse_month,
    short,
)

DEADLINE = date(2025, 4, 10)
DAYS = st.dates(date(1868, 1, 25), date(2117, 12, 31))
FULL = str.maketrans("0123456789/.-", "０１２３４５６７８９／．－")


@pytest.mark.parametrize(
    "text",
    [
        "令和７年４月10日（木）",
        "令和7年4月10日",
        "令和７年４月１０日(木)",
        "令和 7年 4月 10日 木曜日",
        "R7.4.10",
        "r7.4.10",
        "Ｒ７．４．１０",
        "R7/4/10",
        "2025/4/10",
        "2025/04/10",
        "２０２５／４／１０",
        "2025-04-10",
        "2025.4.10",
        "2025年4月10日（木）",
        "２０２５年４月１０日木曜",
        "20250410",
        "  2025/4/10　",
        "西暦2025年４月10日",
        "令和七年四月十日（木）",
        "二〇二五年四月一〇日",
        "令和７年４月10日（木・祝）",
        "令和７年４月10日（木・祝日）",
    ],
)
def test_the_ways_to_write_a_date(text: str) -> None:
    assert parse(text) == DEADLINE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年５月１日", date(2019, 5, 1)),
        ("平成31年４月30日", date(2019, 4, 30)),
        ("昭和64年１月７日", date(1989, 1, 7)),
        ("H1.1.8", date(1989, 1, 8)),
        ("令和８年２月28日", date(2026, 2, 28)),
        ("2024/2/29", date(2024, 2, 29)),
        ("昭和五十年十二月二十一日（日）", date(1975, 12, 21)),
    ],
)
def test_eras_begin_and_end_on_their_days(text: str, day: date) -> None:
    assert parse(text) == day


@pytest.mark.parametrize(
    "text",
    ["2025/2/29", "令和７年４月31日", "2025/13/1", "令和０年１月１日", "令和元年４月30日",
     "平成31年５月１日", "0000/1/1"],
)  # fmt: skip
def test_a_date_that_does_not_exist(text: str) -> None:
    found = parse(text)
    assert isinstance(found, DateProblem)
    assert "ありません" in found.message
    assert not found.wrong_weekday


@pytest.mark.parametrize("text", ["昭和64年２月", "平成31年５月", "令和元年４月", "S64.2"])
def test_a_month_that_its_era_does_not_have(text: str) -> None:
    found = parse_month(text)
    assert isinstance(found, DateProblem)
    assert "月という月はありません。" in found.message


@pytest.mark.parametrize("text", ["昭和64年１月", "平成元年１月", "平成31年４月", "令和元年５月"])
def test_a_month_in_which_an_era_begins_or_ends(text: str) -> None:
    assert isinstance(parse_month(text), date)


def test_what_does_not_exist_is_told_as_it_was_typed() -> None:
    for text in ("令和７年４月31日", "2025年４月31日"):
        found = parse(text)
        assert isinstance(found, DateProblem)
        assert found.message == f"{text}という日付はありません。"


def test_a_wrong_weekday_names_the_right_one() -> None:
    found = parse("令和７年４月10日（金）")
    assert isinstance(found, DateProblem)
    assert found.meant == DEADLINE
    assert found.message == "令和７年４月10日は木曜日です（金曜日ではありません）。"


@pytest.mark.parametrize(
    ("value", "day"),
    [("2026-03-17", date(2026, 3, 17)), ("令和８年３月17日（月）", date(2026, 3, 17)),
     ("令和８年４月", date(2026, 4, 1)), ("R8.3.17", date(2026, 3, 17)),
     ("春頃", None), ("", None), (None, None), (20260317, None)],
)  # fmt: skip
def test_what_an_answer_means(value: object, day: date | None) -> None:
    assert meant(value) == day


@pytest.mark.parametrize(
    "text", ["", "来月", "4月10日", "令和７年４月", "2025/4/10まで", "1" * 100_000]
)
def test_what_is_no_date(text: str) -> None:
    found = parse(text)
    assert isinstance(found, DateProblem)
    assert "読み取れません" in found.message


def test_months() -> None:
    assert parse_month("令和８年１月") == date(2026, 1, 1)
    assert parse_month("2026/1") == date(2026, 1, 1)
    assert parse_month("令和８年１月20日") == date(2026, 1, 1)
    assert isinstance(parse_month("2026/13"), DateProblem)
    assert japanese_month(date(2026, 1, 1)) == "令和８年１月"


def test_a_date_as_officials_show_it() -> None:
    assert japanese(DEADLINE) == "令和７年４月10日（木）"
    assert japanese(date(2026, 3, 16)) == "令和８年３月16日（月）"
    assert japanese(date(2019, 5, 1), weekday=False) == "令和元年５月１日"
    assert short(DEADLINE) == "R7.4.10"
    assert (digits(7), digits(10)) == ("７", "10")


@given(DAYS)
def test_what_is_shown_is_understood(day: date) -> None:
    for text in (japanese(day), japanese(day, weekday=False), short(day), day.isoformat()):
        assert parse(text) == day
        assert parse(text.translate(FULL)) == day


@given(DAYS)
def test_iso_is_read_back(day: date) -> None:
    assert iso(day.isoformat()) == day


@given(st.one_of(st.text(), st.none(), st.integers(), st.lists(st.text())))
def test_only_iso_is_iso(value: object) -> None:
    assert iso(value) is None or iso(value).isoformat() == value  # type: ignore[union-attr]


@given(st.text())
def test_any_text_is_a_date_or_a_problem(text: str) -> None:
    assert isinstance(parse(text), (date, DateProblem))
    assert isinstance(parse_month(text), (date, DateProblem))
