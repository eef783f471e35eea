"""Dates the office sets itself on the way to the deadline: 係長確認まで, 決裁まで …

They belong to one draft and are remembered with it, as plain values that JSON can hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.review.dates import digits, japanese


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is to be done in the office, until when, and whether it is done."""

    name: str
    day: date
    done: bool = False

    def is_overdue(self, today: date) -> bool:
        return not self.done and self.day < today

    def text(self, today: date) -> str:
        """係長確認　４月８日（火）まで（あと２日）."""
        return f"{self.name}　{japanese(self.day)}まで（{self._state(today)}）"

    def _state(self, today: date) -> str:
        days = (self.day - today).days
        if self.done:
            return "済み"
        if days < 0:
            return f"{digits(-days)}日過ぎています"
        return f"あと{digits(days)}日" if days else "本日まで"


def read(stored: object) -> tuple[Milestone, ...]:
    """What was remembered; anything that cannot be understood is left out."""
    return in_order([m for entry in _entries(stored) if (m := _read_one(entry))])


def stored(milestones: Sequence[Milestone]) -> list[dict[str, Any]]:
    """In the form in which they are remembered."""
    return [{"name": m.name, "day": m.day.isoformat(), "done": m.done} for m in milestones]


def in_order(milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """The nearest first."""
    return tuple(sorted(milestones, key=lambda m: m.day))


def overdue(milestones: Sequence[Milestone], today: date) -> tuple[Milestone, ...]:
    return tuple(m for m in milestones if m.is_overdue(today))


def _entries(stored: object) -> list[Any]:
    return stored if isinstance(stored, list) else []


def _read_one(entry: Any) -> Milestone | None:
    try:
        name = str(entry["name"]).strip()
        return Milestone(name, date.fromisoformat(entry["day"]), bool(entry.get("done")))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
