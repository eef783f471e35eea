"""Everything the program asks outside its own pages; handed in, so that a test can answer."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.errors import KnownError
from app.ui import modal, texts


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

    def offer(self, parent: QWidget, title: str, text: str, what: str) -> bool:
        """Tell what was done or found, and offer what may be done next; nothing is at stake."""
        ...

    def reason(self, parent: QWidget, title: str, text: str, start: str = "") -> str | None: ...

    def tell(self, parent: QWidget, title: str, error: KnownError) -> None: ...

    def inform(self, parent: QWidget, title: str, text: str) -> None: ...

    def show_path(self, path: Path) -> bool:
        """Open a file with the desktop's program for it, or a folder in its file manager."""
        ...

    def copy(self, text: str) -> None: ...


class QtDialogs:
    """The real dialogs. What they are made of is imported when one is opened."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        """Where a file was chosen last."""

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(parent, title, str(self._start()), kinds)
        return self._chosen(name) if name else None

    def save_file(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(parent, title, str(self._start()), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        chosen = modal.ask(dialog)
        return self._chosen(dialog.selectedFiles()[0]) if chosen else None

    def _start(self) -> Path:
        """The folder to begin in: Qt would take the one the program was started in, its own."""
        if self._folder is not None and self._folder.is_dir():
            return self._folder
        return documents()

    def _chosen(self, name: str) -> Path:
        self._folder = Path(name).parent
        return Path(name)

    def choose_folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(parent, title, str(start))
        return Path(name) if name else None

    def confirm(
        self, parent: QWidget, title: str, text: str, yes: str, *, danger: bool = False
    ) -> bool:
        from app.ui.message_dialog import MessageDialog

        box = MessageDialog("warning" if danger else "question", title, text, parent=parent)
        accept = box.add(yes, "danger" if danger else "primary", accepts=True)
        refuse = box.add(texts.CANCEL)
        usual = refuse if danger else accept
        usual.setDefault(True)
        usual.setFocus()
        return modal.ask(box)

    def offer(self, parent: QWidget, title: str, text: str, what: str) -> bool:
        from app.ui.message_dialog import MessageDialog

        box = MessageDialog("info", title, text, parent=parent)
        accept = box.add(what, "primary", accepts=True)
        box.add(texts.OK)
        accept.setDefault(True)
        accept.setFocus()
        return modal.ask(box)

    def reason(self, parent: QWidget, title: str, text: str, start: str = "") -> str | None:
        from app.ui.reason_dialog import ReasonDialog

        dialog = ReasonDialog(title, text, start, parent)
        return dialog.reason if modal.ask(dialog) else None

    def tell(self, parent: QWidget, title: str, error: KnownError) -> None:
        from app.ui.message_dialog import MessageDialog

        box = MessageDialog("warning", title, error.what, error.advice, parent)
        box.add(texts.OK).setDefault(True)
        modal.ask(box)

    def inform(self, parent: QWidget, title: str, text: str) -> None:
        from app.ui.message_dialog import MessageDialog

        box = MessageDialog("info", title, text, parent=parent)
        box.add(texts.OK).setDefault(True)
        modal.ask(box)

    def show_path(self, path: Path) -> bool:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)


def documents() -> Path:
    """Where a person keeps files."""
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
