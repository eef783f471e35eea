"""The dialog in which one's own phrases are written, ordered and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, room, theme
from app.ui import texts as frame_texts
from app.ui.buttons import box as button_box
from app.ui.editor import texts
from app.ui.editor.phrases import worth_keeping
from app.ui.paragraph import Paragraph
from app.ui.plain_text import PlainText

if TYPE_CHECKING:
    from app.ui.dialogs import Dialogs


class PhraseDialog(QDialog):
    """The phrases as a list, the chosen one in an edit beside it."""

    def __init__(
        self, phrases: Sequence[str], parent: QWidget | None = None, *, dialogs: Dialogs
    ) -> None:
        super().__init__(parent)
        self._dialogs, self._kept = dialogs, worth_keeping(phrases)
        self.setWindowTitle(texts.PHRASES_TITLE)
        self.setObjectName("phrase-dialog")
        self._phrases = list(phrases)
        self.list = QListWidget(self)
        self.list.setObjectName("phrases")
        self.list.setAccessibleName(texts.PHRASES)
        self.list.setMinimumWidth(theme.space(32))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit = PlainText(self)
        self.edit.setObjectName("field:phrase")
        self.edit.setAccessibleName(texts.PHRASE)
        self.edit.setAccessibleDescription(texts.PHRASES_HELP)
        self.edit.setPlaceholderText(texts.PHRASE_EXAMPLE)
        self.edit.setTabChangesFocus(True)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.edit.textChanged.connect(self._typed)
        self._list_all()
        self.list.setCurrentRow(0)
        self._show(self.list.currentRow())
        if not self._phrases:
            self.buttons["add-phrase"].setFocus()
        room.give(self, 100, 56)

    @property
    def phrases(self) -> list[str]:
        """As they stand now."""
        return list(self._phrases)

    def reject(self) -> None:
        """Esc, too, and the window's own button: what was written goes only if that is meant."""
        if worth_keeping(self._phrases) == self._kept or self._dialogs.confirm(
            self, texts.PHRASES_TITLE, texts.PHRASES_UNKEPT, texts.PHRASES_DROP, danger=True
        ):
            super().reject()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(1.5))
        column.addWidget(Paragraph(texts.PHRASES_HELP, "help", parent=self))
        both = QHBoxLayout()
        both.setSpacing(theme.space(1.5))
        both.addWidget(self.list, 2)
        both.addWidget(self.edit, 3)
        column.addLayout(both, 1)
        line = QHBoxLayout()
        line.setSpacing(theme.space(1))
        self.buttons: dict[str, QPushButton] = {}
        acts: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("add-phrase", texts.ADD_PHRASE, "add", self.add),
            ("remove-phrase", texts.REMOVE_PHRASE, "trash", self.remove),
            ("phrase-up", texts.PHRASE_UP, "up", lambda: self.move_phrase(-1)),
            ("phrase-down", texts.PHRASE_DOWN, "down", lambda: self.move_phrase(1)),
        )
        for name, label, picture, act in acts:
            button = QPushButton(label, self)
            button.setObjectName(f"button:{name}")
            button.setAutoDefault(False)
            icons.place(button, picture, "accent")
            button.clicked.connect(lambda _checked=False, do=act: do())
            line.addWidget(button)
            self.buttons[name] = button
        line.addStretch(1)
        buttons = button_box(self)
        accept = buttons.addButton(texts.KEEP_PHRASES, QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(accept, kind="primary")
        accept.setObjectName("button:accept")
        buttons.addButton(frame_texts.CANCEL, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        line.addWidget(buttons)
        column.addLayout(line)

    def _list_all(self) -> None:
        blocked = self.list.blockSignals(True)
        row = self.list.currentRow()
        self.list.clear()
        self.list.addItems([_line(phrase) for phrase in self._phrases])
        self.list.setCurrentRow(min(row, len(self._phrases) - 1))
        self.list.blockSignals(blocked)

    def _show(self, row: int) -> None:
        there = 0 <= row < len(self._phrases)
        blocked = self.edit.blockSignals(True)
        self.edit.setPlainText(self._phrases[row] if there else "")
        self.edit.blockSignals(blocked)
        self.edit.setEnabled(there)
        self.buttons["remove-phrase"].setEnabled(there)
        self.buttons["phrase-up"].setEnabled(there and row > 0)
        self.buttons["phrase-down"].setEnabled(there and row < len(self._phrases) - 1)

    def _typed(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._phrases):
            self._phrases[row] = self.edit.toPlainText()
            self.list.item(row).setText(_line(self._phrases[row]))

    def add(self) -> None:
        """A new phrase at the end, ready to be written."""
        self._phrases.append("")
        self._list_all()
        self.list.setCurrentRow(len(self._phrases) - 1)
        self.edit.setFocus()

    def remove(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._phrases):
            del self._phrases[row]
            self._list_all()
            self._show(self.list.currentRow())
            (self.list if self._phrases else self.buttons["add-phrase"]).setFocus()

    def move_phrase(self, step: int) -> None:
        row = self.list.currentRow()
        to = row + step
        if 0 <= row < len(self._phrases) and 0 <= to < len(self._phrases):
            self._phrases[row], self._phrases[to] = self._phrases[to], self._phrases[row]
            self._list_all()
            self.list.setCurrentRow(to)


def _line(phrase: str) -> str:
    return " ".join(phrase.split()) or texts.EMPTY_PHRASE
