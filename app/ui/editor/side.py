"""The side panel: findings, guideline, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.ui.editor import texts
from app.ui.editor.findings import FindingList
from app.ui.editor.guideline import GuidelinePanel
from app.ui.editor.history import HistoryPanel

if TYPE_CHECKING:
    from app.ui.session import DraftSession


class SidePanel(QWidget):
    """One of three at a time, as tabs."""

    finding_chosen = Signal(object)

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = FindingList(session, self)
        self.guideline = GuidelinePanel(session.call, self)
        self.history = HistoryPanel(session, self)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("side")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(texts.SIDE)
        self.tabs.addTab(self.findings, texts.FINDINGS)
        self.tabs.addTab(self.guideline, texts.GUIDELINE)
        self.tabs.addTab(self.history, texts.HISTORY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.findings.chosen.connect(self.finding_chosen)
        self.findings.counted.connect(self.show_count)
        self.tabs.currentChanged.connect(self._switched)

    def _switched(self, place: int) -> None:
        if self.tabs.widget(place) is self.history:
            self.history.refresh()

    def show_guideline(self) -> None:
        self.tabs.setCurrentWidget(self.guideline)

    def show_count(self, count: int) -> None:
        self.tabs.setTabText(0, f"{texts.FINDINGS}（{count}）" if count else texts.FINDINGS)
