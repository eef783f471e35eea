"""The side panel: findings, guideline, history, comments, preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.ui.approval import texts as approval_texts
from app.ui.editor import preview_texts, texts
from app.ui.editor.comments import CommentPanel
from app.ui.editor.findings import FindingList
from app.ui.editor.guideline import GuidelinePanel
from app.ui.editor.history import HistoryPanel
from app.ui.editor.preview import PreviewPanel

if TYPE_CHECKING:
    from app.calls.models import Section
    from app.ui.dialogs import Dialogs
    from app.ui.office import DraftOffice
    from app.ui.session import DraftSession


class SidePanel(QWidget):
    """One of them at a time, as tabs."""

    finding_chosen = Signal(object)
    question_chosen = Signal(str)
    toggled = Signal()
    """It is shown or put away, by whomever."""

    def __init__(
        self,
        session: DraftSession,
        office: DraftOffice,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.findings = FindingList(session, self)
        self.guideline = GuidelinePanel(session.call, self)
        self.history = HistoryPanel(session, dialogs, self)
        self.comments = CommentPanel(session, office, dialogs, self)
        self.preview = PreviewPanel(session, office.clock, self)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("side")
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.tabBar().setDrawBase(False)  # a line of the style's own colour
        self.tabs.tabBar().setAccessibleName(texts.SIDE)
        self.tabs.addTab(self.findings, texts.FINDINGS)
        self.tabs.addTab(self.guideline, texts.GUIDELINE)
        self.tabs.addTab(self.history, texts.HISTORY)
        self.tabs.addTab(self.comments, approval_texts.COMMENTS)
        self.tabs.addTab(self.preview, preview_texts.TAB)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.findings.chosen.connect(self.finding_chosen)
        self.findings.counted.connect(self.show_count)
        self.comments.chosen.connect(self.question_chosen)
        self.preview.chosen.connect(self.question_chosen)
        self.comments.counted.connect(self._show_comments)
        self._show_comments(len(office.open_comments()))

    def _show_comments(self, count: int) -> None:
        label = approval_texts.COMMENTS_COUNT.format(count=count)
        self._name_tab(self.comments, label if count else approval_texts.COMMENTS)

    def show_section(self, section: Section) -> None:
        """What belongs to the section that is walked through."""
        self.findings.show_section(section.id)
        self.guideline.show_clauses(section.clauses)
        self.preview.show_section(section)

    def show_question(self, question: str) -> None:
        """What belongs to the question that is being answered."""
        self.comments.show_question(question)
        self.preview.show_question(question)

    def show_preview(self) -> None:
        """The page of the present question, as it will be sent."""
        self.tabs.setCurrentWidget(self.preview)

    def show_comments(self) -> None:
        """Where a colleague writes what is to be looked at."""
        self.tabs.setCurrentWidget(self.comments)

    def show_guideline(self) -> None:
        self.tabs.setCurrentWidget(self.guideline)

    def show_count(self, count: int) -> None:
        self._name_tab(self.findings, f"{texts.FINDINGS}（{count}）" if count else texts.FINDINGS)

    def _name_tab(self, panel: QWidget, name: str) -> None:
        """Name a tab; only if it is called otherwise: Qt lays all of them out anew."""
        place = self.tabs.indexOf(panel)
        if self.tabs.tabText(place) != name:
            self.tabs.setTabText(place, name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.toggled.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.toggled.emit()
