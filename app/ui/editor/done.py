"""What was just done to an answer other than by typing, said beside it and kept in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.review.finding import Place
from app.ui import icons, theme
from app.ui.editor import cells, texts
from app.ui.paragraph import Paragraph
from app.ui.saving import changed

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from app.ui.editor.page import EditorPage
    from app.ui.session import DraftSession


class DoneNote(QFrame):
    """A line below a question's field. It goes with the next change of the answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("done-note")
        self.setProperty("role", "notice-success")
        line = QHBoxLayout(self)
        line.setContentsMargins(*[theme.space(n) for n in (1.25, 0.5, 1, 0.5)])
        line.setSpacing(theme.space(1))
        picture = icons.picture(QLabel(self), "saved", "success", 20)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self._words = Paragraph()
        line.addWidget(self._words, 1)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.plain

    def tell(self, words: str) -> None:
        """Show these words, and have a screen reader say them."""
        self._words.tell(words)
        self.setAccessibleName(words)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def mended(count: int) -> str:
    """What to say of a mend."""
    words = texts.MENDED_ALL if count > 1 else texts.MENDED if count else texts.MENDED_NONE
    return words.format(count=count)


def show_step(page: EditorPage, session: DraftSession, before: Draft, *, back: bool) -> None:
    """Show what a step of undo or redo changed, first of all in the section that is open."""
    now, asked = session.draft, session.route.questions()
    other = set(changed(before.answers, now.answers))
    questions = [question.id for question in asked if question.id in other]
    section = page.page
    if not questions or section is None or not page.isVisible():
        return
    own = {question.id for question in section.section.questions}
    first = next((name for name in questions if name in own), questions[0])
    if questions == [section.question_of(page.window().focusWidget())]:
        section.keep_in_sight(first)
        return  # where one types oneself it needs no words
    words = texts.STEP_BACK if back else texts.STEP_AGAIN
    told = (words if len(questions) == 1 else texts.STEP_MANY[words]).format(count=len(questions))
    place = behind_change(first, before.answer(first), now.answer(first))
    page.go_to(place, lambda shown: shown.tell_done(first, told))


def behind_change(question: str, before: Any, after: Any) -> Place:
    """Where the characters end in which two answers differ."""
    if isinstance(after, str):
        behind = _end(before if isinstance(before, str) else "", after)
        return Place(question, start=behind, end=behind)
    old = dict(cells.rows(before))
    for name, row in cells.rows(after):
        for column, cell in row.items():
            if (was := old.get(name, {}).get(column)) != cell and not column.startswith("_"):
                end = _end(str(was or ""), cell) if isinstance(cell, str) else None
                return Place(question, name, column, end, end)
    return Place(question)


def _end(before: str, after: str) -> int:
    same, most = 0, min(len(before), len(after))
    while same < most and before[-1 - same] == after[-1 - same]:
        same += 1
    return len(after) - same
