"""Work that takes longer than a glance, off the user interface's thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot

Report = Callable[[int, int, str], None]
"""How far the work is: done, of how many, what it is at."""
Operation = Callable[[Report, Callable[[], bool]], Any]
"""The work: is handed a Report and asks its second argument whether it should stop."""


class Task(QObject):
    """A piece of work under way. Its signals arrive in the thread that started it."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    """The exception, a KnownError or a fault of ours."""

    def __init__(self) -> None:
        super().__init__()
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop; it ends by failing with what it raises then."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()


class _Run(QRunnable):
    def __init__(self, task: Task, operation: Operation) -> None:
        super().__init__()
        self._task = task
        self._operation = operation

    @Slot()
    def run(self) -> None:
        try:
            result = self._operation(self._task.progressed.emit, self._task._stop.is_set)
        except Exception as error:
            self._tell(self._task.failed, error)
        else:
            self._tell(self._task.succeeded, result)

    @staticmethod
    def _tell(signal: SignalInstance, what: object) -> None:
        # The program may have ended meanwhile, and with it whoever would be told.
        with suppress(RuntimeError):
            signal.emit(what)


_under_way: set[Task] = set()


def start(
    operation: Operation,
    success: Callable[[Any], object],
    failure: Callable[[Exception], object] | None = None,
    progress: Callable[[int, int, str], object] | None = None,
) -> Task:
    """Run `operation` on the thread pool and call back here when it is done.

    Without `failure` an exception is treated as any unexpected one. The callbacks must be
    methods or functions of the calling thread.
    """
    task = Task()
    _under_way.add(task)
    queued = QtCore.Qt.ConnectionType.QueuedConnection
    # A receiver that lives in this thread makes Qt deliver there, whatever thread emits.
    receiver = _Receiver(task, success, failure or unexpected, progress)
    task.progressed.connect(receiver.progressed, queued)
    task.succeeded.connect(receiver.succeeded, queued)
    task.failed.connect(receiver.failed, queued)
    QThreadPool.globalInstance().start(_Run(task, operation))
    return task


class _Receiver(QObject):
    def __init__(
        self,
        task: Task,
        success: Callable[[Any], object],
        failure: Callable[[Exception], object],
        progress: Callable[[int, int, str], object] | None,
    ) -> None:
        super().__init__(task)
        self._task, self._success, self._failure = task, success, failure
        self._progress = progress

    @Slot(int, int, str)
    def progressed(self, done: int, total: int, what: str) -> None:
        if self._progress is not None:
            self._progress(done, total, what)

    @Slot(object)
    def succeeded(self, result: object) -> None:
        _under_way.discard(self._task)
        self._success(result)

    @Slot(object)
    def failed(self, error: Exception) -> None:
        _under_way.discard(self._task)
        self._failure(error)


def unexpected(error: Exception) -> None:
    """Treat an exception like any that nobody caught."""
    sys.excepthook(type(error), error, error.__traceback__)
