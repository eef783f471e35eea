"""What the window tells of the time left: the chip in the header, and banners."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.ui import texts

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.session import DraftSession


def tell(window: MainWindow, session: DraftSession, now: datetime) -> bool:
    """Show what is left until the call's deadline and the office's own dates; whether it passed."""
    from app.review.deadline import remaining
    from app.ui.milestones import desk
    from app.ui.moments import moment

    left = remaining(session.call, now)
    at = moment(session.call.deadline)
    dates = desk.tell(window, session)
    window.header.chip.tell(str(left.level), left.text, at, left.business_text, dates)
    if left.passed and not session.draft.practice:
        window.banners.tell("deadline", "error", texts.AFTER_DEADLINE.format(at=at))
    elif not left.passed:
        window.banners.take_away("deadline")
    return left.passed


def show(window: MainWindow) -> None:
    """The deadline in full, with the office's own dates."""
    from app.ui.milestones import desk

    desk.show(window)
