"""Content that stands as it is where there is room, and scrolls where there is none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

LINES = 4
"""Lines that stay in sight, however little room there is."""


class Scrolled(QScrollArea):
    """As high as its content, if the layout around it can give as much.

    A layout alone would squeeze its labels then, and cut letters in half.
    """

    def __init__(self, content: QWidget, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls it where it scrolls and takes the focus."""
        super().__init__(parent)
        self._content = content
        content.setObjectName("content")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWidget(content)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._take_focus)

    def _take_focus(self, _least: int, most: int) -> None:
        """Come by Tab only where there is something to scroll by the arrow keys."""
        wanted = Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(wanted)

    def heightForWidth(self, width: int) -> int:
        layout = self._content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._content.sizeHint().height()

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        wide = self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(wide, self.fontMetrics().height() * LINES)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # the content has become higher or lower
        return super().event(event)
