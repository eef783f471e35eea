"""Asks what shall become of a draft file whose copies are here already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from app.ui import room, theme
from app.ui import texts as frame_texts
from app.ui.buttons import box as button_box
from app.ui.draft_files import texts
from app.ui.moments import moment
from app.ui.paragraph import Paragraph
from app.ui.scrolled import put_together

if TYPE_CHECKING:
    from app.drafts.contract import DraftSummary
    from app.drafts.draft_file import DraftFile

WIDTH = 76
"""In steps of the grid."""


def below(choice: QAbstractButton, meaning: str) -> Paragraph:
    """What a choice means, below its words."""
    words = Paragraph(meaning, "help")
    choice.ensurePolished()
    indent = choice.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, choice)
    words.setIndent(indent + theme.space(1.75))
    return words


class TakeDialog(QDialog):
    """Merge it into one of them, or put it beside."""

    def __init__(
        self,
        found: DraftFile,
        copies: Sequence[DraftSummary],
        others: Sequence[DraftSummary] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`others`: drafts of the same call that were begun apart; offered if there is no copy."""
        super().__init__(parent)
        self.setWindowTitle(texts.TAKE_TITLE)
        self.setObjectName("take-draft-file")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        text = texts.TAKE_TEXT if copies else texts.TAKE_OTHERS
        column.addWidget(Paragraph(text.format(name=found.path.name)))
        column.addWidget(Paragraph("\n".join(_facts(found)), "help"))
        self._choices: list[tuple[QRadioButton, str]] = []
        if not copies:
            self._add(column, texts.BESIDE, texts.BESIDE_HELP, "")
        meaning = texts.MERGE_HELP if copies else texts.MERGE_OTHERS_HELP
        for draft in copies or others:
            label = texts.MERGE_INTO.format(title=draft.title)
            changed = texts.LAST_CHANGED.format(at=moment(draft.modified))
            self._add(column, label, f"{changed}\n{meaning}", draft.uid)
        if copies:
            self._add(column, texts.BESIDE, texts.BESIDE_HELP, "")
        self._choices[0][0].setChecked(True)
        buttons = button_box()
        accept = buttons.addButton(texts.TAKE_ACCEPT, QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("kind", "primary")
        accept.setObjectName("button:accept")
        buttons.addButton(frame_texts.CANCEL, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        put_together(self, inside, buttons)
        room.fit(self, WIDTH)

    def _add(self, column: QVBoxLayout, label: str, meaning: str, uid: str) -> None:
        choice = QRadioButton(label)
        choice.setObjectName(f"field:take:{uid or 'beside'}")
        choice.setAccessibleDescription(meaning)
        column.addSpacing(theme.space(0.5))
        column.addWidget(choice)
        column.addWidget(below(choice, meaning))
        self._choices.append((choice, uid))

    @property
    def chosen(self) -> str:
        """The draft to merge into; "" to put it beside."""
        return next(uid for choice, uid in self._choices if choice.isChecked())


def _facts(found: DraftFile) -> list[str]:
    whole = found.whole
    (last,) = (step for step in whole.steps if step.name == whole.head)
    return [
        texts.FACT_TITLE.format(title=whole.draft.title),
        texts.FACT_CHANGED.format(at=moment(last.at), who=last.who or texts.NOBODY),
        texts.FACT_HISTORY.format(count=len(whole.steps)),
    ]
