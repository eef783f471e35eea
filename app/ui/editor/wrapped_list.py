"""A list of running texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

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

    def fit(self, items: Iterable[QListWidgetItem] | None = None) -> None:
        """Give these items, or all, the height their text needs at the present width."""
        width = self.viewport().width()
        blocked = self.blockSignals(True)  # a height is no change of an item
        for item in map(self.item, range(self.count())) if items is None else items:
            text = self._leading.height(self, self.indexFromItem(item), width)
            height = text + theme.space(1.75)
            if item.sizeHint().height() != height:
                item.setSizeHint(QSize(0, height))
        self.blockSignals(blocked)

    def dataChanged(
        self,
        top_left: QModelIndex | QPersistentModelIndex,
        bottom_right: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Paint what changed. Qt's list would lay out and paint everything, whatever changed;
        here nothing moves but by a height, which `fit` alone gives."""
        if roles and Qt.ItemDataRole.SizeHintRole not in roles:
            QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))
        else:
            super().dataChanged(top_left, bottom_right, list(roles))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
