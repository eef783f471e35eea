"""Searching a draft: hits as a list that leads to the answers, replaced as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
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
from shiboken6 import isValid

from app.ui import icons, room, theme
from app.ui.clearable import ClearableLine
from app.ui.editor import aside
from app.ui.editor import search_words as texts
from app.ui.editor.search import Hit, find, reads_so, replaced
from app.ui.editor.wrapped_list import WrappedList
from app.ui.fields.base import LONGEST_LINE
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.ui.editor.section import SectionPage
    from app.ui.session import DraftSession

HIT, CHOSEN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_STATES = (Qt.CheckState.Unchecked, Qt.CheckState.Checked)
MOST_LISTED = 500
SEARCH_AFTER = 120
"""Milliseconds after the last key, or change of an answer, until the search is made anew."""

STILL_FOR = 20
"""Milliseconds after which a page that takes its shape is looked at again."""


class SearchDialog(QDialog):
    """Stays beside the editor while a person goes through the hits."""

    chosen = Signal(object)
    """A Place."""

    def __init__(self, session: DraftSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._hits: list[Hit] = []
        self._outdated = True
        """What is asked for is no longer what the list shows."""
        self._replaced = False
        """What was chosen is replaced; what is left or was put in is not chosen by itself."""
        self._touched = False
        """A person came to where the other words are written, and may have left it empty."""
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
        self.replace = self._button("replace", texts.REPLACE_NONE, "primary")
        self.close_button = self._button("close-search", texts.CLOSE, "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER)
        self._aside = QTimer(self)
        self._aside.setSingleShot(True)
        self._led_to: SectionPage | None = None
        """The page on which a hit was gone to, until the dialog has gone off it."""
        self._found_at: list[QRect] = []
        self._lay_out()
        self._connect()
        room.give(self, 72, 66)
        aside.stand_at_the_side(self)
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
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(1))
        for button in (self.choose_all, self.choose_none):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.replace)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1.5))
        column.addLayout(lines)
        column.addWidget(self.exact)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._ask_anew)
        self.exact.toggled.connect(self._ask_anew)
        self._session.draft_changed.connect(self._timer.start)
        self._timer.timeout.connect(self.search)
        self.other.textChanged.connect(self._show_hits)
        self._aside.timeout.connect(self._step_aside)
        self.list.itemClicked.connect(self._clicked)
        self.list.itemActivated.connect(self._go)
        self.other.installEventFilter(self)
        self.list.itemChanged.connect(self._chosen_by_hand)
        self.choose_all.clicked.connect(lambda: self._choose(self._items(), _STATES[True]))
        self.choose_none.clicked.connect(lambda: self._choose(self._items(), _STATES[False]))
        self.replace.clicked.connect(self._replace)
        self.close_button.clicked.connect(self.reject)

    def begin(self, words: str = "") -> None:
        """Come to the front, with these words if there are any."""
        if words:
            self.words.setText(words)
        self._touched = bool(self.other.text())
        self.show()
        self.raise_()
        self.activateWindow()
        self.words.setFocus()
        self.words.selectAll()
        self.search()
        self._show_count()

    # ---- hits ----

    def _ask_anew(self) -> None:
        self._outdated, self._replaced = True, False
        self._timer.start()

    def search(self) -> None:
        """Look again; what was unticked stays so while the hits are the same."""
        self._timer.stop()
        session, words = self._session, self.words.text()
        if not self.isVisible() and words:
            return  # looked for again when it is shown
        found = find(session.draft, session.route, words, exact=self.exact.isChecked())
        if self._outdated or found != self._hits or not found:
            self._outdated, self._hits = False, found
            self._list_hits()
        self._tell()

    def _tell(self) -> None:
        self.told.tell(self._summary(self.words.text()))

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
        so = sum(not item.data(CHOSEN) and self._reads_so(item.data(HIT)) for item in self._items())
        if so and not self._replaced:
            said += texts.READS_SO.format(count=so, other=self.other.text())
        return said

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(number) for number in range(self.list.count())]

    def _reads_so(self, hit: Hit) -> bool:
        words, other = self.words.text(), self.other.text()
        draft, exact = self._session.draft, self.exact.isChecked()
        return hit.can_be_replaced and reads_so(draft, hit, words, other, exact=exact)

    def _list_hits(self) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for hit in self._hits[:MOST_LISTED]:
            item = QListWidgetItem(self.list)
            item.setData(HIT, hit)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if hit.can_be_replaced:
                item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
            else:
                item.setFlags(flags)
        self.list.blockSignals(blocked)
        self._show_hits()

    def _show_hits(self) -> None:
        """Each hit with what stands around it and, once typed, what comes in its place."""
        blocked = self.list.blockSignals(True)
        self._touched = self._touched or bool(self.other.text())
        for item in self._items():
            hit: Hit = item.data(HIT)
            if hit.can_be_replaced and not item.data(CHOSEN):
                chosen = not self._replaced and not self._reads_so(hit)
                item.setCheckState(_STATES[chosen])
            self._show_hit(item)
        self.list.fit()
        self.list.blockSignals(blocked)
        self._show_count()
        self._tell()

    def _show_hit(self, item: QListWidgetItem) -> None:
        hit: Hit = item.data(HIT)
        other, ticked = self.other.text(), item.checkState() == Qt.CheckState.Checked
        form = texts.HIT_REPLACED if other and ticked else texts.HIT
        line = form.format(before=hit.before, found=hit.found, other=other, behind=hit.behind)
        item.setText(f"{hit.label}\n{line}")

    def _chosen_by_hand(self, item: QListWidgetItem) -> None:
        self._choose([item], item.checkState())

    def _choose(self, items: Iterable[QListWidgetItem], state: Qt.CheckState) -> None:
        """Tick hits, or not; that stays so, whatever other words are typed."""
        blocked = self.list.blockSignals(True)
        for item in items:
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                item.setCheckState(state)
                item.setData(CHOSEN, True)
                self._show_hit(item)
        self.list.fit()
        self.list.blockSignals(blocked)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self._ticked()) if self._touched else 0
        removes = bool(count) and not self.other.text()
        words = texts.REMOVE if removes else texts.REPLACE if count else texts.REPLACE_NONE
        self.replace.setText(words.format(count=count))
        self.replace.setToolTip("" if self._touched else texts.REPLACE_TIP)
        self.replace.setEnabled(count > 0)
        theme.mark(self.replace, kind="danger" if removes else "primary")
        icons.place(self.replace, "edit", "error" if removes else "on_accent")
        for button in (self.choose_all, self.choose_none):
            button.setEnabled(any(hit.can_be_replaced for hit in self._hits))

    def _ticked(self) -> list[Hit]:
        return [i.data(HIT) for i in self._items() if i.checkState() == Qt.CheckState.Checked]

    def _clicked(self, item: QListWidgetItem) -> None:
        """The second click of a double click is to meet the list still, not the page below."""
        self._aside.setInterval(QApplication.doubleClickInterval())
        self.chosen.emit(item.data(HIT).place)

    def _go(self, item: QListWidgetItem) -> None:
        self._aside.setInterval(0)
        self.chosen.emit(item.data(HIT).place)

    def arrived(self, page: SectionPage) -> None:
        """What was found has the focus on this page, which takes its shape with the next turn."""
        self._led_to, self._found_at = page, []
        self._aside.start()

    def _step_aside(self) -> None:
        """Look where the found letters stand until they stand still, then go off them."""
        page, before = self._led_to, self._found_at
        is_there = page is not None and isValid(page) and page.isVisible() and self.isVisible()
        if page is None or not is_there or (found := page.focusWidget()) is None:
            self._led_to = None
            return
        page.see_focus()
        self._found_at = aside.letters_of(found)
        if page.building.busy or self._found_at != before:
            self._aside.start(STILL_FOR)
            return
        self._led_to = None
        aside.step_aside(self, page, found)

    def _replace(self) -> None:
        """Put the other words in all ticked places, as one step of undo; only in those shown."""
        shown, outdated = self._hits, self._outdated
        self.search()
        if outdated or self._hits != shown:
            self.told.tell(texts.LOOKED_AGAIN)
            return
        hits = self._ticked()
        changes = replaced(self._session.draft, hits, self.other.text())
        if changes:
            self._session.apply(changes)
            self._outdated = self._replaced = True
            self.search()
            self.told.tell(texts.REPLACED.format(count=len(hits)))
            self.close_button.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.other and event.type() == QEvent.Type.FocusIn and not self._touched:
            self._touched = True
            self._show_count()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line goes on to the hits; in the list it leads to the answer."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focused = self.focusWidget()
        if enter and isinstance(focused, QPushButton):
            if not event.isAutoRepeat():
                focused.click()
            return
        if enter and not self.list.hasFocus():
            self.search()
            if self.list.count():
                self.list.setFocus()
                self.list.setCurrentRow(max(0, self.list.currentRow()))
            return
        super().keyPressEvent(event)
