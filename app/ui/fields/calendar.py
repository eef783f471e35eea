"""A calendar as it hangs on Japanese walls: weeks from Sunday, Sundays red, Saturdays blue."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLabel, QTableView, QToolButton, QVBoxLayout, QWidget

from app.ui import icons, theme
from app.ui.fields import texts

CELL = (5.5, 4.5)
"""Width and height of a day, in steps of the grid."""

PICTURES = {"qt_calendar_prevmonth": "back", "qt_calendar_nextmonth": "forward"}


class Calendar(QWidget):
    """Pops up beside a date field; Enter or a click takes a day, Escape none."""

    picked = Signal(QDate)

    def __init__(self, day: date | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(texts.CALENDAR)
        self.setObjectName("calendar-popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.calendar = QCalendarWidget(self)
        self.calendar.setLocale(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
        )
        self.calendar.setAccessibleName(texts.CALENDAR)
        self._colour()
        self._name_parts()
        if day:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(1)] * 4)
        self.era = QLabel(self)
        self.era.setProperty("role", "help")
        self.era.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.era)
        column.addWidget(self.calendar)
        self.calendar.currentPageChanged.connect(self._tell_era)
        self._tell_era(self.calendar.yearShown(), self.calendar.monthShown())
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)

    def _tell_era(self, year: int, month: int) -> None:
        """The month in the Japanese era, as it is written in documents."""
        from app.review.dates import japanese_month

        self.era.setText(japanese_month(date(year, month, 1)))

    def _colour(self) -> None:
        tokens = theme.active().tokens
        colours = {
            Qt.DayOfWeek.Sunday: tokens.error,
            Qt.DayOfWeek.Saturday: tokens.accent,
        }
        for weekday in Qt.DayOfWeek:
            words = QTextCharFormat()
            words.setForeground(QColor(colours.get(weekday, tokens.text)))
            self.calendar.setWeekdayTextFormat(weekday, words)
        header = QTextCharFormat()
        header.setBackground(QColor(tokens.raised))
        self.calendar.setHeaderTextFormat(header)

    def _name_parts(self) -> None:
        if days := self.calendar.findChild(QTableView):
            days.setAccessibleName(texts.CALENDAR)
            days.setAccessibleDescription(texts.CALENDAR_KEYS)
        for name, words in texts.CALENDAR_PARTS.items():
            if button := self.calendar.findChild(QToolButton, name):
                button.setAccessibleName(words)
                button.setToolTip(words)
                if picture := PICTURES.get(name):
                    icons.place(button, picture, "accent")

    def sizeHint(self) -> QSize:
        width, height = (theme.space(steps) for steps in CELL)
        return QSize(7 * width + theme.space(3), 8 * height + theme.space(5))

    def _take(self, day: QDate) -> None:
        self.picked.emit(day)
        self.close()
