"""Nothing that a person has to read is cut off, however large the letters are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.calls.loader import Shelf
from app.drafts.draft import State
from app.ui import room, theme
from app.ui.main_window import FIRST_SIZE, MainWindow
from app.ui.message_dialog import MessageDialog
from tests.ui import cut
from tests.ui.conftest import ROOT
from tests.ui.memory_store import MemoryStore
from tests.ui.test_accessible import DIALOGS

SIZES = [(1920, 1080), (1366, 768)]
"""Of office displays, in pixels."""


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """Letters at twice their size."""
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT, 2.0)
    yield
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT)


@pytest.mark.parametrize("size", SIZES)
def test_the_first_steps_are_whole(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: cut.off(window) == [])
    for name in ("first-new", "sample-first"):
        button = window.findChild(QPushButton, f"button:{name}")
        assert button is not None
        assert not button.visibleRegion().isEmpty()


@pytest.mark.parametrize("size", [*SIZES, FIRST_SIZE])
def test_the_list_of_drafts_and_what_is_done_with_them_are_whole(
    qtbot: QtBot, window: MainWindow, shelf: Shelf, store: MemoryStore, size: tuple[int, int]
) -> None:
    call = next(iter(shelf.calls.values()))
    store.create(call.id, call.version, "下書き")
    store.trash(store.create(call.id, call.version, "要らない下書き").uid)
    assert window.home is not None
    window.home.refresh()
    window.resize(*size)
    for names in (("open", "rename", "duplicate", "trash"), ("restore", "delete")):
        qtbot.waitUntil(lambda: cut.off(window) == [])
        for name in names:
            button = window.findChild(QPushButton, f"button:{name}")
            assert button is not None
            assert button.visibleRegion().boundingRect() == button.rect()
        window.home.toggle_trash()


@pytest.fixture
def editing(
    window: MainWindow, shelf: Shelf, store: MemoryStore, complete: dict[str, Any]
) -> MainWindow:
    """The window with a draft open that is filled in."""
    call = next(iter(shelf.calls.values()))
    store.create(call.id, call.version, "別の下書き")
    window.open_draft(store.create(call.id, call.version, "下書き", answers=complete).uid)
    return window


@pytest.mark.parametrize("size", SIZES)
def test_dialogs(
    qtbot: QtBot, editing: MainWindow, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    seen, found = QSize(*size) - room.FRAME, {}
    monkeypatch.setattr(room, "most", lambda _dialog: seen)
    for name, make in DIALOGS.items():
        dialog = make(editing)
        qtbot.addWidget(dialog)
        dialog.show()
        QApplication.processEvents()
        if faults := cut.off(dialog):
            found[name] = faults
        if dialog.size().boundedTo(seen) != dialog.size():
            found.setdefault(name, []).append(f"is {dialog.size()} large")
        dialog.hide()
    assert found == {}


def test_a_message_too_long_for_the_screen_scrolls_above_its_buttons(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = QSize(900, 500)
    monkeypatch.setattr(room, "most", lambda _dialog: seen)
    dialog = MessageDialog("info", "お知らせ", "長い説明です。" * 60, "閉じてください。")
    button = dialog.add("閉じる")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: cut.off(dialog) == [])
    assert dialog.size() == seen
    assert not button.visibleRegion().isEmpty()
    words = dialog.findChild(QScrollArea)
    assert words is not None
    assert words.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("size", SIZES)
def test_beside_the_side_the_section_and_its_buttons_are_whole(
    qtbot: QtBot, editing: MainWindow, size: tuple[int, int]
) -> None:
    editing.resize(*size)
    assert editing.of_draft is not None
    editor: Any = editing.of_draft.page("editor")
    assert editor.left.isVisible()
    for shown in (True, False):
        qtbot.mouseClick(editor.toggle, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        assert editor.side.isVisible() is shown
        assert editor.left.isVisible() is not shown
        assert cut.off(editor.foot) == []
        assert cut.off(editing.header) == []
        assert sum(editor.splitter.sizes()) <= editor.width()
        for place in range(editor.side.tabs.count() if shown else 0):
            editor.side.tabs.setCurrentIndex(place)
            QApplication.processEvents()
            assert cut.off(editor.side) == []
        if size[0] == 1920:
            assert editor.page.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("left", ["あと30日23時間", "あと3日1時間", "あと59分"])
def test_the_header_is_whole_in_a_window_as_it_begins(
    qtbot: QtBot, editing: MainWindow, state: State, left: str
) -> None:
    header = editing.header
    header.approval.tell(state, changed=True)
    header.chip.tell("calm", f"締切まで {left}", "令和７年４月10日", "営業日であと20日")
    editing.resize(*FIRST_SIZE)
    qtbot.waitUntil(lambda: cut.off(header) == [])
    assert left in header.chip.text()
    assert f"締切まで {left}" in header.chip.accessibleName()
