"""What is shown over the window while files are dragged over it: what letting them fall will do."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.ui import theme

MARGIN, WIDEST = 2, 80
"""Of the words from the window's border, and their width, in steps of the grid."""


class DropHint(QFrame):
    """A frame around the page, and words at its foot. The mouse goes through."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("drop-hint")
        self.setProperty("role", "drop-hint")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = QLabel(self)
        self._words.setProperty("role", "drop-words")
        self._words.setWordWrap(True)
        self._words.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(MARGIN)] * 4)
        column.addStretch(1)
        column.addWidget(self._words, 0, QtCore.Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    @property
    def words(self) -> str:
        """What is said now; "" while nothing is dragged."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, words: str, *, taken: bool) -> None:
        """Show what will be done, or why nothing will."""
        theme.mark(self, refuses=not taken)
        theme.mark(self._words, refuses=not taken)
        self._words.setText(words)
        most = self._over.width() - 2 * theme.space(MARGIN)
        width = min(theme.space(WIDEST), most)
        # In the middle of its line, a layout gives a label the height of its first guess.
        self._words.setFixedSize(QSize(width, self._words.heightForWidth(width)))
        self.setGeometry(QRect(QtCore.QPoint(0, 0), self._over.size()))
        self.show()
        self.raise_()
