"""Neighbouring revisions that are one piece of work to a reader: a text typed in several steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.drafts.contract import Revision

PAUSE = timedelta(minutes=10)
"""Who does nothing for so long begins another piece of work."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One or more revisions, from the first to the last of them."""

    first: Revision
    last: Revision


def episodes(revisions: Iterable[Revision]) -> list[Episode]:
    """The newest first, as the revisions are given.

    What has a name, was merged, or begins the draft stands for itself.
    """
    found: list[Episode] = []
    for revision in revisions:
        if found and _goes_on(revision, found[-1].first):
            found[-1] = Episode(revision, found[-1].last)
        else:
            found.append(Episode(revision, revision))
    return found


def _goes_on(before: Revision, after: Revision) -> bool:
    if any(one.note or one.merged or one.number == 1 for one in (before, after)):
        return False
    alike = before.who == after.who and set(before.keys) == set(after.keys)
    return alike and after.at - before.at <= PAUSE
