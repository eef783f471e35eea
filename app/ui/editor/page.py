"""The editor page: tasks at the left, the section in the middle, the side panel at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.editor import done, keys, phrases, texts
from app.ui.editor.arrival import Stand
from app.ui.editor.foot import Foot
from app.ui.editor.going import Going
from app.ui.editor.left import LeftPanel
from app.ui.editor.section import SectionPage, lay_out_now
from app.ui.editor.side import SidePanel
from app.ui.editor.widths import Widths
from app.ui.fields.base import FieldContext
from app.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.calls.models import Section
    from app.drafts.draft import Draft
    from app.review.finding import Place
    from app.ui.dialogs import Dialogs
    from app.ui.office import DraftOffice
    from app.ui.session import DraftSession

MOUSE_WAIT = 40
"""Milliseconds after which a held mouse button is looked at again."""


class EditorPage(QWidget):
    """Walks through the sections of one draft."""

    check_requested = Signal()
    home_requested = Signal()

    def __init__(
        self,
        session: DraftSession,
        *,
        supplements: Any = None,
        dialogs: Dialogs,
        office: DraftOffice,
        guidelines: Path | None = None,
        parent: QWidget | None = None,
        at_once: bool = True,
    ) -> None:
        """`guidelines`: the folder in which a user may put the call's own guideline.

        Not `at_once`: what is left of it, `making` makes part by part from the event loop.
        """
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        most = session.call.limits.mail_bytes
        reading = bool(session.only_reading)
        self.phrases = phrases.PhraseMenu(session, dialogs, self)
        self._context = FieldContext(
            dialogs, supplements, most, reading, phrases=self.phrases, steps=session
        )
        self._pages: dict[str, SectionPage] = {}
        self._checked = False
        self.place = ""
        """The question that had the focus last."""
        self.going = Going(self, session)
        self._follow_timer = QTimer(self)
        self._follow_timer.setSingleShot(True)
        self._follow_timer.timeout.connect(self._follow)
        self._context.composition.ended.connect(self._follow_timer.start)
        self.making = Slices(self)
        self.making.begin(self._parts(office, dialogs, guidelines))
        if at_once:
            self.making.finish()

    # ---- parts ----

    def _parts(
        self, office: DraftOffice, dialogs: Dialogs, guidelines: Path | None
    ) -> Iterator[None]:
        # Every part is made at its place: a widget that changes its parent is styled once more.
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.left, middle = LeftPanel(self._session, self.splitter), self._middle()
        self.tasks = self.left.tasks
        yield
        self.side = SidePanel(self._session, office, dialogs, self.splitter)
        if guidelines is not None:
            self.side.guideline.offer_original(guidelines, dialogs)
        yield
        self._lay_out(middle)
        self._connect()
        yield
        sections = self._session.route.sections
        self.show_section(sections[0].id if sections else "")
        self._findings_changed()

    def _lay_out(self, middle: QWidget) -> None:
        self.splitter.setChildrenCollapsible(False)
        for part in (self.left, middle, self.side):
            self.splitter.addWidget(part)
        for place, stretch in enumerate((0, 3, 1)):
            self.splitter.setStretchFactor(place, stretch)
        self.widths = Widths(self._session, self.splitter)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.splitter)

    def _middle(self) -> QWidget:
        middle = QWidget(self.splitter)
        self.stack = QStackedWidget(middle)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        self.foot = foot = Foot(self._session, middle)
        self.back, self.next, self.toggle = foot.back, foot.next, foot.toggle
        self.position, self.search = foot.position, foot.search
        column.addWidget(foot)
        return middle

    def _connect(self) -> None:
        session = self._session
        session.answer_changed.connect(self._answer_changed)
        session.findings_changed.connect(self._findings_changed)
        session.states_changed.connect(self._states_changed)
        session.route_changed.connect(self._route_changed)
        session.stepped.connect(self._stepped)
        session.draft_changed.connect(self.left.show_progress)
        self.tasks.chosen.connect(self.show_section)
        self.tasks.itemActivated.connect(self._focus_first)
        self.side.finding_chosen.connect(self.going.go_to)
        self.side.question_chosen.connect(self._go_to_question)
        self.back.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.toggle.clicked.connect(self.widths.toggle_side)
        self.side.toggled.connect(self._side_toggled)
        self.search.chosen.connect(lambda place: self.go_to(place, self.search.arrived))
        keys.bind(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # ---- sections ----

    @property
    def section_id(self) -> str:
        page = self.page
        return page.section.id if page else ""

    @property
    def page(self) -> SectionPage | None:
        page = self.stack.currentWidget()
        return page if isinstance(page, SectionPage) else None

    def shed(self) -> list[QWidget]:
        """Give up the sections that are not in sight; they are made anew when they are wanted."""
        self.side.comments.keep()
        gone = [page for page in self._pages.values() if page is not self.page]
        self._pages = {key: page for key, page in self._pages.items() if page is self.page}
        for page in gone:
            self.stack.removeWidget(page)
        return list(gone)

    @property
    def is_composing(self) -> bool:
        return self._context.composition.active or self.side.comments.is_composing

    def stand_as(self, other: EditorPage) -> None:
        """Show what another editor of the draft shows, with the focus where it is there."""
        self.stand_at(other.stand())

    def stand(self) -> Stand:
        """Where one is; what is half written is kept for whatever comes there."""
        self.side.comments.keep()
        focused, tab = self.focusWidget(), self.side.tabs.currentIndex()
        question = self.page.question_of(focused) if self.page else None
        comments = focused is self.side.comments.edit
        return Stand(self.section_id, question or "", self.place, tab, comments)

    def stand_at(self, stand: Stand) -> None:
        """Go where one was, as far as that is asked for still."""
        self.place = stand.last
        self.side.tabs.setCurrentIndex(stand.tab)
        self.show_section(stand.section)
        if stand.question:
            self.greet(stand.question)
        elif stand.comments:  # once it is known whether there is room for it beside the section
            QTimer.singleShot(0, self, self.begin_comment)
        else:
            self.tasks.setFocus()

    def greet(self, question: str) -> None:
        """Put the focus on a question of the section in sight, else on its first, unasked."""
        page = self.page

        def act() -> None:
            focused = self.window().focusWidget()
            somewhere = focused is not None and self.isAncestorOf(focused)
            if somewhere and focused is not self.tasks:  # somebody was quicker
                return
            if page is not None and page is self.page:
                page.greet(question)

        # A page just made gets its geometry with the next turn of the event loop.
        QTimer.singleShot(0, self, act)

    def show_section(self, section_id: str) -> None:
        """Show a section; its widgets are made when it is first shown."""
        section = next((s for s in self._session.route.sections if s.id == section_id), None)
        if section is None:
            return
        page = self._page_of(section)
        if self.stack.currentWidget() is not page:
            self._session.end_step()
            self.stack.setCurrentWidget(page)
        page.follow(checked=self._checked)
        self.tasks.choose(section_id)
        self.side.show_section(section)
        self._show_foot()

    def _page_of(self, section: Section) -> SectionPage:
        if section.id not in self._pages:
            page = SectionPage(section, self._session, self._context, self.stack)
            page.clause_asked.connect(self._show_clauses)
            page.left.connect(self._follow_timer.start)
            self._pages[section.id] = page
            self.stack.addWidget(page)
        return self._pages[section.id]

    def step(self, by: int, *, over: bool = True) -> None:
        """The next or previous section; after the last comes the check page."""
        route = self._session.route
        beside = route.next(self.section_id) if by > 0 else route.previous(self.section_id)
        if beside is not None:
            self.show_section(beside.id)
            self._focus_first()
        elif by > 0 and over:
            self.check_requested.emit()

    def toggle_example(self) -> None:
        if self.page:
            self.page.toggle_example()

    def _focus_first(self) -> None:
        if self.page:
            self.page.focus_first()

    def section_asking(self, question: str) -> Section | None:
        """The section of a question, if the question is asked at present."""
        is_asked = self._session.route.asks(question)
        return self._session.call.section_of.get(question) if is_asked else None

    def go_to(self, place: Place, then: Callable[[SectionPage], object] | None = None) -> None:
        """Put the focus where an answer is given, and select the characters of the place."""
        if (section := self.section_asking(place.question)) is None:
            return
        self.show_section(section.id)
        # A page just made gets its geometry with the next turn of the event loop.
        QTimer.singleShot(0, self, lambda: self._arrive(self._page_of(section), place, then))

    def _arrive(
        self, page: SectionPage, place: Place, then: Callable[[SectionPage], object] | None
    ) -> None:
        if page is not self.page:  # one has gone on meanwhile
            return
        page.focus_at(place)
        if then is not None:
            then(page)

    def _stepped(self, before: Draft, back: bool) -> None:
        done.show_step(self, self._session, before, back=back)

    def show_all_findings(self) -> None:
        """From now on everything is told, also at questions nobody came to yet (after a check)."""
        if not self._checked:
            self._checked = True
            self.side.findings.show_everything()
            self.tasks.tell_everything()
        self._follow()

    # ---- following the session ----

    def _answer_changed(self, question_id: str) -> None:
        section = self._session.call.section_of.get(question_id)
        if section and (page := self._pages.get(section.id)):
            page.take_answer(question_id)

    def _follow(self) -> None:
        """Show on the page what changed, as soon as nobody is composing or holding the mouse.

        A page that moves under a pressed button takes the click away; one that moves under the
        input method takes its candidates along.
        """
        if self._context.composition.active:
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._follow_timer.start(MOUSE_WAIT)
        elif self.page:
            self._follow_timer.stop()
            self.page.follow(checked=self._checked)

    def _findings_changed(self) -> None:
        self._follow()
        self._states_changed()

    def _states_changed(self) -> None:
        self.side.findings.refresh()
        self.tasks.show_states()
        lay_out_now()

    def _route_changed(self) -> None:
        self.tasks.rebuild()
        self._follow()
        shown = {section.id for section in self._session.route.sections}
        if self.section_id not in shown and self._session.route.sections:
            self.show_section(self._session.route.sections[0].id)
        self._show_foot()

    def _show_foot(self) -> None:
        route = self._session.route
        ids = [section.id for section in route.sections]
        if self.section_id not in ids:
            return
        place = ids.index(self.section_id)
        self.back.setEnabled(place > 0)
        following = route.next(self.section_id)
        self.foot.show_place(
            texts.PROGRESS.format(number=place + 1, count=len(ids)),
            texts.NEXT.format(title=following.title) if following else texts.NEXT_LAST,
        )
        self.left.show_progress()

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        page = self.page
        if page is None or now is None or now.window() is not self.window():
            return
        question = page.question_of(now) if page.isAncestorOf(now) else None
        is_new = question is not None and not page.boxes[question].touched
        self._session.reserve(question if question is not None and is_new else "")
        if question is not None:
            self.place = question
            asked = self._session.call.questions[question]
            self.side.guideline.show_clauses(asked.clauses or page.section.clauses)
            self.side.show_question(question)
            if QApplication.mouseButtons() == Qt.MouseButton.NoButton:  # else it is in sight
                QTimer.singleShot(0, page, page.see_focus)

    def begin_comment(self) -> None:
        self.side.show()
        self.side.show_comments()
        self.side.comments.begin(self.page)

    def _go_to_question(self, question: str) -> None:
        from app.review.finding import Place

        self.go_to(Place(question))

    def _show_clauses(self, names: list[str]) -> None:
        self.side.show()
        self.side.show_guideline()
        self.side.guideline.show_clauses(names)

    # ---- widths ----

    def _side_toggled(self) -> None:
        self.widths.make_room(self.window().width())
        self.foot.show_side(not self.side.isHidden())

    def showEvent(self, event: QShowEvent) -> None:
        # The page is as wide as the window, though at first its layout does not know yet.
        self.widths.show_side_as_left(self.window().width())
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widths.follow(self.window().width())
