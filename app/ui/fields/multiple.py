"""Several of several: check cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.chips import Chips
from app.ui.fields import texts
from app.ui.fields.base import Field, FieldContext
from app.ui.fields.card import Card
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.calls.questions import Column, Question


class MultipleChoiceField(Field):
    """Options as check cards, kept in the order in which they are offered."""

    explains = True
    """Whether there is room to say what letters beside each other stand for."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        self.setObjectName(name)
        self._odd: dict[str, tuple[Any, QCheckBox]] = {}
        """What was chosen without being offered, as by another version of the call: its button."""
        self.buttons: dict[str, QCheckBox] = {}
        options = asked.choices  # type: ignore[union-attr]
        short = all(len(o.label) <= 3 for o in options)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.75))
        cards = []
        for option in options:
            button = QCheckBox(option.label, self)
            button.setObjectName(f"{name}={option.value}")
            button.setToolTip(option.help if short else "")
            self.takes_focus(button, f"{asked.label}: {option.label}")
            if option.help:
                button.setAccessibleDescription(option.help)
            self.buttons[option.value] = button
            cards.append(Card(button, "" if short else option.help, self))
            button.clicked.connect(self._chosen)
        for widget in [Chips(self, cards, from_left=True)] if short else cards:
            column.addWidget(widget)
        meanings = [texts.MEANING.format(label=o.label, help=o.help) for o in options if o.help]
        if short and meanings and self.explains:
            column.addWidget(Paragraph("\n".join(meanings), "help"))

    def outlined(self) -> list[Card]:
        return self.findChildren(Card)

    def _chosen(self) -> None:
        self.changed.emit()

    def value(self) -> Any:
        chosen: list[Any] = [v for v, button in self.buttons.items() if button.isChecked()]
        return [*chosen, *(v for v, button in self._odd.values() if button.isChecked())] or None

    def set_value(self, value: Any) -> None:
        given = value if isinstance(value, list) else []
        for option, button in self.buttons.items():
            button.setChecked(option in given)
        odd = {str(item): item for item in given if item not in self.buttons}
        for words, item in odd.items():
            if words not in self._odd:
                self._odd[words] = (item, self._odd_button(words))
        for words, (_item, button) in self._odd.items():
            button.setChecked(words in odd)
            if (card := button.parentWidget()) is not None:
                card.setVisible(words in odd)

    def _odd_button(self, words: str) -> QCheckBox:
        """What is not on offer can be seen, and taken back: nothing else would be rid of it."""
        label = texts.NOT_OFFERED.format(value=words)
        button = QCheckBox(label, self)
        button.setObjectName(f"{self.name}={words}")
        self.takes_focus(button, f"{self.asked.label}: {label}")
        if (column := self.layout()) is not None:
            column.addWidget(Card(button, "", self))
        button.setEnabled(not self.context.only_reading)
        button.clicked.connect(self._chosen)
        return button


class CellMultipleChoiceField(MultipleChoiceField):
    """The same in a narrow cell, where what a letter stands for is told by its tip alone."""

    explains = False


class AcknowledgementField(Field):
    """A statement and a box to confirm it."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.75))
        statement = getattr(asked, "statement", "")
        column.addWidget(Paragraph(statement, selectable=True))
        self.box = QCheckBox(texts.CONFIRMED, self)
        self.box.setObjectName(name)
        self.takes_focus(self.box, f"{asked.label}: {texts.CONFIRMED}")
        self.box.setAccessibleDescription(statement)
        column.addWidget(Card(self.box, "", self))
        self.box.clicked.connect(self.changed)

    def outlined(self) -> list[Card]:
        return self.findChildren(Card)

    def value(self) -> Any:
        return True if self.box.isChecked() else None

    def set_value(self, value: Any) -> None:
        self.box.setChecked(value is True)
