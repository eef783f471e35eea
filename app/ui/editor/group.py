"""What stands above questions side by side: all that is said of them, where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.editor import cited, texts
from app.ui.editor.head import Head, need_of, role_of
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.questions import Question
    from app.ui.editor.question import QuestionBox
    from app.ui.session import DraftSession


class GroupHead(QWidget):
    """The group's heading with how much the answers are needed, links, and every help once."""

    clause_asked = Signal(object)
    """Clause ids to be shown."""

    def __init__(
        self, questions: Sequence[Question], session: DraftSession, parent: QWidget
    ) -> None:
        """`questions`: those of one group, at least one."""
        super().__init__(parent)
        self._questions, self._session = questions, session
        self._boxes: list[QuestionBox] = []
        self.head = Head(questions[0].group, self)
        self.head.label.setProperty("role", "heading")
        clauses = [clause for question in questions for clause in question.clauses]
        ask = self.clause_asked.emit
        for link in cited.links(session.call, clauses, questions[0].id, ask, self):
            self.head.add(link)
        self.help = Paragraph("", "help", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.75))
        column.addWidget(self.head)
        column.addWidget(self.help)
        self.follow()

    def take(self, box: QuestionBox) -> None:
        """Speak for a question that stands below from now on."""
        self._boxes.append(box)
        self.follow()

    def follow(self) -> None:
        """Say what holds for the questions that are asked now; what differs, say beside each."""
        asked = [q for q in self._questions if self._session.route.asks(q.id)]
        needs = {need_of(self._session.route, question) for question in asked}
        if is_shared := len(needs) == 1:
            (need,) = needs
            if need != self.head.badge.text():
                self.head.say(need, role_of(need))
        self.head.show_badge(is_shared)
        for box in self._boxes:
            box.head.show_badge(not is_shared)
        if (words := helps(asked)) != self.help.plain:
            self.help.tell(words)
        self.help.setVisible(bool(words))


def helps(questions: Sequence[Question]) -> str:
    """The helps of questions, a line each: once, with the labels of those it is for if not all."""
    labels: dict[str, list[str]] = {}
    for question in questions:
        if question.help:
            labels.setdefault(question.help, []).append(question.label)
    return "\n".join(
        text
        if len(owners) == len(questions)
        else texts.HELP_OF.format(labels=texts.BETWEEN_LABELS.join(owners), help=text)
        for text, owners in labels.items()
    )
