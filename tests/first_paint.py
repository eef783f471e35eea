"""Starts the window and prints, as JSON, what of the named its first paint found loaded.

A program of its own, because what a process has once imported stays imported.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.environment import SystemClock, find_paths
from app.ui import application


class FirstPaint(QObject):
    """Waits for the main window to be painted."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self._names = names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            print(json.dumps([name for name in self._names if is_there(name)]), flush=True)
            os._exit(0)
        return False


def is_there(name: str) -> bool:
    """Whether a module was imported, or a class of PySide6 made, which happens when it is used."""
    module, _, inside = name.rpartition(".")
    return name in sys.modules or inside in vars(sys.modules.get(module, object))


class Started(QApplication):
    """The application, watched from its first event on."""

    paint = FirstPaint(sys.argv[1:])

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.installEventFilter(self.paint)


application.QApplication = Started  # type: ignore[misc]
sys.exit(application.run([], find_paths(), SystemClock()))
