"""What both ways of showing rows have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from app.ui.fields import texts
from app.ui.fields.base import Field, FieldContext
from app.ui.fields.rows import Row

if TYPE_CHECKING:
    from app.calls.questions import Column, Table
    from app.review.finding import Place

ASKED = "asked"
"""The property of an input that keeps what it asks, whichever row it shows."""


class RowsView(QWidget):
    """Shows rows; tells when a cell is changed."""

    cell_changed = Signal(int, str, object)
    """Row (from 0), column id, the cell's value."""
    row_changed = Signal()
    """Another row is current."""
    finished = Signal()
    menu_asked = Signal(QPoint)
    """The menu of the current row is wanted at a place on the screen."""

    def __init__(self, table: Table, name: str, context: FieldContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.table, self.name, self.context = table, name, context
        self._watcher: QObject | None = None
        self.typing_on = False
        """Whether the last change of a cell went on from the one before it."""

    def watch(self, watcher: QObject) -> None:
        """Let another object see the keys of all inputs first."""
        self._watcher = watcher

    def make_cell(self, column: Column, place: int, parent: QWidget, *, compact: bool) -> Field:
        from app.ui.fields.registry import make

        name = f"{self.name}/{place}/{column.id}"
        cell = make(column, self.context, name, parent, compact=compact)
        if self.context.only_reading:
            cell.only_show()
        cell.changed.connect(lambda: self._tell(cell, column.id))
        cell.editing_finished.connect(self.finished)
        for widget in cell.inputs:
            if self._watcher is not None:
                widget.installEventFilter(self._watcher)
        return cell

    def _tell(self, cell: Field, column: str) -> None:
        self.typing_on = cell.typing_on
        self.cell_changed.emit(self.row_of(cell), column, cell.value())

    def name_input(self, widget: QWidget, place: int) -> None:
        """Say to a screen reader in which row an input stands."""
        asked = widget.property(ASKED) or widget.accessibleName()
        widget.setProperty(ASKED, asked)
        row = self.table.row_label
        widget.setAccessibleName(texts.CELL.format(row=row, number=place + 1, column=asked))

    def holds_focus(self) -> bool:
        focused = self.window().focusWidget() if self.window() else None
        return focused is not None and self.isAncestorOf(focused)

    def applies(self, column: Column, row: Row) -> bool:
        """Whether a column is asked in a row."""
        if column.when is None:
            return True
        from app.calls import expressions

        cells: dict[str, Any] = {c.id: row.get(c.id) for c in self.table.columns}
        try:
            return bool(expressions.evaluate(column.when, {"row": cells}))
        except expressions.ExpressionError:
            return True  # it reads an answer elsewhere, which the field does not know

    # ---- for subclasses ----

    def take_bar(self, bar: QWidget) -> bool:
        """Whether the view puts the buttons for rows among its own parts."""
        del bar
        return False

    def show_parts(self, shown: bool) -> None:
        """Show the rows, or nothing while there are none."""
        self.setVisible(shown)

    def row_of(self, cell: Field) -> int:
        raise NotImplementedError

    def show_rows(self, rows: list[Row]) -> None:
        raise NotImplementedError

    def show_faults(self, cells: set[tuple[int, str | None]]) -> None:
        """Outline the inputs of these cells (row from 0, column id) and of no others."""
        raise NotImplementedError

    def row_edited(self, place: int, row: Row) -> None:
        """A cell of a row changed through its own input."""

    def current_row(self) -> int:
        raise NotImplementedError

    def current_column(self) -> str | None:
        raise NotImplementedError

    def focus_row(self, place: int, column: str | None = None, at: Place | None = None) -> None:
        raise NotImplementedError

    def enter_moves(self) -> bool:
        """Whether Enter goes to the next row from where the focus is."""
        return False
