"""The deadline in full, and the office's own dates, which are set here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.review.milestones import Milestone
from app.ui import icons, room, theme, wheel
from app.ui.buttons import box as button_box
from app.ui.fields.calendar import MonthSheet
from app.ui.milestones import texts
from app.ui.paragraph import Paragraph
from app.ui.scrolled import put_together

if TYPE_CHECKING:
    from app.review.deadline import Remaining


class Row(QWidget):
    """One date: what, until when, whether it is done."""

    removed = Signal(object)
    changed = Signal()

    def __init__(self, milestone: Milestone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(1))
        self.name = QLineEdit(milestone.name)
        self.name.setPlaceholderText(texts.EXAMPLE)
        day = milestone.day
        self.day = QDateEdit(QDate(day.year, day.month, day.day))
        wheel.pass_on(self.day)
        self.day.setCalendarPopup(True)
        self.day.setCalendarWidget(MonthSheet(self.day))
        self.day.setDisplayFormat(texts.DATE_FORMAT)
        self.day.dateChanged.connect(self.changed)
        self.done = QCheckBox(texts.DONE)
        self.done.setChecked(milestone.done)
        self.remove = QPushButton(texts.REMOVE)
        self.remove.setProperty("kind", "quiet")
        icons.place(self.remove, "trash", "accent")
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        self.name.setMinimumHeight(self.day.sizeHint().height())  # Qt makes dates a little higher
        line.addWidget(self.name, 1)
        for widget in (self.day, self.done, self.remove):
            line.addWidget(widget)

    def tell_number(self, number: int) -> None:
        """Name the inputs by their place in the list."""
        self.name.setAccessibleName(texts.NAME_OF.format(number=number))
        self.day.setAccessibleName(texts.DAY_OF.format(number=number))
        self.done.setAccessibleName(texts.DONE_OF.format(number=number))
        self.remove.setAccessibleName(texts.REMOVE_OF.format(number=number))

    @property
    def milestone(self) -> Milestone:
        chosen = self.day.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        return Milestone(self.name.text().strip(), day, self.done.isChecked())


class MilestoneDialog(QDialog):
    """Nothing is kept before it is accepted; rows without a name are left out."""

    def __init__(
        self,
        left: Remaining,
        milestones: Sequence[Milestone],
        today: date,
        deadline: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.TITLE)
        self.setObjectName("milestone-dialog")
        self._today, self._deadline, self._left = today, deadline, left
        self.rows: list[Row] = []
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        column.addWidget(self._countdown())
        column.addSpacing(theme.space(1))
        column.addWidget(Paragraph(texts.HEADING, "heading"))
        column.addWidget(Paragraph(texts.HELP, "muted"))
        column.addLayout(self._list())
        self.warning = Paragraph("", "warning")
        column.addWidget(self.warning)
        column.addStretch(1)
        self.add = QPushButton(texts.ADD)
        self.add.setObjectName("button:add-milestone")
        icons.place(self.add, "add", "accent")
        self.add.clicked.connect(lambda: self._propose())
        self._area = put_together(self, inside, self._foot())
        for milestone in milestones:
            self._append(milestone)
        self._judge()
        room.give(self, 86, 58)

    @property
    def milestones(self) -> list[Milestone]:
        """What is to be kept."""
        return [row.milestone for row in self.rows if row.milestone.name]

    def _countdown(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.addWidget(Paragraph(self._left.text, "question"))
        if self._left.business_text:
            column.addWidget(Paragraph(self._left.business_text))
        column.addWidget(
            Paragraph(texts.DEADLINE.format(at=self._left.deadline_both_text), "muted")
        )
        return card

    def _list(self) -> QVBoxLayout:
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.space(1))
        self.none = Paragraph(texts.NONE, "muted")
        self._column.addWidget(self.none)
        return self._column

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.add)
        line.addStretch(1)
        line.addWidget(self._buttons())
        return foot

    def _buttons(self) -> QDialogButtonBox:
        buttons = button_box()
        accept = buttons.addButton(texts.KEEP, QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("kind", "primary")
        accept.setObjectName("button:accept")
        buttons.addButton(texts.CANCEL, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _propose(self) -> None:
        """One more, two days before the deadline or today, whichever is later."""
        taken = {row.milestone.name for row in self.rows}
        name = next((name for name in texts.PROPOSED if name not in taken), "")
        day = max(self._today, self._deadline - timedelta(days=2))
        row = self._append(Milestone(name, day))
        row.show()  # or the focus would not come to it yet
        row.name.setFocus()
        row.name.selectAll()
        QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row))  # once it has room

    def _append(self, milestone: Milestone) -> Row:
        row = Row(milestone)
        row.removed.connect(self._remove)
        row.changed.connect(self._judge)
        self._column.addWidget(row)
        self.rows.append(row)
        self._judge()
        return row

    def _remove(self, row: Row) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.add.setFocus()
        self._judge()

    def _judge(self) -> None:
        for number, row in enumerate(self.rows, 1):
            row.tell_number(number)
        self.none.setVisible(not self.rows)
        late = any(row.milestone.day > self._deadline for row in self.rows)
        self.warning.tell(
            texts.AFTER_DEADLINE.format(at=self._left.deadline_both_text) if late else ""
        )
        self.warning.setVisible(late)
