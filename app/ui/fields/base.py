"""What every field is: a widget that shows one answer and tells when a person changes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QMenu, QTextEdit, QWidget

from app.ui import drops
from app.ui.fields import texts
from app.ui.fields.composition import Composition

if TYPE_CHECKING:
    from app.calls.questions import Column, Question
    from app.review.finding import Place
    from app.ui.dialogs import Dialogs

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
LONGEST_LINE = 10_000_000
"""Characters a one-line input takes; Qt's own default would cut a paste at 32,767."""

_REASONS = Qt.FocusReason
AWAY = (
    _REASONS.ActiveWindowFocusReason,
    _REASONS.PopupFocusReason,
    _REASONS.MenuBarFocusReason,
)
"""Reasons for which the focus goes and comes back: nobody is done with the field."""


class Steps(Protocol):
    """The steps of undo of all fields together (a DraftSession)."""

    @property
    def can_undo(self) -> bool: ...

    @property
    def can_redo(self) -> bool: ...

    def undo(self) -> bool: ...

    def redo(self) -> bool: ...


class Phrases(Protocol):
    """The user's own phrases (a PhraseMenu)."""

    def begin(self) -> None:
        """Offer them for the input in focus."""


@dataclass(frozen=True, slots=True)
class FieldContext:
    """What fields may use besides their question."""

    dialogs: Dialogs
    supplements: Any = None
    """A SupplementFolder, for files."""
    mail_bytes: int = 5_000_000
    only_reading: bool = False
    """Answers are shown, and may not be changed."""
    composition: Composition = field(default_factory=Composition)
    phrases: Phrases | None = None
    """Offered in an input's menu."""
    steps: Steps | None = None
    """What the keys for undo and redo act on; without it each input undoes its own typing."""


class Field(QWidget):
    """An input for one question, or for one column in a row of a table."""

    changed = Signal()
    """A person changed the value (never emitted by set_value)."""
    editing_finished = Signal()
    """The focus left the field, other than for a menu or another program."""

    def __init__(
        self, asked: Question | Column, name: str, context: FieldContext, parent: QWidget | None
    ) -> None:
        """`name` is the object name of the inner editor: field:<question id>."""
        super().__init__(parent)
        self.asked = asked
        self.name = name
        self.context = context
        self.typing_on = False
        """Whether the last change went on from the one before it, and is no step of its own."""
        self._inputs: list[QWidget] = []
        self._aids: list[QWidget] = []

    # ---- for subclasses ----

    def value(self) -> Any:
        """The answer as it is kept (see app.calls.questions); None while there is none."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show an answer without telling of a change."""
        raise NotImplementedError

    def takes_focus(self, widget: QWidget, label: str = "") -> None:
        """Make a widget part of the field: names for tests and screen readers, focus, undo."""
        widget.setAccessibleName(label or self.asked.label)
        widget.setAccessibleDescription(self.asked.help or texts.HOW.get(self.asked.type, ""))
        widget.installEventFilter(self)
        if isinstance(widget, (QLineEdit, QTextEdit)):
            self.has_menu(widget, widget)
            drops.leave_files(widget)
        self._inputs.append(widget)
        if self.focusProxy() is None:
            self.setFocusProxy(widget)

    def has_menu(self, widget: QWidget, edit: QLineEdit | QTextEdit) -> None:
        """Let a widget open the menu of the input it is, or holds."""
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(partial(self._open_menu, edit))

    def _open_menu(self, edit: QLineEdit | QTextEdit, place: QPoint) -> None:
        shown = edit.viewport() if isinstance(edit, QTextEdit) else edit
        self.menu_of(edit).popup(shown.mapToGlobal(place))

    def menu_of(self, edit: QLineEdit | QTextEdit) -> QMenu:
        """The usual menu of an input, whose undo is the draft's."""
        menu = edit.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if (steps := self.context.steps) is not None:
            acts = {
                "edit-undo": (steps.undo, steps.can_undo),
                "edit-redo": (steps.redo, steps.can_redo),
            }
            for action in menu.actions():
                if action.objectName() in acts:
                    act, can = acts[action.objectName()]
                    action.triggered.disconnect()
                    action.triggered.connect(lambda _checked=False, act=act: act())
                    action.setEnabled(can)
        if self.context.phrases is not None and not edit.isReadOnly():
            menu.addSeparator()
            offer = menu.addAction(texts.PHRASES)
            offer.setObjectName("action:phrases")
            offer.triggered.connect(partial(self._offer_phrases, self.context.phrases, edit))
        return menu

    def _offer_phrases(self, phrases: Phrases, edit: QWidget, *_checked: object) -> None:
        edit.setFocus()
        QTimer.singleShot(0, self, phrases.begin)  # once this menu is closed

    def names_aid(self, widget: QWidget, label: str) -> None:
        """Name a button that helps to fill the field in, so that it is told from its like."""
        widget.setAccessibleName(f"{self.asked.label}: {label}")
        self._aids.append(widget)

    # ---- for the pages ----

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        """The widgets a person can put the focus on."""
        return tuple(self._inputs)

    @property
    def aids(self) -> tuple[QWidget, ...]:
        """The buttons that help to fill the field in."""
        return tuple(self._aids)

    def only_show(self) -> None:
        """Let the answer be read and copied, but not changed."""
        for widget in (self, *self.findChildren(QWidget)):
            if isinstance(widget, (QLineEdit, QTextEdit)):
                widget.setReadOnly(True)
            elif isinstance(widget, (QAbstractButton, QComboBox)):
                widget.setEnabled(False)

    def focus_at(self, place: Place | None = None) -> None:
        """Put the focus in, and select the characters of a place where that is possible."""
        del place
        if self._inputs:
            self._inputs[0].setFocus()

    def cell_in_focus(self) -> tuple[str | None, str | None]:
        """Row ("_id") and column that have the focus; None where no row or no column has."""
        return None, None

    def show_faults(self, places: Sequence[Place]) -> None:
        """Outline what is wrong at these places (the words stand beside)."""
        self.set_invalid(bool(places))

    def miss(self, missed: bool) -> None:
        """Right below the field it is said that there is no answer, or no longer."""

    def set_invalid(self, invalid: bool) -> None:
        """Outline the inputs as wrong, or no longer."""
        from app.ui import theme

        for widget in self.outlined():
            theme.mark(widget, invalid=invalid)
        for widget in self._inputs:
            said = widget.accessibleDescription().removeprefix(texts.FAULTY)
            widget.setAccessibleDescription(f"{texts.FAULTY}{said}" if invalid else said)

    def outlined(self) -> Iterable[QWidget]:
        """The widgets whose border tells that something is wrong."""
        return self._inputs

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._inputs:
            self.context.composition.watch(event)
            if leaves(event):
                self.editing_finished.emit()
        return isinstance(event, QKeyEvent) and self._travels(event)

    def _travels(self, event: QKeyEvent) -> bool:
        """Undo and redo are the draft's, whatever an input has noted of its own typing.

        It knows nothing of what was done elsewhere since: its undo would be one more thing typed.
        """
        if (steps := self.context.steps) is None:
            return False
        keys = QKeySequence.StandardKey
        acts = {keys.Undo: steps.undo, keys.Redo: steps.redo}
        act = next((act for key, act in acts.items() if event.matches(key)), None)
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if act is None or event.type() not in kinds:
            return False
        event.accept()
        # While kana stand unconverted, it is the input method that takes something back.
        if event.type() == QEvent.Type.KeyPress and not self.context.composition.active:
            act()
        return True


def quietly(widget: QWidget, act: Callable[[], object]) -> None:
    """Change a widget without its signals."""
    blocked = widget.blockSignals(True)
    try:
        act()
    finally:
        widget.blockSignals(blocked)


def leaves(event: QEvent) -> bool:
    """Whether the focus goes elsewhere, and not only for a menu or another program."""
    return isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in AWAY


def one_line(text: str) -> str:
    """Text as one line: a last line end goes, those inside become spaces.

    A spreadsheet puts a line end behind each cell it copies; in a line nobody would see it.
    """
    if not _LINE_END.search(text):
        return text
    return _LINE_END.sub(" ", text.rstrip("\r\n\u2028\u2029"))
