"""Makes the documents' pages for the preview, off the window's thread.

One piece of work at a time: a document while the draft on screen is newer than the one laid out,
and then pictures of the pages that are visible. What came too late is dropped.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from app.errors import KnownError
from app.ui import tasks
from app.ui.editor import preview_texts as texts

if TYPE_CHECKING:
    from app.calls.models import Form
    from app.drafts.draft import Draft
    from app.environment import Clock
    from app.preview.document import Document, Press
    from app.preview.page import Page
    from app.ui.session import DraftSession

AFTER = 250
"""Milliseconds without a further change before the pages are made anew."""
SWITCH = 0.001
"""Seconds a thread keeps Python for itself meanwhile: keys are never kept waiting longer."""
_MOST_PICTURES = 40

PictureKey = tuple[int, int, int]
"""A page (by identity), and its picture's width and height in pixels."""


class PreviewSource(QObject):
    """The documents of an open draft as pages and pictures, for any number of views."""

    produced = Signal(str)
    """A form's document is laid out anew."""
    painted = Signal()
    """A picture that was asked for is there."""
    failed = Signal(str)
    """A form's document could not be made: see `failure`."""

    def __init__(self, session: DraftSession, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self._clock = session, clock
        self._press: Press | None = None
        self._documents: dict[str, Document] = {}
        self._made_from: dict[str, Draft] = {}
        self._failures: dict[str, str] = {}
        self._faulty: set[str] = set()
        self._pictures: dict[PictureKey, tuple[Page, QImage]] = {}
        self._orders: dict[PictureKey, tuple[Page, float]] = {}
        self._views: list[Callable[[], str]] = []
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self._go_on)
        session.draft_changed.connect(self._changed)

    def attend(self, looks_at: Callable[[], str]) -> None:
        """Count a view in; it tells which form's document is seen there, "" for none.

        Only documents that are seen are made.
        """
        self._views.append(looks_at)

    # ---- what views ask for ----

    @property
    def forms(self) -> list[Form]:
        return list(self.session.call.parts)

    def document(self, form: str) -> Document | None:
        """A form's document as last laid out; asked for, where it is out of date."""
        if self.is_stale(form) and not self._timer.isActive():
            self._go_on()
        return self._documents.get(form)

    def failure(self, form: str) -> str:
        """Why a form's document could not be made from the draft as it is; "" where it could."""
        return self._failures.get(form, "")

    def picture(self, page: Page, zoom: float) -> QImage | None:
        """A page's picture, `zoom` pixels to a point; None until it is painted."""
        key = (id(page), round(page.width * zoom), round(page.height * zoom))
        if (found := self._pictures.get(key)) is not None:
            return found[1]
        if key not in self._orders:
            self._orders[key] = (page, zoom)
            self._go_on()
        return None

    # ---- work ----

    def _changed(self) -> None:
        self._timer.start()

    @property
    def is_busy(self) -> bool:
        """Whether something is being made or painted."""
        return self._busy or bool(self._orders)

    @property
    def is_waiting(self) -> bool:
        """Whether the typing has not stopped for long enough."""
        return self._timer.isActive()

    def is_stale(self, form: str) -> bool:
        """Whether the draft on screen is newer than the document laid out."""
        made_from, now = self._made_from.get(form), self.session.draft
        return made_from is None or not (made_from is now or _reads_alike(made_from, now))

    def _go_on(self) -> None:
        seen = list(filter(None, (looks_at() for looks_at in self._views)))
        if self._busy or not seen:
            return
        stale = next((form for form in seen if self.is_stale(form)), None)
        if stale is not None and not self._timer.isActive():
            self._make(stale)
        elif self._orders:
            self._paint()

    def _make(self, form_id: str) -> None:
        from app.preview.document import Press

        self._press = press = self._press or Press(self.session.call)
        form = next(form for form in self.forms if form.id == form_id)
        draft, now = self.session.draft, self._clock.now()
        self._made_from[form_id] = draft
        self._start(
            lambda *_: press.document(form, draft, now),
            lambda made: self._take(form_id, made),
            lambda error: self._fail(form_id, error),
        )

    def _paint(self) -> None:
        from app.preview import painter

        key, (page, zoom) = next(iter(self._orders.items()))
        self._start(
            lambda *_: painter.picture(page, zoom), lambda image: self._keep(key, page, image)
        )

    def _start(
        self,
        work: tasks.Operation,
        success: Callable[[Any], None],
        failure: Callable[[Exception], None] | None = None,
    ) -> None:
        self._busy = True
        usual = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)

        def done(act: Callable[[Any], None]) -> Callable[[Any], None]:
            def ended(result: Any) -> None:
                sys.setswitchinterval(usual)
                self._busy = False
                if isValid(self):
                    act(result)
                    self._go_on()

            return ended

        tasks.start(work, done(success), done(failure or tasks.unexpected))

    def _take(self, form: str, made: Document) -> None:
        self._documents[form] = made
        self._failures.pop(form, None)
        self._orders.clear()
        self.produced.emit(form)

    def _fail(self, form: str, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._failures[form] = f"{error.what}\n{error.advice}".strip()
        else:
            self._failures[form] = texts.FAULT
        self.failed.emit(form)
        if not isinstance(error, KnownError) and form not in self._faulty:
            self._faulty.add(form)  # told once, not at every pause
            tasks.unexpected(error)

    def _keep(self, key: PictureKey, page: Page, image: QImage) -> None:
        self._orders.pop(key, None)
        while len(self._pictures) >= _MOST_PICTURES:
            del self._pictures[next(iter(self._pictures))]
        self._pictures[key] = (page, image)
        self.painted.emit()


def _reads_alike(one: Draft, other: Draft) -> bool:
    """Whether two states of a draft give the same pages: saving alone changes none."""
    return one.answers == other.answers and one.practice == other.practice
