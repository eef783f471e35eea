"""A narrow table as a grid: every cell is an input at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.ui import theme
from app.ui.fields.base import Field, FieldContext
from app.ui.fields.rows import ROW_ID, Row
from app.ui.fields.table_view import RowsView
from app.ui.slices import Slices

if TYPE_CHECKING:
    from app.calls.questions import Table
    from app.review.finding import Place

LEAST_WIDTHS = {"date": 13, "number": 12, "choice": 11, "short_text": 10}
"""Widths in steps of the grid below which a cell of a type is not readable."""


class GridRows(RowsView):
    """Rows of inputs under a header. Widgets are kept while the number of rows allows it."""

    def __init__(self, table: Table, name: str, context: FieldContext, parent: QWidget) -> None:
        super().__init__(table, name, context, parent)
        self._lines: list[tuple[QLabel, dict[str, Field]]] = []
        self._current = -1
        self._rows: list[Row] = []
        self._faults: set[tuple[int, str | None]] = set()
        self.growing = Slices(self)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(theme.space(0.75))
        self.grid.setVerticalSpacing(theme.space(0.75))
        for place, column in enumerate(table.columns, 1):
            label = QLabel(column.label, self)
            label.setProperty("role", "count")
            self.grid.addWidget(label, 0, place)
            self.grid.setColumnStretch(place, round(column.width * 10))
            self.grid.setColumnMinimumWidth(place, theme.space(LEAST_WIDTHS.get(column.type, 12)))

    def show_rows(self, rows: list[Row]) -> None:
        while len(self._lines) > len(rows):
            self._drop_line()
        self._rows = rows
        for (_label, cells), row in zip(self._lines, rows, strict=False):
            self._fill(cells, row)
        if self._current >= len(rows):
            self._current = len(rows) - 1
        self.growing.begin(self._grow())

    def _grow(self) -> Iterator[None]:
        """Make the rows that are still missing, a step each."""
        while len(self._lines) < len(self._rows):
            place = len(self._lines)
            self._add_line()
            self._fill(self._lines[place][1], self._rows[place])
            self._outline(place)
            yield

    def _fill(self, cells: dict[str, Field], row: Row) -> None:
        for column in self.table.columns:
            cells[column.id].set_value(row.get(column.id))
            cells[column.id].setProperty("row-id", row.get(ROW_ID))
        self._fold(cells, row)

    def row_edited(self, place: int, row: Row) -> None:
        self._fold(self._lines[place][1], row)

    def _fold(self, cells: dict[str, Field], row: Row) -> None:
        """Cells of columns that do not apply in a row stand empty; their answers are kept."""
        for column in self.table.columns:
            if column.when is not None:
                cells[column.id].setVisible(self.applies(column, row))

    def _add_line(self) -> None:
        place = len(self._lines)
        label = QLabel(str(place + 1), self)
        label.setProperty("role", "count")
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.grid.addWidget(label, place + 1, 0, Qt.AlignmentFlag.AlignTop)
        cells: dict[str, Field] = {}
        for number, column in enumerate(self.table.columns, 1):
            cell = self.make_cell(column, place, self, compact=True)
            self.grid.addWidget(cell, place + 1, number, Qt.AlignmentFlag.AlignTop)
            for widget in cell.inputs:
                widget.installEventFilter(self)
                self.name_input(widget, place)
            cells[column.id] = cell
        # Still empty, the inputs are a line high: the number stays level with their first line.
        highest = max(cell.inputs[0].sizeHint().height() for cell in cells.values())
        label.setFixedHeight(highest)
        self._lines.append((label, cells))

    def _drop_line(self) -> None:
        label, cells = self._lines.pop()
        for widget in (label, *cells.values()):
            self.grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def row_of(self, cell: Field) -> int:
        return next((n for n, (_, cells) in enumerate(self._lines) if cell in cells.values()), -1)

    def current_row(self) -> int:
        return self._current

    def current_column(self) -> str | None:
        focused = self.window().focusWidget() if self.window() else None
        if not 0 <= self._current < len(self._lines) or focused is None:
            return None
        cells = self._lines[self._current][1]
        return next((key for key, cell in cells.items() if cell.isAncestorOf(focused)), None)

    def focus_row(self, place: int, column: str | None = None, at: Place | None = None) -> None:
        self.growing.finish(lambda: place < len(self._lines))
        if 0 <= place < len(self._lines):
            cells = self._lines[place][1]
            self._current = place
            cells[column or self.table.columns[0].id].focus_at(at)
            self.row_changed.emit()

    def show_faults(self, cells: set[tuple[int, str | None]]) -> None:
        self._faults = cells
        for place in range(len(self._lines)):
            self._outline(place)

    def _outline(self, place: int) -> None:
        label, line = self._lines[place]
        for column, cell in line.items():
            cell.set_invalid((place, column) in self._faults)
        wrong = any(row == place for row, _column in self._faults)
        theme.mark(label, role="error" if wrong else "count")

    def enter_moves(self) -> bool:
        column = self.current_column()
        return column is not None and self.table.column(column).type != "long_text"

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Beside the inputs, which have menus of their own: at a row's number, or between cells."""
        height = event.pos().y()
        reached = (n for n, (label, _) in enumerate(self._lines) if label.y() <= height)
        self.focus_row(max(reached, default=0))
        self.menu_asked.emit(event.globalPos())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            for place, (_label, cells) in enumerate(self._lines):
                if any(cell.isAncestorOf(watched) for cell in cells.values()):
                    if place != self._current:
                        self._current = place
                        self.row_changed.emit()
                    break
        return super().eventFilter(watched, event)
