"""One window for one data folder: a second start brings the first window to the front.

The second start leaves a file in the data folder, which the first one watches. A local socket
would do as well, but the program shall hold no code that could open a connection.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEventLoop, QFileSystemWatcher, QLockFile, QObject, QSysInfo, QTimer

from app import moving, private

PATIENCE = 10_000
"""Milliseconds to wait for the running program to answer."""
INTERVAL = 50
"""Milliseconds between two looks whether it has."""
LOCK, CALL = "window.lock", "window.call"

Called = Callable[[list[Path]], object]
"""Told of a further start, with the files that it was asked to open."""


class SingleWindow(QObject):
    """Holds the lock of the data folder, and listens for further starts."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(data / LOCK))
        self._lock.setStaleLockTime(0)
        self._folder, self._call = data, data / CALL

    def is_first(self) -> bool:
        """Whether this program may open the window.

        A folder that cannot be written to is told elsewhere; it does not make us second.
        """
        with private.making():
            locked = self._lock.tryLock(0)
        if locked:
            self._take()  # left by a start whose program ended before it could answer
            return True
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def call_first(self, files: Sequence[Path] = ()) -> bool:
        """Ask the running program to show its window and open files. False if it does not answer.

        A program on another PC, with the same folder on a file server, is not asked.
        """
        host, pid = self._holder()
        if _short(host) != _short(QSysInfo.machineHostName()):
            return False
        _let_come_forward(pid)
        import json  # not before the first painting

        told = [str(path.absolute()) for path in files]
        working = self._folder / f"{CALL}-{os.getpid()}"
        try:
            private.file(working)
            working.write_text(json.dumps(told), "utf-8")
            moving.replace(working, self._call)
        except OSError:
            working.unlink(missing_ok=True)
            return False
        answered = self._wait()
        if not answered:
            self._take()
        return answered

    def listen(self, called: Called) -> None:
        """From now on call `called(files)` whenever the program is started again."""
        self._called = called
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._answer)
        self._watcher.addPath(str(self._folder))
        self._answer()  # somebody may have called while the window was being made

    def release(self) -> None:
        if hasattr(self, "_watcher"):
            self._watcher.directoryChanged.disconnect(self._answer)
            self._watcher.deleteLater()
            del self._watcher
        self._lock.unlock()

    def _answer(self, _folder: str = "") -> None:
        if (files := self._take()) is not None:
            self._called(files)

    def _take(self) -> list[Path] | None:
        """Take the call away, which answers it; the files it names. None if there is none."""
        if not self._call.exists():
            return None
        import json

        files: list[Path] = []
        with suppress(OSError, ValueError):
            told = json.loads(self._call.read_text("utf-8"))
            files = [Path(name) for name in told if isinstance(name, str)]
        with suppress(OSError):
            self._call.unlink(missing_ok=True)
        return files

    def _wait(self) -> bool:
        """Until the call has been taken away, at most PATIENCE; events go on meanwhile."""
        loop, looks, limit = QEventLoop(), QTimer(), QTimer()

        def look() -> None:
            if not self._call.exists():
                loop.exit(1)

        looks.timeout.connect(look)
        limit.setSingleShot(True)
        limit.timeout.connect(loop.exit)
        looks.start(INTERVAL)
        limit.start(PATIENCE)
        return loop.exec() == 1

    def _holder(self) -> tuple[str, int]:
        """The PC and the process that hold the lock; empty if nobody says so."""
        pid, host, _program = self._lock.getLockInfo()
        return host, pid


def _short(host: str) -> str:
    """A PC's name as either of Windows' interfaces tells it: NetBIOS cuts it and shouts it."""
    return host[:15].casefold()


def _let_come_forward(pid: int) -> None:
    """Windows lets only the program in use bring a window to the front, unless it lends that."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(pid)
