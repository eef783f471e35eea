"""Whose comment it is: a superior often writes at the desk of whoever fills in the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.ui import theme, wheel
from app.ui.approval import texts

if TYPE_CHECKING:
    from app.ui.office import DraftOffice

MOST_LETTERS = 100
NARROWEST = 12
"""Steps of the grid: a long name in the list must not widen the panel."""


class CommentAuthor(QComboBox):
    """A name that is typed or chosen; it begins with the one in the settings."""

    entered = Signal()
    """Enter was pressed: the comment itself comes next."""

    def __init__(self, office: DraftOffice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._own = ""
        """The name in the settings when it was looked at last."""
        self.setObjectName("field:comment-author")
        self.setToolTip(texts.AUTHOR_HELP)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(theme.space(NARROWEST))
        wheel.pass_on(self)
        line = QLineEdit(self)
        for said in (self, line):  # a reader meets the line within the list as well
            said.setAccessibleName(texts.AUTHOR_NAME)
            said.setAccessibleDescription(texts.AUTHOR_HELP)
        line.setPlaceholderText(texts.NAME_EXAMPLE)
        line.setMaxLength(MOST_LETTERS)
        line.returnPressed.connect(self.entered)
        self.setLineEdit(line)
        # Qt would write on after the first letter of a name.
        self.setCompleter(None)  # type: ignore[arg-type]
        self.offer()

    @property
    def name(self) -> str:
        return self.currentText().strip()

    @property
    def is_own(self) -> bool:
        """Whether it is the name in the settings."""
        return self.name == self._own

    def put(self, name: str) -> None:
        self.setEditText(name)

    def offer(self) -> None:
        """List the names as they are now; one that was written or chosen stays."""
        own = self._office.who
        names = list(dict.fromkeys(filter(None, (own, *self._office.names))))
        listed = [self.itemText(row) for row in range(self.count())]
        if (names, own) == (listed, self._own):
            return
        name = own if self.is_own else self.currentText()
        self._own = own
        self.blockSignals(True)  # nobody has typed anything
        self.clear()
        self.addItems(names)
        self.setCurrentIndex(self.findText(name, Qt.MatchFlag.MatchExactly))
        self.setEditText(name)
        self.blockSignals(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.offer()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:  # the settings may have been changed
            self.offer()
        return super().event(event)
