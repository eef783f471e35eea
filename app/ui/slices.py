"""Work on the window's own thread, done in slices so that keys and clicks come in between."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

BUDGET = 0.012
"""Seconds a slice may take before the event loop goes round; the last step may run over."""


class Slices(QObject):
    """Runs steps one after the other: what fits a slice at once, the rest from the event loop.

    Widgets can be made on no other thread. Whoever needs the result at once calls finish().
    Steps that begin slices of their own, as a page does with its tables, share their time.
    """

    finished = Signal()
    _end: ClassVar[float | None] = None
    """When the slice is over that is being worked at, in processor time of the window's thread."""

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._slice)

    @property
    def busy(self) -> bool:
        """Whether steps are left."""
        return self._steps is not None

    def begin(self, steps: Iterator[object]) -> None:
        """Run these steps in place of what is left of earlier ones; the first slice now."""
        self._steps = steps
        self._slice()

    def stop(self) -> None:
        """Leave off; what is not done stays undone."""
        self._steps = None
        self._timer.stop()

    def finish(self, until: Callable[[], bool] = lambda: False) -> None:
        """Do the rest now, or as much as it takes until the condition holds."""
        while self.busy and not until():
            self._step()

    def _slice(self) -> None:
        around = Slices._end
        Slices._end = end = time.thread_time() + BUDGET if around is None else around
        try:
            self._step()  # one at least, however slow the computer
            while self.busy and time.thread_time() < end:
                self._step()
        finally:
            Slices._end = around
        if self.busy:
            self._timer.start(0)

    def _step(self) -> None:
        steps = self._steps
        if steps is None:
            return
        try:
            next(steps)
        except StopIteration:
            if self._steps is steps:
                self.stop()
                self.finished.emit()


class _Demolition:
    """Deletes widgets in the order they were given up, one in each turn of the event loop.

    One after the other even if they come from several places: who acts once his own are gone also
    finds gone what was given up before.
    """

    def __init__(self) -> None:
        self._left: deque[QWidget | Callable[[], object]] = deque()
        self._running = False

    def add(self, widgets: Sequence[QWidget], then: Callable[[], object]) -> None:
        if not widgets and not self._left:
            then()
            return
        self._left += [*widgets, then]
        if not self._running:
            self._step()

    def _step(self) -> None:
        self._running = bool(self._left)
        if not self._running:
            return
        first = self._left.popleft()
        if isinstance(first, QWidget) and isValid(first):
            first.deleteLater()
        QTimer.singleShot(0, self._step)  # behind the deletion
        if not isinstance(first, QWidget):
            first()


_demolition = _Demolition()


def take_down(widgets: Sequence[QWidget], then: Callable[[], object] = lambda: None) -> None:
    """Delete widgets that nobody sees any more, without holding the window; `then` act."""
    _demolition.add(widgets, then)
