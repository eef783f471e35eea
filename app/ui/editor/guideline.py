"""The clauses beside the question in focus, in our own words."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app.ui import icons, opening, theme
from app.ui.editor import texts
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.ui.dialogs import Dialogs

LINE = (
    "<table width='100%' cellspacing='0' cellpadding='0'><tr>"
    "<td bgcolor='{colour}' style='font-size:1px'>&nbsp;</td></tr></table>"
)
"""Between two clauses; a rule of Qt's would have the colour of the text."""


class GuidelinePanel(QWidget):
    """Shows clauses of the call's guideline."""

    def __init__(self, call: Call, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call = call
        self._shown: tuple[str, ...] = ()
        self._original: Path | None = None
        self.view = QTextBrowser(self)
        self.view.setObjectName("guideline")
        self.view.setAccessibleName(texts.GUIDELINE_NAME)
        self.view.setOpenLinks(False)
        self.view.setTabChangesFocus(True)
        self.view.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.open_original = QPushButton(texts.OPEN_GUIDELINE, self)
        self.open_original.setObjectName("button:guideline")
        icons.place(self.open_original, "document")
        self.where = Paragraph("", "help")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(1.5)] * 4)
        column.setSpacing(theme.space(1))
        column.addWidget(self.view, 1)
        column.addWidget(self.where)
        column.addWidget(self.open_original)
        self.open_original.hide()
        self.where.hide()
        self.show_clauses(())

    def offer_original(self, folder: Path, dialogs: Dialogs) -> None:
        """Open the guideline itself where the user put it into this folder, or say how to."""
        self._original = folder / f"{self._call.id}.pdf"
        self._dialogs = dialogs
        self.open_original.clicked.connect(self._open)
        self.where.tell(texts.GUIDELINE_PLACE.format(path=self._original))
        self._offer()

    def _offer(self) -> None:
        there = self._original is not None and self._original.is_file()
        self.open_original.setVisible(there)
        self.where.setVisible(not there)

    def _open(self) -> None:
        if self._original is None:
            return
        opening.show(self._dialogs, self, texts.OPEN_GUIDELINE, self._original)
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._original is not None:
            self._offer()

    def show_clauses(self, names: Sequence[str], first: str = "") -> None:
        """Show these clauses, `first` at the top."""
        ordered = tuple(dict.fromkeys(([first] if first else []) + list(names)))
        known = tuple(name for name in ordered if name in self._call.clause)
        if known and known == self._shown:
            return
        self._shown = known
        line = LINE.format(colour=theme.active().tokens.border)
        self.view.setHtml(line.join(map(self._clause, known)) or f"<p>{texts.NO_CLAUSE}</p>")

    def _clause(self, name: str) -> str:
        clause = self._call.clause[name]
        head = html.escape(texts.CLAUSE_HEAD.format(section=clause.section, title=clause.title))
        summary, handled = html.escape(clause.summary), html.escape(clause.handled)
        tokens = theme.active().tokens
        return (
            f"<h3 style='line-height:140%; color:{tokens.accent}'>{head}</h3>"
            f"<p style='line-height:150%'>{summary}</p>"
            f"<p style='line-height:140%; color:{tokens.muted}'>"
            f"<b>{texts.CLAUSE_HANDLED}</b><br>{handled}</p>"
        )
