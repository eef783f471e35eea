"""Starts the real program and tells when its window was painted, or ready, or how large it grew.

`python -m tests.bench.children.ours paint|ready|memory DATA [DRAFT]`: prints one number, the
monotonic clock's seconds, or the largest resident size in megabytes.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from datetime import datetime
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QTimer

from app.environment import JST, AppPaths, FixedClock
from app.ui import application

DRAFTS, LOOK, SETTLED = 20, 2, 2_000


def finish(number: float) -> None:
    print(number, flush=True)
    os._exit(0)


class Watched(application.Desktop):
    """The running program, watched."""

    def begin(self) -> None:
        self._what = sys.argv[1]
        self._seen = Painted(self)
        self._seen.end = self._painted
        self.window.installEventFilter(self._seen)
        super().begin()

    def _painted(self) -> None:
        if self._what == "paint":
            finish(time.monotonic())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self._ready if self._what == "ready" else self._open)
        self._timer.start()

    def _ready(self) -> None:
        # Neither this nor QtCore.Qt before: they would count towards the first painting.
        from PySide6.QtTest import QTest

        home = self.window.home
        if home is None or home.view.model().rowCount() < DRAFTS:
            return
        home.view.setFocus()
        before = home.view.currentIndex().row()
        QTest.keyClick(home.view, QtCore.Qt.Key.Key_Down)
        if home.view.currentIndex().row() == before:
            return  # it does not answer yet: asked again after a moment
        home.view.viewport().repaint()
        finish(time.monotonic())

    def _open(self) -> None:
        if self.window.home is None:
            return
        self._timer.stop()
        self.window.open_draft(sys.argv[3])
        QTimer.singleShot(SETTLED, self._grown)

    def _grown(self) -> None:
        finish(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


class Painted(QObject):
    """Waits for the main window's first painting."""

    end = staticmethod(lambda: None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.end)
        return False


application.Desktop = Watched  # type: ignore[misc]
ROOT = Path(__file__).resolve().parents[3]
clock = FixedClock(datetime(2025, 4, 1, 9, 0, tzinfo=JST))
sys.exit(application.run([], AppPaths(ROOT, Path(sys.argv[2])), clock))
