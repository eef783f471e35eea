"""What the buttons and keys of a table do with rows, as a menu where the mouse is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.ui.fields import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QPushButton, QWidget


def rows_menu(
    buttons: Mapping[str, QPushButton], paste: Callable[[], None] | None, parent: QWidget
) -> QMenu:
    """The menu of a table's rows: a paste (None where there is nothing to paste), and an entry for
    each button, of which those can be chosen that can be pressed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    entry = menu.addAction(texts.PASTE_ROWS)
    entry.setObjectName("action:paste-rows")
    entry.setEnabled(paste is not None)
    if paste is not None:
        entry.triggered.connect(paste)
    menu.addSeparator()
    for name, button in buttons.items():
        act = menu.addAction(button.icon(), button.text())
        act.setObjectName(f"action:{name}")
        act.setEnabled(button.isEnabled())
        act.triggered.connect(button.click)
    return menu
