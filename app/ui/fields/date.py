"""A date: typed as officials write it, shown as it is understood, or picked from a calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from app.ui import icons, theme
from app.ui.fields import texts
from app.ui.fields.base import FieldContext, quietly
from app.ui.fields.calendar import Calendar
from app.ui.fields.line import LineField

if TYPE_CHECKING:
    from app.calls.questions import Column, Question


class DateField(LineField):
    """Free typing. What is not understood stays as typed and is told beside the field."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        self._month = bool(getattr(asked, "month_only", False))
        self._in_row = in_row = "/" in name
        self.edit.setPlaceholderText(
            "" if in_row else texts.MONTH_HERE if self._month else texts.DATE_HERE
        )
        if not in_row:
            self.edit.setMaximumWidth(theme.space(36))
        self.button = QToolButton(self)
        self.button.setObjectName(f"button:calendar:{name.removeprefix('field:')}")
        self.names_aid(self.button, texts.CALENDAR)
        self.button.setToolTip(texts.CALENDAR_TIP)
        self.button.setProperty("kind", "quiet")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus if in_row else Qt.FocusPolicy.TabFocus)
        icons.place(self.button, "calendar", "accent")
        self.line.setSpacing(theme.space(0.5))
        self.line.addWidget(self.button)
        self.button.setVisible(not in_row)
        self.understood = QLabel(self)
        self.understood.setProperty("role", "help")
        if not in_row:
            self.line.addWidget(self.understood, 1)
        self.understood.setVisible(not in_row)
        self.button.clicked.connect(self._open_calendar)
        if in_row:
            self.editing_finished.connect(self._show_understood)
        shortcut = QShortcut(QKeySequence(texts.CALENDAR_KEY), self.edit)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._open_calendar)

    def _limit_width(self) -> None:
        return

    def _typed(self) -> None:
        self._tell()
        super()._typed()

    def _read(self) -> date | None:
        from app.review.dates import parse, parse_month

        found = (parse_month if self._month else parse)(self.edit.text())
        return found if isinstance(found, date) else None

    def _shown(self, day: date) -> str:
        from app.review.dates import japanese, japanese_month, short

        if self._month:
            return japanese_month(day)
        return short(day) if self._in_row else japanese(day)

    def _tell(self) -> None:
        from app.review.dates import japanese

        found = self._read() if self.edit.text().strip() else None
        words = self._shown(found) if found else ""
        self.understood.setText("" if words == self.edit.text() else words)
        self.edit.setToolTip(japanese(found) if found else "")

    def _show_understood(self) -> None:
        """In a cell there is no room beside it, and little in it: it shows what it will show."""
        found = self._read()
        if found and self._shown(found) != self.edit.text():
            quietly(self.edit, lambda: self.edit.setText(self._shown(found)))
            self.run.begin(self.edit.text())

    def value(self) -> Any:
        text = self.edit.text()
        if not text.strip():
            return None
        found = self._read()
        return found.isoformat() if found else text

    def set_value(self, value: Any) -> None:
        from app.review.dates import iso

        if value == self.value():
            return
        day = iso(value)
        super().set_value(self._shown(day) if day else value)
        self._tell()

    def _open_calendar(self) -> None:
        popup = Calendar(self._read(), self)
        popup.picked.connect(self._picked)
        popup.move(_beside(self.edit, popup.sizeHint()))
        popup.show()
        popup.calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        chosen = date(day.year(), day.month(), 1 if self._month else day.day())
        self.edit.setText(self._shown(chosen))
        self.edit.setFocus()


def _beside(edit: QWidget, size: QSize) -> QPoint:
    """Below the input, or above where the screen ends."""
    place = edit.mapToGlobal(QPoint(0, edit.height()))
    screen = edit.screen().availableGeometry()
    if place.y() + size.height() > screen.bottom():
        place = edit.mapToGlobal(QPoint(0, -size.height()))
    place.setX(max(screen.left(), min(place.x(), screen.right() - size.width())))
    return place
