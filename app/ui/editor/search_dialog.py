"""Searching a draft: hits as a list that leads to the answers, replaced as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, room, theme
from app.ui.clearable import ClearableLine
from app.ui.editor import search_words as texts
from app.ui.editor.search import Hit, find, replaced
from app.ui.editor.wrapped_list import WrappedList
from app.ui.fields.base import LONGEST_LINE
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.ui.session import DraftSession

HIT = Qt.ItemDataRole.UserRole
MOST_LISTED = 500
SEARCH_AFTER = 120
"""Milliseconds after the last key, or change of an answer, until the search is made anew."""


class SearchDialog(QDialog):
    """Stays beside the editor while a person goes through the hits."""

    chosen = Signal(object)
    """A Place."""

    def __init__(self, session: DraftSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._hits: list[Hit] = []
        self.setObjectName("search-dialog")
        self.setWindowTitle(texts.TITLE)
        self.words = self._line(texts.WORDS, "search-words")
        self.other = self._line(texts.OTHER, "search-other")
        self.exact = QCheckBox(texts.EXACT, self)
        self.told = Paragraph(texts.BEGIN, "help", parent=self)
        self.list = WrappedList(self)
        self.list.setObjectName("search-hits")
        self.list.setAccessibleName(texts.HITS)
        self.choose_all = self._button("choose-all", texts.CHOOSE_ALL, "quiet")
        self.choose_none = self._button("choose-none", texts.CHOOSE_NONE, "quiet")
        self.replace = self._button("replace", texts.REMOVE.format(count=0), "primary")
        self.close_button = self._button("close-search", texts.CLOSE, "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER)
        self._lay_out()
        self._connect()
        room.give(self, 72, 66)
        self.search()

    def _line(self, name: str, object_name: str) -> QLineEdit:
        line = ClearableLine(self)
        line.setObjectName(object_name)
        line.setAccessibleName(name)
        line.setMaxLength(LONGEST_LINE)
        return line

    def _button(self, name: str, label: str, kind: str) -> QPushButton:
        button = QPushButton(label, self)
        button.setObjectName(f"button:{name}")
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        lines = QFormLayout()
        lines.setHorizontalSpacing(theme.space(2))
        lines.setVerticalSpacing(theme.space(1))
        for name, line in ((texts.WORDS, self.words), (texts.OTHER, self.other)):
            label = QLabel(name, self)
            label.setBuddy(line)
            label.setMinimumHeight(line.sizeHint().height())
            lines.addRow(label, line)
        icons.place(self.replace, "edit", "on_accent")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(1))
        for button in (self.choose_all, self.choose_none):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1.5))
        column.addLayout(lines)
        column.addWidget(self.exact)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._timer.start)
        self.exact.toggled.connect(self._timer.start)
        self._session.draft_changed.connect(self._timer.start)
        self._timer.timeout.connect(self.search)
        self.other.textChanged.connect(self._show_hits)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.list.itemChanged.connect(self._show_count)
        self.choose_all.clicked.connect(lambda: self._check(Qt.CheckState.Checked))
        self.choose_none.clicked.connect(lambda: self._check(Qt.CheckState.Unchecked))
        self.replace.clicked.connect(self._replace)
        self.close_button.clicked.connect(self.reject)

    def begin(self, words: str = "") -> None:
        """Come to the front, with these words if there are any."""
        if words:
            self.words.setText(words)
        self.show()
        self.raise_()
        self.activateWindow()
        self.words.setFocus()
        self.words.selectAll()
        self.search()

    # ---- hits ----

    def search(self) -> None:
        """Look again; what was unticked stays so while the hits are the same."""
        self._timer.stop()
        session, words = self._session, self.words.text()
        if not self.isVisible() and words:
            return  # looked for again when it is shown
        found = find(session.draft, session.route, words, exact=self.exact.isChecked())
        if found != self._hits or not found:
            self._hits = found
            self._list_hits()
        self.told.tell(self._summary(words))

    def _summary(self, words: str) -> str:
        if not words:
            return texts.BEGIN
        if not self._hits:
            return texts.NONE.format(words=words)
        fixed = sum(not hit.can_be_replaced for hit in self._hits)
        said = texts.COUNT.format(count=len(self._hits))
        if fixed:
            said += texts.COUNT_FIXED.format(count=fixed)
        if len(self._hits) > MOST_LISTED:
            said += texts.COUNT_CUT.format(count=MOST_LISTED)
        return said

    def _list_hits(self) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for hit in self._hits[:MOST_LISTED]:
            item = QListWidgetItem(self.list)
            item.setData(HIT, hit)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if hit.can_be_replaced:
                item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
            else:
                item.setFlags(flags)
        self.list.blockSignals(blocked)
        self._show_hits()

    def _show_hits(self) -> None:
        """Each hit with what stands around it and, once typed, what comes in its place."""
        blocked = self.list.blockSignals(True)
        other = self.other.text()
        for number in range(self.list.count()):
            item = self.list.item(number)
            hit: Hit = item.data(HIT)
            form = texts.HIT_REPLACED if other and hit.can_be_replaced else texts.HIT
            line = form.format(before=hit.before, found=hit.found, other=other, behind=hit.behind)
            item.setText(f"{hit.label}\n{line}")
        self.list.fit()
        self.list.blockSignals(blocked)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self._ticked())
        words = texts.REPLACE if self.other.text() else texts.REMOVE
        self.replace.setText(words.format(count=count))
        self.replace.setEnabled(count > 0)
        for button in (self.choose_all, self.choose_none):
            button.setEnabled(any(hit.can_be_replaced for hit in self._hits))

    def _ticked(self) -> list[Hit]:
        items = (self.list.item(number) for number in range(self.list.count()))
        return [i.data(HIT) for i in items if i.checkState() == Qt.CheckState.Checked]

    def _check(self, state: Qt.CheckState) -> None:
        for number in range(self.list.count()):
            item = self.list.item(number)
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                item.setCheckState(state)

    def _go(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(HIT).place)

    def _replace(self) -> None:
        """Put the other words in all ticked places, as one step of undo."""
        hits = self._ticked()
        changes = replaced(self._session.draft, hits, self.other.text())
        if changes:
            self._session.apply(changes)
            self.search()
            self.told.tell(texts.REPLACED.format(count=len(hits)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line goes on to the hits; in the list it leads to the answer."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.list.hasFocus():
            self.search()
            if self.list.count():
                self.list.setFocus()
                self.list.setCurrentRow(max(0, self.list.currentRow()))
            return
        super().keyPressEvent(event)
