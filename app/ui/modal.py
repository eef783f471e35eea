"""Dialogs that one answers before anything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton
from shiboken6 import isValid

from app.ui.enter import is_enter


class _EnterPresses(QObject):
    """Enter presses the button that has the focus. Qt has it press the dialog's default button
    where the other one may not become that itself: whoever wants to add a row would be done."""

    def eventFilter(self, dialog: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        focused = dialog.focusWidget() if isinstance(dialog, QDialog) else None
        if not is_enter(event) or not isinstance(focused, QPushButton):
            return False
        if not event.isAutoRepeat():
            focused.click()
        return True


def ask(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; whether it was accepted.

    What was filled in can be read until the event loop goes round. Then the dialog is gone: Qt
    would keep it for as long as its window, with all it holds.
    """
    dialog.installEventFilter(_EnterPresses(dialog))
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    if isValid(dialog):  # its window may have gone meanwhile
        dialog.deleteLater()
    return accepted
