"""Moments at which what was typed is written at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QApplication


class MovingOn(QObject):
    """Calls when the focus moves on, and when the program is left."""

    def __init__(self, act: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._act = act
        app = QCoreApplication.instance()
        self._app = app if isinstance(app, QApplication) else None
        if self._app is not None:
            self._app.focusChanged.connect(self._moved)
            self._app.applicationStateChanged.connect(self._left)

    def _moved(self, _old: object, _new: object) -> None:
        self._act()

    def _left(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self._act()

    def stop(self) -> None:
        if self._app is not None:
            self._app.focusChanged.disconnect(self._moved)
            self._app.applicationStateChanged.disconnect(self._left)
        self._app = None
