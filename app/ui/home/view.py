"""How the table of drafts looks and takes keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.drafts.contract import DraftSummary
from app.ui import theme
from app.ui.home import texts
from app.ui.home.drafts import CALL, PREFECTURE, TITLE, DraftTable

WIDTHS = ((16, 46), (14, 20), (14, 14), (13, 10), (13, 0))
"""Of the prefecture and the call, in steps of the grid, from much room to little."""
LEAST_TITLE = 22
"""Width of the names, below which the others give way."""
ENDS = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}
"""Keys that go to the first draft, or the last."""
LOOKED_AT = 40
"""Rows that decide how wide a column is: a thousand, as is usual, are looked at again with every
draft whose progress was worked out."""


class DraftView(QTableView):
    """Rows of drafts: Enter opens, Delete asks to put away, arrows move."""

    opened = Signal()
    put_away = Signal()
    chosen = Signal()

    def __init__(self, table: DraftTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._take_known_viewport()
        self.setModel(table)
        self.setObjectName("drafts")
        self.setAccessibleName(texts.PAGE_NAME)
        self.setAccessibleDescription(texts.ACTIONS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # copies differ at their names' ends
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.space(5.5))
        self._set_widths()
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self._place = 0
        """Where the chosen draft stands, or stood before it went."""
        self.selectionModel().selectionChanged.connect(self._note)

    def _take_known_viewport(self) -> None:
        """One like Qt's own, but made here: for one that it does not know, PySide makes every class
        of widget there is, in 8 ms, to find out which it might be."""
        own = QWidget()
        own.setObjectName("qt_scrollarea_viewport")
        own.setBackgroundRole(QPalette.ColorRole.Base)
        own.setAutoFillBackground(True)
        self.setViewport(own)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(LOOKED_AT)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in zip((PREFECTURE, CALL), WIDTHS[0], strict=True):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, theme.space(width))
        # Later, as the widths of the others are worked out when the model has changed.
        for changed in (self.model().modelReset, self.model().dataChanged):
            changed.connect(self._fit_soon)  # a method: the model outlives this view

    def _fit_soon(self, *_what: object) -> None:
        QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        """Where there is little room, give it to the names: the call's column goes first.

        It is not there at all while it would say the same in every row.
        """
        others = set(range(self.model().columnCount())) - {TITLE, PREFECTURE, CALL}
        left = self.viewport().width() - sum(map(self.columnWidth, others))
        for prefecture, most in WIDTHS:
            call = most if self._table.are_of_many_calls else 0
            if left >= theme.space(prefecture + call + LEAST_TITLE):
                break
        self.setColumnHidden(CALL, not call)
        for column, width in ((PREFECTURE, prefecture), (CALL, call)):
            if width and self.columnWidth(column) != theme.space(width):
                self.setColumnWidth(column, theme.space(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @property
    def draft(self) -> DraftSummary | None:
        """The chosen draft."""
        rows = self.selectionModel().selectedRows()
        return self._table.draft(rows[0].row()) if rows else None

    def _note(self) -> None:
        if rows := self.selectionModel().selectedRows():
            self._place = rows[0].row()
        self.chosen.emit()

    def choose(self, uid: str) -> None:
        """Choose a draft; in place of one that went the one that has moved up, else the first."""
        row = self._table.row_of(uid)
        if row < 0:
            row = max(0, min(self._place, self._table.rowCount() - 1)) if uid else 0
        if self._table.draft(row) is not None:
            self.selectRow(row)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.draft:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete and self.draft:
            self.put_away.emit()
        elif event.key() in ENDS and not event.modifiers():
            self._go_to_end(last=ENDS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _go_to_end(self, *, last: bool) -> None:
        """To the first or last draft: a row is one thing here, and has no ends of its own."""
        if rows := self._table.rowCount():
            self.selectRow(rows - 1 if last else 0)
