"""The steps of a draft through the office: what was done, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.drafts.approval import Approval
from app.drafts.draft import State
from app.ui import room, theme
from app.ui import texts as frame_texts
from app.ui.approval import texts
from app.ui.buttons import box as button_box
from app.ui.editor.wrapped_list import WrappedList
from app.ui.moments import moment
from app.ui.office import DraftOffice
from app.ui.paragraph import Paragraph
from app.ui.plain_text import PlainText
from app.ui.scrolled import put_together

LOWEST = 8
"""Steps of the grid for what happened so far, at least; it scrolls."""


class ApprovalDialog(QDialog):
    """Shows the steps so far and asks for the next one, with name and comment."""

    def __init__(
        self, office: DraftOffice, remarks: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """`remarks`: what should be known before the next step (open errors …)."""
        super().__init__(parent)
        self.setWindowTitle(texts.TITLE)
        self.setObjectName("approval-dialog")
        self._office = office
        self._choices: dict[State, QRadioButton] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.75))
        intro = texts.INTRO_CHANGED if office.is_changed_since else texts.INTRO
        column.addWidget(Paragraph(intro.format(state=office.state.label)))
        for remark in remarks:
            column.addWidget(Paragraph(f"・{remark}", "warning"))
        self._add_history(column)
        self._add_choices(column)
        self._add_words(column)
        column.addStretch(0 if self._office.approvals else 1)
        put_together(self, inside, self._foot())
        self._typed()
        room.give(self, 76, 80)

    def _add_history(self, column: QVBoxLayout) -> None:
        column.addWidget(_head(texts.HISTORY))
        self.history = WrappedList(self)
        self.history.setObjectName("approvals")
        self.history.setAccessibleName(texts.HISTORY)
        self.history.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        for approval in reversed(self._office.approvals):
            self.history.addItem(_line(approval))
        # As high as what is to be filled in below leaves it, whatever a list would like to be.
        self.history.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.history.setMinimumHeight(theme.space(LOWEST))
        column.addWidget(self.history, 1)
        self.history.fit()
        self.history.setVisible(bool(self._office.approvals))
        if not self._office.approvals:
            column.addWidget(Paragraph(texts.NO_HISTORY, "help"))

    def _add_choices(self, column: QVBoxLayout) -> None:
        column.addWidget(_head(texts.NEXT))
        self._group = QButtonGroup(self)
        for state in self._office.ways:
            label, meaning = texts.STEP_NAMES[state]
            choice = QRadioButton(f"{label}（{meaning}）")
            choice.setObjectName(f"field:step:{state}")
            choice.setAccessibleName(label)
            choice.setAccessibleDescription(meaning)
            self._group.addButton(choice)
            self._choices[state] = choice
            column.addWidget(choice)
        next(iter(self._choices.values())).setChecked(True)

    def _add_words(self, column: QVBoxLayout) -> None:
        self.name = QLineEdit(self._office.who)
        self.name.setObjectName("field:who")
        self.name.setPlaceholderText(texts.NAME_EXAMPLE)
        self.comment = PlainText()
        self.comment.setObjectName("field:comment")
        self.comment.setPlaceholderText(texts.COMMENT_EXAMPLE)
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(theme.space(9))
        for label, field in ((texts.NAME, self.name), (texts.COMMENT, self.comment)):
            column.addWidget(_head(label, field))
            field.setAccessibleName(label)
            field.setAccessibleDescription(field.placeholderText())
            column.addWidget(field)

    def _foot(self) -> QWidget:
        """The buttons, and why there is no going on yet."""
        self.missing = Paragraph(texts.NAME_MISSING, "help")
        keeping = self.missing.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)  # or everything would jump at the first letter
        self.missing.setSizePolicy(keeping)
        foot = QWidget()  # without a parent yet, or it would have the first focus
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(2))
        line.addWidget(self.missing, 1)
        line.addWidget(self._buttons())
        return foot

    def _buttons(self) -> QDialogButtonBox:
        buttons = button_box()
        self._accept = buttons.addButton(texts.ACCEPT, QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setProperty("kind", "primary")
        self._accept.setObjectName("button:accept")
        buttons.addButton(frame_texts.OK, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._typed)
        return buttons

    def _typed(self) -> None:
        is_named = bool(self.name.text().strip())
        self._accept.setEnabled(is_named)
        self.missing.setHidden(is_named)
        missing = "" if is_named else texts.NAME_MISSING
        self._accept.setToolTip(missing)
        self._accept.setAccessibleDescription(missing)

    @property
    def chosen(self) -> State:
        """The state that was chosen to come next."""
        return next(state for state, choice in self._choices.items() if choice.isChecked())


def _head(text: str, buddy: QWidget | None = None) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "question")
    label.setContentsMargins(0, theme.space(1.5), 0, 0)
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def _line(approval: Approval) -> str:
    head = texts.LINE.format(
        at=moment(approval.at),
        state=approval.state.label,
        who=approval.who or texts.NOBODY,
        revision=approval.revision,
    )
    return f"{head}\n{approval.comment}" if approval.comment else head
