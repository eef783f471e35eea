"""Content that stands as it is where there is room, and scrolls where there is none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme

LINES = 2
"""Lines that stay in sight, however little room there is."""


class Scrolled(QScrollArea):
    """As high as its content, if the layout around it can give as much.

    A layout alone would squeeze its labels then, and cut letters in half.
    """

    def __init__(
        self,
        content: QWidget,
        name: str,
        parent: QWidget | None = None,
        *,
        most: Callable[[], int] | None = None,
    ) -> None:
        """`name` is what a screen reader calls it where it scrolls and takes the focus; `most`
        tells how high it may be at present."""
        super().__init__(parent)
        self._most = most
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
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _scroll_or_not(self) -> None:
        """Have a bar, and come by Tab, only where the content is too high.

        Qt would keep a bar that it once had: beside it the words need another line.
        """
        needed = self.needed(self.width()) > self.height()
        policies, focus = Qt.ScrollBarPolicy, Qt.FocusPolicy
        wanted = policies.ScrollBarAlwaysOn if needed else policies.ScrollBarAlwaysOff
        if wanted != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(wanted)
            self.setFocusPolicy(focus.StrongFocus if needed else focus.NoFocus)

    def heightForWidth(self, width: int) -> int:
        needed = self.needed(width)
        return needed if self._most is None else min(needed, self._most())

    def needed(self, width: int) -> int:
        """The height of the whole content."""
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
            self._scroll_or_not()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scroll_or_not()
        super().resizeEvent(event)


def put_together(dialog: QDialog, inside: QWidget, foot: QWidget) -> Scrolled:
    """Lay out a dialog: its content, which scrolls where the screen is low, above its buttons."""
    area = Scrolled(inside, dialog.windowTitle(), dialog)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(*[theme.space(3)] * 4)
    whole.setSpacing(theme.space(2))
    whole.addWidget(area, 1)
    whole.addWidget(foot)
    return area
