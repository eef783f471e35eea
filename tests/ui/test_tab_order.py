"""Tab reaches every control of every page, as one reads, and Shift+Tab walks back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.ui.main_window import MainWindow
from tests.ui.editor.conftest import settle
from tests.ui.memory_store import MemoryStore

TAB, BACK = Qt.Key.Key_Tab, Qt.Key.Key_Backtab
Parts = Callable[[], list[QWidget]]


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def opened(
    shown: MainWindow, store: MemoryStore, call: Call, complete: dict[str, Any]
) -> MainWindow:
    """The window in a draft that is complete."""
    shown.open_draft(store.create(call.id, call.version, "本番", answers=complete).uid)
    settle()
    return shown


def fresh(window: MainWindow) -> Any:
    """The first page as it is after the drafts were read anew."""
    assert window.home is not None
    window.home.refresh()
    settle()
    return window.home


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def walked(key: Qt.Key) -> list[QWidget]:
    """Where the key leads, from the present focus until it comes back to it."""
    found = [focused()]
    while True:
        QTest.keyClick(focused(), key)
        if focused() is found[0]:
            return found
        assert focused() not in found, f"{_name(focused())} comes a second time"
        found.append(focused())


def controls(window: MainWindow) -> set[QWidget]:
    """Everything that can be seen, used and reached by Tab."""
    whole = window.centralWidget()
    assert whole is not None
    return {
        widget
        for widget in whole.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }


def check_walk(window: MainWindow, *parts: QWidget | list[QWidget]) -> None:
    """Walk there and back. `parts`: what the page consists of, in the order of reading."""
    whole, start = controls(window), focused()
    there = walked(TAB)
    missed = [_name(widget) for widget in whole - set(there) if not _is_told_by(widget, there)]
    assert missed == []
    assert focused() is start
    assert walked(BACK) == [start, *reversed(there[1:])]
    of_part = [_part_of(widget, (window.header, *parts)) for widget in there]
    first = next(n for n, part in enumerate(of_part) if part == 0 and of_part[n - 1] != 0)
    there, of_part = there[first:] + there[:first], of_part[first:] + of_part[:first]
    assert of_part == sorted(of_part)
    for before, after, part, next_part in zip(there, there[1:], of_part, of_part[1:], strict=False):
        if part == next_part:
            _check_pair(_place(window, before), _place(window, after), _name(after))


def _is_told_by(widget: QWidget, reached: list[QWidget]) -> bool:
    """Whether a widget is one of several of which Tab reaches one, and arrows the others."""
    group = widget.group() if isinstance(widget, QRadioButton) else None
    return group is not None and any(button in reached for button in group.buttons())


def _check_pair(before: QRect, after: QRect, name: str) -> None:
    """What is reached next stands lower, or at the right on the same line, or inside."""
    assert after.bottom() > before.top(), name
    lines_up = before.top() <= after.center().y() <= before.bottom()
    if lines_up and not before.contains(after.center()):
        assert after.left() > before.left(), name


def _place(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def _part_of(widget: QWidget, parts: tuple[QWidget | list[QWidget], ...]) -> int:
    for number, part in enumerate(parts):
        for holder in part if isinstance(part, list) else [part]:
            if holder is widget or holder.isAncestorOf(widget):
                return number
    raise AssertionError(f"{_name(widget)} belongs to no part")


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}"


def main_part(home: Any) -> list[QWidget]:
    """What stands at the left of the first page, which is no widget of its own."""
    return [w for w in home.findChildren(QWidget) if w.parent() is home and w is not home.side]


# ---- the first page ----


def test_the_first_page_without_drafts(shown: MainWindow) -> None:
    home = fresh(shown)
    assert focused() is home.empty.new
    check_walk(shown, main_part(home), home.side)


def test_the_first_page_with_drafts(shown: MainWindow, store: MemoryStore, call: Call) -> None:
    for title in ("一", "二"):
        store.create(call.id, 1, title)
    home = fresh(shown)
    assert focused() is home.view
    check_walk(shown, main_part(home), home.side)


def test_a_first_page_as_narrow_as_can_be(
    shown: MainWindow, store: MemoryStore, call: Call
) -> None:
    store.create(call.id, 1, "一")
    shown.resize(shown.minimumSize())
    home = fresh(shown)
    assert not home.side.isVisible()
    check_walk(shown, main_part(home))


def test_the_trash(shown: MainWindow, store: MemoryStore, call: Call) -> None:
    store.trash(store.create(call.id, 1, "一").uid)
    home = fresh(shown)
    home.toggle_trash()
    settle()
    assert focused() is home.view
    check_walk(shown, main_part(home), home.side)


def test_an_empty_trash(shown: MainWindow, store: MemoryStore, call: Call) -> None:
    store.create(call.id, 1, "一")
    home = fresh(shown)
    home.trash_button.setFocus()
    home.toggle_trash()
    settle()
    check_walk(shown, main_part(home), home.side)


def test_a_first_page_made_anew_takes_the_focus(
    shown: MainWindow, store: MemoryStore, call: Call
) -> None:
    shown.choose_scale(1.1)
    settle()
    assert shown.home is not None
    assert focused() is shown.home.empty.new
    store.create(call.id, 1, "一")
    fresh(shown)
    shown.choose_scale(1.0)
    settle()
    assert focused() is shown.home.view


def test_a_long_list_takes_the_focus_once_it_has_come(
    opened: MainWindow,
    store: MemoryStore,
    call: Call,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is read beside the window, which meanwhile shows the list as it was."""
    monkeypatch.setattr("app.ui.home.listing.MANY", 1)
    for title in ("一", "二"):
        store.create(call.id, 1, title)
    editor: Any = opened.of_draft.page("editor")  # type: ignore[union-attr]
    editor.page.focus_first()
    opened.go("home")
    home: Any = opened.home
    qtbot.waitUntil(lambda: home.table.rowCount() == 3)
    settle()
    assert focused() is home.view
    check_walk(opened, main_part(home), home.side)


def test_a_message_comes_between_the_header_and_the_page(
    shown: MainWindow, store: MemoryStore, call: Call, qtbot: QtBot
) -> None:
    store.create(call.id, 1, "一")
    store.create(call.id, 1, "二")
    home = fresh(shown)
    qtbot.keyClick(home.view, Qt.Key.Key_Delete)
    settle()
    assert shown.banners.findChild(QPushButton, "button:undo-trash") is not None
    check_walk(shown, shown.banners, main_part(home), home.side)


# ---- the pages of a draft ----


def test_every_section_of_the_editor(opened: MainWindow) -> None:
    editor: Any = opened.of_draft.page("editor")  # type: ignore[union-attr]
    editor.tasks.setFocus()
    foot = editor.next.parentWidget()
    assert opened.session is not None
    for section in opened.session.route.sections:
        editor.show_section(section.id)
        editor.tasks.setFocus()
        settle()
        check_walk(opened, editor.left, editor.stack, foot, editor.side)


def test_the_check_page(opened: MainWindow) -> None:
    opened.go("check")
    settle()
    page: Any = opened.of_draft.page("check")  # type: ignore[union-attr]
    assert focused() is page._area
    check_walk(opened, page._area, page.export.parentWidget())


def test_an_answer_drawn_anew_keeps_its_place(opened: MainWindow) -> None:
    opened.go("check")
    page: Any = opened.of_draft.page("check")  # type: ignore[union-attr]
    settle()
    assert opened.session is not None
    opened.session.set_answer("contact.person", "係長　千曲　花子")
    opened.session.set_answer("contact.email", "x")
    opened.session.review()
    settle()
    check_walk(opened, page._area, page.export.parentWidget())


def test_the_steps_of_the_export(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    opened.go("export")
    settle()
    page: Any = opened.of_draft.page("export")  # type: ignore[union-attr]
    foot = page.next.parentWidget()
    assert focused() is page.next
    check_walk(opened, page.stack, foot)
    page.next.click()
    settle()
    assert focused() is page.target.name
    page.target.place.setText(str(tmp_path))
    check_walk(opened, page.stack, foot)
    page.next.click()
    qtbot.waitUntil(lambda: not page.is_running, timeout=60_000)
    settle()
    check_walk(opened, page.stack, foot)


# ---- what appears while one types ----


def test_the_buttons_of_a_finding_come_right_after_its_field(
    opened: MainWindow, qtbot: QtBot
) -> None:
    editor: Any = opened.of_draft.page("editor")  # type: ignore[union-attr]
    editor.show_section("overview")
    settle()
    field = editor.page.findChild(QWidget, "field:overview.title")
    field.setFocus()
    QTest.keyClicks(field, "x")
    field.insert("ｼｽﾃﾑ")
    assert opened.session is not None
    opened.session.review()
    settle()
    notices = editor.page.boxes["overview.title"].notices

    def seen() -> list[QPushButton]:
        return [button for button in notices.findChildren(QPushButton) if button.isVisible()]

    qtbot.waitUntil(lambda: bool(seen()))  # its cards are shown with a turn of the event loop
    buttons = seen()
    for button in buttons:
        QTest.keyClick(focused(), TAB)
        assert focused() is button
    for back in [*reversed(buttons[:-1]), field]:
        QTest.keyClick(focused(), BACK)
        assert focused() is back
