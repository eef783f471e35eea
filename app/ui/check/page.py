"""The check page: reads the whole draft back before it is exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.review.finding import Finding, Place
from app.ui import icons, room, theme, wheel
from app.ui.check import texts
from app.ui.check.answers import Answered, SectionCard
from app.ui.check.circular import CircularButton
from app.ui.check.findings import FindingCard
from app.ui.check.summary import ErrorSummary
from app.ui.paragraph import Paragraph
from app.ui.slices import Slices

if TYPE_CHECKING:
    from app.calls.models import Section
    from app.ui.dialogs import Dialogs
    from app.ui.session import DraftSession


RING = 2
"""Pixels that the ring around the answers takes where they have the focus."""
ROOMY, TIGHT = 118, 98
"""Widths in steps of the grid from which on all, and part, of the counts stand in the foot."""


class CheckPage(QWidget):
    """All answers in reading order, errors first of all, and on to the export."""

    change_requested = Signal(object)
    """A Place to go to; the window brings one back."""
    export_requested = Signal()
    back_requested = Signal()

    def __init__(
        self, session: DraftSession, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._dialogs = session, dialogs
        self.drawing = Slices(self)
        self._left = ""
        self._build()
        session.findings_changed.connect(self._refresh_if_seen)
        session.draft_changed.connect(self._refresh_if_seen)
        session.route_changed.connect(self._refresh_if_seen)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        content = QWidget()
        content.setObjectName("content")
        self._column = column = QVBoxLayout(content)
        column.setSpacing(theme.space(2))
        column.addWidget(Paragraph(texts.TITLE, "title"))
        column.addWidget(Paragraph(texts.LEAD, "muted"))
        self.summary = ErrorSummary(self._session.call)
        self.summary.place_chosen.connect(self._go)
        self.summary.rest_asked.connect(self._show_rest)
        column.addWidget(self.summary)
        column.addLayout(self._filters())
        self._general = QVBoxLayout()
        column.addLayout(self._general)
        self._cards = {s.id: self._card(s) for s in self._session.call.sections}
        for card in self._cards.values():
            column.addWidget(card)
        self._nothing = Paragraph(texts.NOTHING, "muted")
        column.addWidget(self._nothing)
        self._dismissed = QVBoxLayout()
        column.addLayout(self._dismissed)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(content)
        area.setAccessibleName(texts.TITLE)
        area.setObjectName("answers")
        self._area = area
        self.setFocusProxy(area)
        whole.addWidget(area, 1)
        whole.addWidget(self._foot())

    def _card(self, section: Section) -> SectionCard:
        card = SectionCard(self._session.call, section)
        card.setObjectName(f"section:{section.id}")
        card.change_requested.connect(self._go)
        self._connect(card)
        return card

    def _connect(self, card: SectionCard | FindingCard) -> None:
        card.override_asked.connect(self._override)
        card.override_taken_back.connect(lambda f: self._session.override(f.clause, ""))
        card.dismissed.connect(self._session.dismiss)
        card.restored.connect(self._session.restore_dismissed)

    def _filters(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.space(1))
        self.filter = self._combo("filter", texts.SHOW, texts.FILTERS)
        sections = {s.id: s.title for s in self._session.call.sections}
        self.section = self._combo("section", texts.SECTION, {"": texts.ALL_SECTIONS, **sections})
        for label, combo in ((texts.SHOW, self.filter), (texts.SECTION, self.section)):
            text = QLabel(label)
            text.setBuddy(combo)
            line.addWidget(text)
            line.addWidget(combo)
            line.addSpacing(theme.space(2))
        line.addStretch(1)
        return line

    def _combo(self, name: str, label: str, entries: dict[str, str]) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(f"field:{name}")
        combo.setAccessibleName(label.rstrip("："))
        combo.setAccessibleDescription(texts.FILTER_HELP)
        wheel.pass_on(combo)
        for value, text in entries.items():
            combo.addItem(text, value)
        combo.currentIndexChanged.connect(lambda _index: self.refresh())
        return combo

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(theme.space(3), theme.space(1.5), theme.space(3), theme.space(1.5))
        back = QPushButton(texts.BACK)
        back.setObjectName("button:back")
        icons.place(back, "back")
        back.clicked.connect(self.back_requested)
        self.progress, self.counts = QLabel(), QLabel()
        self.progress.setProperty("role", "muted")
        self.counts.setObjectName("counts")
        self.export = QPushButton(texts.EXPORT)
        self.export.setProperty("kind", "primary")
        self.export.setObjectName("button:export")
        icons.place(self.export, "forward", "on_accent")
        self.export.clicked.connect(self.export_requested)
        line.addWidget(back)
        line.addStretch(1)
        line.addWidget(self.progress)
        line.addSpacing(theme.space(2))
        line.addWidget(self.counts)
        line.addSpacing(theme.space(2))
        self.circular = CircularButton(self._session, self._dialogs)
        line.addWidget(self.circular)
        line.addSpacing(theme.space(0.5))
        line.addWidget(self.export)
        return foot

    # ---- showing ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where letters are large for the window, the buttons take the foot."""
        super().resizeEvent(event)
        self.progress.setVisible(self.width() >= theme.space(ROOMY))
        self.counts.setVisible(self.width() >= theme.space(TIGHT))
        side = room.beside(self.width()) - RING
        self._column.setContentsMargins(side, theme.space(3) - RING, side, theme.space(3))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.drawing.stop()  # laid out all at once at the next show, it would make one wait

    def stand_as(self, other: CheckPage) -> None:
        """Narrow the list as another page of the draft does."""
        self.filter.setCurrentIndex(other.filter.currentIndex())
        self.section.setCurrentIndex(other.section.currentIndex())

    def arrive(self) -> None:
        """Take the focus: where an answer was left to be changed, else at the top."""
        name, self._left = self._left, ""
        self.setFocus()
        if not name:
            return

        def link() -> QPushButton | None:
            found = self.findChild(QPushButton, f"button:change:{name}")
            return found if found is not None and found.isVisibleTo(self) else None

        def show() -> None:
            if (button := link()) is not None:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                self._area.ensureWidgetVisible(button, 0, theme.space(12))

        self.drawing.finish(lambda: link() is not None)
        QTimer.singleShot(0, self, show)  # the rows get their places with the next turn

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the draft as it is now."""
        from app.review.states import progress

        session = self._session
        findings = session.findings
        blocking = [finding for finding in findings if finding.blocks]
        rest = sum(finding.is_open for finding in findings if not finding.blocks)
        self.summary.show_errors(blocking, rest=rest)
        visible = self._show_sections()
        self._nothing.setVisible(not visible)
        self._show_loose(self._general, self._general_findings(), texts.GENERAL)
        dismissed = [finding for finding in findings if finding.dismissed]
        self._show_loose(self._dismissed, dismissed, texts.DISMISSED.format(count=len(dismissed)))
        answered, asked = progress(session.call, session.draft, session.route)
        self.progress.setText(texts.PROGRESS.format(answered=answered, asked=asked))
        counts = dict.fromkeys(("error", "warning", "advice"), 0)
        for finding in findings:
            counts[str(finding.severity)] += finding.is_open
        self.counts.setText(texts.COUNTS.format(**counts))

    def _show_sections(self) -> bool:
        session, wanted = self._session, self.filter.currentData()
        chosen = self.section.currentData()
        at: dict[str, list[Finding]] = {}
        for finding in session.findings:
            if not finding.dismissed:
                at.setdefault(finding.place.question, []).append(finding)
        open_sections = {section.id: section for section in session.route.sections}
        wanted_of = {}
        for section_id in self._cards:
            section = open_sections.get(section_id)
            answers = [
                Answered(q, session.answer(q.id), tuple(at.get(q.id, ())))
                for q in (session.route.questions(section) if section else ())
            ]
            shown = [answered for answered in answers if answered.passes(wanted)]
            wanted_of[section_id] = shown if chosen in ("", section_id) else []
        self.drawing.begin(
            step for name, card in self._cards.items() for step in card.showing(wanted_of[name])
        )
        return any(wanted_of.values())

    def _general_findings(self) -> list[Finding]:
        route = self._session.route
        return [
            finding
            for finding in self._session.findings
            if not finding.dismissed and not route.asks(finding.place.question)
        ]

    def _show_loose(self, column: QVBoxLayout, findings: list[Finding], title: str) -> None:
        while (item := column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not findings:
            return
        column.addWidget(Paragraph(title, "question"))
        for finding in findings:
            card = FindingCard(self._session.call, finding)
            self._connect(card)
            column.addWidget(card)

    # ---- acting ----

    def _show_rest(self) -> None:
        self.filter.setCurrentIndex(self.filter.findData("findings"))
        self.filter.setFocus()

    def _go(self, place: Place) -> None:
        if self._session.route.asks(place.question):
            self._left = place.question
            self.change_requested.emit(place)

    def _override(self, finding: Finding) -> None:
        text = texts.OVERRIDE_TEXT.format(message=finding.message)
        start = self._session.draft.overrides.get(finding.clause, "")
        reason = self._dialogs.reason(self, texts.OVERRIDE_TITLE, text, start)
        if reason:
            self._session.override(finding.clause, reason)
