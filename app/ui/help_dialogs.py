"""Small dialogs of the window: keys, about, the draft's name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.ui import modal, room, texts, theme
from app.ui.buttons import box as button_box

SHEET = (
    "h2 {{ margin-bottom: {small}px; }}"
    "h3 {{ margin-top: {wide}px; margin-bottom: {small}px; }}"
    "p {{ line-height: 150%; margin-top: 0; }} table {{ margin-top: {small}px; }}"
    "td {{ padding: {line}px {wide}px {line}px 0; }}"
)
"""How the sheets are set, with distances in pixels."""


def show_keys(parent: QWidget) -> None:
    modal.ask(keys_dialog(parent))


def keys_dialog(parent: QWidget) -> QDialog:
    """The sheet of keys."""
    from app.ui.help import keys

    return _sheet(parent, texts.KEYS_TITLE, keys.sheet())


def show_about(parent: QWidget, data: Path) -> None:
    modal.ask(about_dialog(parent, data))


def about_dialog(parent: QWidget, data: Path) -> QDialog:
    """Versions, data folder, licences."""
    from app.ui.help import about

    return _sheet(parent, texts.ABOUT_TITLE, about.page(data))


def _sheet(parent: QWidget, title: str, text: str) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(*[theme.space(2)] * 4)
    column.setSpacing(theme.space(1.5))
    browser = QTextBrowser()
    browser.setAccessibleName(title)
    document = browser.document()
    document.setDocumentMargin(theme.space(2))
    document.setDefaultStyleSheet(
        SHEET.format(line=theme.space(0.5), small=theme.space(1), wide=theme.space(2))
    )
    browser.setHtml(text)
    column.addWidget(browser)
    buttons = button_box()
    buttons.addButton(texts.OK, QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    room.give(dialog, 76, 72)
    return dialog


def ask_title(parent: QWidget, title: str) -> str:
    """A new name for the draft; "" if it shall keep the old one."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(texts.RENAME_TITLE)
    dialog.setLabelText(texts.RENAME_TEXT)
    dialog.setTextValue(title)
    dialog.setOkButtonText(texts.RENAME_ACCEPT)
    dialog.setCancelButtonText(texts.CANCEL)
    set_out(dialog)
    accepted = modal.ask(dialog)
    return dialog.textValue().strip() if accepted else ""


def set_out(dialog: QInputDialog) -> None:
    """Give Qt's small dialog the distances of ours."""
    if layout := dialog.layout():
        layout.setContentsMargins(*[theme.space(3)] * 4)
        layout.setSpacing(theme.space(1.5))
    if buttons := dialog.findChild(QDialogButtonBox):
        for button in buttons.buttons():
            button.setIcon(QIcon())  # where the desktop has pictures of its own for them
        theme.mark(buttons.button(QDialogButtonBox.StandardButton.Ok), kind="primary")
    dialog.resize(theme.space(60), dialog.sizeHint().height())
