"""A text of several lines in a dialog or a panel."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui import drops
from app.ui.fields import unselect
from app.ui.fields.base import leaves


class PlainText(QPlainTextEdit):
    """Leaves files that fall on it to what is below, and is not marked once it was left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        drops.leave_files(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if leaves(event):
            unselect.drop(self)
