"""A paste from a spreadsheet, shown before it is taken: which column goes where."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui import labelled, room, theme, wheel
from app.ui.buttons import box as button_box
from app.ui.fields import rows as kept
from app.ui.fields import texts
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.questions import Column, Table

MOST_SHOWN = 200
"""Rows that are previewed; all are taken."""
WIDTH = 112
"""Of the dialog, in steps of the grid."""
COLUMN_WIDTHS = (18, 40)
"""Least and most width of a previewed column, in steps of the grid."""


def cells_of(text: str) -> list[list[str]]:
    """The cells of a copied range: tabs between columns, quotes around line breaks."""
    found = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    return [line for line in found if any(cell.strip() for cell in line)]


def guessed(table: Table, cells: list[list[str]]) -> tuple[list[str | None], bool]:
    """Which column each copied one goes to, and whether the first line is a header."""
    labels = {column.label: column.id for column in table.columns}
    width = max((len(line) for line in cells), default=0)
    first = [cell.strip() for cell in cells[0]] if cells else []
    if sum(cell in labels for cell in first) >= max(1, len(first) // 2):
        return [labels.get(first[n]) if n < len(first) else None for n in range(width)], True
    ids = [column.id for column in table.columns]
    return [ids[n] if n < len(ids) else None for n in range(width)], False


def understood(column: Column, text: str) -> Any:
    """A copied cell as the column keeps it; what is not understood stays as it is."""
    from app.drafts.values import ValueMistakeError, normalised
    from app.review.dates import DateProblem, parse, parse_month

    text = text.strip()
    if not text:
        return None
    if column.type == "date":
        found = (parse_month if column.month_only else parse)(text)
        return text if isinstance(found, DateProblem) else found.isoformat()
    if column.type == "yes_no":
        return {column.yes: True, column.no: False}.get(text)
    if column.type == "multiple_choice":
        parts = [part.strip() for part in text.replace("、", "・").split("・")]
        return normalised(column, parts)  # type: ignore[arg-type]
    try:
        return normalised(column, text)  # type: ignore[arg-type]
    except ValueMistakeError:
        return text


def _spoken(name: str) -> QTableWidgetItem:
    """A cell that lies under an input, and says to a screen reader what the input is."""
    item = QTableWidgetItem()
    item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
    return item


class PasteDialog(QDialog):
    """The copied cells with a choice of column above each."""

    def __init__(self, table: Table, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = table
        self.cells = cells_of(text)
        self.setObjectName("paste-dialog")
        self.setWindowTitle(texts.PASTE_TITLE)
        targets, header = guessed(table, self.cells)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1.5))
        self.words = Paragraph()
        column.addWidget(self.words)
        self.preview = self._preview(targets)
        column.addWidget(self.preview, 1)
        self.header = QCheckBox(texts.PASTE_HEADER, self)
        self.header.setChecked(header)
        column.addWidget(self.header)
        self.mode = QComboBox(self)
        wheel.pass_on(self.mode)
        self.mode.addItems([texts.PASTE_APPEND, texts.PASTE_REPLACE])
        self.mode.setAccessibleName(texts.PASTE_MODE)
        column.addLayout(labelled.line(texts.PASTE_MODE, self.mode, self))
        column.addWidget(self._buttons())
        room.give(self, WIDTH, 64)
        self.header.toggled.connect(self._show_use)
        for choice in self.targets:
            choice.currentIndexChanged.connect(self._show_use)
        self._show_use()

    def _show_use(self) -> None:
        """Say how many rows come, and grey out what is left out."""
        first = 1 if self.header.isChecked() else 0
        self.words.tell(texts.PASTE_TEXT.format(count=len(self.cells) - first))
        tokens = theme.active().tokens
        for number in range(1, self.preview.rowCount()):
            for place, choice in enumerate(self.targets):
                used = choice.currentData() and number > first
                if item := self.preview.item(number, place):
                    item.setForeground(QColor(tokens.text if used else tokens.disabled))

    def _preview(self, targets: list[str | None]) -> QTableWidget:
        preview = QTableWidget(min(len(self.cells), MOST_SHOWN) + 1, len(targets), self)
        preview.setAccessibleName(texts.PASTE_TITLE)
        preview.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        preview.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        preview.setTabKeyNavigation(False)
        preview.horizontalHeader().hide()
        preview.verticalHeader().hide()
        self.targets: list[QComboBox] = []
        for place, target in enumerate(targets):
            choice = QComboBox(preview)
            choice.addItem(texts.PASTE_SKIP, None)
            for asked in self.table.columns:
                choice.addItem(asked.label, asked.id)
            choice.setCurrentIndex(max(0, choice.findData(target)))
            wheel.pass_on(choice)
            choice.setAccessibleName(texts.PASTE_TARGET.format(number=place + 1))
            preview.setItem(0, place, _spoken(choice.accessibleName()))
            preview.setCellWidget(0, place, choice)
            self.targets.append(choice)
        for number, line in enumerate(self.cells[:MOST_SHOWN], 1):
            for place, cell in enumerate(line):
                preview.setItem(number, place, QTableWidgetItem(cell))
        preview.resizeColumnsToContents()
        least, most = (theme.space(steps) for steps in COLUMN_WIDTHS)
        for place in range(len(targets)):
            preview.setColumnWidth(place, min(most, max(least, preview.columnWidth(place))))
        if sum(preview.columnWidth(n) for n in range(len(targets))) < theme.space(WIDTH):
            preview.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = preview.verticalHeader()
        rows.setDefaultSectionSize(preview.fontMetrics().height() + theme.space(2))
        preview.setRowHeight(0, theme.space(6))
        return preview

    def _buttons(self) -> QDialogButtonBox:
        buttons = button_box(self)
        accept = buttons.addButton(texts.PASTE_ACCEPT, QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(accept, kind="primary")
        accept.setDefault(True)
        accept.setObjectName("button:accept")
        buttons.addButton(texts.CANCEL, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    @property
    def replaces(self) -> bool:
        return self.mode.currentIndex() == 1

    def rows(self) -> list[kept.Row]:
        """The rows as they are to be taken."""
        columns = [
            (n, self.table.column(c.currentData()))
            for n, c in enumerate(self.targets)
            if c.currentData()
        ]
        made = []
        for line in self.cells[1 if self.header.isChecked() else 0 :]:
            row = kept.new_row()
            for place, column in columns:
                value = understood(column, line[place]) if place < len(line) else None
                if value is not None:
                    row[column.id] = value
            made.append(row)
        return made
