"""One section on a page: its questions below each other, groups side by side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.chips import Chips
from app.ui.editor import sums
from app.ui.editor.contact import ContactOffer, is_contact
from app.ui.editor.group import GroupHead
from app.ui.editor.question import QuestionBox
from app.ui.editor.sums import GroupSum
from app.ui.fields import unselect
from app.ui.fields.base import FieldContext
from app.ui.paragraph import Paragraph
from app.ui.slices import Slices
from app.ui.still import StillCard, keep_still

if TYPE_CHECKING:
    from app.calls.models import Section
    from app.calls.questions import Question
    from app.review.finding import Place
    from app.ui.session import DraftSession

WIDEST = 118
"""Steps of the grid; longer lines are tiring to read."""
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
LEVELS = 9
"""Of layouts inside each other, at most, from a finding's words up to the page."""


class SectionPage(QScrollArea):
    """All questions of a section; those that do not apply fold away and keep their answers."""

    clause_asked = Signal(object)
    left = Signal()
    """The focus left a question for the first time: its findings may be told now."""

    def __init__(
        self,
        section: Section,
        session: DraftSession,
        context: FieldContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.section, self._session = section, session
        self.boxes: dict[str, QuestionBox] = {}
        self._groups: list[tuple[QWidget, list[str]]] = []
        self._heads: list[GroupHead] = []
        self._sums: list[GroupSum] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self)
        content.setObjectName("content")
        # Everything is made at its place: a widget that changes its parent is styled once more.
        self.setWidget(content)
        outer = QHBoxLayout(content)
        outer.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2.5))
        inner = QWidget(content)
        inner.setMaximumWidth(theme.space(WIDEST))
        keep_still(content, inner)
        outer.addWidget(inner, 1)
        self._inner = inner
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))
        title = QLabel(section.title, inner)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        self._column.addWidget(title)
        if section.help:
            self._column.addWidget(Paragraph(section.help, "help"))
        self._offer = ContactOffer(session, inner) if is_contact(section) else None
        if self._offer is not None:
            self._column.addWidget(self._offer)
        self._checked = False
        self.building = Slices(self)
        self.building.begin(self._build(context))

    def _build(self, context: FieldContext) -> Iterator[None]:
        """Make the questions, a step each; each shows at once whether it applies, and its faults.

        What stands at the top is there first; the rest follows while a person reads.
        """
        for group, questions in groupby(self.section.questions, lambda q: q.group):
            card = StillCard(self._inner)
            inside = QVBoxLayout(card)
            inside.setContentsMargins(*[theme.space(2.5)] * 2, *[theme.space(2.5)] * 2)
            inside.setSpacing(theme.space(3))
            asked = list(questions)
            self._groups.append((card, [question.id for question in asked]))
            self._column.addWidget(card)
            _fold(card, not any(map(self._session.route.asks, self._groups[-1][1])))
            if group:
                inside.setSpacing(theme.space(1.5))
            if group and all(question.type == "number" for question in asked):
                yield from self._side_by_side(asked, context, card, inside)
                self._add_sums(inside, asked)
            else:
                if group:
                    heading = QLabel(group, card)
                    heading.setProperty("role", "heading")
                    inside.addWidget(heading)
                for question in asked:
                    inside.addWidget(self._box(question, context, card))
                    yield
        self._column.addStretch(1)

    def _side_by_side(
        self, questions: list[Question], context: FieldContext, card: QWidget, inside: QVBoxLayout
    ) -> Iterator[None]:
        head = GroupHead(questions, self._session, card)
        head.clause_asked.connect(self.clause_asked)
        self._heads.append(head)
        inside.addWidget(head)
        line = Chips(card, from_left=True, evenly=True)
        inside.addWidget(line)
        for question in questions:
            box = self._box(question, context, line, compact=True)
            line.add(box)
            box.say_in(inside)
            head.take(box)
            yield

    def _add_sums(self, inside: QVBoxLayout, questions: list[Question]) -> None:
        for parts in sums.parts_of(self._session.call, questions):
            total = GroupSum(parts, self._session, self)
            self._sums.append(total)
            inside.addWidget(total)

    def _box(
        self, question: Question, context: FieldContext, card: QWidget, *, compact: bool = False
    ) -> QuestionBox:
        box = QuestionBox(question, self._session, context, card, compact=compact)
        box.clause_asked.connect(self.clause_asked)
        box.left.connect(self.left)
        box.mended.connect(partial(self.tell_done, question.id))
        if question.type == "table":
            box.field.changed.connect(partial(self._rows_changed, box))
        self.boxes[question.id] = box
        _fold(box, not self._session.route.asks(question.id))
        box.show_findings(checked=self._checked)
        return box

    # ---- following the session ----

    def follow(self, *, checked: bool) -> None:
        """Show what applies and what the review says; what has the focus stays where it is."""
        self._checked = checked
        with self._steady():
            self.fold()
            for box in self.boxes.values():
                box.show_need()
                box.show_findings(checked=checked)
            for head in self._heads:
                head.follow()

    @contextmanager
    def _steady(self) -> Iterator[None]:
        """Keep the focused input at its height on the screen, whatever comes or goes above it."""
        focused = self._anchor()
        inside = focused is not None and self.isAncestorOf(focused) and focused.isVisible()
        before = self._height_of(focused) if inside and focused else 0
        yield
        if inside and focused and focused.isVisible():
            lay_out_now()
            bar = self.verticalScrollBar()
            if moved := self._height_of(focused) - before:
                bar.setValue(bar.value() + moved)

    def _anchor(self) -> QWidget | None:
        """What has the focus; the field beside a button that may go with its finding."""
        focused = self.focusWidget()
        for _name, box in self._holding(focused):
            return box.field if focused and box.notices.isAncestorOf(focused) else focused
        return focused

    def _height_of(self, widget: QWidget) -> int:
        return widget.mapTo(self, QPoint()).y()

    def fold(self) -> None:
        """Show the questions that apply, and only these."""
        route = self._session.route
        for box in self.boxes.values():
            _fold(box, not route.asks(box.question.id))
        for card, questions in self._groups:
            _fold(card, not any(route.asks(question) for question in questions))

    def take_answer(self, question_id: str) -> None:
        if box := self.boxes.get(question_id):
            box.take_answer()
        for total in self._sums:
            total.refresh()
        if self._offer is not None:
            self._offer.refresh()

    def tell_done(self, question_id: str, words: str) -> None:
        """Say beside a question what was done to it, and keep both in sight."""
        with self._steady():
            for name, box in self.boxes.items():
                box.tell_done(words if name == question_id else "")
        self.keep_in_sight(question_id)

    def keep_in_sight(self, question_id: str) -> None:
        """Scroll as far as it takes to see the cursor in a question, and what is said of it."""
        lay_out_now()
        if box := self.boxes.get(question_id):
            if box.done_note is not None:
                self.ensureWidgetVisible(box, 0, theme.space(2))
                self.ensureWidgetVisible(box.done_note, 0, theme.space(1))
            self._see_cursor(box)

    def _see_cursor(self, box: QuestionBox) -> None:
        """Scroll as far as it takes to see where one types, if that is in a question."""
        focused = self.focusWidget()
        if isinstance(focused, QTextEdit) and box.isAncestorOf(focused):
            at = focused.viewport().mapTo(self._inner, focused.cursorRect().center())
            at += self._inner.pos()
            self.ensureVisible(at.x(), at.y(), theme.space(3), theme.space(3))
        elif focused is not None and box.isAncestorOf(focused):
            self._see_whole(focused)

    def _see_whole(self, widget: QWidget) -> None:
        """Scroll until all of a widget is in sight; Qt is content with its cursor."""
        inside = self.widget()
        at = widget.mapTo(inside, widget.rect().center()) if inside is not None else QPoint()
        margin = widget.height() // 2 + theme.space(2)
        if margin <= self.viewport().height() // 2:
            self.ensureVisible(at.x(), at.y(), 0, margin)
        else:
            self.ensureWidgetVisible(widget, 0, theme.space(3))

    def _rows_changed(self, box: QuestionBox) -> None:
        """A row that came or went may have moved what has the focus."""
        if not box.field.typing_on:
            QTimer.singleShot(0, self, self.see_focus)

    def see_focus(self) -> None:
        """Scroll as far as it takes to see what has the focus: keys may have put it anywhere."""
        lay_out_now()
        for _name, box in self._holding(self.focusWidget()):
            self._see_cursor(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows that an input has no use for, as at the last option, do not move the page."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room, as under a message that came above: what has the focus stays in sight."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            for _name, box in self._holding(self.focusWidget()):
                self._see_cursor(box)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # whoever comes back finds what was done elsewhere since
            unselect.drop(self.focusWidget())
            for box in self.boxes.values():
                box.tell_done("")
        super().hideEvent(event)

    def toggle_example(self) -> None:
        """Unfold or fold the example of the question in focus."""
        for _name, box in self._holding(self.focusWidget()):
            with self._steady():
                box.show_example(not box.is_example_shown)

    def focus_at(self, place: Place) -> None:
        self._make_until(place.question)
        if box := self.boxes.get(place.question):
            box.show_findings(checked=True)
            before = self.focusWidget()
            box.focus_at(place)
            if before is not self.focusWidget():
                unselect.drop(before)  # from the search the focus goes on without a word to it
            self._give_place(box.findChildren(Slices))  # rows up to this one were made
            self.ensureWidgetVisible(box.notices, 0, theme.space(4))
            self.ensureWidgetVisible(box, 0, theme.space(4))
            if focused := self.focusWidget():
                self.ensureWidgetVisible(focused, 0, theme.space(6))

    def _make_until(self, question: str) -> None:
        """Make as much of the page as is needed to go to a question, and give it its place."""
        self.building.finish(lambda: not question or question in self.boxes)
        above = takewhile(lambda box: box.question.id != question, self.boxes.values())
        growing = [rows for box in above for rows in box.findChildren(Slices)] if question else []
        for rows in growing:
            rows.finish()  # or they would push away what one came for
        self._give_place(growing)

    def _give_place(self, growing: list[Slices]) -> None:
        """Have what was made take its room, with the rows of tables.

        What is added to a page in sight is shown by Qt with the next turn of the event loop only,
        and takes no room before.
        """
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        tables = filter(None, (rows.parent() for rows in growing))
        for holder in (*(card for card, _ in self._groups), *tables):
            for part in (holder, *holder.findChildren(QWidget, options=direct)):
                QCoreApplication.sendPostedEvents(part, QEvent.Type.MetaCall)
        lay_out_now()

    def focus_first(self) -> None:
        """Put the focus on the first question that is asked."""
        if box := self._first():
            box.focus_at()
        self.verticalScrollBar().setValue(0)

    def _first(self) -> QuestionBox | None:
        self.building.finish(lambda: any(not box.isHidden() for box in self.boxes.values()))
        return next((box for box in self.boxes.values() if not box.isHidden()), None)

    def greet(self, question: str) -> None:
        """Put the focus on a question, else on the first, without anybody having asked for it."""
        self._make_until(question)
        box = self.boxes.get(question)
        if box is None or box.isHidden():  # it is no longer asked
            box = self._first()
        if box is None:
            return
        box.greet()
        if box is not self._first():
            self.ensureWidgetVisible(box, 0, theme.space(4))
            if focused := self.focusWidget():
                self.ensureWidgetVisible(focused, 0, theme.space(6))

    def question_of(self, widget: QWidget | None) -> str | None:
        """The question a widget belongs to."""
        return next((name for name, box in self._holding(widget)), None)

    def _holding(self, widget: QWidget | None) -> Iterator[tuple[str, QuestionBox]]:
        if widget is not None:
            yield from ((name, box) for name, box in self.boxes.items() if box.holds(widget))


def lay_out_now() -> None:
    """Lay out what changed, from the inside to the outside.

    Each layout tells only the one around it that it changed, by an event that is sent with the
    next call; left to the event loop, the page would be painted once for each of them.
    """
    for _ in range(LEVELS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _fold(widget: QWidget, folded: bool) -> None:
    """Hide a part, or show it again. One that was never hidden comes to sight with its page;
    to show it by itself would have it laid out before there is a page to fit it to."""
    hidden = widget.isHidden() and widget.testAttribute(
        Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    )
    if hidden != folded:
        widget.setVisible(not folded)
