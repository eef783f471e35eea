"""Notices when the PC's clock is put forward or back while the program runs."""

from __future__ import annotations

from datetime import datetime, timedelta

JUMP = timedelta(minutes=5)
"""A clock that goes otherwise than time does by more than this is told."""


class ClockWatch:
    """Holds the clock against the seconds that went by, a sleep of the PC among them."""

    def __init__(self, now: datetime, elapsed: float) -> None:
        self._now, self._elapsed = now, elapsed

    def jump(self, now: datetime, elapsed: float) -> timedelta:
        """By how much the clock was put forward since the last look (back: below zero).

        Zero for what is no jump. `elapsed`: seconds as of app.environment.elapsed.
        """
        found = (now - self._now) - timedelta(seconds=elapsed - self._elapsed)
        self._now, self._elapsed = now, elapsed
        return found if abs(found) > JUMP else timedelta()
