"""Enter presses the button that has the focus, as it does in dialogs; Tab goes as one reads."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QToolButton, QWidget


class EnterPresses(QFrame):
    """What stands in a window: Qt lets Space alone press buttons there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aimed_at: QWidget | None = None

    def event(self, event: QEvent) -> bool:
        # Comes before the key itself, whose work elsewhere may take the focus to a button.
        if event.type() == QEvent.Type.ShortcutOverride:
            self._aimed_at = self.window().focusWidget()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused, aimed_at = self.window().focusWidget(), self._aimed_at
        self._aimed_at = None
        if (
            is_enter(event)
            and isinstance(focused, (QPushButton, QToolButton))
            and focused is aimed_at
        ):
            if not event.isAutoRepeat():
                focused.click()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        from app.ui import tab_order

        here = self.window().focusWidget()
        inside = here is not None and self.isAncestorOf(here)
        there = tab_order.following(self, here if inside and here else self, forward=forward)
        if there is None:
            return super().focusNextPrevChild(forward)
        reasons = QtCore.Qt.FocusReason
        there.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
        return True


def is_enter(event: QKeyEvent) -> bool:
    """Whether a key is Enter and nothing else."""
    qt = QtCore.Qt  # not at the top: it is long in the making, and nothing painted needs it
    plain = not event.modifiers() & ~qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in (qt.Key.Key_Return, qt.Key.Key_Enter)
