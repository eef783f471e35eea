"""A question or a message in a window of its own, in the look of the pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, room, theme
from app.ui.buttons import box as button_box
from app.ui.paragraph import Paragraph
from app.ui.scrolled import Scrolled

WIDTH = 62
"""In steps of the grid."""
PICTURES = {
    "question": ("help", "accent"),
    "info": ("info", "accent"),
    "warning": ("warning", "warning"),
}


class MessageDialog(QDialog):
    """Says something and waits for a button; Esc and the last button mean no."""

    def __init__(
        self, kind: str, title: str, text: str, more: str = "", parent: QWidget | None = None
    ) -> None:
        """`more` stands below the text: what one can do about it."""
        super().__init__(parent)
        self.setObjectName("message")
        self.setWindowTitle(title)
        self.setAccessibleDescription("\n".join(filter(None, (text, more))))
        picture = icons.picture(QLabel(), *PICTURES[kind], 32)
        inside = QWidget()
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(theme.space(1))
        words.addWidget(Paragraph(text, "question" if more else "", selectable=True))
        if more:
            words.addWidget(Paragraph(more, selectable=True))
        line = QHBoxLayout()
        line.setSpacing(theme.space(2))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Scrolled(inside, title, self), 1, Qt.AlignmentFlag.AlignVCenter)
        self._buttons = button_box()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(3))
        column.addLayout(line, 1)
        column.addWidget(self._buttons)

    def add(self, label: str, kind: str = "", *, accepts: bool = False) -> QPushButton:
        """One more button; the last one added with a kind is the usual one."""
        roles = QDialogButtonBox.ButtonRole
        button = self._buttons.addButton(label, roles.AcceptRole if accepts else roles.RejectRole)
        if kind:
            theme.mark(button, kind=kind)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        room.fit(self, WIDTH)  # only now all buttons are there
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
