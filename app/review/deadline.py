"""How long it is until a call's deadline (G8-1), in Japan time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.environment import JST
from app.review import business_days
from app.review.dates import digits, japanese

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.calls.outline import CallOutline

HOUR = 3600


class Urgency(StrEnum):
    """How visible the countdown is: stronger at 72, 24 and 3 hours."""

    CALM = "calm"
    SOON_72 = "soon72"
    SOON_24 = "soon24"
    SOON_3 = "soon3"
    PASSED = "passed"


STEPS = ((3 * HOUR, Urgency.SOON_3), (24 * HOUR, Urgency.SOON_24), (72 * HOUR, Urgency.SOON_72))


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left until the deadline. `seconds` is negative once it has passed."""

    seconds: int
    text: str
    deadline_text: str
    """令和７年４月10日（木）12:00."""
    business_days: int | None = None
    """Those after today up to and with the deadline's day, in Japan; None: nobody counts them."""

    @property
    def business_text(self) -> str:
        """営業日であと３日; "" once it has passed."""
        if self.passed or self.business_days is None:
            return ""
        if self.business_days == 0:
            return "営業日は本日のみ"
        return f"営業日であと{digits(self.business_days)}日"

    @property
    def passed(self) -> bool:
        return self.seconds < 0

    @property
    def level(self) -> Urgency:
        if self.passed:
            return Urgency.PASSED
        return next((level for limit, level in STEPS if self.seconds <= limit), Urgency.CALM)


def remaining(call: Call | CallOutline, now: datetime) -> Remaining:
    """The time left at `now` (aware). At the very second of the deadline none has passed yet."""
    seconds = int((call.deadline - now).total_seconds() // 1)
    when = call.deadline.astimezone(now.tzinfo)
    shown = f"{japanese(when.date())}{when:%H:%M}"
    today, last = now.astimezone(JST).date(), call.deadline.astimezone(JST).date()
    left = business_days.until(today, last)
    return Remaining(seconds, _words(seconds), shown, left)


def _words(seconds: int) -> str:
    if seconds < 0:
        return f"締切を過ぎています（{_span(-seconds)}経過）"
    return f"締切まで あと{_span(seconds)}"


def _span(seconds: int) -> str:
    days, rest = divmod(seconds, 24 * HOUR)
    hours, minutes = divmod(rest // 60, 60)
    if days:
        # Beyond a month nobody counts hours.
        return f"{digits(days)}日" + (f"{digits(hours)}時間" if hours and days < 31 else "")
    return f"{digits(hours)}時間{digits(minutes)}分" if hours else f"{digits(minutes)}分"
