"""The task list: forms, their sections, each with its state in icon and word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.ui import icons, leading, theme
from app.ui.editor import texts

if TYPE_CHECKING:
    from app.review.states import SectionState
    from app.ui.session import DraftSession

SECTION = Qt.ItemDataRole.UserRole
PICTURES: dict[str, tuple[str, str]] = {
    "not_started": ("todo", "muted"),
    "optional": ("todo", "muted"),
    "in_progress": ("progress", "accent"),
    "needs_work": ("error", "error"),
    "done": ("done", "success"),
}
"""State → icon and tone."""
WIDE_DIGIT = "8"


class TaskList(QTreeWidget):
    """The sections that apply. Up, Down and Enter choose one."""

    chosen = Signal(str)

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._items: dict[str, QTreeWidgetItem] = {}
        self._heads: list[QTreeWidgetItem] = []
        self._shown: dict[str, tuple[str, int]] = {}
        """What stands beside each section: its state and the number of open findings."""
        self._fitted: tuple[int, ...] = ()
        """The widths for which there is room for the titles."""
        self._tells_all = False
        self._room_for: set[str] = set()
        """The words for which the second column is wide enough."""
        self._looked_on = False
        """Somebody turned the list to look at another part of it."""
        self.setObjectName("tasks")
        self.setAccessibleName(texts.TASKS)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self._leading = leading.LeadingDelegate(self)
        self.setItemDelegate(self._leading)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setIconSize(QSize(theme.space(2.25), theme.space(2.25)))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        # Qt tells of a column that is stretched before it has its new width.
        header.sectionResized.connect(self._follow_widths, Qt.ConnectionType.QueuedConnection)
        self.verticalScrollBar().actionTriggered.connect(self._look_on)  # by wheel or by the bar
        self.rebuild()
        self.currentItemChanged.connect(self._current_changed)

    def rebuild(self) -> None:
        """List the sections anew; the chosen one stays chosen."""
        chosen = self.section
        self._looked_on = False
        blocked = self.blockSignals(True)
        self.clear()
        self._items.clear()
        self._heads.clear()
        self._shown.clear()
        self._fitted = ()
        self._room_for.clear()
        shown = {section.id for section in self._session.route.sections}
        for form in self._session.call.parts:
            sections = [section for section in form.sections if section.id in shown]
            if not sections:
                continue
            head = QTreeWidgetItem(self, [f"{form.title}　{form.name}"])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFirstColumnSpanned(True)
            self._heads.append(head)
            font = self.font()
            font.setBold(True)
            head.setFont(0, font)
            for section in sections:
                item = QTreeWidgetItem(self, [section.title, ""])
                item.setData(0, SECTION, section.id)
                self._items[section.id] = item
        self.blockSignals(blocked)
        self.show_states()
        if chosen in self._items:
            self.choose(chosen)

    def tell_everything(self) -> None:
        """From now on count what is still to be filled in as well (after a check).

        Before, it would scold whoever is filling a section in for the first time; after it, the
        numbers are to add up to the one above the list of findings.
        """
        self._tells_all = True
        self.show_states()

    def show_states(self) -> None:
        """Show each section's state and number of open findings; touch only what changed."""
        open_ones = Counter(
            section.id
            for finding in self._session.told
            if finding.is_open
            and (self._tells_all or not finding.missing)
            and (section := self._session.call.section_of.get(finding.place.question))
        )
        changed = []
        for section_id, item in self._items.items():
            state, count = self._session.states.get(section_id), open_ones[section_id]
            if state is not None and self._shown.get(section_id) != (state, count):
                self._shown[section_id] = (state, count)
                self._show_state(item, state, count)
                changed.append(item)
        self._follow_widths()
        self._fit(changed)
        if changed and not self.underMouse():  # rows above may be higher now
            QTimer.singleShot(0, self, self._come_to_chosen)

    def _show_state(self, item: QTreeWidgetItem, state: SectionState, count: int) -> None:
        picture, tone = PICTURES[str(state)]
        item.setIcon(0, icons.icon(picture, tone))
        words = state.label + (f"\n{texts.FINDING_COUNT.format(count=count)}" if count else "")
        item.setText(1, words)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        name = texts.STATE_TIP.format(title=item.text(0), state=words.replace("\n", "、"))
        item.setToolTip(0, name)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, name)
        self._widen(item, state.label, count)

    def _widen(self, item: QTreeWidgetItem, label: str, count: int) -> None:
        """Make room in the second column for these words, and for any number of as many digits:
        a wider digit must not have all titles laid out anew."""
        words = texts.FINDING_COUNT.format(count=WIDE_DIGIT * len(str(count))) if count else ""
        if not self._room_for >= {label, words}:
            self._room_for |= {label, words}
            self.ensurePolished()  # the style sheet has a say in it
            place = self.indexFromItem(item, 1)
            widest = max(self._leading.width(self, place, line) for line in self._room_for)
            if widest != self.columnWidth(1):
                self.header().resizeSection(1, widest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._come_to_chosen)  # there is more room, or less
        self._follow_widths()

    def _widths(self) -> tuple[int, ...]:
        return self.columnWidth(0), self.columnWidth(1), self.viewport().width()

    def _follow_widths(self) -> None:
        """Where a column has become wider or narrower, its titles may need more lines or less."""
        if self._widths() != self._fitted:
            self._fitted = self._widths()
            self._fit(self._items.values())
            self._fit_heads()

    def _fit(self, items: Iterable[QTreeWidgetItem]) -> None:
        """Make room for titles that need two lines."""
        for item in items:
            words = (
                self._leading.height(
                    self, self.indexFromItem(item, column), self.columnWidth(column)
                )
                for column in (0, 1)
            )
            height = max(words) + theme.space(1)
            if item.sizeHint(0).height() != height:
                item.setSizeHint(0, QSize(0, height))

    def _fit_heads(self) -> None:
        for head in self._heads:
            place, width = self.indexFromItem(head, 0), self.viewport().width()
            height = self._leading.height(self, place, width) + theme.space(1.5)
            if head.sizeHint(0).height() != height:
                head.setSizeHint(0, QSize(0, height))

    @property
    def section(self) -> str:
        """The chosen section's id, or ""."""
        item = self.currentItem()
        return str(item.data(0, SECTION) or "") if item else ""

    def choose(self, section_id: str) -> None:
        """Show a section as chosen, without telling."""
        if (item := self._items.get(section_id)) and item is not self.currentItem():
            blocked = self.blockSignals(True)
            self.setCurrentItem(item)
            self.blockSignals(blocked)
            self._looked_on = False
            self.viewport().update()
            QTimer.singleShot(0, self, self._come_to_chosen)  # once the rows have their heights

    def _come_to_chosen(self) -> None:
        """See the chosen section, and the list from its beginning on where both are possible.

        Not while somebody looks at another part of the list.
        """
        if (item := self.currentItem()) is None or self._looked_on:
            return
        bar = self.verticalScrollBar()
        if self.visualItemRect(item).bottom() + bar.value() < self.viewport().height():
            bar.setValue(0)
        else:
            self.scrollToItem(item)

    def _look_on(self) -> None:
        self._looked_on = True

    def _current_changed(self, item: QTreeWidgetItem | None) -> None:
        self._looked_on = False
        if item and (section := item.data(0, SECTION)):
            self.chosen.emit(section)
