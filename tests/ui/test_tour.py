"""The tour: offered once where nothing was written, by keys, with the focus given back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.calls.loader import Shelf
from app.ui import theme, tour, tour_texts
from app.ui.main_window import MainWindow
from app.ui.tour import Tour
from tests.ui import spoken
from tests.ui.editor.conftest import settle
from tests.ui.memory_store import MemoryStore


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    window.activateWindow()
    return window


def present(window: MainWindow) -> Tour | None:
    return window.findChild(Tour)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_enter_leads_to_the_end(qtbot: QtBot, window: MainWindow, scale: float) -> None:
    window.resize(1920, 1080)
    window.choose_scale(scale)
    qtbot.waitUntil(lambda: theme.active().scale == scale)
    settle()
    window.actions_by_name["tour"].trigger()
    titles = []
    while (shown := present(window)) is not None and len(titles) < 9:
        titles.append(shown.title.plain)
        assert shown.rect().contains(shown.card.geometry())
        assert not shown.card.geometry().intersects(shown._hole()), titles[-1]
        assert spoken.faults(shown) == []
        qtbot.keyClick(shown.next, Qt.Key.Key_Return)
    assert len(titles) == len(tour_texts.STEPS)
    assert titles[0].startswith("1／5")


def test_escape_ends_it(qtbot: QtBot, window: MainWindow) -> None:
    tour.begin(window)
    shown = present(window)
    assert shown is not None
    qtbot.keyClick(shown.next, Qt.Key.Key_Escape)
    assert present(window) is None


def test_it_goes_on_over_a_page_that_was_made_anew(qtbot: QtBot, window: MainWindow) -> None:
    old = window.home
    tour.begin(window)
    shown = present(window)
    assert shown is not None
    window.choose_scale(1.2)
    qtbot.waitUntil(lambda: not isValid(old))
    assert window.home is not None
    shown.repaint()
    assert shown._hole().isValid()
    for _ in tour_texts.STEPS:
        qtbot.keyClick(shown.next, Qt.Key.Key_Return)
    assert present(window) is None


def test_the_card_follows_when_the_page_below_is_laid_out_anew(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(1280, 720)
    tour.offer(window)
    settle()
    button = window.findChild(QPushButton, "button:begin-tour")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # takes the banner away, and all moves up
    shown = present(window)
    assert shown is not None
    settle()
    gap = shown.card.geometry().top() - shown._hole().bottom()
    assert 0 < gap <= theme.space(1.5)


def test_it_is_offered_once(qtbot: QtBot, window: MainWindow) -> None:
    tour.offer(window)
    button = window.findChild(QPushButton, "button:begin-tour")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert present(window) is not None
    assert window.banners.text("tour") == ""
    tour.offer(window)
    assert window.banners.text("tour") == ""


def test_who_has_drafts_is_not_bothered(
    window: MainWindow, store: MemoryStore, shelf: Shelf
) -> None:
    call = next(iter(shelf.calls.values()))
    store.create(call.id, call.version, "下書き")
    tour.offer(window)
    assert window.banners.text("tour") == ""
