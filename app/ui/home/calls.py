"""The calls at hand, with what is left until their deadline, and packs that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.header import DeadlineChip
from app.ui.home import texts
from app.ui.moments import moment
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.loader import Problem
    from app.calls.outline import CallOutline, Outline
    from app.environment import Clock


class CallCard(QFrame):
    """One call: who announces it, until when, and a button to begin."""

    begun = Signal(str)

    def __init__(self, call: CallOutline, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call, self._clock = call, clock
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space(1))
        column.addWidget(Paragraph(f"{call.fiscal_year}　{call.organisation}", "muted"))
        title = Paragraph(call.short_title, "question")
        title.setToolTip(call.title)
        column.addWidget(title)
        column.addWidget(Paragraph(texts.DEADLINE.format(at=moment(call.deadline))))
        self.chip = DeadlineChip()
        column.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        begin = QPushButton(texts.BEGIN)
        begin.setProperty("kind", "secondary")
        begin.setObjectName(f"button:begin-{call.id}")
        begin.setAccessibleDescription(call.title)
        begin.clicked.connect(lambda: self.begun.emit(call.id))
        column.addWidget(begin)

    def tick(self) -> None:
        _show_left(self.chip, self._call, self._clock)


class CallLines(QWidget):
    """The same in a line for each call, where there is no room for the cards."""

    def __init__(self, outline: Outline, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._chips: list[tuple[CallOutline, DeadlineChip]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        for call in outline.calls.values():
            line, chip = QHBoxLayout(), DeadlineChip()
            line.setSpacing(theme.space(1))
            line.addWidget(chip)
            line.addWidget(Paragraph(f"{call.fiscal_year}　{call.short_title}", "muted"), 1)
            column.addLayout(line)
            self._chips.append((call, chip))

    def tick(self) -> None:
        for call, chip in self._chips:
            _show_left(chip, call, self._clock)

    def showEvent(self, event: QShowEvent) -> None:
        self.tick()
        super().showEvent(event)


class CallColumn(QWidget):
    """All calls, and below them what is wrong with broken packs."""

    begun = Signal(str)

    def __init__(self, outline: Outline, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("content")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1.5))
        self._heading = QLabel(texts.CALLS)
        self._heading.setProperty("role", "heading")
        column.addWidget(self._heading)
        self._cards = [CallCard(call, clock) for call in outline.calls.values()]
        for card in self._cards:
            card.begun.connect(self.begun)
            column.addWidget(card)
        if not self._cards:
            column.addWidget(Paragraph(texts.NO_CALLS, "muted"))
        if outline.problems:
            column.addWidget(_broken(outline.problems))
        column.addStretch(1)

    def level_with(self, *beside: QWidget) -> None:
        """Have the heading as high as what stands in the first line beside it."""
        self._heading.setMinimumHeight(max(widget.sizeHint().height() for widget in beside))

    def add(self, card: QWidget) -> None:
        """Put something below the calls."""
        self._column.insertWidget(self._column.count() - 1, card)

    def tick(self) -> None:
        for card in self._cards:
            card.tick()


def _show_left(chip: DeadlineChip, call: CallOutline, clock: Clock) -> None:
    from app.review.deadline import remaining

    left = remaining(call, clock.now())
    chip.tell(str(left.level), left.text, moment(call.deadline), left.business_text)


def _broken(problems: tuple[Problem, ...]) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "notice-warning")
    frame.setObjectName("broken-packs")
    column = QVBoxLayout(frame)
    column.setContentsMargins(*[theme.space(1.5)] * 4)
    column.addWidget(Paragraph(texts.BROKEN, "warning"))
    column.addWidget(Paragraph(texts.BROKEN_HELP))
    for problem in problems:
        column.addWidget(Paragraph(str(problem), selectable=True))
    return frame
