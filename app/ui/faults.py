"""What happens when something unexpected is raised: a record without answers, and a message."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from app import __version__, private
from app.environment import Clock

LARGEST_LOG = 1_000_000
"""Bytes above which the log is begun anew."""


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of exception and the lines of code it came through.

    Neither the exception's text nor any variable: both may hold what somebody answered.
    """
    return "".join([*traceback.format_tb(trace), f"{kind.__module__}.{kind.__qualname__}\n"])


class FaultLog:
    """Takes unexpected exceptions of every thread, writes them down and tells of them once each."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.path = folder / "oubo-navi.log"
        self._clock = clock
        self._tell: Callable[[Path | None], object] | None = None
        self._interrupt: Callable[[], object] | None = None
        self._telling = False

    def install(
        self,
        tell: Callable[[Path | None], object],
        interrupt: Callable[[], object] | None = None,
    ) -> None:
        """From now on `tell(path)` is called in the main thread; None if nothing was written.

        `interrupt` is called instead where something fails while `tell` is at work.
        """
        self._tell, self._interrupt = tell, interrupt
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.record(args.exc_type, args.exc_traceback)

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        written = self._recorded(kind, trace)
        if self._telling:  # a fault while telling must not open a second dialog
            if self._interrupt is not None:
                self._interrupt()
            return
        if self._tell is None:
            return
        self._telling = True
        try:
            self._tell(self.path if written else None)
        except Exception as further:
            self._recorded(type(further), further.__traceback__)
        finally:
            self._telling = False

    def _recorded(self, kind: type[BaseException], trace: TracebackType | None) -> bool:
        """Write one down; whatever comes between, it is still to be told."""
        try:
            return self.record(kind, trace)
        except Exception:
            return False

    def record(self, kind: type[BaseException], trace: TracebackType | None) -> bool:
        """Write one down. False if the disk refuses."""
        head = f"{self._clock.now().isoformat(timespec='seconds')} {__version__}\n"
        text = head + describe(kind, trace) + "\n"
        if sys.stderr is not None:
            sys.stderr.write(text)
        try:
            private.folder(self.path.parent)
            private.file(self.path)
            large = self.path.exists() and self.path.stat().st_size > LARGEST_LOG
            with self.path.open("w" if large else "a", encoding="utf-8") as log:
                log.write(text)
        except OSError:
            return False
        return True
