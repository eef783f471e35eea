"""Backups of the drafts: made in the background, offered when the drafts are broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.drafts.faults import BrokenDatabaseError
from app.errors import KnownError, StorageBusyError
from app.ui import tasks, texts
from app.ui.messages import Action
from app.ui.moments import brief, moment
from app.ui.save_notice import tell_broken

if TYPE_CHECKING:
    from app.drafts.backup import Backup, BackupFolder
    from app.drafts.store import SqliteDraftStore
    from app.environment import AppPaths, Clock
    from app.ui.main_window import MainWindow

HALF_HOUR = 30 * 60 * 1000
"""Milliseconds between two backups while the program is open."""
AGAIN = 60 * 1000
"""The same after a backup that could not be made."""
SHOWN = 3
"""Drafts of a backup that a message names."""


def tidy_up(
    store: SqliteDraftStore, paths: AppPaths, clock: Clock, _report: object, _cancelled: object
) -> None:
    """Remove what a killed program left half written or half deleted; in a worker thread."""
    from app.drafts import erasing, leftovers
    from app.drafts.backup import BackupFolder
    from app.drafts.supplements import SupplementFolder

    backups = BackupFolder(paths.database, clock)
    leftovers.sweep((paths.data, paths.supplements, *backups.folders), clock.now())
    try:
        erasing.resume(store, backups, SupplementFolder(paths.supplements))
    except KnownError:
        pass  # told when it was to be deleted; the next start tries again
    except Exception:
        if not store.is_closed:  # the program was left meanwhile
            raise


class BackupRound(QObject):
    """Looks through the drafts and backs them up: at the start and every half hour."""

    def __init__(
        self,
        store: SqliteDraftStore,
        window: MainWindow,
        broken: Callable[[KnownError], object],
    ) -> None:
        """`broken(error)` is called when the file turns out to be damaged."""
        super().__init__(window)
        self._store, self._window, self._broken = store, window, broken
        self._timer = QTimer(self)
        self._timer.setInterval(HALF_HOUR)
        self._timer.timeout.connect(self.go)

    def begin(self) -> None:
        self._timer.start()
        self.go()

    def end(self) -> None:
        self._timer.stop()

    def go(self) -> None:
        """One round, off the window's thread."""
        tasks.start(self._work, self._done, self._failed)

    def _work(self, _report: object, _cancelled: object) -> None:
        if self._store.only_reading:  # who writes makes the backups
            self._store.check()
        else:
            self._back_up()
        self._store.bring_search_up_to_date()

    def _back_up(self) -> None:
        """The copy is looked through as well, so that what is damaged is found here."""
        try:
            self._store.back_up()
        except BrokenDatabaseError:
            raise
        except KnownError:
            self._store.check()
            raise

    def _done(self, _nothing: object) -> None:
        self._timer.setInterval(HALF_HOUR)
        self._window.banners.take_away("backup")

    def _failed(self, error: Exception) -> None:
        if self._store.is_closed:  # the program was left meanwhile
            return
        if not isinstance(error, KnownError):
            raise error
        if isinstance(error, BrokenDatabaseError):
            self._broken(error)
            return
        self._timer.setInterval(AGAIN)
        if isinstance(error, StorageBusyError):  # for a moment; saving tells when it lasts
            return
        text = texts.BACKUP_FAILED.format(why=str(error))
        again = Action(texts.TRY_AGAIN, self.go, "back-up-again")
        self._window.banners.tell("backup", "warning", text, (again,), closable=True)


class Rescue(QObject):
    """What may be done about drafts that are broken: the newest good backup, or a new beginning.

    Neither deletes anything; the broken file is put aside.
    """

    def __init__(
        self,
        folder: BackupFolder,
        window: MainWindow,
        again: Callable[[], object],
        leave: Callable[[], bool],
    ) -> None:
        """`leave()` lets go of the drafts, `again()` opens them anew."""
        super().__init__(window)
        self._folder, self._window, self._again, self._leave = folder, window, again, leave

    def tell(self, error: KnownError) -> None:
        """Say what is broken; what can be put back follows when it has been looked through."""
        self._error = error
        tell_broken(self._window, error, self._anew, more=texts.LOOKING_FOR_BACKUP)
        tasks.start(self._find, self._offer)

    def _find(self, _report: object, _cancelled: object) -> tuple[Backup, list[str]] | None:
        backup = self._folder.newest_good()
        return (backup, backup.titles()) if backup else None

    def _offer(self, found: tuple[Backup, list[str]] | None) -> None:
        begin = Action(texts.BEGIN_EMPTY, self._begin_empty, "begin-empty")
        if found is None:
            tell_broken(self._window, self._error, self._anew, (begin,), texts.NO_BACKUP)
            return
        backup, titles = found
        label = texts.RESTORE_BACKUP.format(at=brief(backup.at))
        restore = Action(label, lambda: self._put_back(backup, titles), "restore-backup")
        at, some = moment(backup.at), _some(titles)
        more = texts.NEWEST_BACKUP.format(at=at, count=len(titles), titles=some)
        tell_broken(self._window, self._error, self._anew, (restore, begin), more)

    def _anew(self) -> None:
        if self._leave():
            self._again()

    def _put_back(self, backup: Backup, titles: list[str]) -> None:
        def act() -> None:
            self._folder.restore(backup)

        listed = "\n".join(f"・{title}" for title in titles[:10])
        text = texts.RESTORE_BACKUP_TEXT.format(at=moment(backup.at), titles=listed)
        self._after_asking(texts.RESTORE_BACKUP_TITLE, text, texts.RESTORE_BACKUP_YES, act)

    def _begin_empty(self) -> None:
        def act() -> None:
            self._folder.begin_anew()

        self._after_asking(
            texts.BEGIN_EMPTY_TITLE, texts.BEGIN_EMPTY_TEXT, texts.BEGIN_EMPTY_YES, act
        )

    def _after_asking(self, title: str, text: str, yes: str, act: Callable[[], None]) -> None:
        window = self._window
        if not window.dialogs.confirm(window, title, text, yes) or not self._leave():
            return
        try:
            act()
        except KnownError as error:
            window.dialogs.tell(window, title, error)
        self._again()


def _some(titles: list[str]) -> str:
    """The first drafts of a backup by name."""
    if not titles:
        return ""
    shown = [f"「{title}」" for title in titles[:SHOWN]]
    more = texts.AND_MORE if len(titles) > SHOWN else ""
    return texts.SOME_TITLES.format(titles="".join([*shown, more]))
