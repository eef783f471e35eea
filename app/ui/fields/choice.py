"""One of several: cards for a few options, a list one can search for many."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from app.ui import theme, wheel
from app.ui.chips import Chips
from app.ui.fields import texts
from app.ui.fields.base import Field, FieldContext, leaves, quietly
from app.ui.fields.card import Card
from app.ui.fields.run import Run

if TYPE_CHECKING:
    from app.calls.questions import Column, Question
    from app.review.finding import Place

MOST_CARDS = 8
SEARCHED = Qt.ItemDataRole.UserRole + 1
VALUE = Qt.ItemDataRole.UserRole


class ChoiceField(Field):
    """A few options as cards, each with its explanation."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        self.setObjectName(name)
        self._odd: Any = None
        self.group = QButtonGroup(self)
        self.group.setExclusive(True)
        self.buttons: dict[Any, QAbstractButton] = {}
        cards = [self._card(*option) for option in self.options()]
        self.clear = QPushButton(texts.UNCHOOSE, self)
        self.clear.setProperty("kind", "quiet")
        self.names_aid(self.clear, texts.UNCHOOSE)
        self.clear.clicked.connect(self._cleared)
        self._missed = False
        """It is said that there is no choice: that stands where the button would."""
        self._keep_place(not context.only_reading)
        self._lay_out(cards)
        self.group.buttonClicked.connect(self._chosen)
        self._show_clear()

    def _card(self, value: Any, label: str, help_text: str) -> Card:
        button = QRadioButton(label, self)
        key = {True: "yes", False: "no"}.get(value, value)
        button.setObjectName(f"{self.name}={key}")
        self.takes_focus(button, f"{self.asked.label}: {label}")
        self.group.addButton(button)
        self.buttons[value] = button
        return Card(button, help_text, self)

    def _lay_out(self, cards: list[Card]) -> None:
        """Explained ones below each other (in a table two a line), others as many as fit."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.space(0.75))
        if not any(help_text for _, _, help_text in self.options()):
            grid.addWidget(Chips(self, [*cards, self.clear], from_left=True), 0, 0)
            return
        beside = 2 if "/" in self.name else 1
        for place, card in enumerate(cards):
            grid.addWidget(card, *divmod(place, beside))
        left = Qt.AlignmentFlag.AlignLeft
        grid.addWidget(self.clear, *divmod(len(cards), beside), left)

    def options(self) -> list[tuple[Any, str, str]]:
        """Value, label and explanation of each option."""
        return [(o.value, o.label, o.help) for o in self.asked.choices]  # type: ignore[union-attr]

    def outlined(self) -> list[Card]:
        return self.findChildren(Card)

    def _keep_place(self, kept: bool) -> None:
        """Keep the button's place where it is hidden: what follows would move away under the mouse
        with the first choice."""
        policy = self.clear.sizePolicy()
        if policy.retainSizeWhenHidden() != kept:
            policy.setRetainSizeWhenHidden(kept)
            self.clear.setSizePolicy(policy)

    def miss(self, missed: bool) -> None:
        """What is said goes a moment after the choice was made, and the button takes its room."""
        self._missed = missed
        self._keep_place(not missed and not self.context.only_reading)
        self._show_clear()

    def _chosen(self) -> None:
        self._odd = None
        self._show_clear()
        self.changed.emit()

    def _cleared(self) -> None:
        if self.value() is not None:
            self.set_value(None)
            self._inputs[0].setFocus()
            self.changed.emit()

    def _show_clear(self) -> None:
        can = self.value() is not None and not self.context.only_reading
        self.clear.setVisible(can and not self._missed)

    def value(self) -> Any:
        chosen = (value for value, button in self.buttons.items() if button.isChecked())
        return next(chosen, self._odd)

    def set_value(self, value: Any) -> None:
        known = not isinstance(value, (list, dict)) and value in self.buttons
        self._odd = None if known else value
        self.group.setExclusive(False)
        for option, button in self.buttons.items():
            button.setChecked(known and option == value)
        self.group.setExclusive(True)
        self._show_clear()

    def focus_at(self, place: Place | None = None) -> None:
        del place
        chosen = self.group.checkedButton() or self._inputs[0]
        chosen.setFocus()


class YesNoField(ChoiceField):
    """Yes or no, in the question's own words."""

    def options(self) -> list[tuple[Any, str, str]]:
        return [
            (True, getattr(self.asked, "yes", ""), ""),
            (False, getattr(self.asked, "no", ""), ""),
        ]


class _Completer(QCompleter):
    """Searches readings as well, and puts the option's name into the field."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))

    def splitPath(self, path: str) -> list[str]:
        """Search where words begin, if any does so: なが is 長野県 and 長崎県, and not 神奈川県."""
        words, model = f" {path}", self.model()
        rows = (model.index(row, 0).data(SEARCHED) for row in range(model.rowCount()))
        return [words if any(words.lower() in str(row).lower() for row in rows) else path]


class ComboField(Field):
    """Many options as a list that typing searches: names, kana, romaji, codes."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        self.combo = QComboBox(self) if "/" in name else _Wide(self)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setMaxVisibleItems(14)
        self._fill()
        completer = self._completer()
        edit = _Line(self.combo)
        self.combo.setLineEdit(edit)
        self.combo.setCompleter(completer)
        edit.setObjectName(name)
        wide = getattr(asked, "source", None) == "prefectures"
        edit.setPlaceholderText(texts.PREFECTURE_HERE if wide else texts.CHOOSE_HERE)
        self.takes_focus(edit)
        self.has_menu(self.combo, edit)
        self.combo.installEventFilter(self)
        wheel.pass_on(self.combo)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.combo, 1 if "/" in name else 0)
        if "/" not in name:
            line.addStretch(1)
        self._odd: Any = None
        self.run = Run()
        edit.textEdited.connect(self._typed)
        edit.editingFinished.connect(self._settle)
        self.combo.activated.connect(self._picked)
        completer.activated.connect(self._completed)

    def outlined(self) -> list[QWidget]:
        return [self.combo]

    def _fill(self) -> None:
        model = QStandardItemModel(self)
        readings = _readings() if getattr(self.asked, "source", None) == "prefectures" else {}
        for option in self.asked.choices:  # type: ignore[union-attr]
            item = QStandardItem(option.label)
            item.setData(option.value, VALUE)
            item.setData(f" {option.label} {readings.get(option.value, '')}", SEARCHED)
            model.appendRow(item)
        self.combo.setModel(model)
        self.combo.setCurrentIndex(-1)

    def _completer(self) -> QCompleter:
        completer = _Completer(self.combo.model(), self)
        completer.setCompletionRole(SEARCHED)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(14)
        return completer

    def _typed(self, text: str) -> None:
        self.typing_on = self.run.takes(text)
        self.changed.emit()

    def _picked(self, _index: int) -> None:
        self._odd = None
        self._tell_choice(typing_on=False)

    def _completed(self, text: str) -> None:
        self.combo.setCurrentIndex(self.combo.findText(str(text)))
        self._tell_choice(typing_on=True)

    def _tell_choice(self, *, typing_on: bool) -> None:
        """`typing_on`: an option was chosen by what was typed, and belongs to it."""
        self.typing_on = typing_on
        self.run.begin(self.combo.currentText())
        self.changed.emit()

    def _settle(self) -> None:
        """The only option that fits what was typed is taken when the field is left."""
        text = self.combo.currentText().strip()
        if not text or self.combo.findText(text) >= 0:
            return
        if (row := self._meant(text)) is not None:
            self.combo.setCurrentIndex(row)
            self._tell_choice(typing_on=True)

    def _meant(self, text: str) -> int | None:
        """The one option a text means: 京都 is 京都府, though 東京都 holds the characters too."""
        model, wanted = self.combo.model(), normalize("NFKC", text).lower()
        found = [str(model.index(n, 0).data(SEARCHED)).lower() for n in range(model.rowCount())]
        ways: tuple[Callable[[str], bool], ...] = (
            lambda words: wanted in words.split(),
            lambda words: any(word.startswith(wanted) for word in words.split()),
            lambda words: wanted in words,
        )
        for fits in ways:
            rows = [row for row, words in enumerate(found) if fits(words)]
            if rows:
                return rows[0] if len(rows) == 1 else None
        return None

    def value(self) -> Any:
        text = self.combo.currentText()
        if not text.strip():
            return None
        place = self.combo.findText(text.strip(), Qt.MatchFlag.MatchExactly)
        return self.combo.itemData(place, VALUE) if place >= 0 else text

    def set_value(self, value: Any) -> None:
        if value == self.value():
            return
        place = self.combo.findData(value, VALUE) if value is not None else -1

        def show() -> None:
            self.combo.setCurrentIndex(place)
            if place < 0:
                self.combo.setEditText("" if value is None else str(value))

        quietly(self.combo, show)
        self.run.begin(self.combo.currentText())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.combo:
            self.context.composition.watch(event)  # what is composed comes by way of the list
            if leaves(event):
                self._settle()  # it is the list that has the focus: its line is told past the
                self.editing_finished.emit()  # filter that stands on each input
        return super().eventFilter(watched, event)


class _Wide(QComboBox):
    """As wide as a line of an address where there is room, whatever its options are."""

    def sizeHint(self) -> QSize:
        return QSize(max(super().sizeHint().width(), theme.space(44)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(26), super().minimumSizeHint().height())


class _Line(QLineEdit):
    """The line of a list. Its name is the list's too: that is where Qt says the focus is."""

    def __init__(self, combo: QComboBox) -> None:
        super().__init__(combo)
        self._combo = combo

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._combo.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._combo.setAccessibleDescription(description)


def _readings() -> dict[str, str]:
    """What finds a prefecture: its code, reading in both kanas and romaji, however it is typed."""
    from app.calls.prefectures import PREFECTURES
    from app.ui.fields.romaji import spellings

    return {
        p.code: " ".join((p.code, p.kana, _katakana(p.kana), p.romaji, *sorted(spellings(p.kana))))
        for p in PREFECTURES
    }


def _katakana(kana: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in kana)
