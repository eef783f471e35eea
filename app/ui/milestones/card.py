"""The dates of all drafts on the first page, the overdue ones first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.errors import KnownError
from app.review import milestones
from app.ui import theme
from app.ui.milestones import desk, texts
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.drafts.contract import DraftStore, DraftSummary
    from app.drafts.draft import Value

AT_MOST = 6
"""So many dates are shown."""


class MilestoneCard(QFrame):
    """What is due next; hidden while there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName("milestones")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*[theme.space(2)] * 4)
        self._column.setSpacing(theme.space(1))
        self.hide()

    def show_dates(self, drafts: Iterable[DraftSummary], store: DraftStore, today: date) -> None:
        """Read the dates of these drafts and list those that are not done."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        kept = _kept(store)
        found = [
            (milestone, draft.title)
            for draft in (drafts if kept else ())
            for milestone in milestones.read(kept.get(desk.key(draft.uid)))
            if not milestone.done
        ]
        found.sort(key=lambda pair: pair[0].day)
        if found:
            self._column.addWidget(Paragraph(texts.HOME, "question"))
        for milestone, title in found[:AT_MOST]:
            late = milestone.is_overdue(today)
            mark = texts.OVERDUE_MARK if late else ""
            text = texts.HOME_LINE.format(text=mark + milestone.text(today), draft=title)
            self._column.addWidget(Paragraph(text, "warning" if late else ""))
        self.setVisible(bool(found))


def _kept(store: DraftStore) -> dict[str, Value]:
    """The dates of all drafts, read at once: there may be thousands."""
    try:
        return store.settings(desk.key(""))
    except KnownError:
        return {}
