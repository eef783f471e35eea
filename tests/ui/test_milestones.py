"""The deadline in full and the office's own dates, through the window."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.review.milestones import Milestone
from app.ui.main_window import MainWindow
from app.ui.milestones import desk
from app.ui.milestones.dialog import MilestoneDialog
from app.ui.paragraph import Paragraph
from tests.ui.memory_store import MemoryStore


@pytest.fixture
def window(window: MainWindow, store: MemoryStore, call: Call) -> MainWindow:
    window.open_draft(store.create(call.id, call.version, "下書き").uid)
    return window


def in_dialog(act: Any) -> None:
    """Do something in the dialog that is about to open."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, MilestoneDialog):
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def test_the_chip_tells_business_days_too(window: MainWindow) -> None:
    assert "営業日であと３日" in window.header.chip.text()


def test_a_date_set_by_the_chip_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    def act(dialog: MilestoneDialog) -> None:
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        row = dialog.rows[0]
        assert dialog.focusWidget() is row.name
        qtbot.keyClick(row.name, Qt.Key.Key_End)
        qtbot.keyClicks(row.name, "x")
        qtbot.keyClick(row.day.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(row.day.edit, "R7.4.8")
        dialog.findChild(QPushButton, "button:accept").click()

    in_dialog(act)
    qtbot.mouseClick(window.header.chip, Qt.MouseButton.LeftButton)
    assert window.session is not None
    assert desk.of(window.session) == (Milestone("係長確認x", date(2025, 4, 8)),)
    assert "係長確認x" in window.header.chip.toolTip()
    assert window.banners.text("milestone") == ""


def test_what_is_overdue_is_told_until_it_is_done(qtbot: QtBot, window: MainWindow) -> None:
    assert window.session is not None
    desk.keep(window.session, [Milestone("課長決裁", date(2025, 4, 4))])
    window.tick()
    assert "課長決裁" in window.banners.text("milestone")

    def act(dialog: MilestoneDialog) -> None:
        qtbot.keyClick(dialog.rows[0].done, Qt.Key.Key_Space)
        dialog.accept()

    in_dialog(act)
    button = window.findChild(QPushButton, "button:open-milestones")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.banners.text("milestone") == ""


def test_the_first_page_shows_what_is_due(window: MainWindow) -> None:
    assert window.session is not None
    desk.keep(window.session, [Milestone("課長決裁", date(2025, 4, 4))])
    window.go("home")
    assert window.home is not None
    said = " ".join(label.text() for label in window.home.milestones.findChildren(QLabel))
    assert "【期限超過】課長決裁" in said


def test_dates_are_told_in_the_japanese_calendar_and_typed_in_any(
    qtbot: QtBot, window: MainWindow
) -> None:
    said: list[str] = []

    def act(dialog: MilestoneDialog) -> None:
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        edit = dialog.rows[0].day.edit
        edit.setFocus()
        edit.selectAll()
        qtbot.keyClicks(edit, "2025/4/11")
        QApplication.sendEvent(edit, QFocusEvent(QEvent.Type.FocusOut))
        assert edit.text() == "令和７年４月11日（金）"
        said.extend(label.plain for label in dialog.findChildren(Paragraph))

    in_dialog(act)
    qtbot.mouseClick(window.header.chip, Qt.MouseButton.LeftButton)
    deadline = "令和７年４月10日（木）12:00"
    assert f"締切：{deadline}（日本時間）" in said
    assert any(text.startswith(f"締切（{deadline}）より後") for text in said)


def test_what_is_no_date_is_told_and_nothing_is_kept_until_it_is(
    qtbot: QtBot, window: MainWindow
) -> None:
    said: list[str] = []

    def act(dialog: MilestoneDialog) -> None:
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        edit = dialog.rows[0].day.edit
        edit.selectAll()
        qtbot.keyClicks(edit, "4gatu")
        dialog.findChild(QPushButton, "button:accept").click()
        assert dialog.isVisible()
        assert dialog.focusWidget() is edit
        said.append(dialog.warning.plain)
        edit.selectAll()
        qtbot.keyClicks(edit, "R7.4.9")
        assert not dialog.warning.isVisible()
        dialog.findChild(QPushButton, "button:accept").click()

    in_dialog(act)
    qtbot.mouseClick(window.header.chip, Qt.MouseButton.LeftButton)
    assert said[0].startswith("1件目の期限を日付として読み取れません")
    assert window.session is not None
    assert desk.of(window.session) == (Milestone("係長確認", date(2025, 4, 9)),)


def test_cancelling_keeps_nothing(qtbot: QtBot, window: MainWindow) -> None:
    def act(dialog: MilestoneDialog) -> None:
        dialog.add.click()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(act)
    window.actions_by_name["milestones"].trigger()
    assert window.session is not None
    assert desk.of(window.session) == ()


def test_a_row_s_inputs_are_level_and_a_new_row_is_in_sight(
    qtbot: QtBot, window: MainWindow
) -> None:
    heights: list[tuple[int, int]] = []
    seen: list[bool] = []

    def act(dialog: MilestoneDialog) -> None:
        for _date in range(12):
            qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        heights.extend((row.name.height(), row.day.edit.height()) for row in dialog.rows)
        seen.append(not dialog.rows[-1].name.visibleRegion().isEmpty())

    in_dialog(act)
    qtbot.mouseClick(window.header.chip, Qt.MouseButton.LeftButton)
    assert len(heights) == 12
    assert all(one == other for one, other in heights)
    assert seen == [True]
