"""The dates that the call itself fixes, above the table in which a schedule is planned (G10-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.ui import theme
from app.ui.editor import texts

if TYPE_CHECKING:
    from app.calls.models import Call, Milestone
    from app.calls.questions import Question


def milestones_for(call: Call, question: Question) -> tuple[Milestone, ...]:
    """The milestones shown with a question: a table with dates that cites their clause."""
    if question.type != "table" or not any(c.type == "date" for c in question.columns):
        return ()
    return tuple(one for one in call.milestones if one.clause in question.clauses)


class FixedMilestones(QFrame):
    """Milestones as fixed rows: nobody types them, they stand in the document anyway."""

    def __init__(
        self, milestones: tuple[Milestone, ...], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"milestones:{name}")
        self.setAccessibleName(texts.MILESTONES)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.space(0.5), 0, theme.space(1.5))
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(0.75))
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._label(texts.MILESTONES), 0, 0, 1, 2)
        for number, milestone in enumerate(milestones, 1):
            grid.addWidget(self._label(milestone.shown), number, 0)
            grid.addWidget(self._label(milestone.label), number, 1)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "help")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
