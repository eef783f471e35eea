"""The draft's state in the header, by which one gets to the steps through the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.ui import icons
from app.ui.approval import texts

if TYPE_CHECKING:
    from app.drafts.draft import State

PICTURES = {
    "WRITING": ("edit", "muted"),
    "REVIEW_ASKED": ("clock", "accent"),
    "APPROVED": ("saved", "success"),
    "SUBMITTED": ("export", "success"),
}
"""By the state's name: no draft is open when the window is painted first."""


class ApprovalChip(QPushButton):
    """「作成中」, 「確認依頼」, 「確認済」, 「提出済」, and whether it was changed since."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("button:approval")
        self.setProperty("kind", "quiet")
        self.setProperty("within", "header")
        self.label = ""
        self.setAccessibleDescription(texts.CHIP_TIP)
        self.hide()

    def tell(self, state: State, *, changed: bool) -> None:
        self.label = label = texts.CHANGED.format(state=state.label) if changed else state.label
        picture, tone = ("warning", "warning") if changed else PICTURES[state.name]
        icons.place(self, picture, tone)
        self.setText(label)
        self.setToolTip(f"{label}\n{texts.CHIP_TIP}")
        self.setAccessibleName(texts.CHIP_NAME.format(state=label))
        self.show()
