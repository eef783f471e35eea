"""A wide table: its rows as a list, the chosen one as a form below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QFrame,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, theme
from app.ui.fields import texts
from app.ui.fields.base import Field, FieldContext
from app.ui.fields.card import Card
from app.ui.fields.growing import GrowingEdit
from app.ui.fields.rows import ROW_ID, Row
from app.ui.fields.table_view import RowsView
from app.ui.paragraph import Paragraph
from app.ui.slices import Slices

if TYPE_CHECKING:
    from app.calls.questions import Column, Table
    from app.review.finding import Place

MOST_LISTED = 8
SUMMARISED = frozenset({"short_text", "long_text", "choice", "number"})


class FormRows(RowsView):
    """One row at a time as a form; the list shows all rows and chooses one."""

    def __init__(self, table: Table, name: str, context: FieldContext, parent: QWidget) -> None:
        super().__init__(table, name, context, parent)
        self._rows: list[Row] = []
        self._cells: dict[str, Field] = {}
        self._labels: dict[str, QWidget] = {}
        self._helps: dict[str, QWidget] = {}
        self._showing = -1
        self.building = Slices(self)
        self._faults: set[tuple[int, str | None]] = set()
        self.list = QListWidget(self)
        self.list.setObjectName(f"rows:{name.removeprefix('field:')}")
        self.list.setAccessibleName(table.label)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setIconSize(QSize(theme.space(2), theme.space(2)))
        self.form = QFrame(self)
        self.form.setProperty("role", "card")
        self.title = QLabel(self.form)
        self.title.setProperty("role", "question")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.list)
        column.addWidget(self.form)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._ask_menu)

    def watch(self, watcher: QObject) -> None:
        super().watch(watcher)
        self.list.installEventFilter(watcher)

    def _ask_menu(self, place: QPoint) -> None:
        self.menu_asked.emit(self.list.viewport().mapToGlobal(place))

    def _build(self) -> Iterator[None]:
        """The form's inputs, made when the first row is there, a step each."""
        inner = QVBoxLayout(self.form)
        inner.setContentsMargins(*[theme.space(2)] * 4)
        inner.setSpacing(theme.space(1.5))
        inner.addWidget(self.title)
        lines = QFormLayout()
        lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        lines.setHorizontalSpacing(theme.space(2))
        lines.setVerticalSpacing(theme.space(1.25))
        inner.addLayout(lines)
        for number, column in enumerate(self.table.columns):
            cell = self.make_cell(column, 0, self.form, compact=False)
            label = QLabel(column.label, self.form)
            label.setBuddy(cell)
            _level(label, cell)
            holder = QWidget(self.form)
            stack = QVBoxLayout(holder)
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(theme.space(0.25))
            stack.addWidget(cell)
            if column.help or column.example:
                stack.addWidget(Paragraph(_hint(column), "count"))
            lines.addRow(label, holder)
            self._cells[column.id], self._labels[column.id] = cell, label
            self._helps[column.id] = holder
            if 0 <= self._showing < len(self._rows):
                self._fill(number)
            yield
        self._outline()

    def take_bar(self, bar: QWidget) -> bool:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self.form), bar)
        return True

    def show_parts(self, shown: bool) -> None:
        self.list.setVisible(shown)
        self.form.setVisible(shown)

    def show_rows(self, rows: list[Row]) -> None:
        before = self._row_id(self._showing)
        self._rows = [dict(row) for row in rows]
        blocked = self.list.blockSignals(True)
        while self.list.count() > len(rows):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(rows):
            self.list.addItem("")
        for place, row in enumerate(self._rows):
            self._list(place, row)
        ids = [row.get(ROW_ID) for row in self._rows]
        place = ids.index(before) if before in ids else min(max(self._showing, 0), len(rows) - 1)
        self.list.setCurrentRow(place)
        self.list.blockSignals(blocked)
        self._fit_list()
        self._show(place)
        if rows and not self._cells:
            self.building.begin(self._build())

    def _fit_list(self) -> None:
        """All rows in sight up to a number; only beyond it the list scrolls."""
        self.list.ensurePolished()
        line = max(self.list.sizeHintForRow(0), theme.space(3))
        shown = min(MOST_LISTED, max(1, len(self._rows)))
        self.list.setFixedHeight(shown * line + theme.space(1))
        policies = Qt.ScrollBarPolicy
        scrolls = len(self._rows) > MOST_LISTED
        self.list.setVerticalScrollBarPolicy(
            policies.ScrollBarAsNeeded if scrolls else policies.ScrollBarAlwaysOff
        )

    def _row_id(self, place: int) -> object:
        return self._rows[place].get(ROW_ID) if 0 <= place < len(self._rows) else None

    def _summary(self, place: int, row: Row) -> str:
        words = []
        for column in self.table.columns:
            value = row.get(column.id)
            if column.type in SUMMARISED and value not in (None, ""):
                label = column.label_of(value) if column.type == "choice" else str(value)
                words.append(" ".join(label.split())[:24])
            if len(words) == 3:
                break
        name = texts.ROW_TITLE.format(row=self.table.row_label, number=place + 1)
        faulty = texts.FAULTY_ROW if self._is_faulty(place) else ""
        return f"{name}　{'／'.join(words) or texts.UNNAMED_ROW}{faulty}"

    def _list(self, place: int, row: Row) -> None:
        item = self.list.item(place)
        item.setText(self._summary(place, row))
        faulty = self._is_faulty(place)
        item.setIcon(icons.icon("error", "error") if faulty else icons.icon("edit", "muted"))

    def _is_faulty(self, place: int) -> bool:
        return any(number == place for number, _column in self._faults)

    def show_faults(self, cells: set[tuple[int, str | None]]) -> None:
        if cells == self._faults:
            return
        self._faults = cells
        for place, row in enumerate(self._rows):
            self._list(place, row)
        self._outline()

    def _outline(self) -> None:
        from app.review.finding import Place

        for column, cell in self._cells.items():
            wrong = (self._showing, column) in self._faults
            cell.show_faults([Place(self.name, column=column)] if wrong else [])

    def _chosen(self, place: int) -> None:
        self._show(place)
        self.row_changed.emit()

    def _show(self, place: int) -> None:
        self._showing = place
        if not 0 <= place < len(self._rows):
            return
        row = self._rows[place]
        self.title.setText(texts.ROW_TITLE.format(row=self.table.row_label, number=place + 1))
        for number in range(len(self._cells)):
            self._fill(number)
        self._outline()
        self._fold(row)

    def _fill(self, number: int) -> None:
        """Show what the chosen row holds in a column."""
        column, row = self.table.columns[number], self._rows[self._showing]
        cell = self._cells[column.id]
        cell.set_value(row.get(column.id))
        self._rename(cell, self._showing, number)
        self._fold_column(column, row)

    def _rename(self, cell: Field, place: int, number: int) -> None:
        """The inputs carry the number of the row they show."""
        for widget in cell.inputs:
            self.name_input(widget, place)
        old, new = cell.name, f"{self.name}/{place}/{self.table.columns[number].id}"
        if old == new:
            return
        cell.name = new
        for widget in (cell, *cell.findChildren(QWidget)):
            if widget.objectName().startswith(old):
                widget.setObjectName(new + widget.objectName()[len(old) :])

    def _fold(self, row: Row) -> None:
        for column in self.table.columns[: len(self._cells)]:
            self._fold_column(column, row)

    def _fold_column(self, column: Column, row: Row) -> None:
        shown = self.applies(column, row)
        self._labels[column.id].setVisible(shown)
        self._helps[column.id].setVisible(shown)

    def row_edited(self, place: int, row: Row) -> None:
        self._rows[place] = dict(row)
        self._list(place, row)
        self._fold(row)

    def row_of(self, cell: Field) -> int:
        del cell
        return self._showing

    def current_row(self) -> int:
        return self._showing

    def current_column(self) -> str | None:
        focused = self.window().focusWidget() if self.window() else None
        if focused is None:
            return None
        return next((k for k, cell in self._cells.items() if cell.isAncestorOf(focused)), None)

    def focus_row(self, place: int, column: str | None = None, at: Place | None = None) -> None:
        if 0 <= place < len(self._rows):
            self.list.setCurrentRow(place)
            wanted = column or self.table.columns[0].id
            self.building.finish(lambda: wanted in self._cells)
            self._cells[wanted].focus_at(at)


def _level(label: QLabel, cell: Field) -> None:
    """Have a label stand at the height of the first line of what it names.

    Left to the layout, it would stand in the middle of as much room as there is beside it.
    """
    label.ensurePolished()
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    above = first_line(cell) - label.fontMetrics().height() // 2
    label.setContentsMargins(0, max(0, above), 0, 0)


def first_line(cell: Field) -> int:
    """How far below its upper edge a cell has the middle of its first line."""
    first = cell.inputs[0]
    card = first.parentWidget()
    if isinstance(card, Card):
        return card.first_line
    if isinstance(first, GrowingEdit):
        return first.first_line
    return cell.sizeHint().height() // 2


def _hint(column: Column) -> str:
    example = f"例：{column.example}" if column.example else ""
    return "　".join(filter(None, (column.help, example)))
