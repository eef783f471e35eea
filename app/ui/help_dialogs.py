"""Small dialogs of the window: keys, about, the draft's name."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.environment import JST
from app.ui import texts, theme


def show_keys(parent: QWidget) -> None:
    keys_dialog(parent).exec()


def keys_dialog(parent: QWidget) -> QDialog:
    """The sheet of keys."""
    from app.ui.help import keys

    return _sheet(parent, texts.KEYS_TITLE, keys.sheet())


def show_about(parent: QWidget, data: Path) -> None:
    about_dialog(parent, data).exec()


def about_dialog(parent: QWidget, data: Path) -> QDialog:
    """Versions, data folder, licences."""
    from app.ui.help import about

    return _sheet(parent, texts.ABOUT_TITLE, about.page(data))


def _sheet(parent: QWidget, title: str, text: str) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(*[theme.space(2)] * 4)
    browser = QTextBrowser()
    browser.setAccessibleName(title)
    browser.setHtml(text)
    column.addWidget(browser)
    buttons = QDialogButtonBox()
    buttons.addButton(texts.OK, QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    dialog.resize(theme.space(72), theme.space(64))
    return dialog


def ask_title(parent: QWidget, title: str) -> str:
    """A new name for the draft; "" if it shall keep the old one."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(texts.RENAME_TITLE)
    dialog.setLabelText(texts.RENAME_TEXT)
    dialog.setTextValue(title)
    dialog.setOkButtonText(texts.RENAME_ACCEPT)
    dialog.setCancelButtonText(texts.CANCEL)
    dialog.resize(theme.space(60), dialog.height())
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    return dialog.textValue().strip() if accepted else ""


def moment(at: datetime) -> str:
    """A moment in Japan time, as a clerk writes it."""
    from app.review import dates

    here = at.astimezone(JST)
    return f"{dates.japanese(here.date())} {here:%H:%M}"
