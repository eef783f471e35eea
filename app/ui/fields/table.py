"""A table with repeating rows: a grid where it is narrow, a list with a form where it is wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.review.subject import row_id
from app.ui import icons, modal, theme
from app.ui.chips import Chips
from app.ui.fields import rows as kept
from app.ui.fields import texts
from app.ui.fields.base import Field, FieldContext
from app.ui.fields.table_form import FormRows
from app.ui.fields.table_grid import GridRows
from app.ui.fields.table_menu import rows_menu
from app.ui.fields.table_view import RowsView
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.calls.questions import Column, Question, Table
    from app.review.finding import Place

MOST_GRID_COLUMNS = 5
"""Columns above which a row is filled in as a form."""


class TableField(Field):
    """Rows with keyboard: Ctrl+Insert adds, Ctrl+Delete removes, Alt+Up/Down moves."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        self.setObjectName(name)
        self.table = cast("Table", asked)
        self._rows: list[kept.Row] = []
        kind = GridRows if len(self.table.columns) <= MOST_GRID_COLUMNS else FormRows
        self.view: RowsView = kind(self.table, name, context, self)
        self.empty = Paragraph(texts.NO_ROWS.format(row=self.table.row_label), "help")
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.empty)
        column.addWidget(self.view)
        bar = self._bar()
        if not self.view.take_bar(bar):
            column.addWidget(bar)
        self.view.cell_changed.connect(self._cell_changed)
        self.view.finished.connect(self.editing_finished)
        self.view.row_changed.connect(self._enable)
        self.view.menu_asked.connect(self._open_menu_of_rows)
        self.view.watch(self)
        self._show()

    def _bar(self) -> QWidget:
        bar = QWidget(self)
        add = self._button("add-row", texts.ADD_ROW.format(row=self.table.row_label), "add")
        add.setProperty("kind", "secondary")
        icons.place(add, "add", "accent")
        add.clicked.connect(self.add_row)
        acts = (
            ("duplicate-row", texts.DUPLICATE_ROW, "copy", self.duplicate_row),
            ("remove-row", texts.REMOVE_ROW, "trash", self.remove_row),
            ("row-up", texts.ROW_UP, "up", lambda: self.move_row(-1)),
            ("row-down", texts.ROW_DOWN, "down", lambda: self.move_row(1)),
        )
        line = Chips(bar, [add], from_left=True)
        for name, label, picture, act in acts:
            button = self._button(name, label, picture)
            button.setProperty("kind", "quiet")
            button.clicked.connect(act)
            line.add(button)
        column = QVBoxLayout(bar)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(line)
        below = QHBoxLayout()
        below.addWidget(Paragraph(texts.KEYS, "count", parent=bar), 1)
        self.count = Paragraph("", "count", parent=bar)
        self.count.setWordWrap(False)
        below.addWidget(self.count)
        column.addLayout(below)
        self.setFocusProxy(add)
        self._inputs.append(add)
        return bar

    def _button(self, name: str, label: str, picture: str) -> QPushButton:
        button = QPushButton(label, self)
        button.setObjectName(f"button:{name}:{self.asked_id}")
        self.names_aid(button, label)
        icons.place(button, picture, "accent")
        button.installEventFilter(self)
        self.buttons[name] = button
        return button

    @property
    def asked_id(self) -> str:
        return self.name.removeprefix("field:")

    # ---- value ----

    def value(self) -> Any:
        return [dict(row) for row in self._rows] or None

    def set_value(self, value: Any) -> None:
        rows = kept.kept(value)
        if rows != self._rows:
            self._rows = rows
            self._show()

    def _cell_changed(self, place: int, column: str, value: Any) -> None:
        if not 0 <= place < len(self._rows):
            return
        row = {key: cell for key, cell in self._rows[place].items() if key != column}
        if value is not None:
            row[column] = value
        # In the order of the columns; what an unknown column holds stays, behind them.
        order = [kept.ROW_ID, *(c.id for c in self.table.columns), *row]
        self._rows[place] = {key: row[key] for key in order if key in row}
        self.view.row_edited(place, self._rows[place])
        self._tell(typing_on=self.view.typing_on)

    def _tell(self, *, typing_on: bool = False) -> None:
        self.typing_on = typing_on
        self.changed.emit()

    # ---- rows ----

    @property
    def current(self) -> int:
        return self.view.current_row()

    def add_row(self) -> None:
        """A new row below the current one (the last without one), with the focus in it."""
        place = self.current + 1 if self.view.holds_focus() else len(self._rows)
        self._insert(place, kept.new_row())

    def duplicate_row(self) -> None:
        if 0 <= self.current < len(self._rows):
            self._insert(self.current + 1, kept.copy_of(self._rows[self.current]))

    def _insert(self, place: int, row: kept.Row) -> None:
        self._rows.insert(place, row)
        self._show()
        self.view.focus_row(place)
        self._tell()

    def remove_row(self) -> None:
        place = self.current
        if 0 <= place < len(self._rows):
            del self._rows[place]
            self._show()
            if self._rows:
                self.view.focus_row(min(place, len(self._rows) - 1))
            else:
                self.buttons["add-row"].setFocus()
            self._tell()

    def move_row(self, step: int) -> None:
        place = self.current
        rows = kept.moved(self._rows, place, step)
        if rows != self._rows:
            column = self.view.current_column()
            self._rows = rows
            self._show()
            self.view.focus_row(place + step, column)
            self._tell()

    def replace_rows(self, rows: list[kept.Row], first: int = 0) -> None:
        """Take other rows as one change (a paste), with the focus in the first new one.

        They came whole, and nobody is still at typing them: what is wrong is to be told at once.
        """
        self._rows = rows
        self._show()
        self._tell()
        self.editing_finished.emit()
        if rows:
            self.view.focus_row(min(first, len(rows) - 1))

    def _show(self) -> None:
        self.view.show_rows(self._rows)
        self.view.show_parts(bool(self._rows))
        self.empty.setVisible(not self._rows)
        most, count = self.table.max_rows, len(self._rows)
        words = texts.ROW_COUNT if most else texts.ROW_COUNT_FREE
        self.count.tell(words.format(count=count, most=most))
        theme.mark(self.count, role="warning" if most and count > most else "count")
        self._enable()

    def _enable(self) -> None:
        place, last = self.current, len(self._rows) - 1
        for name in ("duplicate-row", "remove-row"):
            self.buttons[name].setEnabled(0 <= place <= last)
        self.buttons["row-up"].setEnabled(0 < place <= last)
        self.buttons["row-down"].setEnabled(0 <= place < last)

    def show_faults(self, places: Sequence[Place]) -> None:
        """Outline the cells that are wrong; a table is not outlined as a whole."""
        cells = ((self._number_of(p.row), p.column) for p in places if p.row is not None)
        self.view.show_faults({(number, column) for number, column in cells if number >= 0})

    def focus_at(self, place: Place | None = None) -> None:
        if place is None or place.row is None:
            if self._rows:
                self.view.focus_row(0)
            else:
                self.buttons["add-row"].setFocus()
            return
        number = self._number_of(place.row)
        if 0 <= number < len(self._rows):
            self.view.focus_row(number, place.column, place)

    def cell_in_focus(self) -> tuple[str | None, str | None]:
        if not self.view.holds_focus() or not 0 <= self.current < len(self._rows):
            return None, None
        row = row_id(self._rows[self.current], self.current + 1)
        return row, self.view.current_column()

    def _number_of(self, row: str) -> int:
        """Where the row of a finding stands (from 0), or -1."""
        ids = [str(row.get(kept.ROW_ID)) for row in self._rows]
        return ids.index(row) if row in ids else _from_number(row)

    # ---- keys ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._act_for(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            act = self._act_for(event)
            if act is not None:
                # Acting may take away the widget whose event this is.
                QTimer.singleShot(0, self, act)
                return True
        return super().eventFilter(watched, event)

    def _act_for(self, event: QEvent) -> Any:
        if not isinstance(event, QKeyEvent) or self.context.composition.active:
            return None
        if self.context.only_reading:
            return None
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        keys = Qt.Key
        acts = {
            (control, keys.Key_Insert): self.add_row,
            (control, keys.Key_Delete): self.remove_row,
            (control, keys.Key_D): self.duplicate_row,
            (alt, keys.Key_Up): lambda: self.move_row(-1),
            (alt, keys.Key_Down): lambda: self.move_row(1),
        }
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste if self._holds_rows(QGuiApplication.clipboard().text()) else None
        if (act := acts.get((held, keys(event.key())))) is not None:
            return act
        plain = held == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in (keys.Key_Return, keys.Key_Enter):
            return self._enter if self.view.enter_moves() else None
        return None

    def _enter(self) -> None:
        """Down to the next row; on the last one a new row."""
        if self.current == len(self._rows) - 1:
            if not kept.is_blank(self._rows[self.current]):
                self._insert(len(self._rows), kept.new_row())
            return
        self.view.focus_row(self.current + 1, self.view.current_column())

    def _holds_rows(self, text: str) -> bool:
        """Whether the clipboard holds cells of a spreadsheet rather than words for a cell."""
        from app.ui.fields.paste import cells_of

        if "\t" in text:
            return True
        column = self.view.current_column()
        takes_lines = column is not None and self.table.column(column).type == "long_text"
        return not takes_lines and len(cells_of(text)) > 1

    def _open_menu_of_rows(self, place: QPoint) -> None:
        if not self.context.only_reading:
            holds = bool(QGuiApplication.clipboard().text().strip())
            rows_menu(self.buttons, self._paste if holds else None, self).popup(place)

    def _paste(self) -> None:
        from app.ui.fields.paste import PasteDialog

        dialog = PasteDialog(self.table, QGuiApplication.clipboard().text(), self)
        if modal.ask(dialog):
            before = [] if dialog.replaces else kept.filled(self._rows)
            self.replace_rows([*before, *dialog.rows()], len(before))


def _from_number(row: str) -> int:
    return int(row[1:]) - 1 if row.startswith("#") and row[1:].isdigit() else -1
