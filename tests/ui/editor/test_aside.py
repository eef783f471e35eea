"""The search stands nowhere over what it has just found, and moves no more than that takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.ui.editor.search_dialog import HIT, SearchDialog
from app.ui.main_window import MainWindow
from tests.ui.editor.conftest import CONTROL, settle
from tests.ui.memory_store import MemoryStore

SIZES = [(1280, 720), (1366, 768)]
Begin = Callable[[tuple[int, int], str], SearchDialog]


@pytest.fixture
def begin(
    window: MainWindow, store: MemoryStore, call: Call, complete: dict[str, Any], qtbot: QtBot
) -> Begin:
    """`begin(size, words)` is the search over a complete draft in a window of that size."""

    def begun(size: tuple[int, int], words: str) -> SearchDialog:
        draft = store.create(call.id, call.version, "下書き", answers=complete)
        window.resize(*size)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.open_draft(draft.uid)
        settle()
        QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
        settle()
        dialog = window.findChild(SearchDialog)
        assert isinstance(dialog, SearchDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.words.setText(words)
        QTest.keyClick(dialog.words, Qt.Key.Key_Return)
        return dialog

    return begun


def go(dialog: SearchDialog, row: int) -> None:
    """Press Enter on a hit, and wait until its question has come."""
    dialog.list.setCurrentRow(row)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    settle()
    at_rest(dialog)


def at_rest(dialog: SearchDialog) -> None:
    """Wait until the dialog has seen where the letters came to stand."""
    while dialog._led_to is not None:
        QTest.qWait(1)
    settle()


def seen(window: MainWindow) -> QRect:
    """Where the editor can be seen on the screen."""
    assert window.of_draft is not None
    page: Any = window.of_draft.page("editor").page
    return QRect(page.viewport().mapToGlobal(QPoint()), page.viewport().size())


def found(window: MainWindow) -> list[QRect]:
    """Where the letters that are selected stand on the screen."""
    edit = window.focusWidget()
    assert edit is not None
    if isinstance(edit, QLineEdit) and not edit.hasSelectedText():  # shown as it is not kept
        return [QRect(edit.mapToGlobal(QPoint()), edit.size())]
    if isinstance(edit, QLineEdit):
        text, font = edit.selectedText(), edit.fontMetrics()
        end = edit.cursorRect().center()
        wide = font.horizontalAdvance(text)
        place = QRect(end.x() - wide, end.y() - font.height() // 2, wide, font.height())
        return [QRect(edit.mapToGlobal(place.topLeft()), place.size())]
    assert isinstance(edit, QTextEdit)
    chosen = edit.textCursor()
    places = []
    for position in range(chosen.selectionStart(), chosen.selectionEnd()):
        cursor = edit.textCursor()
        cursor.setPosition(position)
        left = edit.cursorRect(cursor)
        wide = edit.fontMetrics().horizontalAdvance(edit.document().characterAt(position))
        letter = QRect(left.topLeft(), QSize(wide, left.height()))
        places.append(QRect(edit.viewport().mapToGlobal(letter.topLeft()), letter.size()))
    return places


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", ["市町村の", "令和８年", "推進会議"])
def test_what_was_found_can_be_seen(
    begin: Begin, window: MainWindow, size: tuple[int, int], words: str
) -> None:
    dialog = begin(size, words)
    assert dialog.list.count() > 3
    for row in range(dialog.list.count()):
        go(dialog, row)
        hit = dialog.list.item(row).data(HIT)
        places = found(window)
        assert places
        for place in places:
            assert seen(window).contains(place), hit.label
            assert not dialog.frameGeometry().intersects(place), hit.label
        assert window.geometry().contains(dialog.frameGeometry())


def test_it_stays_where_somebody_put_it_while_it_hides_nothing(
    begin: Begin, window: MainWindow
) -> None:
    dialog = begin((1280, 720), "市町村")
    go(dialog, 0)
    put = QPoint(300, found(window)[0].bottom() + 30)
    dialog.move(put)
    go(dialog, 0)
    assert dialog.pos() == put


def test_it_moves_seldom(begin: Begin) -> None:
    """Where it has gone to it hides few of those that follow."""
    dialog = begin((1280, 720), "令和８年")
    places = [dialog.pos()]
    for row in range(dialog.list.count()):
        go(dialog, row)
        if dialog.pos() != places[-1]:
            places.append(dialog.pos())
    assert len(places) < dialog.list.count() // 2


def test_after_a_click_it_waits_as_long_as_a_second_one_may_come(
    begin: Begin, window: MainWindow, qtbot: QtBot
) -> None:
    """The second click of a double click would land on the page below."""
    dialog = begin((1280, 720), "市町村")
    go(dialog, 0)
    over = found(window)[0].center() - QPoint(200, 150)
    dialog.move(over)
    place = dialog.list.visualItemRect(dialog.list.item(0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert dialog.pos() == over
    qtbot.waitUntil(lambda: dialog.pos() != over)
    assert not any(dialog.frameGeometry().intersects(place) for place in found(window))
    assert QApplication.activeWindow() is dialog


def test_it_goes_off_a_finding_that_one_was_led_to(
    begin: Begin, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = begin((1280, 720), "市町村")
    dialog.move(seen(window).topLeft())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F8)
    settle()
    at_rest(dialog)
    edit = window.focusWidget()
    assert edit is not None
    beginning = QRect(edit.mapToGlobal(QPoint()), QSize(edit.width() // 2, edit.height()))
    assert seen(window).contains(beginning)
    assert not dialog.frameGeometry().intersects(beginning)
