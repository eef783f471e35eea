"""One question on the page: label, help, field, and what the review says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.drafts.draft import is_filled
from app.ui import theme
from app.ui.editor import cited, done, texts
from app.ui.editor.done import DoneNote
from app.ui.editor.fixed import FixedMilestones, milestones_for
from app.ui.editor.head import Head, need_of, role_of
from app.ui.editor.notices import Notices
from app.ui.fields.base import FieldContext
from app.ui.fields.registry import make
from app.ui.paragraph import Paragraph
from app.ui.still import keep_still

if TYPE_CHECKING:
    from app.calls.questions import Question
    from app.review.finding import Finding, Place
    from app.ui.editor.mending import Mended
    from app.ui.session import DraftSession


class QuestionBox(QWidget):
    """A question as a person meets it. Talks to the session only."""

    clause_asked = Signal(object)
    """Clause ids to be shown."""
    left = Signal()
    """The focus left the question for the first time."""
    mended = Signal(str)
    """A button mended something, here or elsewhere: what to say of it."""

    def __init__(
        self,
        question: Question,
        session: DraftSession,
        context: FieldContext,
        parent: QWidget | None = None,
        *,
        compact: bool = False,
    ) -> None:
        """`compact`: the question stands beside others of its group, above which help and clauses
        are told; whoever makes it finds a wider place for what the review says: see `say_in`.
        """
        super().__init__(parent)
        self.question, self._session = question, session
        self.touched = is_filled(session.answer(question.id))
        self._greeted = False
        self.field = make(question, context, f"field:{question.id}", self)
        self.notices = Notices(session, parent if compact else self)
        keep_still(self, self.notices)
        self._done: DoneNote | None = None
        self._compact = compact
        self._shown: list[Finding] | None = None
        self.example: Paragraph | None = None
        self._said = column = QVBoxLayout(self)
        """Where what is said of the question stands."""
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.75))
        self.head = self._head()
        column.addWidget(self.head)
        if question.help and not compact:
            column.addWidget(Paragraph(question.help, "help"))
        if fixed := milestones_for(session.call, question):
            column.addWidget(FixedMilestones(fixed, question.id, self))
        column.addWidget(self.field)
        if question.example and not compact:
            column.addWidget(self._example())
        if compact:
            column.addStretch(1)
        else:
            column.addWidget(self.notices)
        self._describe()
        self.field.set_value(session.answer(question.id))
        if context.only_reading:
            self.field.only_show()
        self.field.changed.connect(self._changed)
        self.field.editing_finished.connect(self._left)
        self.notices.mended.connect(self._mended)

    def _head(self) -> Head:
        head = Head(self.question.label, self, compact=self._compact)
        head.label.setProperty("role", "question" if not self._compact else "")
        head.label.setBuddy(self.field)
        if self.question.example and not self._compact:
            head.add(self._example_button())
        clauses = () if self._compact else self.question.clauses
        ask = self.clause_asked.emit
        for link in cited.links(self._session.call, clauses, self.question.id, ask, self):
            head.add(link)
        return head

    @property
    def need(self) -> str:
        """How much the answer is needed, in a word."""
        return need_of(self._session.route, self.question)

    def _example_button(self) -> QPushButton:
        button = QPushButton(texts.EXAMPLE, self)
        button.setProperty("kind", "link")
        button.setObjectName(f"button:example:{self.question.id}")
        button.setToolTip(texts.EXAMPLE_TIP)
        button.setAccessibleName(f"{self.question.label}: {texts.EXAMPLE}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a key does the same without a further stop
        button.clicked.connect(lambda: self.show_example(not self.is_example_shown))
        return button

    def _example(self) -> QWidget:
        """How an answer may look: in sight while there is none, folded afterwards."""
        text = texts.EXAMPLE_TEXT.format(example=self.question.example)
        self.example = Paragraph(text, "clause", selectable=True, parent=self)
        self.example.setVisible(not self.touched)
        return self.example

    @property
    def is_example_shown(self) -> bool:
        return self.example is not None and not self.example.isHidden()

    def show_example(self, shown: bool) -> None:
        """Unfold or fold the example of an answer."""
        if self.example is not None:
            self.example.setVisible(shown)

    def show_need(self) -> None:
        """Say how much the answer is needed, which may depend on other answers."""
        need = self.need
        if need == self.head.badge.text():
            return
        self.head.say(need, role_of(need))
        for widget, name in self._names.items():
            widget.setAccessibleName(f"{name}（{need}）")

    def _describe(self) -> None:
        group = f"{self.question.group} " if self.question.group else ""
        self._names = {w: f"{group}{w.accessibleName()}" for w in self.field.inputs}
        self.show_need()
        for widget in self.field.inputs:
            if self.question.example:
                example = texts.EXAMPLE_TEXT.format(example=self.question.example)
                said = widget.accessibleDescription()
                widget.setAccessibleDescription(f"{said}\n{example}".strip())
        for widget in self.field.aids:
            widget.setAccessibleName(f"{group}{widget.accessibleName()}")
        self._described = {w: w.accessibleDescription() for w in self.field.inputs}

    def _tell_inputs(self) -> None:
        """Whoever comes to an input by the keyboard hears what is wrong with it."""
        for widget, said in self._described.items():
            widget.setAccessibleDescription("\n".join(filter(None, (self.notices.spoken, said))))

    # ---- value ----

    def _changed(self) -> None:
        self._greeted = False
        if not self.field.typing_on:
            self._session.end_step()
        self.tell_done("")
        self._session.set_answer(self.question.id, self.field.value())
        if self._session.only_reading:  # a button that acts all the same changes nothing
            self.field.set_value(self._session.answer(self.question.id))

    def _left(self) -> None:
        greeted, self._greeted = self._greeted, False
        if not self.touched and not greeted:
            self.touched = True
            self.left.emit()

    def take_answer(self) -> None:
        """Show the session's answer, unless the field shows it already."""
        value = self._session.answer(self.question.id)
        if not _same(self.field.value(), value):
            self.tell_done("")
            self.field.set_value(value)

    # ---- findings ----

    def show_findings(self, *, checked: bool = False) -> None:
        """Show what the review says. What a person has not come to yet is not held against them."""
        if checked:
            self.touched = True
        found = self._session.findings_of(self.question.id) if self.touched else []
        if found != self._shown:
            self._shown = found
            was_at_a_button = self._holds_focus(self.notices)
            self.notices.show_findings(found)
            if was_at_a_button:  # the button did its work and is gone
                self.field.setFocus()
            self.field.show_faults([f.place for f in found if f.blocks])
            self._tell_inputs()
        self.field.miss(any(finding.missing for finding in found))
        self.notices.count_alike()

    def holds(self, widget: QWidget) -> bool:
        """Whether a widget is part of the question or of what is said of it."""
        return self.isAncestorOf(widget) or self.notices.isAncestorOf(widget)

    def _mended(self, came: Mended) -> None:
        if came.count:
            self.field.focus_at(came.place)
        self.mended.emit(done.mended(came.count))

    def say_in(self, column: QVBoxLayout) -> None:
        """Have what is said of a compact question stand in a column wider than itself."""
        column.addWidget(self.notices)
        self._said = column

    def tell_done(self, words: str) -> None:
        """Say what was done to the answer other than by typing; "" when that is past."""
        if words and self._done is None:
            self._done = DoneNote(self.notices.parentWidget() or self)
            self._said.insertWidget(self._said.indexOf(self.notices), self._done)
        if self._done is not None and words:
            self._done.tell(words)
        elif self._done is not None:
            self._done.hide()

    @property
    def done_note(self) -> DoneNote | None:
        """What is said of what was done, while it is said."""
        return None if self._done is None or self._done.isHidden() else self._done

    def _holds_focus(self, widget: QWidget) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and widget.isAncestorOf(focused)

    def focus_at(self, place: Place | None = None) -> None:
        self.field.focus_at(place)

    def greet(self) -> None:
        """Take the focus unasked: whoever goes on at once has not come to the question yet."""
        self._greeted = True
        self.field.focus_at()


def _same(left: Any, right: Any) -> bool:
    """Whether two answers are the same; numbers typed and stored compare by value and type."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return bool(left == right)
