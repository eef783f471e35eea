"""One window for one data folder: a second start brings the first window to the front."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject

PATIENCE = 1_500
"""Milliseconds to wait for the running program to answer."""


class SingleWindow(QObject):
    """Holds the lock of the data folder, and listens for further starts."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(data / "window.lock"))
        self._lock.setStaleLockTime(0)
        digest = hashlib.sha256(str(data).encode("utf-8", "surrogateescape")).hexdigest()
        self.name = f"oubo-navi-{digest[:16]}"

    def is_first(self) -> bool:
        """Whether this program may open the window.

        A folder that cannot be written to is told elsewhere; it does not make us second.
        """
        if self._lock.tryLock(0):
            return True
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def call_first(self) -> bool:
        """Ask the running program to show its window. False if it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(PATIENCE):
            return False
        socket.disconnectFromServer()
        return True

    def listen(self, called: Callable[[], object]) -> None:
        """From now on call `called()` whenever the program is started again."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self.name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(lambda: self._greet(called))
        self._server.listen(self.name)

    def _greet(self, called: Callable[[], object]) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
        called()

    def release(self) -> None:
        if hasattr(self, "_server"):
            self._server.close()
        self._lock.unlock()
