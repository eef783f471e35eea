"""Everything the program asks outside its own pages; handed in, so that a test can answer."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import KnownError
from app.ui import room, texts, theme
from app.ui.message_dialog import MessageDialog
from app.ui.paragraph import Paragraph


class Dialogs(Protocol):
    """What pages may ask of the desktop."""

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None: ...

    def save_file(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """Where to save, with the ending of `name`; asks before another file is replaced."""
        ...

    def choose_folder(self, parent: QWidget, title: str, start: Path) -> Path | None: ...

    def confirm(
        self, parent: QWidget, title: str, text: str, yes: str, *, danger: bool = False
    ) -> bool: ...

    def reason(self, parent: QWidget, title: str, text: str, start: str = "") -> str | None: ...

    def tell(self, parent: QWidget, title: str, error: KnownError) -> None: ...

    def inform(self, parent: QWidget, title: str, text: str) -> None: ...

    def show_path(self, path: Path) -> bool:
        """Open a file with the desktop's program for it, or a folder in its file manager."""
        ...

    def copy(self, text: str) -> None: ...


class QtDialogs:
    """The real dialogs."""

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(name) if name else None

    def save_file(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        dialog = QFileDialog(parent, title, "", kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        return Path(dialog.selectedFiles()[0]) if chosen else None

    def choose_folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        name = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(name) if name else None

    def confirm(
        self, parent: QWidget, title: str, text: str, yes: str, *, danger: bool = False
    ) -> bool:
        box = MessageDialog("warning" if danger else "question", title, text, parent=parent)
        accept = box.add(yes, "danger" if danger else "primary", accepts=True)
        refuse = box.add(texts.CANCEL)
        usual = refuse if danger else accept
        usual.setDefault(True)
        usual.setFocus()
        return box.exec() == QDialog.DialogCode.Accepted

    def reason(self, parent: QWidget, title: str, text: str, start: str = "") -> str | None:
        dialog = ReasonDialog(title, text, start, parent)
        return dialog.reason if dialog.exec() == QDialog.DialogCode.Accepted else None

    def tell(self, parent: QWidget, title: str, error: KnownError) -> None:
        box = MessageDialog("warning", title, error.what, error.advice, parent)
        box.add(texts.OK, "primary").setDefault(True)
        box.exec()

    def inform(self, parent: QWidget, title: str, text: str) -> None:
        box = MessageDialog("info", title, text, parent=parent)
        box.add(texts.OK, "primary").setDefault(True)
        box.exec()

    def show_path(self, path: Path) -> bool:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)


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
        self.edit = QPlainTextEdit(start)
        self.edit.setObjectName("field:reason")
        self.edit.setAccessibleName(texts.REASON)
        self.edit.setAccessibleDescription(text)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(texts.REASON_EXAMPLE)
        column.addWidget(self.edit)
        self._buttons = QDialogButtonBox()
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
