"""A list of running texts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QWidget

from app.ui import leading, theme


class WrappedList(QListWidget):
    """A list whose items are as high as their wrapped text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leading = leading.LeadingDelegate(self)
        self.setItemDelegate(self._leading)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def fit(self) -> None:
        """Give each item the height its text needs at the present width."""
        width = self.viewport().width()
        blocked = self.blockSignals(True)  # a height is no change of an item
        for item in map(self.item, range(self.count())):
            text = self._leading.height(self, self.indexFromItem(item), width)
            height = text + theme.space(1.75)
            if item.sizeHint().height() != height:
                item.setSizeHint(QSize(0, height))
        self.blockSignals(blocked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
