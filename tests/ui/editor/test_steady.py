"""Saving and reviewing while a person types moves neither the focus, the cursor nor the page."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.review.finding import Place
from app.ui import theme
from app.ui.editor.page import EditorPage
from app.ui.session import SaveState
from tests.ui.editor.conftest import Edit, click, field, height_of, settle, told

QUESTION = "organisation.personnel_state"


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


@pytest.mark.parametrize("way", ["typed", "pasted"])
def test_what_is_typed_stays_in_sight(edit: Edit, way: str) -> None:
    """A field that grows past the foot of the page takes the page along."""
    page = edit({}, "overview")
    page.resize(1366, 460)
    settle()
    text = field(page, "overview.summary")
    text.setFocus()
    settle()
    words = ["取り組みます。"] * 15
    if way == "pasted":
        QApplication.clipboard().setText("\n".join(words))
        QTest.keyClick(text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    for line in words if way == "typed" else ():
        text.insertPlainText(line)
        QTest.keyClick(text, Qt.Key.Key_Return)
        settle()
    settle()
    QTest.qWait(5)
    assert page.page is not None
    seen = page.page.viewport()
    cursor = text.viewport().mapTo(page.page, text.cursorRect().bottomLeft()).y()
    assert 0 < cursor <= seen.height()


def test_what_grows_looks_as_if_painted_anew(edit: Edit, qapp: QApplication) -> None:
    """Only what is new is painted: lines, findings and the card's border are where they belong."""
    qapp.setCursorFlashTime(0)
    page = edit({"problems.background": "あ" * 30, "problems.in_need": 3}, "problems")
    page.resize(1366, 1000)
    text = field(page, "problems.background")
    text.setFocus()
    sizes = {text.height()}
    for typed in ("a" * 40, "b" * 40, "適宜、", "c"):
        text.insertPlainText(typed)
        QTest.keyClick(text, Qt.Key.Key_Return)
        page._session.review()
        settle()
        sizes.add(text.height())
        assert _on_screen(page) == page.grab().toImage().convertToFormat(RGB)
    text.selectAll()
    QTest.keyClick(text, Qt.Key.Key_Delete)
    page._session.review()
    settle()
    assert len(sizes) > 2
    assert _on_screen(page) == page.grab().toImage().convertToFormat(RGB)


RGB = QImage.Format.Format_RGB32


def _on_screen(page: QWidget) -> QImage:
    """What has been painted, piece by piece."""
    shown = page.screen().grabWindow(page.winId()).toImage()
    return shown.convertToFormat(RGB)


def _cursor(widget: Any) -> int:
    if hasattr(widget, "textCursor"):
        return int(widget.textCursor().position())
    return int(widget.cursorPosition())


def clear_of(page: EditorPage) -> QPushButton:
    button = page.page.boxes[QUESTION].field.clear  # type: ignore[union-attr]
    assert isinstance(button, QPushButton)
    return button


def gap(page: EditorPage) -> int:
    """How far below the last card that stands which is said of the choice."""
    assert page.page is not None
    box = page.page.boxes[QUESTION]
    last = box.field.outlined()[-1]
    return height_of(page, box.notices) - height_of(page, last) - last.height()


def test_no_room_is_left_between_a_choice_and_what_is_said_of_it(
    edit: Edit, complete: dict[str, Any], qtbot: QtBot
) -> None:
    page = edit({**complete, QUESTION: None}, "organisation")
    page.show_all_findings()
    page.go_to(Place(QUESTION))
    settle()
    assert told(page, QUESTION)
    assert gap(page) <= theme.space(1.5)

    card = field(page, f"{QUESTION}=consulting")
    before = height_of(page, card)
    click(card)
    below = field(page, "organisation.personnel_text")
    heights = [height_of(page, below)]

    def shown() -> bool:
        heights.append(height_of(page, below))
        return clear_of(page).isVisible()

    qtbot.waitUntil(shown)
    settle()
    assert not told(page, QUESTION)
    assert height_of(page, card) == before
    assert max(heights) == heights[0]  # nothing moves down, to come up again
    click(clear_of(page))
    qtbot.waitUntil(lambda: bool(told(page, QUESTION)))
    settle()
    assert gap(page) <= theme.space(1.5)
