"""The two small buttons of a spin box: one more, one less."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.ui import theme

FIRST, NEXT = 400, 80
"""Milliseconds until a held button repeats, and from then on."""
WIDTH = 2.5
"""In steps of the grid."""


class Stepper(QWidget):
    """Stands inside an input at its right end. The keys ↑ and ↓ do the same: no stop for Tab."""

    stepped = Signal(int)

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self.more, self.less = self._button("up", 1), self._button("down", -1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.more)
        column.addWidget(self.less)
        self.setFixedWidth(theme.space(WIDTH))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        inside = QHBoxLayout(edit)
        inside.setContentsMargins(0, 2, 2, 2)
        inside.addStretch(1)
        inside.addWidget(self)
        edit.setTextMargins(0, 0, theme.space(WIDTH - 0.75), 0)

    def _button(self, name: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", f"spin-{name}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        button.setAutoRepeatDelay(FIRST)
        button.setAutoRepeatInterval(NEXT)
        button.clicked.connect(lambda: self.stepped.emit(by))
        return button
