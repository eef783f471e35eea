"""A section's answers as they stand, each with its findings and a link to change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.drafts.draft import is_filled
from app.review.finding import Finding, Place
from app.ui import theme
from app.ui.check import texts
from app.ui.check.answer_table import AnswerTable
from app.ui.check.findings import FindingCard
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.models import Call, Section

LABEL_WIDTH = 30
"""Width of the questions' column, in steps of the grid."""


@dataclass(frozen=True)
class Answered:
    """One question as it is shown here; equal ones need not be drawn anew."""

    question: Any
    value: Any
    findings: tuple[Finding, ...]

    @property
    def is_filled(self) -> bool:
        return is_filled(self.value)

    def passes(self, wanted: str) -> bool:
        """Whether it is shown under one of texts.FILTERS."""
        if wanted == "findings":
            return bool(self.findings)
        if wanted == "error":
            return any(finding.blocks for finding in self.findings)
        if wanted == "unanswered":
            return not self.is_filled
        return True


def as_label(question: Any, value: Any, parent: QWidget) -> Paragraph:
    """An answer as text; a table as a table."""
    from app.documents.texts import shown, table_rows

    if not is_filled(value):
        return Paragraph(texts.UNANSWERED, "muted", parent=parent)
    if question.type != "table":
        return Paragraph(shown(question, value), selectable=True, parent=parent)
    return AnswerTable(question, table_rows(question, value), parent)


class AnswerRow(QWidget):
    """Question, answer, 変更, and below them the findings."""

    change_requested = Signal(object)
    override_asked = Signal(object)
    override_taken_back = Signal(object)
    dismissed = Signal(object)
    restored = Signal(object)

    def __init__(
        self, call: Call, answered: Answered, section: str, parent: QWidget | None = None
    ) -> None:
        """`section`: the title of the section, which tells questions of the same label apart."""
        super().__init__(parent)
        self._section = section
        self.setObjectName(f"answer:{answered.question.id}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(1), 0, theme.space(1))
        column.setSpacing(theme.space(1))
        wide = answered.question.type == "table" and answered.is_filled
        column.addLayout(self._head(answered, wide=wide))
        if wide:
            column.addWidget(as_label(answered.question, answered.value, self))
        for finding in answered.findings:
            card = FindingCard(call, finding, self)
            card.override_asked.connect(self.override_asked)
            card.override_taken_back.connect(self.override_taken_back)
            card.dismissed.connect(self.dismissed)
            card.restored.connect(self.restored)
            column.addWidget(card)

    def _head(self, answered: Answered, *, wide: bool) -> QHBoxLayout:
        question = answered.question
        line = QHBoxLayout()
        line.setSpacing(theme.space(2))
        label = Paragraph(
            f"{question.group}\n{question.label}" if question.group else question.label,
            parent=self,
        )
        font = label.font()
        font.setBold(True)
        label.setFont(font)
        top = Qt.AlignmentFlag.AlignTop
        if wide:
            line.addWidget(label, 1, top)
        else:
            label.setFixedWidth(theme.space(LABEL_WIDTH))
            line.addWidget(label, 0, top)
            line.addWidget(as_label(question, answered.value, self), 1, top)
        change = QPushButton(texts.CHANGE, self)
        change.setProperty("kind", "link")
        change.setObjectName(f"button:change:{question.id}")
        name = f"{question.group} {question.label}".strip()
        change.setAccessibleName(texts.CHANGE_NAME.format(label=name))
        change.setAccessibleDescription(self._section)
        change.clicked.connect(lambda: self.change_requested.emit(Place(question.id)))
        line.addWidget(change, 0, top)
        return line


class SectionCard(QFrame):
    """A section with its answers; draws only what changed, and hides what is not wanted now."""

    change_requested = Signal(object)
    override_asked = Signal(object)
    override_taken_back = Signal(object)
    dismissed = Signal(object)
    restored = Signal(object)

    def __init__(self, call: Call, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call, self._title = call, section.title
        self._order = [question.id for question in section.questions]
        self._drawn: dict[str, tuple[Answered, QFrame, AnswerRow]] = {}
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*[theme.space(3)] * 4)
        self._column.setSpacing(0)
        self._column.addWidget(Paragraph(section.title, "heading", parent=self))
        self._column.addSpacing(theme.space(1.5))
        self._head = self._column.count()
        self.hide()

    def showing(self, answers: list[Answered]) -> Iterator[None]:
        """Show these questions and no others, a step for each that has to be drawn anew."""
        wanted = {answered.question.id: answered for answered in answers}
        for name, (_answered, rule, row) in self._drawn.items():
            if name not in wanted:
                rule.hide()
                row.hide()
        for name, answered in wanted.items():
            if name in self._drawn and self._drawn[name][0] == answered:
                if not self._drawn[name][2].isHidden():
                    continue
                for part in self._drawn[name][1:]:
                    part.show()
            else:
                self._take_away(name)
                self._draw(name, answered)
            self.show()
            yield
        self.setVisible(bool(answers))

    def _take_away(self, name: str) -> None:
        for part in self._drawn.pop(name, (None,))[1:]:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()

    def _draw(self, name: str, answered: Answered) -> None:
        # Made at its place and shown there: a widget that moves is styled and laid out twice.
        rule = QFrame(self)
        rule.setProperty("role", "line")
        row = AnswerRow(self._call, answered, self._title, self)
        for signal in (
            "change_requested",
            "override_asked",
            "override_taken_back",
            "dismissed",
            "restored",
        ):
            getattr(row, signal).connect(getattr(self, signal))
        before = self._order[: self._order.index(name)]
        place = self._head + 2 * sum(other in self._drawn for other in before)
        for offset, part in enumerate((rule, row)):
            self._column.insertWidget(place + offset, part)
            part.show()
        self._drawn[name] = (answered, rule, row)
