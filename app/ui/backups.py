"""Backups of the drafts: made in the background, offered when the drafts are broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.errors import KnownError
from app.ui import tasks, texts
from app.ui.messages import Action

if TYPE_CHECKING:
    from app.drafts.backup import Backup, BackupFolder
    from app.drafts.store import SqliteDraftStore
    from app.ui.main_window import MainWindow

HALF_HOUR = 30 * 60 * 1000
"""Milliseconds between two backups while the program is open."""


class BackupRound(QObject):
    """Looks through the drafts and backs them up: at the start and every half hour."""

    def __init__(self, store: SqliteDraftStore, window: MainWindow) -> None:
        super().__init__(window)
        self._store, self._window = store, window
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
        self._store.check()
        self._store.back_up()

    def _done(self, _nothing: object) -> None:
        self._window.banners.take_away("backup")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        text = texts.BACKUP_FAILED.format(why=str(error))
        again = Action(texts.TRY_AGAIN, self.go, "back-up-again")
        self._window.banners.tell("backup", "warning", text, (again,), closable=True)


def ways_out(
    folder: BackupFolder, window: MainWindow, again: Callable[[], object]
) -> tuple[Action, ...]:
    """What may be done about drafts that are broken: the newest good backup, or a new beginning.

    Neither deletes anything; the broken file is put aside.
    """
    begin = Action(texts.BEGIN_EMPTY, lambda: _begin_empty(folder, window, again), "begin-empty")
    backup = folder.newest_good()
    if backup is None:
        return (begin,)
    label = texts.RESTORE_BACKUP.format(at=backup.at)
    put_back = Action(label, lambda: _put_back(folder, backup, window, again), "restore-backup")
    return (put_back, begin)


def _put_back(
    folder: BackupFolder, backup: Backup, window: MainWindow, again: Callable[[], object]
) -> None:
    def act() -> None:
        folder.restore(backup)

    titles = "\n".join(f"・{title}" for title in backup.titles()[:10])
    text = texts.RESTORE_BACKUP_TEXT.format(at=backup.at, titles=titles)
    _after_asking(window, texts.RESTORE_BACKUP_TITLE, text, texts.RESTORE_BACKUP_YES, act, again)


def _begin_empty(folder: BackupFolder, window: MainWindow, again: Callable[[], object]) -> None:
    def act() -> None:
        folder.put_aside()

    title, text, yes = texts.BEGIN_EMPTY_TITLE, texts.BEGIN_EMPTY_TEXT, texts.BEGIN_EMPTY_YES
    _after_asking(window, title, text, yes, act, again)


def _after_asking(
    window: MainWindow,
    title: str,
    text: str,
    yes: str,
    act: Callable[[], None],
    again: Callable[[], object],
) -> None:
    if not window.dialogs.confirm(window, title, text, yes):
        return
    try:
        act()
    except KnownError as error:
        window.dialogs.tell(window, title, error)
        return
    window.banners.take_away("store")
    again()
