"""How large a dialog begins: as it likes best, but never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.ui import theme

FRAME = QSize(16, 48)
"""Pixels that the desktop's frame and title take."""


def give(dialog: QWidget, width: float, height: float) -> None:
    """Resize to so many steps of the grid, where the screen is large enough."""
    liked = QSize(theme.space(width), theme.space(height))
    dialog.resize(liked.boundedTo(dialog.screen().availableSize() - FRAME))
