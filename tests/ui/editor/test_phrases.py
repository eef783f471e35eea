"""Phrases of one's own come in at the cursor by keys alone, and are kept for the next draft."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from app.ui.editor import phrases
from app.ui.editor.page import EditorPage
from app.ui.editor.phrase_dialog import PhraseDialog
from tests.ui.conftest import Answers
from tests.ui.editor.conftest import Edit, field, press, settle

LEFT = Qt.MouseButton.LeftButton
REJECT = QDialogButtonBox.ButtonRole.RejectRole
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(edit: Edit) -> EditorPage:
    made = edit({"overview.summary": "前後"}, "overview")
    phrases.keep(
        made._session, ["情報政策課を中心に、", "人事課・財政課と&協議して\n取り組みます。"]
    )
    return made


def open_list(page: EditorPage) -> QMenu:
    press(Qt.Key.Key_J, CONTROL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_a_phrase_comes_in_at_the_cursor_with_one_undo(page: EditorPage) -> None:
    edit = field(page, "overview.summary")
    edit.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Right)
    menu = open_list(page)
    QTest.keyClick(menu, Qt.Key.Key_1)
    settle()
    assert page._session.answer("overview.summary") == "前情報政策課を中心に、後"
    press(Qt.Key.Key_Z, CONTROL)
    assert edit.text == "前後"


def test_arrows_and_enter_choose_and_lines_are_kept(page: EditorPage) -> None:
    field(page, "overview.summary").setFocus()
    press(Qt.Key.Key_End, CONTROL)
    menu = open_list(page)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle()
    kept = page._session.answer("overview.summary")
    assert kept == "前後人事課・財政課と&協議して\n取り組みます。"


def choose(menu: QMenu, entry: QAction) -> None:
    """Move onto an entry and click it; without a move Qt takes the click for a slip."""
    place = menu.actionGeometry(entry).center()
    QTest.mouseMove(menu, place - QPoint(1, 1))
    QTest.mouseMove(menu, place)
    QTest.mouseClick(menu, LEFT, pos=place)


@pytest.mark.parametrize("name", ["overview.summary", "overview.title"])
def test_the_mouse_gets_to_them_by_an_inputs_menu(page: EditorPage, name: str) -> None:
    edit = field(page, name)
    shown = edit.viewport() if isinstance(edit, QTextEdit) else edit
    place = QPoint(5, 5)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(shown, QContextMenuEvent(reason, place, shown.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (offer,) = (action for action in menu.actions() if action.objectName() == "action:phrases")
    choose(menu, offer)
    settle()
    phrases_of_mine = QApplication.activePopupWidget()
    assert isinstance(phrases_of_mine, QMenu)
    choose(phrases_of_mine, phrases_of_mine.actions()[0])
    settle()
    assert "情報政策課を中心に、" in (page._session.answer(name) or "")
    assert QApplication.focusWidget() is edit


def test_what_is_selected_becomes_a_phrase(page: EditorPage) -> None:
    edit = field(page, "overview.summary")
    edit.setFocus()
    press(Qt.Key.Key_A, CONTROL)
    menu = open_list(page)
    (action,) = [a for a in menu.actions() if a.objectName() == "action:keep-phrase"]
    action.trigger()
    menu.close()
    assert phrases.kept(page._session)[-1] == "前後"


def test_the_phrases_are_written_ordered_and_removed(page: EditorPage, qtbot: QtBot) -> None:
    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PhraseDialog)
        dialog.buttons["remove-phrase"].click()
        dialog.buttons["add-phrase"].click()
        QTest.keyClicks(dialog.edit, "new")
        dialog.buttons["phrase-up"].click()
        dialog.buttons["add-phrase"].click()
        dialog.accept()

    QTimer.singleShot(0, write)
    assert page.phrases.edit()
    assert phrases.kept(page._session) == ["new", "人事課・財政課と&協議して\n取り組みます。"]


def test_the_first_phrase_is_added_and_written_by_keys(page: EditorPage, qtbot: QtBot) -> None:
    phrases.keep(page._session, [])

    def write() -> None:
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
        press(Qt.Key.Key_Return)
        QTest.keyClicks(QApplication.focusWidget(), "new")
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PhraseDialog)
        dialog.accept()

    QTimer.singleShot(0, write)
    assert page.phrases.edit()
    assert phrases.kept(page._session) == ["new"]


@pytest.mark.parametrize("way", ["esc", "window", "cancel"])
@pytest.mark.parametrize("given_up", [False, True])
def test_what_was_written_is_not_lost_without_a_question(
    page: EditorPage, person: Answers, way: str, given_up: bool
) -> None:
    before = phrases.kept(page._session)
    person.yes = given_up

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PhraseDialog)
        dialog.buttons["add-phrase"].click()
        QTest.keyClicks(dialog.edit, "new")
        leave(dialog, way)
        assert dialog.isVisible() is not given_up
        assert "保存していません" in person.asked[-1]
        if not given_up:
            dialog.accept()

    QTimer.singleShot(0, write)
    assert page.phrases.edit() is not given_up
    assert phrases.kept(page._session) == (before if given_up else [*before, "new"])


@pytest.mark.parametrize("way", ["esc", "window", "cancel"])
def test_nothing_is_asked_where_nothing_would_be_lost(
    page: EditorPage, person: Answers, way: str
) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PhraseDialog)
        dialog.buttons["add-phrase"].click()
        leave(dialog, way)

    QTimer.singleShot(0, look)
    assert not page.phrases.edit()
    assert person.asked == []


def leave(dialog: PhraseDialog, way: str) -> None:
    """Close without keeping: by the key, the window's own button, or the dialog's."""
    if way == "esc":
        QTest.keyClick(dialog.edit, Qt.Key.Key_Escape)
    elif way == "window":
        dialog.close()
    else:
        box = dialog.findChild(QDialogButtonBox)
        (cancel,) = (b for b in box.buttons() if box.buttonRole(b) == REJECT)
        QTest.mouseClick(cancel, LEFT)


def test_broken_settings_do_no_harm(page: EditorPage) -> None:
    page._session.keep_setting(phrases.SETTING, {"what": 1})
    assert phrases.kept(page._session) == []
