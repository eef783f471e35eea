"""All findings of the draft as a list that leads to the fields."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, theme
from app.ui.editor import texts
from app.ui.editor.wrapped_list import WrappedList

if TYPE_CHECKING:
    from app.review.finding import Finding
    from app.ui.session import DraftSession

TONE = Qt.ItemDataRole.UserRole


class _Chosen(NamedTuple):
    """What was chosen last, and among what it stood."""

    keys: list[str]
    at: int

    def row(self, keys: list[str]) -> int:
        """Its row in the list as it is now; -1 if it is not there."""
        there = self.at >= 0 and self.keys[self.at] in keys
        return keys.index(self.keys[self.at]) if there else -1

    def gap(self, keys: list[str]) -> int:
        """The row before which it would stand: behind the nearest that stood before it."""
        before = (keys.index(key) for key in reversed(self.keys[: max(self.at, 0)]) if key in keys)
        return next(before, -1) + 1


class FindingList(QWidget):
    """Findings in reading order, filtered by severity and section; Enter or click goes there."""

    chosen = Signal(object)
    """A Finding."""
    counted = Signal(int)
    """How many findings there are to look after now."""

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._section = ""
        self._listed: list[Finding] = []
        """The findings of the list's rows."""
        self._chosen = _Chosen([], -1)
        self.counts = QLabel(self)
        self.counts.setProperty("role", "help")
        self.severity = QComboBox(self)
        self.severity.setAccessibleName(texts.FILTER_SEVERITY)
        self.severity.setIconSize(QSize(theme.space(1.75), theme.space(1.75)))  # no higher for it
        self.severity.addItem(texts.ALL_SEVERITIES, "")
        self.place = QComboBox(self)
        self.place.setAccessibleName(texts.FILTER_SECTION)
        self.place.addItem(texts.ALL_SECTIONS, False)
        self.place.addItem(texts.THIS_SECTION, True)
        self.dismissed = QCheckBox(texts.SHOW_DISMISSED, self)
        self.waiting = QCheckBox(self)
        self.waiting.setObjectName("field:show-not-begun")
        self.list = WrappedList(self)
        self.list.setObjectName("findings")
        self.list.setAccessibleName(texts.FINDINGS)
        self.list.setIconSize(QSize(theme.space(2.25), theme.space(2.25)))
        self.restore = QPushButton(texts.RESTORE, self)
        self.restore.setObjectName("button:restore")
        self.restore.setProperty("kind", "quiet")
        self.empty = QLabel(texts.NO_FINDINGS, self)
        self.empty.setProperty("role", "help")
        self._fill_severities()
        self._lay_out()
        self.severity.currentIndexChanged.connect(self.refresh)
        self.place.currentIndexChanged.connect(self.refresh)
        self.dismissed.toggled.connect(self.refresh)
        self.waiting.toggled.connect(self.refresh)
        self.list.currentRowChanged.connect(self._show_restore)
        self.restore.clicked.connect(self._restore)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)

    def _fill_severities(self) -> None:
        from app.calls.base import Severity

        for severity in Severity:
            self.severity.addItem(
                icons.icon(severity.value, severity.value), severity.label, severity.value
            )

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(theme.space(1))
        filters.addWidget(self.severity, 1)
        filters.addWidget(self.place, 1)
        keys = QLabel(texts.FINDINGS_KEYS, self)
        keys.setProperty("role", "count")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(1.5)] * 4)
        column.setSpacing(theme.space(1))
        column.addWidget(self.counts)
        column.addLayout(filters)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty)
        self.filler = QWidget(self)
        column.addWidget(self.filler, 1)
        column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.waiting)
        column.addWidget(self.dismissed)
        column.addWidget(keys)

    def show_section(self, section_id: str) -> None:
        self._section = section_id
        if self.place.currentData():
            self.refresh()

    def waits(self, finding: Finding) -> bool:
        """Whether it only says that a section is still to be filled in: no fault as yet."""
        if not finding.missing:
            return False
        section = self._session.call.section_of.get(finding.place.question)
        return section is not None and self._session.states.get(section.id) == "not_started"

    def show_everything(self) -> None:
        """Show what is still to be filled in as well (after a check)."""
        self.waiting.setChecked(True)

    @property
    def open_count(self) -> int:
        """How many findings there are to look after now."""
        everything = self.waiting.isChecked()
        return sum(f.is_open and (everything or not self.waits(f)) for f in self._session.told)

    @property
    def shown(self) -> list[Finding]:
        """What the filters let through, in reading order."""
        severity, here = self.severity.currentData(), bool(self.place.currentData())
        section_of = self._session.call.section_of
        found = []
        for finding in self._session.told:
            section = section_of.get(finding.place.question)
            if finding.dismissed and not self.dismissed.isChecked():
                continue
            if self.waits(finding) and not self.waiting.isChecked():
                continue
            if severity and str(finding.severity) != severity:
                continue
            if here and (section is None or section.id != self._section):
                continue
            found.append(finding)
        return found

    def refresh(self) -> None:
        """Show the findings as they are; the chosen one and the scroll position stay."""
        found = self.shown
        if (row := self.list.currentRow()) >= 0:
            self._chosen = _Chosen([finding.key for finding in self._listed], row)
        scroll = self.list.verticalScrollBar().value()
        blocked = self.list.blockSignals(True)
        while self.list.count() > len(found):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(found):
            self.list.addItem(QListWidgetItem())
        rows = enumerate(zip_longest(self._listed[: len(found)], found))
        self._listed = found
        self.list.fit([self.list.item(row) for row, pair in rows if self._show(row, *pair)])
        self.list.setCurrentRow(self._chosen.row([finding.key for finding in found]))
        self.list.verticalScrollBar().setValue(scroll)
        self.list.blockSignals(blocked)
        self.list.executeDelayedItemsLayout()  # before it is painted, not behind
        self.list.setVisible(bool(found))
        every = any(not finding.dismissed for finding in self._session.told)
        self.empty.setText(texts.NO_FINDINGS_FILTERED if every else texts.NO_FINDINGS)
        self.empty.setVisible(not found)
        self.filler.setVisible(not found)
        self._tell_counts()

    def _show(self, row: int, before: Finding | None, finding: Finding) -> bool:
        """Show a finding in a row; whether the words are others than before."""
        if before == finding:
            return False
        item = self.list.item(row)
        section = self._session.call.section_of.get(finding.place.question)
        tone = "advice" if finding.override or finding.dismissed else str(finding.severity)
        head = f"【{finding.severity.label}】{section.title if section else texts.WHOLE_CALL}"
        words = f"{head}{texts.DISMISSED if finding.dismissed else ''}\n{finding.message}"
        item.setToolTip(finding.todo)
        if item.data(TONE) != tone:
            item.setData(TONE, tone)
            item.setIcon(icons.icon(tone, tone))
        if item.text() == words:
            return False
        item.setText(words)
        return True

    def _tell_counts(self) -> None:
        counts = dict.fromkeys(("error", "warning", "advice"), 0)
        for finding in self._session.told:
            if finding.is_open and (self.waiting.isChecked() or not self.waits(finding)):
                counts[str(finding.severity)] += 1
        self.counts.setText(texts.COUNTS.format(**counts))
        waiting = sum(finding.is_open and self.waits(finding) for finding in self._session.told)
        self.waiting.setText(texts.SHOW_WAITING.format(count=waiting))
        self.waiting.setVisible(bool(waiting))
        self.dismissed.setVisible(any(f.dismissed for f in self._session.told))
        self._show_restore()
        self.counted.emit(self.open_count)

    def _show_restore(self) -> None:
        current = self.current
        self.restore.setVisible(self.dismissed.isChecked() and not self.dismissed.isHidden())
        self.restore.setEnabled(current is not None and current.dismissed)

    def _restore(self) -> None:
        if (current := self.current) and current.dismissed:
            self._session.restore_dismissed(current)

    @property
    def current(self) -> Finding | None:
        row = self.list.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    @property
    def listed(self) -> list[Finding]:
        """The findings of the list, from the top."""
        return list(self._listed)

    def step(self, by: int, gap: int | None = None) -> None:
        """Go to the next or previous finding of the list, around its ends.

        That is seen from the chosen one (where it is mended by now, from where it stood), or from
        before the row `gap`.
        """
        if count := self.list.count():
            row = self.list.currentRow() if gap is None else -1
            if row < 0:
                keys = [finding.key for finding in self._listed]
                row = (self._chosen.gap(keys) if gap is None else gap) - (by > 0)
            self.list.setCurrentRow((row + by) % count)
            self._go(self.list.item((row + by) % count))

    def _go(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._listed[self.list.row(item)])
