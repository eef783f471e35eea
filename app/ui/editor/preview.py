"""The tab of the side panel that shows the produced page of the question being answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.editor import preview_texts as texts
from app.ui.editor.preview_pane import PreviewPane
from app.ui.editor.preview_source import PreviewSource
from app.ui.editor.preview_window import PreviewWindow

if TYPE_CHECKING:
    from app.calls.models import Section
    from app.environment import Clock
    from app.ui.session import DraftSession

ENLARGE_KEY = "F11"
"""Opens the large preview from anywhere in the editor."""


class PreviewPanel(QWidget):
    """A pane, and the way to a larger one in a window of its own."""

    chosen = Signal(str)

    def __init__(self, session: DraftSession, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = PreviewSource(session, clock, self)
        self.pane = PreviewPane(self.source, self)
        self.window_: PreviewWindow | None = None
        self._question = ""
        self.enlarge = QPushButton(texts.ENLARGE)
        self.enlarge.setObjectName("preview:enlarge")
        self.enlarge.setProperty("kind", "secondary")
        self.enlarge.setToolTip(texts.ENLARGE_TIP)
        self.enlarge.clicked.connect(self.show_large)
        self.pane.turning.addWidget(self.enlarge)
        self.pane.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)

    def show_question(self, question: str) -> None:
        """Follow the question that is being answered."""
        self._question = question
        self.pane.show_question(question)
        if self.window_ is not None:
            self.window_.pane.show_question(question)

    def show_section(self, section: Section) -> None:
        """Follow to a section; its question in focus is told afterwards."""
        questions = [question.id for question in section.questions]
        if questions and self._question not in questions:
            self.show_question(questions[0])

    def show_large(self) -> None:
        """Open the large preview, or bring it to the front."""
        if self.window_ is None:
            self.window_ = PreviewWindow(self.source, self)
            self.window_.chosen.connect(self.chosen)
        self.window_.pane.show_question(self._question)
        self.window_.show()
        self.window_.raise_()
        self.window_.activateWindow()
