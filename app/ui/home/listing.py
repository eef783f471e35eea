"""Reading the list of drafts: at once, or beside the window where there are thousands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import KnownError
from app.ui import tasks

if TYPE_CHECKING:
    from app.drafts.contract import DraftStore, DraftSummary

MANY = 1_000
"""Drafts from which on the list that is there stays until the new one is read."""


class Listing:
    """Asks the store for the list; of several questions only the last is answered."""

    def __init__(
        self,
        store: DraftStore,
        applicants: Mapping[str, str],
        failed: Callable[[KnownError], object],
    ) -> None:
        self._store, self._applicants, self._failed = store, applicants, failed
        self._asked = 0

    def ask(
        self, take: Callable[[list[DraftSummary]], object], *, trashed: bool, shown: int
    ) -> None:
        """Hand the drafts to `take`; where as many as `shown` stand there, a moment later."""
        self._asked += 1
        if shown < MANY:
            try:
                found = self._read(trashed)
            except KnownError as error:
                self._failed(error)
            else:
                take(found)
            return
        number = self._asked

        def done(found: list[DraftSummary]) -> None:
            with suppress(RuntimeError):  # the page is gone
                if number == self._asked:
                    take(found)

        def refused(error: Exception) -> None:
            if not isinstance(error, KnownError):
                tasks.unexpected(error)
            elif number == self._asked:
                self._failed(error)

        tasks.start(lambda _report, _cancelled: self._read(trashed), done, refused)

    def _read(self, trashed: bool) -> list[DraftSummary]:
        return self._store.drafts(trashed=trashed, applicants=self._applicants)
