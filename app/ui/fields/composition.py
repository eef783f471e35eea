"""Whether the input method is composing: meanwhile nothing on the page may move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QInputMethodEvent


class Composition(QObject):
    """Follows the input method in all fields of a page.

    While kana stand unconverted in a field, a page laid out anew would take the list of
    candidates along; so whoever wants to move something waits for `ended`.
    """

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._active = False

    @property
    def active(self) -> bool:
        return self._active

    def watch(self, event: QEvent) -> None:
        """Take note of an event that goes to a field's input."""
        if isinstance(event, QInputMethodEvent):
            self._set(bool(event.preeditString()))
        elif event.type() == QEvent.Type.FocusOut:
            self._set(False)

    def _set(self, active: bool) -> None:
        if active == self._active:
            return
        self._active = active
        if not active:
            self.ended.emit()
