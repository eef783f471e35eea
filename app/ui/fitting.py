"""Whether the answers fit the documents, looked at in the background when typing stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.errors import KnownError
from app.ui import tasks

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from app.environment import Clock
    from app.review.finding import Finding
    from app.ui.session import DraftSession
    from app.ui.tasks import Task

AFTER = 700
"""Milliseconds without a change after which it is looked at."""


class FitWatch(QObject):
    """Tells the session what is too long for its place. One look at a time, the newest counts."""

    def __init__(self, session: DraftSession, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._clock = session, clock
        self._seen: Draft | None = None
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self._look)
        session.draft_changed.connect(self._timer.start)
        self._timer.start()

    def stop(self) -> None:
        """Look no more; what is under way is not told."""
        self._timer.stop()
        self._session.draft_changed.disconnect(self._timer.start)
        self._seen = None
        self._task = None

    def _look(self) -> None:
        draft = self._session.draft
        if self._task is not None or (self._seen is not None and _same(self._seen, draft)):
            return
        self._seen = draft
        call, now = self._session.call, self._clock.now()

        def operation(_report: object, _stop: object) -> list[Finding]:
            from app.documents import fitting
            from app.preview.fonts import FontMeasurer

            return fitting.review(call, draft, now, FontMeasurer())

        self._task = tasks.start(operation, self._found, self._failed)

    def _found(self, found: list[Finding]) -> None:
        if self._task is None:
            return
        self._task = None
        self._session.tell_misfits(found)
        self._look()

    def _failed(self, error: Exception) -> None:
        """A template that cannot be used is told by the export; here nothing can be said."""
        stopped, self._task = self._task is None, None
        if not stopped and not isinstance(error, KnownError):
            tasks.unexpected(error)


def _same(one: Draft, other: Draft) -> bool:
    return one.answers == other.answers and one.title == other.title
