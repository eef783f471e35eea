"""Has PySide make the classes of Qt, on the window's thread, before other threads need them.

PySide makes a class with its enumerations, in Python, when it is first needed. Where two threads
come to need one at once, one of them meets what the other has half made, and the program crashes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6 import QtCore, QtGui, QtWidgets

from app.ui.slices import Slices

MODULES = (QtCore, QtGui, QtWidgets)
OF_THE_START = {
    QtCore: "QAbstractTableModel QPersistentModelIndex QPoint QRectF",
    QtGui: "QPainterPath QShortcut",
    QtWidgets: "QDialogButtonBox QGridLayout QHeaderView QInputDialog QLineEdit QScrollArea"
    " QTableView QTextBrowser",
}
"""What is needed by modules that are imported off the window's thread while the program starts;
a class brings those it is made of."""


def of_the_start() -> None:
    """Have these made now."""
    for module, names in OF_THE_START.items():
        for name in names.split():
            getattr(module, name)


class QtClasses:
    """All of them, made little by little while keys and clicks come in between."""

    def __init__(self) -> None:
        self._slices: Slices | None = None
        self._are_made = False

    def once_made(self, act: Callable[[], object]) -> None:
        """Act when they are there: at once if they are already."""
        if self._are_made:
            act()
            return
        if self._slices is None:
            self._slices = Slices(QtWidgets.QApplication.instance())
            self._slices.finished.connect(self._note)
            self._slices.finished.connect(act)
            self._slices.begin(_made_one_by_one())
        else:
            self._slices.finished.connect(act)

    def _note(self) -> None:
        self._are_made, self._slices = True, None


def _made_one_by_one() -> Iterator[None]:
    for module in MODULES:
        for name in dir(module):
            getattr(module, name)
            yield
