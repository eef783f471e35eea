"""A bare PySide6 window that tells when it was painted, or how large it grew."""

from __future__ import annotations

import os
import resource
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


def finish() -> None:
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(size if sys.argv[1] == "memory" else time.monotonic(), flush=True)
    os._exit(0)


class Painted(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(2_000 if sys.argv[1] == "memory" else 0, finish)
        return False


app = QApplication([])
window = QMainWindow()
window.resize(1280, 720)
painted = Painted()
window.installEventFilter(painted)
window.show()
sys.exit(app.exec())
