"""The rows of an answer as a table."""

from __future__ import annotations

import html
from math import ceil
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextDocument, QTextOption
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.paragraph import ANYWHERE, Paragraph

LINE_HEIGHT = 125
"""Per cent of the font's own: lines stand closer than in running text, yet apart."""


class AnswerTable(Paragraph):
    """A table over the whole width it is given.

    Layouts ask for its height at several widths before it has its own. A label would lay itself
    out three times for each answer; a document beside it does so once.
    """

    def __init__(self, question: Any, rows: list[dict[str, str]], parent: QWidget | None) -> None:
        self._measure: QTextDocument | None = None
        super().__init__(selectable=True, parent=parent)
        self._is_unbroken = True
        self._above = 0
        self.setContentsMargins(0, 0, 0, 0)
        self.setText(_table(question, rows))

    def _forget(self) -> None:
        super()._forget()
        self._measure = None

    def _height_at(self, width: int) -> int:
        if self._measure is None:
            self._measure = QTextDocument()
            self._measure.setDefaultFont(self.font())
            self._measure.setDocumentMargin(0)
            option = QTextOption()
            option.setWrapMode(ANYWHERE)
            self._measure.setDefaultTextOption(option)
            self._measure.setHtml(self.text())
        self._measure.setTextWidth(width)
        return ceil(self._measure.size().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


def _table(question: Any, rows: list[dict[str, str]]) -> str:
    tokens = theme.active().tokens
    widest = sum(column.width for column in question.columns)
    heads = "".join(
        f"<td bgcolor='{tokens.raised}' width='{100 * column.width / widest:.1f}%'>"
        f"{_cell(f'<b>{html.escape(column.label)}</b>')}</td>"
        for column in question.columns
    )
    lines = [
        "".join(f"<td>{_cell(html.escape(text))}</td>" for text in row.values()) for row in rows
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    style = f"border-collapse:collapse; border-color:{tokens.border}; border-style:solid"
    return (
        f"<table border='1' cellspacing='0' cellpadding='5' width='100%' style='{style}'>"
        f"<tr>{heads}</tr>{body}</table>"
    )


def _cell(text: str) -> str:
    lines = text.replace("\n", "<br>")
    return f"<p style='line-height:{LINE_HEIGHT}%; margin:0'>{lines}</p>"
