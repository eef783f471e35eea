"""A line of input with a button that empties it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from app.ui import drops, icons, texts, theme


class ClearableLine(QLineEdit):
    """Qt's own button for it stays at 16 pixels, however large the letters are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clearer = QToolButton(self)
        self.clearer.setObjectName("button:clear")
        self.clearer.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by the keyboard one deletes
        self.clearer.setCursor(Qt.CursorShape.ArrowCursor)
        self.clearer.setToolTip(texts.CLEAR)
        self.clearer.setAccessibleName(texts.CLEAR)
        icons.place(self.clearer, "close", "muted")
        side = theme.space(2)
        self.clearer.setIconSize(QSize(side, side))
        self.setTextMargins(0, 0, side, 0)
        drops.leave_files(self)
        self.clearer.hide()
        self.clearer.clicked.connect(self._empty)
        self.textChanged.connect(lambda text: self.clearer.setVisible(bool(text)))

    def _empty(self) -> None:
        """As if a person had deleted it: it can be undone."""
        self.selectAll()
        self.del_()
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme.space(2.5)
        left = self.width() - side - theme.space(0.5)
        self.clearer.setGeometry(QRect(left, (self.height() - side) // 2, side, side))
