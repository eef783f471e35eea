"""One finding as a card: what falls short, what to do, by which clause, and what one may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import icons, theme
from app.ui.check import texts
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.review.finding import Finding


def clause_text(call: Call, finding: Finding) -> str:
    """The clauses a finding cites, as a reader of the guideline finds them."""
    known = [call.clause[name] for name in finding.clauses if name in call.clause]
    return "　".join(texts.CLAUSE.format(section=c.section, title=c.title) for c in known)


class FindingCard(QFrame):
    """A finding with its buttons."""

    override_asked = Signal(object)
    override_taken_back = Signal(object)
    dismissed = Signal(object)
    restored = Signal(object)

    def __init__(self, call: Call, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        tone = "advice" if finding.override or finding.dismissed else str(finding.severity)
        self.setProperty("role", f"finding-{tone}")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.space(1.5), theme.space(1), theme.space(1.5), theme.space(1))
        line.setSpacing(theme.space(1))
        picture = icons.picture(QLabel(), tone, tone, 20)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(
            Paragraph(f"【{finding.severity.label}】{finding.message}", selectable=True)
        )
        if finding.todo:
            words.addWidget(Paragraph(finding.todo))
        if clause := clause_text(call, finding):
            words.addWidget(Paragraph(clause, "clause"))
        if finding.override:
            words.addWidget(Paragraph(texts.OVERRIDDEN.format(reason=finding.override), "advice"))
        line.addLayout(words, 1)
        self._add_buttons(line)

    def _add_buttons(self, line: QHBoxLayout) -> None:
        finding = self.finding
        if finding.override:
            self._button(line, texts.TAKE_BACK, "take-back", self.override_taken_back)
        elif finding.overridable and finding.blocks:
            self._button(line, texts.OVERRIDE, "override", self.override_asked)
        if finding.dismissed:
            self._button(line, texts.RESTORE, "restore-advice", self.restored)
        elif str(finding.severity) == "advice":
            self._button(line, texts.DISMISS, "dismiss", self.dismissed)

    def _button(self, line: QHBoxLayout, label: str, name: str, told: object) -> None:
        button = QPushButton(label)
        button.setProperty("kind", "quiet")
        button.setObjectName(f"button:{name}")
        button.setAccessibleDescription(self.finding.message)
        button.clicked.connect(lambda: told.emit(self.finding))  # type: ignore[attr-defined]
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
