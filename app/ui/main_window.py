"""The window: header, menus, messages and the pages between which one goes to and fro."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QVBoxLayout

from app.environment import elapsed
from app.errors import KnownError
from app.ui import acts, countdown, drops, menus, read_ahead, redress, texts, theme
from app.ui.clock_watch import ClockWatch
from app.ui.desk import Desk, Listed
from app.ui.enter import EnterPresses
from app.ui.header import Header
from app.ui.messages import Action, Banners
from app.ui.room import largest_scale
from app.ui.room import most as most_room
from app.ui.save_notice import tell as tell_saving

if TYPE_CHECKING:
    from app.calls.loader import Shelf
    from app.drafts.contract import DraftStore
    from app.environment import AppPaths, Clock
    from app.review.finding import Place
    from app.ui.approval.desk import ApprovalDesk
    from app.ui.dialogs import Dialogs
    from app.ui.drop_hint import DropHint
    from app.ui.home.page import HomePage
    from app.ui.pages import DraftPages
    from app.ui.preferences import Preferences
    from app.ui.session import DraftSession

TICK = 20_000
"""Milliseconds between looks at the clock."""
MOMENT = 10
"""Milliseconds in which keys and clicks come in between two steps of opening a draft."""
LEAST_SIZE = (960, 540)
FIRST_SIZE = (1280, 720)


class MainWindow(QMainWindow):
    """Shows one page at a time. Heavy parts are made when they are first needed."""

    draft_opened = Signal(str)

    def __init__(
        self, paths: AppPaths, clock: Clock, dialogs: Dialogs, preferences: Preferences
    ) -> None:
        super().__init__()
        self.paths, self.clock, self.dialogs = paths, clock, dialogs
        self.preferences = preferences
        self.desk: Desk | None = None
        self.listed: Listed | None = None
        self.session: DraftSession | None = None
        self.home: HomePage | None = None
        self.of_draft: DraftPages | None = None
        self.approval: ApprovalDesk | None = None
        self._step = "home"
        self.setWindowTitle(texts.PRODUCT)
        self.setMinimumSize(*LEAST_SIZE)
        self.setAcceptDrops(True)
        self._build()
        self._watch = ClockWatch(clock.now(), elapsed())
        self._passed: bool | None = None
        self._ticking = QTimer(self)
        self._ticking.setInterval(TICK)
        self._ticking.timeout.connect(self.tick)
        self._ticking.start()
        if (geometry := preferences.geometry) is None or not self.restoreGeometry(geometry):
            self.resize(QSize(*FIRST_SIZE).boundedTo(most_room(self)))

    def _build(self) -> None:
        whole = EnterPresses()
        whole.setObjectName("page")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = Header()
        self.header.step_chosen.connect(self.go)
        self.header.deadline_pressed.connect(lambda: countdown.show(self))
        self.banners = Banners()
        self.pages = QStackedWidget()
        self.waiting = QLabel(texts.LOADING)
        self.waiting.setProperty("role", "muted")
        self.waiting.setContentsMargins(*[theme.space(4)] * 4)
        self.pages.addWidget(self.waiting)
        column.addWidget(self.header)
        column.addWidget(self.banners)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(whole)
        self.actions_by_name = menus.build(self, acts.of(self), self.choose_scheme)
        self.actions_by_name[f"scheme-{self.preferences.scheme}"].setChecked(True)
        self._enable_actions()

    def _enable_actions(self) -> None:
        # Not while the list is still in sight, which has keys of its own for its drafts.
        session = self.session if self._step != "home" else None
        has_list, has_draft = self.desk is not None, self.session is not None
        names = self.actions_by_name
        in_draft = session is not None
        menus.enable(names, has_list=has_list, has_draft=has_draft, in_draft=in_draft)
        if session is not None:
            names["undo"].setEnabled(session.can_undo)
            names["redo"].setEnabled(session.can_redo)

    # ---- beginning ----

    def list_drafts(self, listed: Listed) -> None:
        """Show the drafts; with an outline of the packs alone nothing can be opened yet."""
        self.listed = listed
        self.banners.take_away("store")
        self.home = self.make_home(listed)
        self._enable_actions()
        self.go("home")

    def furnish(self, shelf: Shelf, store: DraftStore) -> None:
        """Take what was loaded and show the drafts, if they are not there yet."""
        self.desk, self.listed = Desk(shelf, store), Listed(shelf, store)
        if self.home is None:
            self.list_drafts(self.listed)
        else:
            self._enable_actions()
            redress.complete_home(self, self.home, shelf)

    def make_home(self, listed: Listed) -> HomePage:
        """A first page of its own, among the pages."""
        from app.ui.home.page import HomePage

        found, store = listed.found, listed.store
        made = HomePage(found, store, self.clock, self.dialogs, self.paths, self.banners)
        made.open_requested.connect(self.open_soon)
        made.file_chosen.connect(lambda path: drops.take(self, [path]))
        self.pages.addWidget(made)
        return made

    def unfurnish(self) -> bool:
        """Give the drafts back. False while what is open cannot be saved."""
        if not self.close_draft():
            return False
        if self.home is not None:
            self.pages.setCurrentWidget(self.waiting)
            self.pages.removeWidget(self.home)
            self.home.deleteLater()
        self.home = self.desk = self.listed = None
        self._enable_actions()
        return True

    def reopen(self) -> None:
        """Read what is shown anew, as somebody else may have changed it; stay where one is."""
        if self.session is None or self.of_draft is None:
            if self.home is not None:
                self.home.refresh()
            return
        if self.of_draft.is_composing:
            QTimer.singleShot(redress.WAIT, self, self.reopen)
            return
        uid, step, stand = self.session.uid, self._step, self.of_draft.stand()
        if self.session.flush() and self.close_draft() and self._load_draft(uid):
            self.of_draft.begin_at(stand)
            self.go(step)

    # ---- going to and fro ----

    def at_home(self, act: str) -> None:
        if self.go("home") and self.home is not None:
            getattr(self.home, act)()

    def go(self, step: str) -> bool:
        """Show home, editor, check or export. False if what is open cannot be left."""
        if step == "home":
            return self._go_home()
        if self.session is None or self.of_draft is None:
            return False
        self.session.flush()
        if step != "editor":  # which follows the review by itself
            self.session.review()
            self.banners.take_away("return")
        page = self.of_draft.page(step)
        self.of_draft.turn(self._step, step)
        self.pages.setCurrentWidget(page)
        self._show_step(step)
        self.of_draft.arrive(step)
        return True

    def _go_home(self) -> bool:
        left = self.session.uid if self.session is not None else ""
        if self.home is None or not self.close_draft():
            self.header.show_step(self._step)
            return False
        self.pages.setCurrentWidget(self.home)
        self._show_step("home")
        self.home.refresh(left)
        return True

    def _show_step(self, step: str) -> None:
        self._step = step
        self.header.show_step(step)
        self._enable_actions()

    def open_draft(self, uid: str) -> None:
        """Open a draft in the editor; a failure is told and home stays."""
        if self.desk is None and self.home is not None:  # the packs are still being read
            self.home.packs.use(lambda _shelf: self.open_draft(uid))
        elif self._load_draft(uid):
            self.go("editor")

    def open_soon(self, uid: str) -> None:
        """The same from the list of drafts, a part at a time."""
        read_ahead.then(lambda: self._open_by_parts(uid))

    def _open_by_parts(self, uid: str) -> None:
        if self._load_draft(uid) and (pages := self.of_draft) is not None:
            QTimer.singleShot(MOMENT, pages, lambda: pages.prepare(self._show_editor))

    def _show_editor(self) -> None:
        if self._step == "home":  # or the user went on meanwhile
            self.go("editor")

    def _load_draft(self, uid: str) -> bool:
        if self.desk is None or not self.close_draft():
            return False
        from app.ui.office import WHO
        from app.ui.session import DraftSession
        from app.ui.settings import keeping

        try:
            draft = self.desk.store.load(uid)
            if draft.call_id not in self.desk.shelf.calls:
                raise KnownError(*texts.CALL_MISSING)
            store = self.desk.store
            call = keeping.fitted(self.desk.shelf.calls[draft.call_id], store)
            who = keeping.stored(store, WHO)
            session = DraftSession(call, store, uid, self.clock, who, parent=self)
        except KnownError as error:
            self.dialogs.tell(self, texts.OPENING_FAILED, error)
            return False
        self._take(session)
        return True

    def _take(self, session: DraftSession) -> None:
        """Put the pages of an open draft among the window's."""
        from app.ui.approval.desk import ApprovalDesk
        from app.ui.pages import DraftPages

        self.session = session
        self.of_draft = DraftPages(
            session, self.pages, self.dialogs, self.clock, self.paths, self.preferences
        )
        self.of_draft.step_requested.connect(self.go)
        self.of_draft.change_requested.connect(self.change)
        self.approval = ApprovalDesk(
            session, self.of_draft.office, self.header.approval, self.banners, self.dialogs, self
        )
        session.save_state_changed.connect(lambda _state: tell_saving(self))
        session.undo_changed.connect(self._enable_actions)
        session.draft_changed.connect(self._title_changed)
        self.header.saved.tell(session.save_state)
        self.header.draft_opened(session.draft.title)
        self._title_changed()
        if session.draft.practice:
            self.banners.tell("practice", "warning", texts.PRACTICE)
        self._enable_actions()
        self.tick()
        self.draft_opened.emit(session.uid)

    def close_draft(self) -> bool:
        """Let go of the open draft. False while it cannot be saved: nothing typed is given up."""
        if self.session is None:
            return True
        if self._is_exporting() or not self.session.close():
            return False
        if self.approval is not None:
            self.approval.leave()
            self.approval = None
        if self.of_draft is not None:
            # Else Qt would show, and lay out, another page that is about to go.
            self.of_draft.turn(self._step, "home")
            self.pages.setCurrentWidget(self.home or self.waiting)
            self.of_draft.remove()
            self.of_draft = None
        self.session.deleteLater()
        self.session = self._passed = None
        for key in ("practice", "deadline", "milestone", "save", "return"):
            self.banners.take_away(key)
        self.header.draft_closed()
        self.setWindowTitle(texts.PRODUCT)
        self._enable_actions()
        return True

    def change(self, place: Place) -> None:
        """Go to where an answer is given; a message leads back to the check page."""
        if self.go("editor") and self.of_draft is not None:
            self.of_draft.go_to(place)
            back = Action(texts.BACK_TO_CHECK, lambda: self.go("check"), "back-to-check")
            self.banners.tell("return", "info", texts.CHANGING, (back,), closable=True)

    def _is_exporting(self) -> bool:
        """Whether an export is under way; says so."""
        running = self.of_draft is not None and self.of_draft.is_exporting
        if running:
            self.dialogs.inform(self, texts.PRODUCT, texts.EXPORTING)
        return running

    # ---- what the window tells ----

    def tick(self) -> None:
        """Look at the clock: deadline chip, banner after the deadline, a clock that jumped."""
        now = self.clock.now()
        if jump := self._watch.jump(now, elapsed()):
            words = texts.clock_jumped(round(jump.total_seconds() / 60))
            self.banners.tell("clock", "warning", words, closable=True)
        if self.home is not None:
            self.home.tick()
        if self.session is None:
            return
        passed = countdown.tell(self, self.session, now)
        if self._passed not in (None, passed):
            self.session.review()  # what holds after the deadline holds from now on
        self._passed = passed

    def _title_changed(self) -> None:
        if self.session is not None:
            self.header.title.tell(self.session.draft.title)
            self.setWindowTitle(f"{self.session.draft.title} - {texts.PRODUCT}")

    # ---- acts ----

    def save(self) -> None:
        if self.session is not None:
            self.session.end_step()
            self.session.flush()

    def rename(self) -> None:
        if self.session is None:
            return
        from app.ui.help_dialogs import ask_title

        title = ask_title(self, self.session.draft.title)
        if title:
            self.session.rename(title)

    def choose_scheme(self, scheme: theme.Scheme) -> None:
        self.preferences.scheme = scheme
        self.apply_theme()

    def choose_scale(self, scale: float) -> None:
        self.preferences.scale = min(largest_scale(self), max(theme.SMALLEST_SCALE, scale))
        self.apply_theme()

    def apply_theme(self) -> None:
        """Put the chosen look on."""
        redress.put_on(self)

    @cached_property
    def drop_hint(self) -> DropHint:
        """What is said while files are dragged over the window."""
        from app.ui.drop_hint import DropHint

        return DropHint(self.centralWidget() or self)

    def raise_up(self) -> None:
        """Come to the front, as when the program is started a second time."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def dragEnterEvent(self, event: QDragMoveEvent) -> None:
        drops.offered(self, event)

    dragMoveEvent = dragEnterEvent  # noqa: N815

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        drops.dropped(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.banners.follow_window()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preferences.geometry = self.saveGeometry()
        exporting = self.of_draft is not None and self.of_draft.is_exporting
        leave = self.close_draft() or (
            not exporting
            and self.dialogs.confirm(
                self, texts.QUIT_UNSAVED_TITLE, texts.QUIT_UNSAVED, texts.QUIT_ANYWAY, danger=True
            )
        )
        event.setAccepted(leave)
