"""How a draft goes through the office: who asked, who checked, who remarked, what was sent."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from app.drafts.draft import Draft, State

STEPS: dict[State, tuple[State, ...]] = {
    State.WRITING: (State.REVIEW_ASKED,),
    State.REVIEW_ASKED: (State.APPROVED, State.WRITING),
    State.APPROVED: (State.SUBMITTED, State.WRITING),
    State.SUBMITTED: (State.WRITING,),
}
"""Where a draft may go from each state; back to writing is always a way (差し戻し, 訂正)."""


@dataclass(frozen=True, slots=True)
class Approval:
    """One step of a draft through the office. `comment` is what was said with it."""

    state: State
    at: datetime
    who: str
    comment: str
    revision: int
    """The revision it speaks of."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a question (or on the draft, with `question` ""), open until it is resolved."""

    uid: str
    """Its own for ever: copies of a draft are merged by it."""
    question: str
    at: datetime
    who: str
    text: str
    resolved: datetime | None = None
    resolved_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.resolved is None


@dataclass(frozen=True, slots=True)
class Frozen:
    """A package that was exported: the revision it was made from stays as it was."""

    revision: int
    at: datetime
    who: str
    folder: str
    """Where it was written, as the user knows the folder."""
    fingerprint: str
    """The draft's at that revision, SHA-256 in hexadecimal; it stands in the manifest too."""
    sent: bool = False
    """Told to be the one that was sent."""


def fingerprint(draft: Draft) -> str:
    """What a draft says, as a SHA-256 in hexadecimal: equal for equal answers and overrides.

    Neither times nor the title count, so that a copy on another PC has the same one.
    """
    said = {
        "call": draft.call_id,
        "version": draft.call_version,
        "answers": dict(draft.answers),
        "overrides": dict(draft.overrides),
    }
    plain = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
