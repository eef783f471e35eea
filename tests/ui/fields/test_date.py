"""Dates: typed in any form officials use, shown as understood, picked from a Japanese calendar."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.fields.base import Field
from app.ui.fields.calendar import Calendar
from tests.ui.fields.conftest import Ask, told
from tests.ui.fields.keys import write

LEFT = Qt.MouseButton.LeftButton


def edit_of(field: Field) -> QLineEdit:
    edit = field.inputs[0]
    assert isinstance(edit, QLineEdit)
    return edit


@pytest.mark.parametrize(
    "typed",
    [
        "令和7年4月10日",
        "令和７年４月１０日",
        "令和７年４月10日（木）",
        "R7.4.10",
        "Ｒ７．４．１０",
        "2025/4/10",
        "2025-04-10",
        "2025年4月10日",
        "２０２５年４月１０日",
        "20250410",
    ],
)
def test_a_date_is_understood_in_every_usual_form(ask: Ask, qtbot: QtBot, typed: str) -> None:
    field = ask(type="date")
    write(edit_of(field), typed)
    assert field.value() == "2025-04-10"
    assert edit_of(field).text() == typed


@pytest.mark.parametrize(
    "typed", ["令和７年４月10日（金）", "2025/4/31", "来月ごろ", "4/10", "令和７年"]
)
def test_what_is_no_date_stays_as_it_was_typed(ask: Ask, qtbot: QtBot, typed: str) -> None:
    field = ask(type="date")
    write(edit_of(field), typed)
    assert field.value() == typed
    assert edit_of(field).text() == typed


def test_a_stored_date_is_shown_in_japanese(ask: Ask, qtbot: QtBot) -> None:
    field = ask(type="date")
    values = told(field)
    field.set_value("2025-04-10")
    assert edit_of(field).text() == "令和７年４月10日（木）"
    assert field.value() == "2025-04-10"
    assert values == []


def test_it_says_beside_how_a_date_is_understood(ask: Ask, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLabel

    field = ask(type="date")
    write(edit_of(field), "R7.4.10")
    assert "令和７年４月10日（木）" in [label.text() for label in field.findChildren(QLabel)]


@pytest.mark.parametrize("typed", ["令和８年１月", "2026/1", "R8.1", "2026年1月"])
def test_a_month_is_kept_as_its_first_day(ask: Ask, qtbot: QtBot, typed: str) -> None:
    field = ask(type="date", month_only=True)
    write(edit_of(field), typed)
    assert field.value() == "2026-01-01"


def test_a_stored_text_that_is_no_date_is_shown_as_it_is(ask: Ask) -> None:
    field = ask(type="date")
    field.set_value("令和７年４月31日")
    assert edit_of(field).text() == "令和７年４月31日"
    assert field.value() == "令和７年４月31日"


def calendar_of(field: Field, qtbot: QtBot) -> QCalendarWidget:
    button = field.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    qtbot.mouseClick(button, LEFT)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    return calendar


def test_a_day_is_picked_from_the_calendar_with_keys(ask: Ask, qtbot: QtBot) -> None:
    field = ask(type="date")
    field.set_value("2025-04-10")
    calendar = calendar_of(field, qtbot)
    assert calendar.selectedDate() == QDate(2025, 4, 10)
    view = calendar.focusProxy() or calendar
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert field.value() == "2025-04-11"
    assert QApplication.activePopupWidget() is None


def test_the_calendar_closes_with_escape_and_changes_nothing(ask: Ask, qtbot: QtBot) -> None:
    field = ask(type="date")
    field.set_value("2025-04-10")
    calendar = calendar_of(field, qtbot)
    qtbot.keyClick(calendar.window(), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert field.value() == "2025-04-10"


def test_the_calendar_is_a_japanese_one(ask: Ask, qtbot: QtBot) -> None:
    calendar = calendar_of(ask(type="date"), qtbot)
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Sunday
    sunday = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color()
    saturday = calendar.weekdayTextFormat(Qt.DayOfWeek.Saturday).foreground().color()
    assert sunday.red() > sunday.blue()
    assert saturday.blue() > saturday.red()
    assert calendar.locale().language() == calendar.locale().Language.Japanese
    qtbot.keyClick(calendar.window(), Qt.Key.Key_Escape)


def test_the_calendar_names_the_month_in_the_era(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    calendar = Calendar(date(2025, 4, 10), parent)
    assert calendar.era.text() == "令和７年４月"
    calendar.calendar.setCurrentPage(1989, 1)
    assert calendar.era.text() == "昭和64年１月"
