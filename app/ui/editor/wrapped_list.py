"""A list of running texts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QWidget

from app.ui import theme


class WrappedList(QListWidget):
    """A list whose items are as high as their wrapped text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def fit(self) -> None:
        """Give each item the height its text needs at the present width."""
        icon = self.iconSize().width() if self.iconSize().isValid() else 0
        width = max(1, self.viewport().width() - icon - theme.space(4))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        for item in map(self.item, range(self.count())):
            words = self.fontMetrics().boundingRect(0, 0, width, 100_000, flags, item.text())
            height = words.height() + theme.space(2)
            if item.sizeHint().height() != height:
                item.setSizeHint(QSize(0, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
