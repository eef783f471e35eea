"""The draft's revisions, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import KnownError
from app.ui import theme
from app.ui.editor import texts
from app.ui.editor.wrapped_list import WrappedList

if TYPE_CHECKING:
    from app.drafts.contract import Revision
    from app.ui.session import DraftSession

MOST_NAMED = 3


class HistoryPanel(QWidget):
    """Who changed what and when."""

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.list = WrappedList(self)
        self.list.setObjectName("history")
        self.list.setAccessibleName(texts.HISTORY)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(1.5)] * 4)
        column.addWidget(self.list)

    def refresh(self) -> None:
        """Read the history; while the store refuses, what is shown stays."""
        try:
            found = self._session.history()
        except KnownError:
            return
        self.list.clear()
        for revision in found:
            self.list.addItem(self._line(revision))
        if not found:
            self.list.addItem(texts.HISTORY_EMPTY)
        self.list.fit()

    def _line(self, revision: Revision) -> str:
        head = texts.HISTORY_LINE.format(number=revision.number, at=revision.at, who=revision.who)
        names = [self._name(key) for key in revision.keys]
        if revision.number == 1:
            return f"{head}\n{texts.HISTORY_START}"
        what = "、".join(names[:MOST_NAMED])
        if len(names) > MOST_NAMED:
            what += f"　{texts.HISTORY_MORE.format(count=len(names) - MOST_NAMED)}"
        return f"{head}\n{texts.HISTORY_CHANGED.format(what=what)}"

    def _name(self, key: str) -> str:
        call = self._session.call
        if question := call.questions.get(key):
            return f"{call.section_of[key].title}：{question.label}"
        if not key:
            return texts.HISTORY_TITLE
        return texts.HISTORY_OVERRIDE if key in call.clause else texts.HISTORY_DISMISSAL
