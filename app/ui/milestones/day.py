"""A date of the office: typed or picked as the dates of a form are."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.dialogs import QtDialogs
from app.ui.fields.base import FieldContext
from app.ui.fields.date import DateField
from app.ui.milestones import texts

WIDTH = 25
"""Of the input, in steps of the grid."""


class DayField(DateField):
    """As in a form, but it is no answer: nothing reviews it but the dialog it stands in."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        asked = SimpleNamespace(id="milestone", label=texts.DAY, help="", type="date")
        super().__init__(cast("Any", asked), "field:milestone", FieldContext(QtDialogs()), parent)
        self.edit.setFixedWidth(theme.space(WIDTH))
        self.understood.hide()
        self.editing_finished.connect(self._show_understood)
        self.set_value(day.isoformat())

    @property
    def day(self) -> date | None:
        """The date, if what stands there is one."""
        return self._read()
