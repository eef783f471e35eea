"""Dialogs that one answers before anything else."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog
from shiboken6 import isValid


def ask(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; whether it was accepted.

    What was filled in can be read until the event loop goes round. Then the dialog is gone: Qt
    would keep it for as long as its window, with all it holds.
    """
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    if isValid(dialog):  # its window may have gone meanwhile
        dialog.deleteLater()
    return accepted
