"""An input with its words at the left."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.ui import theme


def line(words: str, field: QWidget, parent: QWidget) -> QHBoxLayout:
    """A line of a page; a letter underlined in the words leads to the input."""
    made = QHBoxLayout()
    made.setSpacing(theme.space(1))
    label = QLabel(words, parent)
    label.setBuddy(field)
    made.addWidget(label)
    made.addWidget(field, 1)
    return made
