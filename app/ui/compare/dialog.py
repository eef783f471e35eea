"""Many differences between two versions, decided one by one or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.ui import room, theme
from app.ui import texts as frame_texts
from app.ui.buttons import box as button_box
from app.ui.compare import texts
from app.ui.compare.marking import both
from app.ui.editor.wrapped_list import WrappedList
from app.ui.paragraph import Paragraph

SHOWN_NOTES = 4
"""Notes that are shown at once; more of them are scrolled through."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One place to decide about."""

    key: str
    label: str
    here: str
    there: str
    here_note: str = ""
    """Who wrote it and when, or the like."""
    there_note: str = ""
    conflict: bool = False
    """Nothing is chosen beforehand: a person must."""
    preselect_there: bool = False
    context: str = ""
    """What stands above the label: the section."""


class ChoicesDialog(QDialog):
    """Shows each place on both sides; accepted once all are decided."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        title: str,
        explanation: str,
        choices: Sequence[Choice],
        here_title: str,
        there_title: str,
        notes: Sequence[str] = (),
        accept_text: str,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setObjectName("choices-dialog")
        self._choices, self._titles = list(choices), (here_title, there_title)
        self._taken: dict[str, bool | None] = {
            choice.key: None if choice.conflict else choice.preselect_there for choice in choices
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space(1.5))
        column.addWidget(Paragraph(explanation))
        if notes:
            column.addWidget(_listed(notes))
        column.addLayout(self._all_buttons())
        self.list = self._make_list()
        self.detail = Detail(self._titles)
        self.detail.group.idClicked.connect(self._decided)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.space(38), theme.space(96)])
        column.addWidget(splitter, 1)
        column.addLayout(self._bottom(accept_text))
        self.list.currentRowChanged.connect(self._show)
        room.give(self, 138, 88)
        self._tell()
        self.list.setCurrentRow(self._first_undecided() or 0)
        self.list.setFocus()

    # ---- building ----

    def _all_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.space(1))
        which = texts.ALL_CONFLICTS if self._has_conflicts else texts.ALL
        line.addWidget(QLabel(which))
        for side, title in enumerate(self._titles):
            button = QPushButton(texts.TAKE_SIDE.format(title=title))
            button.setAccessibleName(f"{which}{button.text()}")
            button.setObjectName(f"button:all-{('here', 'there')[side]}")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.take_all, bool(side)))
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _make_list(self) -> WrappedList:
        made = WrappedList(self)
        made.setObjectName("choices")
        made.setAccessibleName(texts.PLACES)
        made.setAccessibleDescription(texts.PLACE_HELP)
        made.setMinimumWidth(theme.space(28))
        for choice in self._choices:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, choice.key)
            made.addItem(item)
        return made

    def _bottom(self, accept_text: str) -> QHBoxLayout:
        line = QHBoxLayout()
        self.left = QLabel()
        self.left.setObjectName("left")
        self.left.setWordWrap(True)
        line.addWidget(self.left, 1)
        self.next = QPushButton(texts.NEXT)
        self.next.setObjectName("button:next-undecided")
        self.next.setAutoDefault(False)
        self.next.clicked.connect(self.go_on)
        line.addWidget(self.next)
        buttons = button_box()
        self._accept = buttons.addButton(accept_text, QDialogButtonBox.ButtonRole.AcceptRole)
        self._accept.setProperty("kind", "primary")
        self._accept.setObjectName("button:accept")
        buttons.addButton(frame_texts.CANCEL, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        line.addWidget(buttons)
        return line

    # ---- deciding ----

    @property
    def _has_conflicts(self) -> bool:
        return any(choice.conflict for choice in self._choices)

    @property
    def chosen(self) -> dict[str, bool]:
        """Key → whether what stands there is taken; what is undecided stays as it is here."""
        return {key: bool(there) for key, there in self._taken.items()}

    def take_all(self, there: bool, *_checked: object) -> None:
        """Take one side of all conflicts; where there are none, everywhere.

        What one side alone has changed is nobody's loss and stays as it was chosen.
        """
        for choice in self._choices:
            if choice.conflict or not self._has_conflicts:
                self._taken[choice.key] = there
        self._tell()
        self._show(self.list.currentRow())

    def go_on(self) -> None:
        """To the next place that is undecided."""
        row = self._first_undecided()
        if row is not None:
            self.list.setCurrentRow(row)
            self.list.setFocus()

    def _first_undecided(self) -> int | None:
        """The next one from the current row on, around the end."""
        start, count = max(0, self.list.currentRow()), len(self._choices)
        rows = [(start + step) % count for step in range(count)]
        return next((row for row in rows if self._taken[self._choices[row].key] is None), None)

    def _decided(self, side: int) -> None:
        choice = self._choices[self.list.currentRow()]
        self._taken[choice.key] = bool(side)
        self._tell()

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._choices):
            choice = self._choices[row]
            self.detail.show_choice(choice, self._taken[choice.key])

    def _tell(self) -> None:
        """Say what is decided and what is not."""
        for row, choice in enumerate(self._choices):
            self.list.item(row).setText(self._line(choice))
        self.list.fit()
        left = sum(taken is None for taken in self._taken.values())
        self.left.setText(texts.LEFT.format(count=left) if left else texts.READY)
        self.next.setEnabled(bool(left))
        self._accept.setEnabled(not left)

    def _line(self, choice: Choice) -> str:
        taken = self._taken[choice.key]
        side = texts.UNDECIDED
        if taken is not None:
            side = texts.TAKEN.format(title=self._titles[taken])
        mark = f"［{texts.CONFLICT}］" if choice.conflict else ""
        return "\n".join(filter(None, (choice.context, choice.label, f"{mark}{side}")))


class Detail(QWidget):
    """One place on both sides."""

    def __init__(self, titles: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(1), 0, 0, 0)
        self.context, self.label = Paragraph("", "muted"), Paragraph("", "question")
        column.addWidget(self.context)
        column.addWidget(self.label)
        sides = QHBoxLayout()
        sides.setSpacing(theme.space(1.5))
        self.group = QButtonGroup(self)
        self.notes: list[QLabel] = []
        self.views: list[QTextBrowser] = []
        for side, title in enumerate(titles):
            sides.addLayout(self._side(side, title), 1)
        column.addLayout(sides, 1)

    def _side(self, side: int, title: str) -> QVBoxLayout:
        column = QVBoxLayout()
        choice = QRadioButton(f"{title}({texts.MNEMONICS[side]})")
        choice.setObjectName(f"field:side:{side}")
        choice.setAccessibleName(title)
        self.group.addButton(choice, side)
        note = QLabel()
        note.setProperty("role", "muted")
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        view = QTextBrowser()
        view.setObjectName(f"side:{side}")
        view.setAccessibleName(texts.CONTENT.format(title=title))
        view.setOpenLinks(False)
        view.setTabChangesFocus(True)
        column.addWidget(choice)
        column.addWidget(note)
        column.addWidget(view, 1)
        self.notes.append(note)
        self.views.append(view)
        return column

    def show_choice(self, choice: Choice, taken: bool | None) -> None:
        """Show a place, with the side that is taken."""
        self.context.tell(choice.context)
        self.context.setVisible(bool(choice.context))
        self.label.tell(choice.label)
        for note, text in zip(self.notes, (choice.here_note, choice.there_note), strict=True):
            note.setText(text)
        for view, page in zip(self.views, both(choice.here, choice.there), strict=True):
            view.setHtml(page)
        self.group.setExclusive(False)
        for side, button in enumerate(self.group.buttons()):
            button.setChecked(taken is not None and side == int(taken))
            side_note = self.notes[side].text()
            button.setAccessibleDescription(f"{choice.label}　{side_note}".strip())
        self.group.setExclusive(True)


def _listed(notes: Sequence[str]) -> QWidget:
    """Notes below each other; many of them leave room for the choices."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(0.5))
    for note in notes:
        column.addWidget(Paragraph(f"・{note}", "warning", selectable=True))
    if len(notes) <= SHOWN_NOTES:
        return inside
    area = QScrollArea()
    area.setObjectName("notes")
    area.setAccessibleName(texts.NOTES)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFixedHeight(theme.space(3 * SHOWN_NOTES))
    area.setWidget(inside)
    return area
