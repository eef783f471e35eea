"""Saving and reviewing while a person types moves neither the focus, the cursor nor the page."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.session import SaveState
from tests.ui.editor.conftest import Edit, field, height_of, settle


@pytest.mark.parametrize("question", ["pool.operation", "pool.present_total"])
def test_saving_moves_nothing(
    edit: Edit, complete: dict[str, Any], qtbot: QtBot, question: str
) -> None:
    page = edit(complete, "pool")
    page.show_all_findings()
    settle()
    widget = field(page, question)
    widget.setFocus()
    page.page.ensureWidgetVisible(widget)  # type: ignore[union-attr]
    settle()
    QTest.keyClicks(widget, "1")
    settle()
    scrolled = page.page.verticalScrollBar().value()  # type: ignore[union-attr]
    height, cursor = height_of(page, widget), _cursor(widget)
    assert page._session.save_state is SaveState.SAVING
    qtbot.waitUntil(lambda: page._session.save_state is SaveState.SAVED)
    page._session.review()
    settle()
    assert QApplication.focusWidget() is widget
    assert _cursor(widget) == cursor
    assert height_of(page, widget) == height
    assert page.page.verticalScrollBar().value() == scrolled  # type: ignore[union-attr]


def _cursor(widget: Any) -> int:
    if hasattr(widget, "textCursor"):
        return int(widget.textCursor().position())
    return int(widget.cursorPosition())
