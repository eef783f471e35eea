"""Enter presses the button that has the focus, as it does in dialogs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterPresses(QWidget):
    """What stands in a window: Qt lets Space alone press buttons there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._aimed_at: QWidget | None = None

    def event(self, event: QEvent) -> bool:
        # Comes before the key itself, whose work elsewhere may take the focus to a button.
        if event.type() == QEvent.Type.ShortcutOverride:
            self._aimed_at = self.window().focusWidget()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused, aimed_at = self.window().focusWidget(), self._aimed_at
        self._aimed_at = None
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        buttons = (QPushButton, QToolButton)
        if event.key() in KEYS and plain and isinstance(focused, buttons) and focused is aimed_at:
            if not event.isAutoRepeat():
                focused.click()
        else:
            super().keyPressEvent(event)
