"""One line of text, and the types that are typed in one line: mail, telephone, number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QTextEdit, QWidget

from app.ui import drops, theme
from app.ui.fields import texts
from app.ui.fields.base import (
    LONGEST_LINE,
    Field,
    FieldContext,
    one_line,
    quietly,
)
from app.ui.fields.count import counted_in_line
from app.ui.fields.run import Run, follow
from app.ui.fields.stepper import Stepper
from app.ui.places import points, utf16

if TYPE_CHECKING:
    from app.calls.questions import Column, Question
    from app.review.finding import Place


DIGIT, FEWEST_DIGITS, MOST_DIGITS = 1.1, 4, 8
"""Width of a digit in steps of the grid, and how many of them a field for numbers shows: those
beside each other, and their total, are alike."""


class LineField(Field):
    """A line of text. What is typed or pasted is kept whole."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        self.edit = QLineEdit(self)
        self.edit.setObjectName(name)
        self.edit.setMaxLength(LONGEST_LINE)
        self.takes_focus(self.edit)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(theme.space(1))
        self.line.addWidget(self.edit, 1)
        self._odd: str | None = None
        self.run = Run()
        self.edit.textChanged.connect(self._typed)
        self._limit_width()

    def _limit_width(self) -> None:
        """As wide as what belongs in: a short line looks like a short answer."""
        wanted = getattr(self.asked, "recommended", None)
        if wanted and wanted <= 20 and "/" not in self.name:
            self._at_most(3 * wanted + 8)

    def _at_most(self, steps: float) -> None:
        """Limit the width; what is left over stays empty at the right."""
        self.edit.setMaximumWidth(theme.space(steps))
        self.line.setStretchFactor(self.edit, 100)
        self.line.addStretch(1)

    def _typed(self) -> None:
        self._odd = None
        self.typing_on = self._goes_on(self.edit.text())
        self.changed.emit()

    def _goes_on(self, text: str) -> bool:
        """Whether a change goes on from the one before it."""
        return self.run.takes(text)

    def paste(self) -> None:
        """What the clipboard holds, as one line; of a file copied in a file manager, nothing."""
        held = QGuiApplication.clipboard().mimeData()
        if drops.is_file_alone(held):
            return
        self.run.cut()
        self.edit.insert(one_line(held.text()))
        self.run.cut()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and _pastes(event):
            self.paste()
            return True
        return super().eventFilter(watched, event)

    def menu_of(self, edit: QLineEdit | QTextEdit) -> QMenu:
        """The usual menu, whose paste is this field's own."""
        menu = super().menu_of(edit)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste)
        return menu

    @property
    def text(self) -> str:
        """The text as it was shown or typed."""
        return self.edit.text() if self._odd is None else self._odd

    def value(self) -> Any:
        return self.text or None

    def set_value(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if text == self.text:
            return
        before = self.edit.text()
        place = follow(points(before, self.edit.cursorPosition()), before, text)
        quietly(self.edit, lambda: self.edit.setText(text))
        # Of a text that is too long for the line, the beginning is in sight at first.
        is_new = not before and not self.edit.hasFocus()
        self.edit.setCursorPosition(0 if is_new else utf16(text, place))
        self.run.begin(self.edit.text())
        # Qt cannot hold half a surrogate pair; showing such a text must not change the answer.
        self._odd = text if text != self.edit.text() else None

    def focus_at(self, place: Place | None = None) -> None:
        self.edit.setFocus()
        if place is not None and place.start is not None and place.end is not None:
            start, end = (utf16(self.edit.text(), n) for n in (place.start, place.end))
            self.edit.setSelection(start, end - start)
        else:
            self.edit.end(False)


def _pastes(event: QKeyEvent) -> bool:
    pressed = event.type() == QEvent.Type.KeyPress
    return pressed and event.matches(QKeySequence.StandardKey.Paste)


class ShortTextField(LineField):
    """A line of text with its length beside it once it grows near the limit."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        self.count = QLabel(self)
        self.count.setProperty("role", "count")
        self.line.insertWidget(1, self.count)
        self._tell_count()

    def _typed(self) -> None:
        self._tell_count()
        super()._typed()

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._tell_count()

    def _tell_count(self) -> None:
        text, role = counted_in_line(self.asked, len(self.edit.text()))
        over = role != "count" or "/" not in self.name
        self.count.setText(text if over and self.edit.text() else "")
        self.count.setVisible(bool(self.count.text()))
        theme.mark(self.count, role=role)


class TelephoneField(LineField):
    """A telephone number."""

    def _limit_width(self) -> None:
        self._at_most(42)


class EmailField(LineField):
    """A mail address; the input method is asked for Latin letters."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        hints = Qt.InputMethodHint
        self.edit.setInputMethodHints(hints.ImhEmailCharactersOnly | hints.ImhPreferLatin)

    def _limit_width(self) -> None:
        self._at_most(52)


class NumberField(LineField):
    """A number with its unit. Full-width digits are understood; ↑ and ↓ count up and down.

    A spin box in all but one: what is no number stays as it was typed, and is told beside.
    """

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        super().__init__(asked, name, context, parent)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.edit.setMaximumWidth(theme.space(14))
        self.edit.setMinimumWidth(theme.space(7 if "/" in name else self._least_width()))
        self.unit = QLabel(getattr(asked, "unit", ""), self)
        self.line.addWidget(self.unit)
        if "/" not in name:
            self.line.addStretch(1)
            self._add_stepper()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._counted: str | None = None
        """What stands there since one counted up or down."""
        self._counts_on = False
        self.editing_finished.connect(self._drop_unit)

    def _drop_unit(self) -> None:
        """The unit stands beside already: typed as well, it goes once the field is left."""
        from app.drafts.values import without_unit

        typed, value = self.edit.text(), self.value()
        bare = without_unit(self.asked, typed)
        if bare != typed and value is not None and not isinstance(value, str):
            quietly(self.edit, lambda: self.edit.setText(bare))
            self.run.begin(bare)

    def _least_width(self) -> float:
        """In steps of the grid: with room for one digit more than the largest number has."""
        most = getattr(self.asked, "maximum", None) or 0
        digits = max(FEWEST_DIGITS, len(str(int(most)))) + 1
        return 5.5 + DIGIT * min(digits, MOST_DIGITS)

    def _add_stepper(self) -> None:
        stepper = Stepper(self.edit)
        stepper.stepped.connect(self._count)
        for button, label in ((stepper.more, texts.ONE_MORE), (stepper.less, texts.ONE_LESS)):
            button.setToolTip(label)
            self.names_aid(button, label)

    def _limit_width(self) -> None:
        return

    def value(self) -> Any:
        from app.drafts.values import ValueMistakeError, normalised

        text = self.edit.text()
        if not text.strip():
            return None
        try:
            return normalised(self.asked, text)  # type: ignore[arg-type]
        except ValueMistakeError:
            return text

    def set_value(self, value: Any) -> None:
        if self.value() == value and type(self.value()) is type(value):
            return
        shown = f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else value
        super().set_value(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
            step = steps.get(Qt.Key(event.key()))
            if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._count(step)
                return True
        return super().eventFilter(watched, event)

    def _count(self, step: int) -> None:
        now = self.value()
        if isinstance(now, str):
            return  # words are not overwritten by a key pressed by chance
        now = now or 0
        least, most = getattr(self.asked, "minimum", None), getattr(self.asked, "maximum", None)
        wanted = now + step
        wanted = wanted if least is None else max(least, wanted)
        wanted = wanted if most is None else min(most, wanted)
        self._counts_on = self._counted == self.edit.text()
        self.edit.setText(f"{wanted:g}")
        self._counts_on, self._counted = False, self.edit.text()

    def _goes_on(self, text: str) -> bool:
        """Counting on, as with a key held down, is one thing as well."""
        return super()._goes_on(text) or self._counts_on
