"""Step 1: may it be exported, and what will be in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.review.finding import Finding
from app.ui import icons, theme
from app.ui.check.summary import ErrorSummary
from app.ui.check.texts import to_do
from app.ui.export import texts
from app.ui.messages import Notice
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.ui.session import DraftSession


class ConfirmStep(QWidget):
    """Errors to mend, errors that a reason sets aside, and the list of what will be made."""

    place_chosen = Signal(object)
    reason_asked = Signal(object)
    check_asked = Signal()

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))

    @property
    def is_ready(self) -> bool:
        return not any(finding.blocks for finding in self._session.findings)

    def refresh(self) -> None:
        """Show how the draft stands now."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        findings = self._session.findings
        blocking = [finding for finding in findings if finding.blocks]
        self._column.addWidget(self._verdict(findings, blocking))
        hard = [finding for finding in blocking if not finding.overridable]
        if hard:
            self._column.addWidget(self._errors(hard))
        soft = [finding for finding in blocking if finding.overridable]
        written = [finding for finding in findings if finding.override]
        for title, some in ((texts.OVERRIDABLE, soft), (texts.OVERRIDES, written)):
            if some:
                self._column.addWidget(self._reasons(title, some))
        self._column.addWidget(self._products())
        self._column.addStretch(1)

    def _verdict(self, findings: list[Finding], blocking: list[Finding]) -> Notice:
        if blocking:
            reason = sum(finding.overridable for finding in blocking)
            what = to_do(len(blocking) - reason, reason)
            return Notice("error", texts.BLOCKED.format(what=what))
        open_ones = sum(finding.is_open for finding in findings)
        if open_ones:
            notice = Notice("warning", texts.READY_BUT.format(count=open_ones))
            button = QPushButton(texts.TO_CHECK)
            button.setProperty("kind", "secondary")
            button.setObjectName("button:to-check")
            button.clicked.connect(self.check_asked)
            notice.row.addWidget(button)
            return notice
        return Notice("success", texts.READY)

    def _errors(self, findings: list[Finding]) -> QFrame:
        summary = ErrorSummary(self._session.call)
        summary.show_errors(findings, texts.ERRORS)
        summary.place_chosen.connect(self.place_chosen)
        return summary

    def _reasons(self, title: str, findings: list[Finding]) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1))
        column.addWidget(Paragraph(title, "question"))
        for finding in findings:
            line = QHBoxLayout()
            text = finding.message
            if finding.override:
                text = texts.REASON_LINE.format(message=text, reason=finding.override)
            line.addWidget(Paragraph(text), 1)
            button = QPushButton(texts.CHANGE_REASON if finding.override else texts.WRITE_REASON)
            button.setProperty("kind", "secondary")
            button.setObjectName(f"button:reason:{finding.clause}")
            button.setAccessibleDescription(finding.message)
            button.clicked.connect(lambda _c=False, chosen=finding: self.reason_asked.emit(chosen))
            line.addWidget(button)
            column.addLayout(line)
        return card

    def _products(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1))
        column.addWidget(Paragraph(texts.PRODUCTS, "question"))
        for picture, text in self._product_lines():
            line = QHBoxLayout()
            line.setSpacing(theme.space(1))
            line.addWidget(icons.picture(QLabel(), picture, "accent", 20))
            line.addWidget(Paragraph(text), 1)
            column.addLayout(line)
        return card

    def _product_lines(self) -> list[tuple[str, str]]:
        call, draft = self._session.call, self._session.draft
        lines = [
            (
                "document" if form.kind == "word" else "slides",
                texts.PRODUCT_FORM.format(title=form.title, name=form.name),
            )
            for form in call.parts
        ]
        files = [q.id for q in self._session.route.questions() if q.type == "files"]
        if count := sum(len(draft.answer(key) or ()) for key in files):
            lines.append(("attachment", texts.PRODUCT_SUPPLEMENTS.format(count=count)))
        return [*lines, ("mail", texts.PRODUCT_MAIL), ("list", texts.PRODUCT_REPORT)]
