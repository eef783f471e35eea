"""Another look is put on while the window is in use: one stays where one is."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.ui import theme
from app.ui.editor import widths
from app.ui.main_window import MainWindow
from tests.ui.editor.conftest import settle
from tests.ui.memory_store import MemoryStore

Scheme = theme.Scheme
PLAIN = {"contact.department": "情報政策課"}


@pytest.fixture
def window(window: MainWindow, store: MemoryStore, call: Call) -> MainWindow:
    store.create(call.id, call.version, "別の下書き")
    store.create(call.id, call.version, "下書き", answers=PLAIN)
    window.go("home")
    window.activateWindow()
    return window


def opened(window: MainWindow, section: str = "contact") -> Any:
    assert window.desk is not None
    window.open_draft(window.desk.store.drafts()[0].uid)
    assert window.of_draft is not None
    editor: Any = window.of_draft.page("editor")
    editor.show_section(section)
    settle()
    return editor


def changed(window: MainWindow, qtbot: QtBot, step: str) -> Any:
    """The page of a step once it was made anew."""
    assert window.of_draft is not None
    before = window.of_draft.page(step)
    window.choose_scheme(Scheme.DARK if theme.active().tokens.dark is False else Scheme.LIGHT)
    qtbot.waitUntil(lambda: window.of_draft.made(step) not in (None, before))  # type: ignore[union-attr]
    settle()
    return window.of_draft.page(step)


def focus_of(window: MainWindow) -> str:
    focused = window.focusWidget()
    return focused.objectName() if focused is not None else ""


def test_the_section_and_the_focus_stay(window: MainWindow, qtbot: QtBot) -> None:
    editor = opened(window)
    line = editor.page.findChild(QLineEdit, "field:contact.email")
    line.setFocus()
    line.insert("a@example.jp")
    anew = changed(window, qtbot, "editor")
    assert anew is not editor
    assert anew.section_id == "contact"
    qtbot.waitUntil(lambda: focus_of(window) == "field:contact.email")
    assert anew.page.findChild(QLineEdit, "field:contact.email").text() == "a@example.jp"
    assert window.session is not None
    assert window.session.answer("contact.email") == "a@example.jp"


def test_what_a_check_has_told_is_still_told(window: MainWindow, qtbot: QtBot) -> None:
    opened(window)
    window.go("check")
    window.go("editor")
    anew = changed(window, qtbot, "editor")
    anew.show_section("contact")
    settle()
    assert anew.page.boxes["contact.person"].notices.shown


def test_the_width_of_the_parts_follows_the_letters(window: MainWindow, qtbot: QtBot) -> None:
    before = opened(window).tasks.parentWidget().minimumWidth()
    assert window.of_draft is not None
    old = window.of_draft.made("editor")
    window.choose_scale(1.5)
    qtbot.waitUntil(lambda: window.of_draft.made("editor") is not old)  # type: ignore[union-attr]
    editor: Any = window.of_draft.made("editor")
    assert editor.tasks.parentWidget().minimumWidth() == pytest.approx(1.5 * before, abs=1)


def test_nothing_is_put_on_while_characters_are_composed(window: MainWindow, qtbot: QtBot) -> None:
    editor = opened(window)
    line = editor.page.findChild(QLineEdit, "field:contact.person")
    line.setFocus()
    QApplication.sendEvent(line, QInputMethodEvent("ちくま", []))
    window.choose_scheme(Scheme.DARK)
    settle()
    assert window.of_draft is not None
    assert window.of_draft.made("editor") is editor
    committed = QInputMethodEvent()
    committed.setCommitString("千曲")
    QApplication.sendEvent(line, committed)
    qtbot.waitUntil(lambda: window.of_draft.made("editor") is not editor)  # type: ignore[union-attr]
    assert window.session is not None
    assert window.session.answer("contact.person") == "千曲"


def test_the_check_page_stays_narrowed(window: MainWindow, qtbot: QtBot) -> None:
    opened(window)
    window.go("check")
    assert window.of_draft is not None
    page: Any = window.of_draft.page("check")
    page.filter.setCurrentIndex(1)
    assert changed(window, qtbot, "check").filter.currentIndex() == 1


def test_the_first_page_keeps_what_is_searched_and_chosen(window: MainWindow, qtbot: QtBot) -> None:
    home = window.home
    assert home is not None
    home.search.setText("別の")
    chosen = home.view.draft
    assert chosen is not None
    window.choose_scheme(Scheme.DARK)
    qtbot.waitUntil(lambda: window.home is not home)
    assert window.home is not None
    assert window.home.search.text() == "別の"
    assert window.home.view.draft == chosen
    assert window.pages.currentWidget() is window.home
    assert window.home.view.hasFocus()


def test_the_steps_left_do_no_harm_when_the_draft_is_closed(
    window: MainWindow,
) -> None:
    opened(window)
    window.go("check")
    window.choose_scheme(Scheme.DARK)
    window.go("home")
    settle()
    assert window.session is None
    assert theme.active().tokens.dark


@pytest.mark.parametrize(("width", "shown"), [(1366, True), (1000, False)])
def test_the_side_is_not_cut_off_by_large_letters(
    window: MainWindow, qtbot: QtBot, width: int, shown: bool
) -> None:
    window.resize(1366, 768)
    editor = opened(window)
    assert window.session is not None
    window.session.keep_setting(widths.SIDE, True)  # as somebody has left it
    window.choose_scale(1.2)
    qtbot.waitUntil(lambda: window.of_draft.made("editor") is not editor)  # type: ignore[union-attr]
    window.resize(width, 768)
    settle()
    anew: Any = window.of_draft.made("editor")  # type: ignore[union-attr]
    assert anew.side.isVisible() is shown
    if shown:
        right = anew.side.mapTo(window, anew.side.rect().topRight()).x()
        assert right < window.width()


def test_what_was_put_away_is_not_offered_back_by_a_page_that_is_gone(
    window: MainWindow, qtbot: QtBot
) -> None:
    home = window.home
    assert home is not None
    home.view.choose(home.table.draft(0).uid)
    home.put_away()
    assert window.banners.text("home")
    window.choose_scheme(Scheme.DARK if not theme.active().tokens.dark else Scheme.LIGHT)
    qtbot.waitUntil(lambda: window.home is not home)
    assert window.banners.text("home") == ""
    qtbot.wait(20)  # the old page is deleted
    assert window.home is not None
    window.home.refresh()
    assert window.home.table.rowCount() == 1
