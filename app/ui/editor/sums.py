"""The sum of numbers that stand side by side, offered to the total that belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui import theme
from app.ui.editor import texts

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.calls.questions import Question
    from app.ui.session import DraftSession

CHECK = "total"
"""The built-in check by which a call pack says which number is the sum of which others."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Which questions add up to which one (question ids)."""

    parts: tuple[str, ...]
    total: str
    unit: str


def parts_of(call: Call, questions: Sequence[Question]) -> Iterator[Parts]:
    """The sums within these questions, as the call's rules give them."""
    units = {question.id: getattr(question, "unit", "") for question in questions}
    for rule in call.rules:
        if rule.check == CHECK and rule.params.get("total") in units:
            parts, total = tuple(rule.params["parts"]), str(rule.params["total"])
            if all(part in units for part in parts):
                yield Parts(parts, total, units[total])


class GroupSum(QWidget):
    """Says the sum of the parts and puts it into the total on request."""

    def __init__(self, parts: Parts, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts, self._session = parts, session
        self.words = QLabel(self)
        self.words.setProperty("role", "help")
        self.words.setObjectName(f"sum:{parts.total}")
        self.take = QPushButton(self)
        self.take.setObjectName(f"button:sum:{parts.total}")
        self.take.setProperty("kind", "quiet")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(1.5))
        line.addWidget(self.words)
        line.addWidget(self.take)
        line.addStretch(1)
        self.setMinimumHeight(self.take.sizeHint().height())
        self.take.clicked.connect(self._take)
        self.refresh()

    @property
    def sum(self) -> int | float | None:
        """The sum; None while a part is not a number."""
        answers = [self._session.answer(part) for part in self._parts.parts]
        numbers = [a for a in answers if isinstance(a, (int, float)) and not isinstance(a, bool)]
        return sum(numbers) if len(numbers) == len(answers) else None

    def refresh(self) -> None:
        found = self.sum
        if found is None:
            self.words.setText(texts.SUM_UNKNOWN)
        else:
            self.words.setText(texts.SUM.format(sum=found, unit=self._parts.unit))
            self.take.setText(texts.TAKE_SUM.format(sum=found, unit=self._parts.unit))
        self.take.setVisible(found is not None and self._session.answer(self._parts.total) != found)

    def _take(self) -> None:
        self._session.end_step()
        self._session.set_answer(self._parts.total, self.sum)
