"""The small parts of the first page: its buttons, alike in name and look, and its search."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.ui import icons
from app.ui.home import texts


def labelled(label: str, name: str, kind: str, picture: str, tone: str = "text") -> QPushButton:
    """A button called button:<name>, of one of the style sheet's kinds, with an icon."""
    button = QPushButton(label)
    button.setObjectName(f"button:{name}")
    if kind:
        button.setProperty("kind", kind)
    icons.place(button, picture, "accent" if kind == "quiet" else tone)
    return button


def search_line() -> QLineEdit:
    """Where one writes what to look for in the list."""
    line = QLineEdit()
    line.setObjectName("field:search")
    line.setPlaceholderText(texts.SEARCH)
    line.setAccessibleName(texts.SEARCH)
    line.setClearButtonEnabled(True)
    return line


def on_key(page: QWidget, key: QKeySequence, act: Callable[[], object]) -> None:
    """Do something at a key, wherever on the page the focus is."""
    shortcut = QShortcut(key, page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
