"""Files that fall beside the field for supplements get into it all the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.review.finding import Place

if TYPE_CHECKING:
    from app.calls.questions import Question
    from app.ui.editor.page import EditorPage
    from app.ui.editor.section import SectionPage
    from app.ui.session import DraftSession


def asked(session: DraftSession) -> Question | None:
    """The question whose answer is files, if the draft can take any now."""
    if session.only_reading:
        return None
    return next((q for q in session.route.questions() if q.type == "files"), None)


def add(editor: EditorPage, question: Question, files: list[Path]) -> None:
    """Go to the question and add the files there, where they are seen and can be taken off."""

    def take(page: SectionPage) -> None:
        page.boxes[question.id].field.take(files)  # type: ignore[attr-defined]

    editor.go_to(Place(question.id), take)
