"""What is wrong with pasted rows is told at once, as what was typed is once the field is left."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.ui import modal
from tests.ui.editor.conftest import CONTROL, Edit, press, settle, told

TABLE = "schedule.table"
WRONG_DAY = (
    "ヒアリング\t第１\t2025/5/1\t2025/6/31\tＤＸ推進課\r\n募集\t第２\t2025/7/1\t2025/8/1\t同\r\n"
)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dialog of a paste is accepted as it stands. It takes the focus from the page's window."""
    ask = modal.ask

    def accepted(dialog: QDialog) -> bool:
        QTimer.singleShot(0, dialog.accept)
        return ask(dialog)

    monkeypatch.setattr(modal, "ask", accepted)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("row_first", [False, True], ids=["from the button", "in a new row"])
def test_rows_pasted_into_an_empty_table_are_told_of_at_once(
    edit: Edit, complete: dict[str, Any], qtbot: QtBot, row_first: bool
) -> None:
    page = edit({key: value for key, value in complete.items() if key != TABLE}, "schedule")
    assert page.page is not None
    field: Any = page.page.boxes[TABLE].field
    field.focus_at()
    settle()
    if row_first:
        press(Qt.Key.Key_Insert, CONTROL)
    QGuiApplication.clipboard().setText(WRONG_DAY)
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: len(field.value() or []) == 2)
    page.activateWindow()  # as a desktop does once the dialog is gone
    qtbot.waitUntil(page.isActiveWindow)
    page._session.review()
    settle()
    assert [finding.place.column for finding in told(page, TABLE) if finding.blocks] == ["end"]
    assert page.tasks._items["schedule"].text(1).startswith("要修正")
