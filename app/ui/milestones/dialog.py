"""The deadline in full, and the office's own dates, which are set here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
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
from app.ui import icons, room, theme
from app.ui.buttons import box as button_box
from app.ui.milestones import texts
from app.ui.milestones.day import DayField
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
        self.day = DayField(milestone.day)
        self.day.changed.connect(self.changed)
        self.done = QCheckBox(texts.DONE)
        self.done.setChecked(milestone.done)
        self.remove = QPushButton(texts.REMOVE)
        self.remove.setProperty("kind", "quiet")
        icons.place(self.remove, "trash", "accent")
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        line.addWidget(self.name, 1)
        for widget in (self.day, self.done, self.remove):
            line.addWidget(widget)

    def tell_number(self, number: int) -> None:
        """Name the inputs by their place in the list."""
        self.name.setAccessibleName(texts.NAME_OF.format(number=number))
        self.day.edit.setAccessibleName(texts.DAY_OF.format(number=number))
        self.day.button.setAccessibleName(texts.CALENDAR_OF.format(number=number))
        self.done.setAccessibleName(texts.DONE_OF.format(number=number))
        self.remove.setAccessibleName(texts.REMOVE_OF.format(number=number))

    @property
    def is_unreadable(self) -> bool:
        """Whether something is written for which there is no date."""
        return bool(self.name.text().strip()) and self.day.day is None

    @property
    def milestone(self) -> Milestone | None:
        name, day = self.name.text().strip(), self.day.day
        return Milestone(name, day, self.done.isChecked()) if name and day else None


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
        return [kept for row in self.rows if (kept := row.milestone) is not None]

    def accept(self) -> None:
        """Keep them, if each has a date."""
        for number, row in enumerate(self.rows, 1):
            if row.is_unreadable:
                row.day.set_invalid(True)
                row.day.edit.setFocus()
                self._warn(texts.UNREADABLE.format(number=number))
                return
        super().accept()

    def _countdown(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.addWidget(Paragraph(self._left.text, "question"))
        if self._left.business_text:
            column.addWidget(Paragraph(self._left.business_text))
        column.addWidget(Paragraph(texts.DEADLINE.format(at=self._left.deadline_text), "muted"))
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
        taken = {row.name.text().strip() for row in self.rows}
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
            if row.day.day is not None:
                row.day.set_invalid(False)
        self.none.setVisible(not self.rows)
        days = (row.day.day for row in self.rows)
        late = any(day > self._deadline for day in days if day is not None)
        self._warn(texts.AFTER_DEADLINE.format(at=self._left.deadline_text) if late else "")

    def _warn(self, words: str) -> None:
        self.warning.tell(words)
        self.warning.setVisible(bool(words))
