"""A clock that is put forward or back is told from time that went by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.environment import elapsed
from app.ui.clock_watch import ClockWatch

START = datetime(2025, 4, 10, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("went_by", "shown", "jump"),
    [
        (20, timedelta(seconds=20), timedelta()),
        (8 * 3600, 8 * HOUR, timedelta()),  # the PC slept over lunch and longer
        (20, timedelta(seconds=20) + 3 * HOUR, 3 * HOUR),
        (20, timedelta(seconds=20) - 3 * HOUR, -3 * HOUR),
        (3600, timedelta(), -HOUR),
        (20, timedelta(minutes=2), timedelta()),  # set right by the time server
    ],
)
def test_a_jump_is_what_the_clock_goes_besides_time(
    went_by: float, shown: timedelta, jump: timedelta
) -> None:
    watch = ClockWatch(START, 100.0)
    assert watch.jump(START + shown, 100.0 + went_by) == jump


def test_a_jump_is_told_once() -> None:
    watch = ClockWatch(START, 0.0)
    assert watch.jump(START + HOUR, 20.0)
    assert not watch.jump(START + HOUR + timedelta(seconds=20), 40.0)


def test_seconds_go_by_forwards() -> None:
    first = elapsed()
    assert elapsed() >= first
