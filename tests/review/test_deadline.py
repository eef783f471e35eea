"""How long it is until the deadline, in Japan time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.calls.models import Call
from app.environment import JST
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
