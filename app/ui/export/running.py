"""The export under way, and what is said when it failed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.errors import KnownError
from app.ui import icons, theme
from app.ui.export import texts
from app.ui.paragraph import Paragraph


class RunningStep(QWidget):
    """A bar, what is being done, and a button to stop; after a failure why, and a way on."""

    cancelled = Signal()
    again = Signal()
    other_place = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.card = QFrame()
        self.card.setProperty("role", "card")
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(*[theme.space(3)] * 4)
        inner.setSpacing(theme.space(2))
        self.title = Paragraph("", "heading")
        self.text = Paragraph("", selectable=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(texts.RUNNING)
        for widget in (self.title, self.bar, self.text):
            inner.addWidget(widget)
        inner.addLayout(self._buttons())
        column.addWidget(self.card)
        column.addStretch(1)

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.space(1))
        self.cancel = self._button(texts.CANCEL, "cancel", "close", self.cancelled)
        self.retry = self._button(texts.AGAIN, "again", "export", self.again)
        self.elsewhere = self._button(texts.OTHER_PLACE, "other-place", "folder", self.other_place)
        for button in (self.retry, self.elsewhere, self.cancel):
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _button(self, label: str, name: str, picture: str, told: object) -> QPushButton:
        button = QPushButton(label)
        button.setObjectName(f"button:{name}")
        button.setProperty("kind", "secondary")
        icons.place(button, picture, "accent")
        button.clicked.connect(told)
        return button

    def begin(self) -> None:
        theme.mark(self.card, role="card")
        self.title.tell(texts.RUNNING)
        self.text.tell(texts.STARTING)
        self.bar.setRange(0, 0)
        self.bar.show()
        self._show(running=True)
        self.cancel.setEnabled(True)
        self.cancel.setFocus()

    def progress(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.text.tell(what)

    def stopping(self) -> None:
        self.cancel.setEnabled(False)
        self.text.tell(texts.CANCELLING)

    def fail(self, error: Exception) -> None:
        """Say why, and offer to try again."""
        theme.mark(self.card, role="notice-error")
        self.title.tell(texts.FAILED)
        text = texts.UNEXPECTED
        if isinstance(error, KnownError):
            text = f"{error.what}\n{error.advice}".strip()
        self.text.tell(text)
        self.bar.hide()
        self._show(running=False)
        self.retry.setFocus()

    def _show(self, *, running: bool) -> None:
        self.cancel.setVisible(running)
        self.retry.setVisible(not running)
        self.elsewhere.setVisible(not running)
