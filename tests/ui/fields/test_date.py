"""Dates: typed in any form officials use, shown as understood, picked from a Japanese calendar."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QDateEdit,
    QLineEdit,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.fields.base import Field
from app.ui.fields.calendar import Calendar, MonthSheet
from tests.ui.conftest import ROOT
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


@pytest.mark.parametrize("scale", [1.0, 1.1, 1.25, 1.5, 2.0])
def test_each_day_of_the_calendar_is_a_number(
    ask: Ask, qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    """Where a cell is too narrow by a pixel, Qt draws … instead."""
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT, scale)
    calendar = calendar_of(ask(type="date"), qtbot)
    calendar.setSelectedDate(QDate(2025, 4, 1))
    view = calendar.findChild(QTableView)
    assert view is not None
    digit = view.fontMetrics().tightBoundingRect("0").height()
    shown = view.grab().toImage()
    for row in range(2, 6):
        for column in range(7):
            cell = view.visualRect(view.model().index(row, column))
            high = _ink_height(shown, cell.translated(view.viewport().pos()))
            assert high >= digit - 1, (scale, row, column)
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT)


def _ink_height(image: QImage, cell: QRect) -> int:
    ground = image.pixel(cell.center().x(), cell.top() + 1)
    inked = [
        y
        for y in range(cell.top(), cell.bottom() + 1)
        if any(image.pixel(x, y) != ground for x in range(cell.left(), cell.right() + 1))
    ]
    return inked[-1] - inked[0] + 1 if inked else 0


@pytest.mark.parametrize("year", [-1, 1, 1867, 1868, 2199, 9999, 100_000])
def test_the_calendar_stays_within_the_eras(ask: Ask, qtbot: QtBot, year: int) -> None:
    calendar = calendar_of(ask(type="date"), qtbot)
    with qtbot.captureExceptions() as faults:
        calendar.setCurrentPage(year, 1)
        calendar.showPreviousMonth()
        calendar.showNextMonth()
    assert faults == []
    assert 1868 <= calendar.yearShown() <= 2199


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


def colour_of(qtbot: QtBot, calendar: QCalendarWidget, day: QDate) -> str:
    """The ink of a day: the colour that differs most from the ground of its cell."""
    view = calendar.findChild(QTableView)
    assert view is not None
    model = view.model()
    cells = [model.index(row, column) for row in range(1, 7) for column in range(7)]
    first = calendar.yearShown(), calendar.monthShown()
    start = QDate(*first, 1)
    before = start.dayOfWeek() % 7 or 7
    place = view.visualRect(cells[before + start.daysTo(day)])
    image = view.viewport().grab(place).toImage()
    ground = image.pixelColor(1, 1)
    found = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    return max(found, key=lambda name: _far(QColor(name), ground))


def _far(one: QColor, other: QColor) -> int:
    return sum(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def test_holidays_are_red_and_the_days_of_other_months_dim(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    popup = Calendar(date(2025, 4, 10), parent)
    popup.resize(popup.sizeHint())
    popup.show()
    tokens, sheet = theme.active().tokens, popup.calendar
    wanted = {
        QDate(2025, 4, 15): tokens.text,
        QDate(2025, 4, 29): tokens.error,
        QDate(2025, 4, 6): tokens.error,
        QDate(2025, 3, 31): tokens.disabled,
        QDate(2025, 5, 4): tokens.disabled,
    }
    for day, colour in wanted.items():
        assert colour_of(qtbot, sheet, day) == colour, day.toString()
    sheet.setCurrentPage(2025, 5)
    QApplication.processEvents()
    assert colour_of(qtbot, sheet, QDate(2025, 5, 6)) == tokens.error
    popup.close()


def test_the_year_stands_before_the_month(qtbot: QtBot) -> None:
    sheet = MonthSheet()
    qtbot.addWidget(sheet)
    sheet.setSelectedDate(QDate(2025, 4, 10))
    sheet.resize(400, 300)
    sheet.show()
    year = sheet.findChild(QToolButton, "qt_calendar_yearbutton")
    month = sheet.findChild(QToolButton, "qt_calendar_monthbutton")
    assert (year.text(), month.text()) == ("2025年", "4月")
    assert year.x() < month.x()
    sheet.showNextYear()
    assert year.text() == "2026年"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_day_has_room_for_its_number(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, theme.active().resources, theme.Scheme.LIGHT, scale)
    edit = QDateEdit(QDate(2025, 4, 10))
    qtbot.addWidget(edit)
    edit.setCalendarPopup(True)
    edit.setCalendarWidget(MonthSheet(edit))
    edit.show()
    arrow = QPoint(edit.width() - 10, edit.height() // 2)
    qtbot.mouseClick(edit, LEFT, pos=arrow)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    sheet = popup.findChild(MonthSheet)
    assert sheet is not None
    tokens = theme.active().tokens
    for day in (15, 25, 30):
        assert colour_of(qtbot, sheet, QDate(2025, 4, day)) == tokens.text
    popup.close()
