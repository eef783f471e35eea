"""The findings of one question, below its field, in the same words as in the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import icons, theme
from app.ui.editor import mending, texts
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.review.finding import Finding
    from app.ui.session import DraftSession


class Notices(QWidget):
    """A card for each finding that is not dismissed."""

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.shown: list[Finding] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(0.75))
        self.hide()

    def show_findings(self, findings: list[Finding]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        before = list(self.shown)
        self.shown = [finding for finding in findings if not finding.dismissed]
        for finding in self.shown:
            self._column.addWidget(self._card(finding))
        self.setVisible(bool(self.shown))
        self._announce(before)

    def _announce(self, before: list[Finding]) -> None:
        """Let a screen reader say what appeared, and what is settled."""
        if words := _news(before, self.shown):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @property
    def spoken(self) -> str:
        """The findings as a screen reader says them."""
        return "\n".join(_said(finding) for finding in self.shown)

    def _card(self, finding: Finding) -> QFrame:
        tone = "advice" if finding.override else str(finding.severity)
        card = QFrame(self)
        card.setProperty("role", f"finding-{tone}")
        card.setAccessibleName(finding.message)
        line = QHBoxLayout(card)
        line.setContentsMargins(
            theme.space(1.25), theme.space(0.75), theme.space(1), theme.space(0.75)
        )
        line.setSpacing(theme.space(1))
        line.addWidget(icons.picture(QLabel(card), tone, tone, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = texts.ADVICE_LABEL.format(severity=finding.severity.label, message=finding.message)
        if finding.todo:
            words += f"\n{finding.todo}"
        if finding.override:
            words += "\n" + texts.OVERRIDDEN.format(reason=finding.override)
        line.addWidget(Paragraph(words, selectable=True), 1)
        for button in self._buttons(finding, card):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _buttons(self, finding: Finding, card: QWidget) -> list[QPushButton]:
        buttons = []
        if finding.mend is not None:
            label = (
                texts.MEND.format(mend=mending.shown(finding))
                if finding.mend
                else texts.MEND_REMOVE
            )
            mend = _quiet(label, "mend", finding, card)
            mend.clicked.connect(partial(mending.mend, self._session, [finding]))
            buttons.append(mend)
            alike = mending.alike(self._session.findings, finding)
            if len(alike) > 1:
                every = _quiet(texts.MEND_ALL.format(count=len(alike)), "mend-all", finding, card)
                every.clicked.connect(partial(mending.mend, self._session, alike))
                buttons.append(every)
        if str(finding.severity) == "advice":
            dismiss = _quiet(texts.DISMISS, "dismiss", finding, card)
            dismiss.clicked.connect(partial(self._session.dismiss, finding))
            buttons.append(dismiss)
        return buttons


def _said(finding: Finding) -> str:
    return f"{finding.severity.label}　{finding.message}"


def _news(before: list[Finding], now: list[Finding]) -> str:
    """What to say when findings changed: the new ones, or that the last one is gone."""
    known = {finding.key for finding in before}
    appeared = [_said(finding) for finding in now if finding.key not in known]
    return "\n".join(appeared) or (texts.SETTLED if before and not now else "")


def _quiet(label: str, name: str, finding: Finding, parent: QWidget) -> QPushButton:
    button = QPushButton(label, parent)
    button.setProperty("kind", "quiet")
    button.setObjectName(f"button:{name}")
    button.setAccessibleDescription(finding.message)
    return button
