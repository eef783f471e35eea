"""A calendar as it hangs on Japanese walls: weeks from Sunday, Sundays red, Saturdays blue."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import (
    QBoxLayout,
    QCalendarWidget,
    QLabel,
    QSpinBox,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, theme
from app.ui.fields import texts

CELL = (5.5, 4.5)
"""Width and height of a day, in steps of the grid."""

RANGE = QDate(1868, 2, 1), QDate(2199, 12, 31)
"""What can be turned to: months that have an era's name."""
PICTURES = {"qt_calendar_prevmonth": "back", "qt_calendar_nextmonth": "forward"}


class MonthSheet(QCalendarWidget):
    """A month with its year before it; holidays are as red as Sundays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
        self.setDateRange(*RANGE)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.setAccessibleName(texts.CALENDAR)
        self._colour()
        self._name_parts()
        self._put_year_first()
        self.currentPageChanged.connect(self._keep_within)
        self.currentPageChanged.connect(lambda *_: self._colour_holidays())
        self._colour_holidays()

    def _colour(self) -> None:
        tokens = theme.active().tokens
        colours = {
            Qt.DayOfWeek.Sunday: tokens.error,
            Qt.DayOfWeek.Saturday: tokens.accent,
        }
        for weekday in Qt.DayOfWeek:
            self.setWeekdayTextFormat(weekday, _ink(colours.get(weekday, tokens.text)))
        header = QTextCharFormat()
        header.setBackground(QColor(tokens.raised))
        self.setHeaderTextFormat(header)

    def _keep_within(self, year: int, month: int) -> None:
        """Turn back: Qt keeps the days that can be chosen within the range, not the pages."""
        first, last = ((day.year(), day.month()) for day in RANGE)
        wanted = min(max((year, month), first), last)
        if (year, month) != wanted:
            self.setCurrentPage(*wanted)

    def _colour_holidays(self) -> None:
        """Those of the month that is shown: the days of others are dimmed."""
        from app.review.business_days import holidays

        red = _ink(theme.active().tokens.error)
        for day in holidays(self.yearShown(), self.monthShown()):
            self.setDateTextFormat(QDate(day.year, day.month, day.day), red)

    def _name_parts(self) -> None:
        if days := self.findChild(QTableView):
            days.setAccessibleName(texts.CALENDAR)
            days.setAccessibleDescription(texts.CALENDAR_KEYS)
        for name, words in texts.CALENDAR_PARTS.items():
            if button := self.findChild(QToolButton, name):
                button.setAccessibleName(words)
                button.setToolTip(words)
                if picture := PICTURES.get(name):
                    icons.place(button, picture, "accent")

    def sizeHint(self) -> QSize:
        """Room for days of two digits, in which Qt reckons without the padding of cells."""
        width, height = (theme.space(steps) for steps in CELL)
        return QSize(7 * width, 8 * height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _put_year_first(self) -> None:
        bar = self.findChild(QWidget, "qt_calendar_navigationbar")
        month = self.findChild(QToolButton, "qt_calendar_monthbutton")
        year = self.findChild(QToolButton, "qt_calendar_yearbutton")
        typed = self.findChild(QSpinBox, "qt_calendar_yearedit")
        line = bar.layout() if bar else None
        if month and year and typed and isinstance(line, QBoxLayout):
            line.removeWidget(month)
            line.insertWidget(line.indexOf(year) + 1, month)
            typed.setSuffix(texts.YEAR)
            year.setText(typed.text())  # from now on Qt takes it over with every page


def _ink(colour: str) -> QTextCharFormat:
    words = QTextCharFormat()
    words.setForeground(QColor(colour))
    return words


class Calendar(QWidget):
    """Pops up beside a date field; Enter or a click takes a day, Escape none."""

    picked = Signal(QDate)

    def __init__(self, day: date | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(texts.CALENDAR)
        self.setObjectName("calendar-popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.calendar = MonthSheet(self)
        if day:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(1)] * 4)
        self.era = QLabel(self)
        self.era.setProperty("role", "help")
        self.era.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.era)
        column.addWidget(self.calendar)
        self.calendar.currentPageChanged.connect(lambda *_: self._tell_era())
        self._tell_era()
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)

    def _tell_era(self) -> None:
        """The month in the Japanese era, as it is written in documents."""
        from app.review.dates import japanese_month

        shown = date(self.calendar.yearShown(), self.calendar.monthShown(), 1)
        self.era.setText(japanese_month(shown))

    def _take(self, day: QDate) -> None:
        self.picked.emit(day)
        self.close()
