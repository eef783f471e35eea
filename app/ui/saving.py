"""When an open draft is written, and whether what is on screen is on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from app.drafts.draft import Value

SAVE_AFTER = 400
"""Milliseconds without a further change after which changes are written."""
SAVE_AT_LATEST = 500
"""Milliseconds after the first unwritten change, however fast the typing goes on."""
REVIEW_AFTER = 120
FIRST_RETRY, LAST_RETRY = 1_000, 15_000
"""Milliseconds between attempts while saving fails; each attempt doubles the wait."""
BUSY_RETRY, MOST_BUSY_TRIES = 250, 20
"""Milliseconds between attempts while another program holds the file, and how often that is
tried before it is told: five seconds in all."""


class SaveState(Enum):
    """Whether what is on screen is on disk."""

    SAVED = "保存済み"
    SAVING = "保存中"
    FAILED = "保存できません"

    @property
    def label(self) -> str:
        return self.value


def changed(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[str]:
    """The questions that are answered otherwise."""
    for key in {**before, **after}:
        if before.get(key) != after.get(key):
            yield key
