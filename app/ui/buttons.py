"""The buttons of a dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from app.ui import theme


def box(parent: QWidget | None = None) -> QDialogButtonBox:
    """A row for buttons with as much room between them as elsewhere, in any size of letters."""
    made = QDialogButtonBox(parent) if parent is not None else QDialogButtonBox()
    if (line := made.layout()) is not None:
        line.setSpacing(theme.space(1))
    return made
