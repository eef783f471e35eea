"""What can be done with a draft, at a right click on its row."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from app.ui.home import texts
from app.ui.home.view import DraftView


def offer(view: DraftView, buttons: Mapping[str, QPushButton]) -> None:
    """Offer at each row what the buttons in sight do with the chosen draft."""
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.customContextMenuRequested.connect(lambda place: _open(view, buttons, place))


def _open(view: DraftView, buttons: Mapping[str, QPushButton], place: QPoint) -> None:
    row = view.indexAt(place)
    if not row.isValid():
        return
    view.selectRow(row.row())  # what is done is done with the chosen one
    menu = QMenu(view)
    menu.setObjectName("row-menu")
    menu.setAccessibleName(texts.ACTIONS)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name, button in buttons.items():
        if button.isVisible():
            action = menu.addAction(button.text())
            action.setObjectName(f"action:row-{name}")
            action.triggered.connect(button.click)
    menu.popup(view.viewport().mapToGlobal(place))
