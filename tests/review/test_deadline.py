"""How long it is until the deadline, in Japan time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.calls.models import Call
from app.environment import JST
from app.review import business_days
from app.review.deadline import Urgency, remaining

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("before", "level"),
    [
        (timedelta(days=9), Urgency.CALM),
        (timedelta(hours=72) + SECOND, Urgency.CALM),
        (timedelta(hours=72), Urgency.SOON_72),
        (timedelta(hours=24) + SECOND, Urgency.SOON_72),
        (timedelta(hours=24), Urgency.SOON_24),
        (timedelta(hours=3) + SECOND, Urgency.SOON_24),
        (timedelta(hours=3), Urgency.SOON_3),
        (timedelta(0), Urgency.SOON_3),
        (-SECOND, Urgency.PASSED),
    ],
)
def test_it_grows_more_urgent(call: Call, before: timedelta, level: Urgency) -> None:
    assert remaining(call, call.deadline - before).level is level


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (datetime(2025, 4, 8, 7, 0, tzinfo=JST), "締切まで あと２日５時間"),
        (datetime(2025, 4, 9, 12, 0, tzinfo=JST), "締切まで あと１日"),
        (datetime(2025, 4, 10, 9, 30, tzinfo=JST), "締切まで あと２時間30分"),
        (datetime(2025, 4, 10, 11, 55, tzinfo=JST), "締切まで あと５分"),
        (datetime(2025, 4, 10, 12, 30, tzinfo=JST), "締切を過ぎています（30分経過）"),
    ],
)
def test_in_words(call: Call, now: datetime, text: str) -> None:
    assert remaining(call, now).text == text


def test_the_zone_of_the_pc_does_not_matter(call: Call) -> None:
    now = datetime(2025, 4, 10, 2, 59, 59, tzinfo=UTC)
    honolulu = now.astimezone(timezone(timedelta(hours=-10)))
    assert remaining(call, now).seconds == remaining(call, honolulu).seconds == 1
    assert remaining(call, now.astimezone(JST)).deadline_text == "令和７年４月10日（木）12:00"


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2025, 4, 10), True),
        (date(2025, 4, 12), False),  # Saturday
        (date(2025, 4, 13), False),  # Sunday
        (date(2025, 4, 29), False),  # 昭和の日
        (date(2025, 5, 6), False),  # a substitute: 5/4 みどりの日 is a Sunday, 5/3 and 5/5 holidays
        (date(2026, 9, 22), False),  # between two holidays: 国民の休日
        (date(2025, 12, 26), True),
        (date(2025, 12, 29), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 5), True),
    ],
)
def test_public_offices_are_closed(day: date, open_: bool) -> None:
    assert business_days.is_open(day) is open_


@pytest.mark.parametrize(
    ("year", "month", "days"),
    [
        (2025, 5, [3, 4, 5, 6]),
        (2025, 6, []),
        (2025, 12, []),
        (2026, 9, [21, 22, 23]),
        (1900, 1, []),
        (9999, 12, []),
    ],
)
def test_the_holidays_of_a_month(year: int, month: int, days: list[int]) -> None:
    assert business_days.holidays(year, month) == [date(year, month, day) for day in days]


@pytest.mark.parametrize(
    ("today", "last", "count"),
    [
        (date(2025, 4, 7), date(2025, 4, 10), 3),
        (date(2025, 4, 4), date(2025, 4, 10), 4),  # over a weekend
        (date(2025, 4, 10), date(2025, 4, 10), 0),
        (date(2025, 4, 11), date(2025, 4, 10), 0),
        (date(2025, 12, 26), date(2026, 1, 5), 1),  # over the turn of the year
        (date(2025, 4, 10), date(2030, 4, 10), None),
    ],
)
def test_business_days_until(today: date, last: date, count: int | None) -> None:
    assert business_days.until(today, last) == count


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (datetime(2025, 4, 4, 9, 0, tzinfo=JST), "営業日であと４日"),
        (datetime(2025, 4, 10, 9, 0, tzinfo=JST), "営業日は本日のみ"),
        (datetime(2025, 4, 9, 16, 0, tzinfo=UTC), "営業日は本日のみ"),  # already the 10th in Japan
        (datetime(2025, 4, 10, 12, 1, tzinfo=JST), ""),
    ],
)
def test_business_days_in_words(call: Call, now: datetime, text: str) -> None:
    assert remaining(call, now).business_text == text
