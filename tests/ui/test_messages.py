"""Messages above the pages: there as long as they are of use, and never in the way of the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import messages
from app.ui.messages import MOST_OF_WINDOW, Action, Banners


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(700, 400)
    column = QVBoxLayout(made)
    column.addWidget(Banners(made))
    column.addWidget(QWidget(made), 1)
    made.show()
    return made


@pytest.fixture
def banners(window: QWidget) -> Banners:
    found = window.findChild(Banners)
    assert found is not None
    return found


def test_there_is_no_place_for_them_while_there_is_none(banners: Banners) -> None:
    assert banners.isHidden()
    banners.tell("clock", "warning", "時計が進みました。")
    assert banners.isVisible()
    banners.take_away("clock")
    assert banners.isHidden()


def test_one_message_stands_whole_without_scrolling(banners: Banners) -> None:
    banners.tell("clock", "warning", "時計が進みました。")
    QApplication.processEvents()
    assert banners.area.verticalScrollBar().maximum() == 0
    assert banners.height() >= banners.area.needed(banners.width())


def test_many_messages_scroll_and_the_last_one_is_in_sight(
    banners: Banners, window: QWidget, qtbot: QtBot
) -> None:
    for number in range(8):
        banners.tell(f"message{number}", "info", f"お知らせ{number}")
        QApplication.processEvents()
    qtbot.wait(5)
    assert banners.height() <= round(window.height() * MOST_OF_WINDOW)
    bar = banners.area.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_a_passing_message_stays_while_the_mouse_moves(
    banners: Banners, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "LASTS", 1)
    monkeypatch.setattr(messages, "RESTS", 5)
    places = [QPoint(n, 0) for n in range(20)]
    monkeypatch.setattr(messages.QCursor, "pos", lambda: places.pop() if places else QPoint())
    banners.tell("moved", "success", "移しました。", passing=True)
    qtbot.waitUntil(lambda: len(places) < 15)
    assert banners.text("moved")
    qtbot.waitUntil(lambda: not banners.text("moved"))
    assert not places


def test_a_button_of_a_message_acts(banners: Banners, qtbot: QtBot) -> None:
    done: list[int] = []
    banners.tell(
        "undo", "info", "移しました。", (Action("元に戻す", lambda: done.append(1), "back"),)
    )
    found = banners.findChild(QPushButton, "button:back")
    assert found is not None
    found.click()
    banners.press("undo", "back")
    assert done == [1, 1]
