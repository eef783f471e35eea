"""Moments as they are told on screen."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from app.ui.moments import brief, moment

NIGHT = datetime(2025, 4, 9, 15, 5, tzinfo=UTC)
"""Already the tenth in Japan."""
WORDS = sorted((Path(__file__).resolve().parents[2] / "app" / "ui").rglob("*.py"))


def test_it_is_told_in_the_era_and_in_japan_s_time() -> None:
    assert moment(NIGHT) == "令和７年４月10日（木） 00:05"
    assert moment(NIGHT, weekday=False) == "令和７年４月10日 00:05"


def test_the_year_is_left_out_where_it_is_known() -> None:
    assert brief(NIGHT) == "４月10日 00:05"


def test_no_words_on_screen_make_dates_of_their_own() -> None:
    """They would mix the calendars."""
    own = re.compile(r"\.(year|month|day)\}[年月日]")
    assert [path.name for path in WORDS if own.search(path.read_text(encoding="utf-8"))] == []
