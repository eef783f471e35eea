"""The deadline in full and the office's own dates, through the window."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.calls.models import Call
from app.review.milestones import Milestone
from app.ui.fields.calendar import MonthSheet
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
        row.day.setDate(QDate(2025, 4, 8))
        assert isinstance(row.day.calendarWidget(), MonthSheet)
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


def test_the_deadline_has_the_western_year_of_the_fields_beside_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    said: list[str] = []

    def act(dialog: MilestoneDialog) -> None:
        qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
        dialog.rows[0].day.setDate(QDate(2025, 4, 11))
        assert dialog.rows[0].day.text().startswith("2025年")
        said.extend(label.plain for label in dialog.findChildren(Paragraph))

    in_dialog(act)
    qtbot.mouseClick(window.header.chip, Qt.MouseButton.LeftButton)
    deadline = "2025年（令和７年）４月10日（木）12:00"
    assert f"締切：{deadline}（日本時間）" in said
    assert any(text.startswith(f"締切（{deadline}）より後") for text in said)


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
        heights.extend((row.name.height(), row.day.height()) for row in dialog.rows)
        seen.append(not dialog.rows[-1].name.visibleRegion().isEmpty())

    in_dialog(act)
    qtbot.mouseClick(window.header.chip, Qt.MouseButton.LeftButton)
    assert len(heights) == 12
    assert all(one == other for one, other in heights)
    assert seen == [True]
