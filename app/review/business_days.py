"""Business days (営業日) of public offices in Japan.

Closed are Saturdays, Sundays, the holidays of 国民の祝日に関する法律 (昭和23年法律第178号)
with their substitutes, and 29 December to 3 January (行政機関の休日に関する法律, 昭和63年法律
第91号). Holidays come from jpholiday, imported when they are first asked for.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

SATURDAY = 5
YEAR_END, NEW_YEAR = (12, 29), (1, 3)
KNOWN = range(1949, 2151)
"""Years: the law is of July 1948, and the equinoxes after 2150 are not worked out."""
FARTHEST = 400
"""Days ahead beyond which nobody counts business days."""


def is_open(day: date) -> bool:
    """Whether public offices work on this day."""
    month_day = (day.month, day.day)
    if day.weekday() >= SATURDAY or month_day >= YEAR_END or month_day <= NEW_YEAR:
        return False
    import jpholiday

    return not jpholiday.is_holiday(day)


def holidays(year: int, month: int) -> list[date]:
    """The holidays of a month; none outside the years for which they are known."""
    if year not in KNOWN:
        return []
    import jpholiday

    first = date(year, month, 1)
    days = (first + timedelta(days=ahead) for ahead in range(calendar.monthrange(year, month)[1]))
    return [day for day in days if jpholiday.is_holiday(day)]


def until(today: date, last: date) -> int | None:
    """Business days after `today` up to and with `last`; None if it is too far off to be counted.

    0 on the last day itself and after it.
    """
    days = (last - today).days
    if days > FARTHEST:
        return None
    return sum(is_open(today + timedelta(days=ahead)) for ahead in range(1, days + 1))
