"""The top of the check page: every error as a link to where it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import icons, theme
from app.ui.check import texts
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.review.finding import Finding

LONGEST = 70
"""Characters of a message in a link; the whole stands beside the answer and in the tool tip."""


class ErrorSummary(QFrame):
    """What blocks the export, or that nothing does; then how much is to be looked at still."""

    place_chosen = Signal(object)
    rest_asked = Signal()
    """What does not block the export shall be shown."""

    def __init__(self, call: Call, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call = call
        self.setObjectName("error-summary")
        self.setProperty("role", "notice-success")  # its border takes room from the beginning
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*[theme.space(n) for n in (2, 1.5, 2, 1.5)])
        self._column.setSpacing(theme.space(0.5))

    def show_errors(self, findings: list[Finding], title: str = "", rest: int = 0) -> None:
        """`title` instead of what all of them take before the export; `rest`: other findings."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        calm = "notice-warning" if rest else "notice-success"
        theme.mark(self, role="notice-error" if findings else calm)
        if not findings:
            self._column.addWidget(self._calm(rest))
            return
        hard = [finding for finding in findings if not finding.overridable]
        soft = [finding for finding in findings if finding.overridable]
        what = texts.to_do(len(hard), len(soft))
        self._column.addWidget(Paragraph(title or texts.SUMMARY.format(what=what), "error"))
        self._column.addWidget(Paragraph(texts.SUMMARY_HELP))
        for some, told in ((hard, ""), (soft, texts.SUMMARY_REASONS)):
            if some and told:
                self._column.addWidget(Paragraph(told))
            for finding in some:
                self._column.addWidget(self._link(finding))

    def _calm(self, rest: int) -> QWidget:
        """That it may be exported; with a way to what is to be looked at before."""
        inside = QWidget()
        line = QHBoxLayout(inside)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(1.5))
        picture, tone = ("warning", "warning") if rest else ("saved", "success")
        line.addWidget(icons.picture(QLabel(), picture, tone, 22))
        text = texts.WELL_BUT.format(count=rest) if rest else texts.ALL_WELL
        line.addWidget(Paragraph(text), 1)
        if rest:
            button = QPushButton(texts.SHOW_REST)
            button.setProperty("kind", "secondary")
            button.setObjectName("button:show-rest")
            button.clicked.connect(self.rest_asked)
            line.addWidget(button)
        return inside

    def _link(self, finding: Finding) -> QPushButton:
        question = self._call.questions.get(finding.place.question)
        label = finding.message
        if question is not None and question.label not in finding.message:
            name = "　".join(filter(None, (question.group, question.label)))
            label = f"{name}：{finding.message}"
        short = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
        link = QPushButton(short.replace("&", "&&"))
        link.setProperty("kind", "link")
        link.setToolTip(label)
        link.setAccessibleName(label)
        link.setObjectName(f"button:error:{finding.place.question}")
        icons.place(link, "error", "error")
        link.clicked.connect(lambda: self.place_chosen.emit(finding.place))
        return link
