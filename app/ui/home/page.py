"""The first page: drafts as a list, the trash, calls at hand, and every way to begin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.calls import outline
from app.calls.outline import Outline
from app.drafts.draft import Change
from app.errors import KnownError
from app.ui import icons, theme
from app.ui.help_dialogs import ask_title
from app.ui.home import beginnings, parts, row_menu, texts
from app.ui.home.calls import CallColumn, CallLines
from app.ui.home.drafts import DraftTable
from app.ui.home.empty import EmptyState
from app.ui.home.erasing import erase
from app.ui.home.finding import AnswerSearch
from app.ui.home.listing import Listing
from app.ui.home.packs import Packs
from app.ui.home.view import DraftView
from app.ui.home.ways import new_button, sample_button
from app.ui.messages import Action, Banners
from app.ui.milestones.card import MilestoneCard

if TYPE_CHECKING:
    from app.calls.loader import Shelf
    from app.drafts.contract import DraftStore, DraftSummary
    from app.environment import AppPaths, Clock
    from app.ui.dialogs import Dialogs

DRAFT_FILE = ".oubo"
SIDE_WIDTH = 48
"""Width of the calls' column, in steps of the grid."""
ROOMY = 140
"""Width from which on there is room for the calls beside the drafts, in steps of the grid."""
AFTER_MAKING = 10
"""Milliseconds between making a draft and opening it, for whatever else waits."""
TAKE_BACK = "undo-trash"


class HomePage(QWidget):
    """Lists drafts and begins, opens, copies and puts them away."""

    open_requested = Signal(str)
    file_chosen = Signal(object)
    """A file (Path) that the window knows how to take."""

    def __init__(
        self,
        found: Shelf | Outline,
        store: DraftStore,
        clock: Clock,
        dialogs: Dialogs,
        paths: AppPaths,
        banners: Banners,
        parent: QWidget | None = None,
    ) -> None:
        """`found`: the packs, or what is known of them until `complete()` brings them."""
        super().__init__(parent)
        self.outline = outline.of(found)
        self._store, self._clock = store, clock
        self._dialogs, self._paths, self._banners = dialogs, paths, banners
        self._trash = False
        self.packs = Packs()
        failed = partial(dialogs.tell, self, texts.FAILED)
        self._listing = Listing(store, self.outline.applicants, failed)
        self.table = DraftTable(self.outline.calls)
        self._build()
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._work_out_progress)
        self._answers = AnswerSearch(store, self)
        self._answers.found.connect(self._show_found)
        if not isinstance(found, Outline):
            self.complete(found)

    def complete(self, shelf: Shelf) -> None:
        """The packs are read: do what waited for them."""
        self._answers.know(shelf)
        self.packs.take(shelf)
        self._idle.start(0)
        QTimer.singleShot(0, self, self.tick)  # which reads the holidays when it first counts

    # ---- building ----

    def _build(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*[theme.space(3)] * 4)
        whole.setSpacing(theme.space(3))
        main = QVBoxLayout()
        main.setSpacing(theme.space(1.5))
        self.heading = QLabel(texts.DRAFTS)
        self.heading.setProperty("role", "title")
        main.addLayout(self._top())
        self.lines = CallLines(self.outline, self._clock)
        main.addWidget(self.lines)
        self.view = DraftView(self.table)
        self.view.opened.connect(self.open_draft)
        self.view.put_away.connect(self._delete_key)
        self.view.chosen.connect(self._enable)
        self.nothing = parts.in_the_middle()
        self._empty: EmptyState | None = None
        self.stack = QStackedWidget()
        for page in (self.view, self.nothing):
            self.stack.addWidget(page)
        main.addWidget(self.stack, 1)
        main.addLayout(self._bottom())
        whole.addLayout(main, 1)
        self.side = self._side()
        whole.addWidget(self.side)
        keys = {"Ctrl+F": self.search.setFocus, "F2": self.rename, "Ctrl+D": self.duplicate}
        keys["Ctrl+Z"] = partial(self._banners.press, "home", TAKE_BACK)
        for key, act in keys.items():
            parts.on_key(self, QKeySequence(key), act)

    @property
    def empty(self) -> EmptyState:
        """How to begin; made when there is nothing else to show."""
        if self._empty is None:
            self._empty = EmptyState(self._new_button("first-new"), self._sample_button("first"))
            self.stack.addWidget(self._empty)
        return self._empty

    def _top(self) -> QVBoxLayout:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.heading)
        first.addStretch(1)
        self.trash_button = parts.labelled(texts.SHOW_TRASH, "show-trash", "quiet", "trash")
        self.trash_button.clicked.connect(self.toggle_trash)
        first.addWidget(self.trash_button)
        second.setSpacing(theme.space(1))
        self.new = self._new_button("new")
        self.open_file = parts.labelled(texts.OPEN_FILE, "import", "", "file")
        self.open_file.clicked.connect(self.open_answers)
        self.sample = self._sample_button("home")
        self.search = parts.search_line()
        self.search.setMinimumHeight(self.new.sizeHint().height())  # it may stand alone in its row
        self.search.textChanged.connect(self._search)
        for button in (self.new, self.open_file, self.sample):
            second.addWidget(button)
        second.addWidget(self.search, 1)
        second.addStretch()  # while there is nothing to look through
        both = QVBoxLayout()
        both.setSpacing(theme.space(1.5))
        both.addLayout(first)
        both.addLayout(second)
        return both

    def _new_button(self, name: str) -> QPushButton:
        return new_button(name, self.outline.calls.values(), self.begin, self.new_draft)

    def _sample_button(self, place: str) -> QPushButton:
        begin = partial(self.begin_from, practice=True)
        return sample_button(place, self._paths.samples, begin)

    def _bottom(self) -> QHBoxLayout:
        made = (
            ("open", texts.OPEN, "secondary", "open", "accent", self.open_draft),
            ("rename", texts.RENAME, "", "edit", "text", self.rename),
            ("duplicate", texts.DUPLICATE, "", "copy", "text", self.duplicate),
            ("trash", texts.TO_TRASH, "", "trash", "text", self.put_away),
            ("restore", texts.RESTORE, "secondary", "restore", "accent", self.restore),
            ("delete", texts.DELETE, "danger", "trash", "error", self.delete_for_good),
        )
        line, self._buttons = parts.in_a_row(made)
        row_menu.offer(self.view, self._buttons)
        return line

    def _side(self) -> QScrollArea:
        self.calls = CallColumn(self.outline, self._clock)
        self.calls.level_with(self.heading, self.trash_button)
        self.calls.begun.connect(self.begin)
        self.milestones = MilestoneCard()
        self.calls.add(self.milestones)
        area = parts.scrolling(self.calls, theme.space(SIDE_WIDTH))
        area.setFocusPolicy(self.focusPolicy())
        return area

    # ---- showing ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where letters are large for the window, the drafts take all of it."""
        super().resizeEvent(event)
        self.side.setVisible(roomy := self.width() >= theme.space(ROOMY))
        self.lines.setVisible(not roomy)
        self.tick()

    def tick(self) -> None:
        """Count down, once the packs are there."""
        if self.packs.shelf is not None:
            (self.calls if self.side.isVisible() else self.lines).tick()

    def stand_as(self, other: HomePage) -> None:
        """Show what another first page shows."""
        if other._trash:
            self.toggle_trash()
        self.search.setText(other.search.text())
        self.refresh(other.view.draft.uid if other.view.draft else "")

    def refresh(self, uid: str = "") -> None:
        """Read the list anew and keep (or make) a draft chosen."""
        chosen = uid or (self.view.draft.uid if self.view.draft else "")
        take = partial(self._show_drafts, chosen)
        self._listing.ask(take, trashed=self._trash, shown=self.table.rowCount())

    def _show_drafts(self, chosen: str, drafts: list[DraftSummary]) -> None:
        self.table.fill(drafts)
        self._show_right_page()
        self.view.choose(chosen)
        QTimer.singleShot(0, self, self.tick)
        if not self._trash:
            self.milestones.show_dates(drafts, self._store, self._clock.now().date())
        self._idle.start(0)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus on the drafts; where there are none, on how to begin or to go back."""
        others = (self._empty and self._empty.new, self.trash_button if self._trash else None)
        for widget in (self.view, *others):
            if widget is not None and widget.isVisibleTo(self.window()):
                widget.setFocus()
                return

    def _show_right_page(self) -> None:
        filled, words = self.table.rowCount() > 0, self.search.text().strip()
        missing = texts.NOTHING_FOUND.format(words=words) if words else texts.TRASH_EMPTY
        self.nothing.setText(missing)
        nothing = self.nothing if filled or words or self._trash else self.empty
        self.stack.setCurrentWidget(self.view if filled else nothing)
        self._enable()

    def _enable(self) -> None:
        shown = self.stack.currentWidget()
        chosen, beginning = self.view.draft is not None and shown is self.view, shown is self._empty
        for name, button in self._buttons.items():
            button.setVisible(not beginning and self._trash == (name in ("restore", "delete")))
            button.setEnabled(chosen)
        self.search.setVisible(not beginning)
        self.open_file.setVisible(not self._trash)  # in the trash nothing begins
        for button in (self.new, self.sample):
            button.setVisible(not beginning and not self._trash)

    def _search(self, words: str) -> None:
        self.table.search(words)
        self._show_right_page()
        self.view.choose("")
        self._idle.start(0)
        self._answers.look(words)

    def _show_found(self, words: str, places: dict[str, str]) -> None:
        """Drafts as well in whose answers the words stand."""
        chosen = self.view.draft.uid if self.view.draft else ""
        self.table.found(words, places)
        self._show_right_page()
        self.view.choose(chosen)
        self._idle.start(0)

    def toggle_trash(self) -> None:
        """Show the trash, or the drafts again."""
        self._trash = not self._trash
        self.table.fill([])  # what stands there must not be taken for what is asked for
        self.heading.setText(texts.TRASH if self._trash else texts.DRAFTS)
        self.trash_button.setText(texts.SHOW_DRAFTS if self._trash else texts.SHOW_TRASH)
        parts.name_search(self.search, texts.SEARCH_TRASH if self._trash else texts.SEARCH)
        icons.place(self.trash_button, "back" if self._trash else "trash", "accent")
        self.refresh()

    def _work_out_progress(self) -> None:
        """One draft at a time, between other events."""
        draft, shelf = self.table.without_progress(), self.packs.shelf
        if draft is None or shelf is None or not self.isVisible():
            self._idle.stop()
            return
        progress = beginnings.progress(shelf.calls, self._store, draft, self._clock)
        self.table.note_progress(draft, progress)

    # ---- acting ----

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownError as error:
            self._dialogs.tell(self, texts.FAILED, error)
            return False
        return True

    def open_draft(self) -> None:
        if (draft := self.view.draft) is not None and not self._trash:
            self.packs.use(lambda _shelf: self.open_requested.emit(draft.uid))

    def new_draft(self) -> None:
        """Begin a draft of the only call, or ask which."""
        calls = list(self.outline.calls)
        if len(calls) == 1:
            self.begin(calls[0])
        elif calls:
            self.new.showMenu()

    def begin(self, call_id: str, *_checked: object) -> None:
        """Begin an empty draft and open it."""
        self.packs.use(partial(self._begin, call_id))

    def _begin(self, call_id: str, shelf: Shelf) -> None:
        if (call := shelf.calls.get(call_id)) is not None:  # else it is told what became of it
            self._open_made(lambda: beginnings.empty(self._store, call))

    def open_answers(self) -> None:
        """Ask for a draft file to take in, or an answers file to begin a draft from."""
        self.packs.use(self._ask_for_answers)

    def _ask_for_answers(self, _shelf: Shelf) -> None:
        path = self._dialogs.open_file(self, texts.OPEN_TITLE, texts.OPEN_KINDS)
        if path is not None and path.suffix.lower() == DRAFT_FILE:
            self.file_chosen.emit(path)
        elif path is not None:
            self.begin_from(path)

    def begin_from(self, path: Path, *_checked: object, practice: bool = False) -> None:
        """Begin a draft from an answers file and open it; its mistakes are told all at once."""
        to = self._paths.supplements
        self.packs.use(
            lambda shelf: self._open_made(
                lambda: beginnings.from_file(path, shelf.calls, self._store, to, practice=practice)
            )
        )

    def _open_made(self, make: Callable[[], str]) -> None:
        made: list[str] = []
        if self._try(lambda: made.append(make())):
            QTimer.singleShot(AFTER_MAKING, self, lambda: self.open_requested.emit(made[0]))

    def duplicate(self) -> None:
        if (draft := self.view.draft) is None or self._trash:
            return
        title, made = texts.COPY_OF.format(title=draft.title), list[str]()
        if self._try(lambda: made.append(self._store.duplicate(draft.uid, title).uid)):
            self.refresh(made[0])
            self._say(texts.DUPLICATED.format(title=title))

    def rename(self) -> None:
        """Ask for another name of the chosen draft."""
        draft = self.view.draft
        if draft is None or self._trash:
            return
        title = ask_title(self, draft.title)
        if title and title != draft.title:
            change = Change("title", "", title)
            if self._try(lambda: self._store.apply(draft.uid, [change])):
                self.refresh(draft.uid)
                self._say(texts.RENAMED.format(title=title))

    def _delete_key(self) -> None:
        (self.delete_for_good if self._trash else self.put_away)()

    def put_away(self) -> None:
        """Move the chosen draft to the trash; the message offers to take it back."""
        draft = self.view.draft
        if draft is not None and self._try(lambda: self._store.trash(draft.uid)):
            self.refresh()
            undo = Action(texts.UNDO, lambda: self._take_back(draft), TAKE_BACK)
            self._say(texts.TRASHED.format(title=draft.title), undo)

    def _take_back(self, draft: DraftSummary) -> None:
        if self._try(lambda: self._store.restore(draft.uid)):
            self._banners.take_away("home")
            self.refresh(draft.uid)

    def restore(self) -> None:
        draft = self.view.draft
        if draft is not None and self._try(lambda: self._store.restore(draft.uid)):
            self.refresh()
            self._say(texts.RESTORED.format(title=draft.title))

    def delete_for_good(self) -> None:
        draft = self.view.draft
        if draft is None:
            return
        text = texts.DELETE_TEXT.format(title=draft.title)
        if self._dialogs.confirm(self, texts.DELETE_TITLE, text, texts.DELETE, danger=True):
            erase(self._store, draft.uid, self._paths, self._clock, self, self._dialogs)

    def _say(self, text: str, *actions: Action) -> None:
        self._banners.tell("home", "success", text, actions, passing=True)
