"""Opens what was made with the desktop's program for it, and says what to do where it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui import texts

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.ui.dialogs import Dialogs


def show(dialogs: Dialogs, parent: QWidget, title: str, path: Path) -> None:
    """Open a file or folder; instead of a file that nothing opens, offer the folder it is in."""
    there = _is_there(path)  # some desktops say that they open what is not there
    if there and dialogs.show_path(path):
        return
    folder = path if there and path.is_dir() else path.parent
    if folder is not path:
        why = texts.NOT_OPENED if there else texts.NOT_THERE
        text = why.format(name=path.name)
        if not dialogs.offer(parent, title, text, texts.OPEN_FOLDER):
            return
        if dialogs.show_path(folder):
            return
    dialogs.inform(parent, title, texts.FOLDER_NOT_OPENED.format(path=folder))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder where one may not look
        return False
