"""The mouse wheel scrolls what a choice stands on; it never changes what was chosen.

Qt has a combo box or spin box that comes below the pointer while a page scrolls take the turns of
the wheel for itself: the page stops, and something is changed that nobody looks at.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _Passing(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()  # goes on to the page
            return True
        return False


def pass_on(widget: QWidget) -> None:
    """Leave the wheel to the page on which the widget stands, and the focus where it is."""
    if widget.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_Passing(widget))
