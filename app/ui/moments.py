"""How moments are told on screen: in one calendar, and in Japan's time."""

from __future__ import annotations

from datetime import datetime

from app.environment import JST


def moment(at: datetime, *, weekday: bool = True) -> str:
    """令和７年４月10日（木） 12:00, as a clerk writes it; a column has no room for weekdays."""
    from app.review import dates

    here = at.astimezone(JST)
    return f"{dates.japanese(here.date(), weekday)} {here:%H:%M}"


def brief(at: datetime) -> str:
    """４月10日 12:00, where the year goes without saying."""
    from app.review import dates

    here = at.astimezone(JST)
    return f"{dates.month_and_day(here.date())} {here:%H:%M}"
