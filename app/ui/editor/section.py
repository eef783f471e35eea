"""One section on a page: its questions below each other, groups side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.editor.question import QuestionBox
from app.ui.fields.base import FieldContext
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.models import Section
    from app.calls.questions import Question
    from app.review.finding import Place
    from app.ui.session import DraftSession

WIDEST = 118
"""Steps of the grid; longer lines are tiring to read."""


class SectionPage(QScrollArea):
    """All questions of a section; those that do not apply fold away and keep their answers."""

    clause_asked = Signal(object)

    def __init__(self, section: Section, session: DraftSession, context: FieldContext) -> None:
        super().__init__()
        self.section, self._session = section, session
        self.boxes: dict[str, QuestionBox] = {}
        self._groups: list[tuple[QWidget, list[str]]] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self)
        content.setObjectName("content")
        outer = QHBoxLayout(content)
        outer.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(3))
        inner = QWidget(content)
        inner.setMaximumWidth(theme.space(WIDEST))
        outer.addWidget(inner, 1)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))
        title = QLabel(section.title, inner)
        title.setProperty("role", "title")
        self._column.addWidget(title)
        if section.help:
            self._column.addWidget(Paragraph(section.help, "help"))
        self._build(context)
        self._column.addStretch(1)
        self.setWidget(content)
        self.fold()

    def _build(self, context: FieldContext) -> None:
        for group, questions in groupby(self.section.questions, lambda q: q.group):
            card = QFrame(self)
            card.setProperty("role", "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(*[theme.space(2.5)] * 2, *[theme.space(2.5)] * 2)
            inside.setSpacing(theme.space(3))
            asked = list(questions)
            if group:
                heading = QLabel(group, card)
                heading.setProperty("role", "heading")
                inside.addWidget(heading)
                inside.setSpacing(theme.space(1.5))
            if group and all(question.type == "number" for question in asked):
                inside.addLayout(self._side_by_side(asked, context))
            else:
                for question in asked:
                    inside.addWidget(self._box(question, context))
            self._column.addWidget(card)
            self._groups.append((card, [question.id for question in asked]))

    def _side_by_side(self, questions: list[Question], context: FieldContext) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.space(3))
        for question in questions:
            line.addWidget(self._box(question, context, compact=True), 1, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        return line

    def _box(
        self, question: Question, context: FieldContext, *, compact: bool = False
    ) -> QuestionBox:
        box = QuestionBox(question, self._session, context, self, compact=compact)
        box.clause_asked.connect(self.clause_asked)
        self.boxes[question.id] = box
        return box

    # ---- following the session ----

    def fold(self) -> None:
        """Show the questions that apply, and only these."""
        route = self._session.route
        for box in self.boxes.values():
            asked = route.asks(box.question.id)
            if box.isHidden() == asked:
                box.setVisible(asked)
        for card, questions in self._groups:
            shown = any(route.asks(question) for question in questions)
            if card.isHidden() == shown:
                card.setVisible(shown)

    def take_answer(self, question_id: str) -> None:
        if box := self.boxes.get(question_id):
            box.take_answer()

    def show_findings(self, *, checked: bool = False) -> None:
        for box in self.boxes.values():
            box.show_findings(checked=checked)

    def focus_at(self, place: Place) -> None:
        if box := self.boxes.get(place.question):
            box.show_findings(checked=True)
            box.focus_at(place)
            self.ensureWidgetVisible(box, 0, theme.space(4))
            if focused := self.focusWidget():
                self.ensureWidgetVisible(focused, 0, theme.space(6))

    def focus_first(self) -> None:
        """Put the focus on the first question that is asked."""
        for box in self.boxes.values():
            if not box.isHidden():
                box.focus_at()
                break
        self.verticalScrollBar().setValue(0)

    def question_of(self, widget: QWidget | None) -> str | None:
        """The question a widget belongs to."""
        return next((name for name, box in self._holding(widget)), None)

    def _holding(self, widget: QWidget | None) -> Iterator[tuple[str, QuestionBox]]:
        if widget is not None:
            yield from ((n, box) for n, box in self.boxes.items() if box.isAncestorOf(widget))
