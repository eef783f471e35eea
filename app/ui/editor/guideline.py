"""The clauses beside the question in focus, in our own words."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.editor import texts

if TYPE_CHECKING:
    from app.calls.models import Call


class GuidelinePanel(QWidget):
    """Shows clauses of the call's guideline."""

    def __init__(self, call: Call, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call = call
        self._shown: tuple[str, ...] = ()
        self.view = QTextBrowser(self)
        self.view.setObjectName("guideline")
        self.view.setAccessibleName(texts.GUIDELINE)
        self.view.setOpenLinks(False)
        self.view.setTabChangesFocus(True)
        self.view.setFrameShape(QTextBrowser.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(0.5)] * 4)
        column.addWidget(self.view, 1)
        self.show_clauses(())

    def show_clauses(self, names: Sequence[str], first: str = "") -> None:
        """Show these clauses, `first` at the top."""
        ordered = tuple(dict.fromkeys(([first] if first else []) + list(names)))
        known = tuple(name for name in ordered if name in self._call.clause)
        if known and known == self._shown:
            return
        self._shown = known
        self.view.setHtml("".join(map(self._clause, known)) or f"<p>{texts.NO_CLAUSE}</p>")

    def _clause(self, name: str) -> str:
        clause = self._call.clause[name]
        head = html.escape(texts.CLAUSE_HEAD.format(section=clause.section, title=clause.title))
        summary, handled = html.escape(clause.summary), html.escape(clause.handled)
        tokens = theme.active().tokens
        return (
            f"<h3 style='color:{tokens.accent}'>{head}</h3>"
            f"<p style='line-height:150%'>{summary}</p>"
            f"<p style='line-height:140%; color:{tokens.muted}'>"
            f"<b>{texts.CLAUSE_HANDLED}</b><br>{handled}</p><hr>"
        )
