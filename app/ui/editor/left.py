"""The left of the editor: how far the draft is, and its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.editor import texts
from app.ui.editor.tasks import TaskList

if TYPE_CHECKING:
    from app.ui.session import DraftSession


class LeftPanel(QFrame):
    """Counts what is answered above the list of sections."""

    def __init__(self, session: DraftSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[int, int] | None = None
        self.tasks = TaskList(session, self)
        self.setProperty("role", "side")
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.space(1.5), theme.space(2), theme.space(1.5), theme.space(1.5)
        )
        column.setSpacing(theme.space(1))
        self.answered = QLabel(self)
        self.answered.setProperty("role", "help")
        self.bar = QProgressBar(self)
        self.bar.setProperty("role", "thin")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(texts.TASK_TITLE)
        column.addWidget(self.answered)
        column.addWidget(self.bar)
        column.addWidget(self.tasks, 1)

    def show_progress(self) -> None:
        from app.review.states import progress

        session = self._session
        answered, asked = found = progress(session.call, session.draft, session.route)
        if found == self._shown:
            return
        self._shown = found
        self.answered.setText(texts.ANSWERED.format(answered=answered, asked=asked))
        self.bar.setMaximum(max(1, asked))
        self.bar.setValue(answered)
