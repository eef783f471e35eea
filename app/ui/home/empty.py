"""What stands on the first page while there are no drafts: how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, theme
from app.ui.home import texts
from app.ui.scrolled import Scrolled


class EmptyState(QFrame):
    """Three steps from an empty list to the finished package, with the button for the first.

    Where the steps do not fit, they scroll; the buttons stay in sight.
    """

    def __init__(self, new: QPushButton, sample: QPushButton) -> None:
        super().__init__()
        self.new = new
        self.setProperty("role", "card")
        self.setObjectName("empty-state")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(2))
        self.guide = Scrolled(self._guide(), texts.EMPTY_TITLE, self)
        column.addWidget(self.guide)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(2))
        buttons.addWidget(new)
        buttons.addWidget(sample)
        buttons.addStretch(1)
        column.addLayout(buttons)
        hint = QLabel(texts.EMPTY_HINT)
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addStretch(1)

    def _guide(self) -> QWidget:
        guide = QWidget()
        column = QVBoxLayout(guide)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        title = QLabel(texts.EMPTY_TITLE)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        column.addWidget(title)
        column.addLayout(self._steps())
        return guide

    def _steps(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(1.5))
        grid.setColumnStretch(1, 1)
        for row, (picture, title, text) in enumerate(texts.EMPTY_STEPS):
            grid.addWidget(
                icons.picture(QLabel(), picture, "accent", 28), row, 0, Qt.AlignmentFlag.AlignTop
            )
            words = QVBoxLayout()
            words.setSpacing(2)
            head = QLabel(f"{row + 1}．{title}")
            head.setProperty("role", "question")
            help_text = QLabel(text)
            help_text.setProperty("role", "muted")
            help_text.setWordWrap(True)
            words.addWidget(head)
            words.addWidget(help_text)
            grid.addLayout(words, row, 1)
        return grid
