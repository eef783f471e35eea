"""Notes how long the window's thread worked without letting the event loop go round.

What counts is the processor time of that thread alone, put against a piece of work of known length
done right afterwards: neither other programs nor a slow machine make the window any slower than
it is.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

BEAT = 4
"""Milliseconds between two heartbeats of an idle window."""
LONGEST = 0.1
"""Seconds of work after which a person feels that the window stands still."""
SAMPLE = 0.01
REFERENCE = 0.004
"""Seconds that reference() takes on a machine of its own like those of an office."""


def reference() -> float:
    """Seconds of processor time for a piece of work that is always the same."""
    begun = time.thread_time()
    sum(len(str(number)) for number in range(40_000))
    return time.thread_time() - begun


@dataclass(frozen=True)
class Stall:
    """One stretch of work between two heartbeats."""

    during: str
    """What the walk was doing."""
    seconds: float
    inside: tuple[str, ...]
    """Where the thread was found most often, innermost last."""

    def __str__(self) -> str:
        return f"{self.during}: {self.seconds * 1000:.0f} ms in {' < '.join(self.inside)}"


class Watchdog(QObject):
    """Beats in the event loop of the thread that makes it."""

    def __init__(self, longest: float = LONGEST) -> None:
        super().__init__()
        self._longest = longest
        self._during = "start"
        self._last, self._beaten = time.thread_time(), time.monotonic()
        self.stalls: list[Stall] = []
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._thread = threading.get_ident()
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()

    def begin(self, during: str, longest: float) -> None:
        """What is done from now on. What was worked until now does not count towards it."""
        self._beat()
        self._during, self._longest = during, longest

    def _beat(self) -> None:
        now, self._beaten = time.thread_time(), time.monotonic()
        worked, self._last = now - self._last, now
        seen, self._seen = self._seen, Counter()
        if worked > self._longest:
            worked /= max(1.0, reference() / REFERENCE)
            self._last, self._beaten = time.thread_time(), time.monotonic()
        if worked > self._longest:
            inside = seen.most_common(1)[0][0] if seen else ()
            self.stalls.append(Stall(self._during, worked, inside))

    def _look(self) -> None:
        """From another thread: where is the window's thread?"""
        while not self._over.wait(SAMPLE):
            if time.monotonic() - self._beaten > self._longest / 2:
                self._seen[self._where()] += 1

    def _where(self) -> tuple[str, ...]:
        # Held frames keep their variables alive, so they are let go of at once.
        stack = traceback.extract_stack(sys._current_frames()[self._thread])
        return tuple([f"{f.name}:{f.lineno}" for f in stack if "/app/" in f.filename][-6:])

    def end(self) -> list[Stall]:
        self._beat()
        self._over.set()
        self._looking.join()  # or the timer might be taken down on that thread
        self._timer.stop()
        return self.stalls
