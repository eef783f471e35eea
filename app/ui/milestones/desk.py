"""Reads and keeps the office's own dates of a draft, and shows the dialog for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.environment import JST
from app.review import milestones
from app.review.milestones import Milestone
from app.ui import modal
from app.ui.milestones import texts

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.session import DraftSession

BANNER = "milestone"
AT_MOST = 3
"""So many overdue dates are told by name."""


def key(uid: str) -> str:
    """The name under which a draft's dates are remembered."""
    return f"milestones:{uid}"


def of(session: DraftSession) -> tuple[Milestone, ...]:
    return milestones.read(session.setting(key(session.uid)))


def keep(session: DraftSession, dates: Sequence[Milestone]) -> None:
    session.keep_setting(key(session.uid), milestones.stored(milestones.in_order(dates)))


def show(window: MainWindow) -> None:
    """Let the user see the deadline and set the dates of the open draft."""
    from app.review.deadline import remaining
    from app.ui.milestones.dialog import MilestoneDialog

    session = window.session
    if session is None:
        return
    now = window.clock.now()
    today, last = now.astimezone(JST).date(), session.call.deadline.astimezone(JST).date()
    dialog = MilestoneDialog(remaining(session.call, now), of(session), today, last, window)
    if modal.ask(dialog):
        keep(session, dialog.milestones)
        window.banners.take_away(BANNER)
        window.tick()


def tell(window: MainWindow, session: DraftSession) -> str:
    """Tell what is overdue by a banner. All dates as lines, for the chip's tool tip."""
    from app.ui.messages import Action

    today = window.clock.now().astimezone(JST).date()
    dates = of(session)
    late = milestones.overdue(dates, today)
    if late:
        text = texts.OVERDUE.format(which="　".join(m.text(today) for m in late[:AT_MOST]))
        if window.banners.text(BANNER) != text:  # told anew it would lose the focus
            action = Action(texts.OPEN, lambda: show(window), "open-milestones")
            window.banners.tell(BANNER, "warning", text, (action,))
    else:
        window.banners.take_away(BANNER)
    return "\n".join(m.text(today) for m in dates)
