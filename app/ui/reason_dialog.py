"""Asks for the reason for which something is done all the same."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.ui import room, texts, theme
from app.ui.buttons import box as button_box
from app.ui.paragraph import Paragraph
from app.ui.plain_text import PlainText


class ReasonDialog(QDialog):
    """Asks for a written reason; without one it cannot be accepted."""

    def __init__(self, title: str, text: str, start: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setObjectName("reason-dialog")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(2))
        column.addWidget(Paragraph(text))
        self.edit = PlainText(self)
        self.edit.setPlainText(start)
        self.edit.setObjectName("field:reason")
        self.edit.setAccessibleName(texts.REASON)
        self.edit.setAccessibleDescription(text)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(texts.REASON_EXAMPLE)
        column.addWidget(self.edit)
        self._buttons = button_box()
        self._accept = self._buttons.addButton(
            texts.REASON_ACCEPT, QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._accept.setProperty("kind", "primary")
        self._accept.setObjectName("button:accept")
        self._buttons.addButton(texts.CANCEL, QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column.addWidget(self._buttons)
        self.edit.textChanged.connect(self._typed)
        self._typed()
        room.give(self, 70, 36)

    @property
    def reason(self) -> str:
        return self.edit.toPlainText().strip()

    def _typed(self) -> None:
        self._accept.setEnabled(bool(self.reason))
