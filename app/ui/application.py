"""Puts the window together: first it is painted, then packs and drafts are loaded."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app import private
from app.environment import this_station
from app.errors import KnownError, StorageError
from app.ui import drops, icons, qt_classes, read_ahead, room, tasks, texts, theme
from app.ui.desk import Listed
from app.ui.dialogs import Dialogs, QtDialogs
from app.ui.fault_message import FaultMessage
from app.ui.faults import FaultLog
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.save_notice import tell_broken
from app.ui.single import SingleWindow

if TYPE_CHECKING:
    from app.calls.loader import Shelf
    from app.calls.outline import Outline
    from app.drafts.folder_lock import FolderLock
    from app.drafts.store import SqliteDraftStore
    from app.environment import AppPaths, Clock
    from app.ui.backups import BackupRound
    from app.ui.writer import WriterWatch

IDENTITY = "OuboNavi"
AFTER_LIST = 30
"""Milliseconds in which the list of drafts is painted, before the packs are read."""
READ_AHEAD = 300
"""Milliseconds after everything is there before what comes next is imported."""
OPEN_AGAIN = 5_000
"""Milliseconds between attempts to open drafts that are out of reach."""
SAVING_PATIENCE = 50
"""Milliseconds the window waits for the database while another program holds it, before it tries
again by itself: it must never freeze."""


class FirstPaint(QObject):
    """Tells when a window has been painted for the first time.

    A timer started beside show() would not: it may fire before the paint event is delivered, and
    what is then imported makes the user wait for the window.
    """

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            # The filter sees the event before the window does.
            QTimer.singleShot(0, self.painted.emit)
        return False


class Opened(NamedTuple):
    """Drafts that were opened: who writes them, and whether a newer version made them."""

    lock: FolderLock
    store: SqliteDraftStore
    newer: bool


class Desktop(QObject):
    """The running program: its window and what loads into it."""

    def __init__(
        self,
        app: QApplication,
        paths: AppPaths,
        clock: Clock,
        dialogs: Dialogs,
        files: Sequence[Path] = (),
        *,
        alone: bool = True,
    ) -> None:
        """`alone`: no other window on this PC has the data folder open."""
        super().__init__(app)
        self._files = list(files)
        self._alone = alone
        self._lock: FolderLock | None = None
        """One for all attempts: it has to watch for a while whether its holder is gone."""
        self._opening = self._ended = False
        self._told = ""
        """Why the drafts are not open, as it was said last."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(OPEN_AGAIN)
        self._again.timeout.connect(self.load)
        self._store: SqliteDraftStore | None = None
        self._backups: BackupRound | None = None
        self._writer: WriterWatch | None = None
        app.aboutToQuit.connect(self._end)
        self._app, self._paths, self._clock = app, paths, clock
        self.preferences = Preferences(paths.data)
        theme.translate(app)
        scheme, scale = self.preferences.scheme, room.first_scale(self.preferences.scale)
        theme.apply(app, paths.resources, scheme, scale, guess=True)
        app.setWindowIcon(icons.icon("app"))
        self.window = MainWindow(paths, clock, dialogs, self.preferences)
        self.faults = FaultLog(paths.data / "logs", clock)
        self._first_paint = FirstPaint(self.window)
        self._first_paint.painted.connect(self.load)
        self._first_paint.painted.connect(self._follow_desktop)

    def begin(self) -> None:
        """Show the window; once it is painted, load."""
        message = FaultMessage(self.window)
        self.faults.install(message.tell, message.interrupt)
        self.window.show()

    def _follow_desktop(self) -> None:
        """Look as the desktop does, from now on and if it was not known until now how."""
        theme.follow_system(self._app, self.window.apply_theme)
        if not theme.confirmed(self._app, self.preferences.scheme):
            self.window.apply_theme()

    def load(self) -> None:
        """Open the drafts and read the packs, all off the thread of the window.

        Where it is known since the last time what the list shows of the packs, it is shown before
        they are read.
        """
        qt_classes.of_the_start()
        tasks.start(self._look_up, self._looked_up, _not_started)

    def _look_up(self, _report: object, _cancelled: object) -> Outline | None:
        # What the list of drafts needs is imported here too, while the window is idle.
        import app.drafts.store
        import app.ui.backups
        import app.ui.home.page
        import app.ui.writer  # noqa: F401
        from app.calls import outline

        return outline.kept(self._paths.data, outline.fingerprint(self._paths.packs))

    def _looked_up(self, known: Outline | None) -> None:
        if known is None:
            tasks.start(self._read_packs, self._furnish, _not_started)
        else:
            self._furnish(known)

    def _read_packs(self, _report: object, _cancelled: object) -> Shelf:
        # What counts down, and what changes drafts before somebody does.
        import app.drafts.migrations
        import app.drafts.route
        import app.review.deadline
        import app.ui.tour  # noqa: F401
        from app.calls import outline
        from app.calls.loader import load_all
        from app.review.checks import problems

        mark = outline.fingerprint(self._paths.packs)  # before: they may be changed meanwhile
        shelf = load_all(self._paths.packs, problems, self._paths.templates)
        outline.keep(self._paths.data, mark, outline.of(shelf))
        return shelf

    def _furnish(self, found: Shelf | Outline) -> None:
        """Open the drafts, off the thread of the window: there may be thousands to look through."""
        if self._store is None and not self._opening:  # else two attempts at once
            self._opening = True
            self._again.stop()
            work = partial(self._opened, found)
            tasks.start(work, partial(self._show, found), self._refused)

    def _show(self, found: Shelf | Outline, opened: Opened) -> None:
        """Show the drafts that were opened."""
        from app.calls.outline import Outline
        from app.ui.backups import BackupRound

        store, self._opening = opened.store, False
        if self._ended:  # the program was left meanwhile
            store.close()
            opened.lock.release()
            return
        self._lock = None  # it is the watch's from here on
        self._watch(opened.lock, store, for_good=opened.newer)
        self._told = ""
        self._store = store
        self._backups = BackupRound(store, self.window, self._tell_broken)
        complete = partial(self._complete, store)
        if isinstance(found, Outline):
            self.window.list_drafts(Listed(found, store))
            QTimer.singleShot(
                AFTER_LIST, self, lambda: tasks.start(self._read_packs, complete, _not_started)
            )
        else:
            complete(found)

    def _complete(self, store: SqliteDraftStore, shelf: Shelf) -> None:
        """The packs are read as well: whatever is done with drafts can be done from now on."""
        from app.ui import tour
        from app.ui.backups import tidy_up

        if self._store is not store or self._backups is None:  # they were let go of meanwhile
            return
        self.window.furnish(shelf, store)
        _collect_again()
        tour.offer(self.window)
        self._open_files()
        self._backups.begin()
        QTimer.singleShot(READ_AHEAD, read_ahead.then)
        if not store.only_reading:
            work = partial(tidy_up, store, self._paths, self._clock)
            tasks.start(work, lambda _result: None)

    def _refused(self, error: Exception) -> None:
        """Say why the drafts cannot be opened, and what can be done."""
        from app.drafts.faults import BrokenDatabaseError

        _collect_again()
        self._opening = False
        if self._ended:
            return
        if isinstance(error, BrokenDatabaseError):
            self._told = ""
            self._tell_broken(error)
        elif isinstance(error, KnownError):
            self._tell_closed(error)
        else:
            tasks.unexpected(error)

    def _opened(self, found: Shelf | Outline, _report: object, _cancelled: object) -> Opened:
        """Open the drafts for writing; for reading alone if another writes or a newer version did.

        Raises StorageError.
        """
        from app.calls import outline
        from app.drafts.faults import NewerDatabaseError
        from app.drafts.folder_lock import FolderLock
        from app.drafts.store import SqliteDraftStore
        from app.ui.writer import taken

        self._make_folder()
        if self._lock is None:
            data = self._paths.data
            self._lock = FolderLock(data, self._clock, this_station(), alone=self._alone)
        lock = self._lock
        why, newer = taken(lock, self._paths.data), False
        database, patience = self._paths.database, SAVING_PATIENCE
        try:
            try:
                store = SqliteDraftStore(database, self._clock, patience=patience, only_reading=why)
            except NewerDatabaseError:
                newer = True
                why = texts.NEWER_STORE
                store = SqliteDraftStore(database, self._clock, only_reading=why)
            if not why:
                store.begin_writing(lock.confirm)
            _probe(store, outline.of(found).applicants)
        except BaseException:
            lock.release()
            raise
        return Opened(lock, store, newer)

    def _watch(self, lock: FolderLock, store: SqliteDraftStore, *, for_good: bool) -> None:
        """Look who writes from now on; with a newer version's drafts reading is all there is."""
        from app.drafts.folder_lock import BEAT
        from app.ui.writer import WriterWatch

        self._writer = WriterWatch(
            lock, self._paths.data, store, self.window, self.window.reopen, interval=int(BEAT * 1e3)
        )
        if for_good:
            self._writer.end()
        else:
            self._writer.begin()

    def _tell_closed(self, error: KnownError) -> None:
        """Say why the drafts cannot be opened just now, and try again until they can."""
        if str(error) != self._told:
            self._told = str(error)
            tell_broken(self.window, error, self.load)
        self._again.start()

    def _tell_broken(self, error: KnownError) -> None:
        from app.drafts.backup import BackupFolder
        from app.ui.backups import Rescue

        folder = BackupFolder(self._paths.database, self._clock)
        Rescue(folder, self.window, self.load, self._leave).tell(error)

    def _leave(self) -> bool:
        """Let go of the drafts. False while something open cannot be saved."""
        if not self.window.unfurnish():
            return False
        self._let_go()
        return True

    def _end(self) -> None:
        self._ended = True
        self._let_go()

    def _let_go(self) -> None:
        self._again.stop()
        if self._store is not None and self._backups and self._writer:
            self._backups.end()
            self._store.close()
            self._writer.end()
        self._store = None

    def called(self, files: Sequence[Path]) -> None:
        """The program was started again: come to the front, and open the files it was given."""
        self.window.raise_up()
        self._files += files
        self._open_files()

    def _open_files(self) -> None:
        """Open what the program was started with, once there are drafts to open it into."""
        if self.window.desk is not None and self._files:
            files, self._files = self._files, []
            drops.take(self.window, files)

    def _make_folder(self) -> None:
        try:
            private.folder(self._paths.data)
        except OSError as error:
            raise StorageError(*texts.no_folder(self._paths.data)) from error


def _not_started(error: Exception) -> None:
    """A fault of ours kept the start from its end; the program goes on as far as it can."""
    _collect_again()
    tasks.unexpected(error)


def _collect_again() -> None:
    """Collect what nobody uses any more, as before the start; never look at what it made again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _probe(store: SqliteDraftStore, applicants: Mapping[str, str]) -> None:
    """Read the list once: what is broken, or too new to be understood, is told before it is shown.

    Raises StorageError; the store is closed then.
    """
    try:
        store.drafts(applicants=applicants)
    except BaseException:
        store.close()
        raise


def run(
    arguments: Sequence[str],
    paths: AppPaths,
    clock: Clock,
    dialogs: Dialogs | None = None,
    files: Sequence[Path] = (),
) -> int:
    """Open the window, with these files, and stay until it is closed. The exit code."""
    gc.disable()  # what the start makes stays; to look through it again and again takes 10 ms
    QApplication.setApplicationName(IDENTITY)
    QApplication.setApplicationDisplayName(texts.PRODUCT)
    app = QApplication([sys.argv[0], *theme.STYLE, *arguments])
    app.setProperty(theme.STYLED, True)
    with suppress(OSError):  # told once the window is there
        private.folder(paths.data)
    single = SingleWindow(paths.data)
    first = single.is_first()
    if not first and single.call_first(files):
        return 0
    desktop = Desktop(app, paths, clock, dialogs or QtDialogs(), files, alone=first)
    single.listen(desktop.called)
    desktop.begin()
    code = app.exec()
    single.release()
    return code
