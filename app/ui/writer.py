"""Who may write: this window, or one on another PC that shares the data folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.errors import KnownError
from app.ui import tasks, texts
from app.ui.moments import moment

if TYPE_CHECKING:
    from pathlib import Path

    from app.drafts.folder_lock import FolderLock, Holder
    from app.drafts.store import SqliteDraftStore
    from app.ui.main_window import MainWindow


def held_by(holder: Holder) -> str:
    """Why the drafts can only be read: who writes, and since when."""
    began = holder.began
    since = f"{moment(began)}から、" if began else ""
    if not holder.host:
        return texts.HELD_BY_SOMEBODY
    return texts.HELD.format(since=since, host=holder.host, user=holder.user)


def taken(lock: FolderLock, folder: Path) -> str:
    """Take the folder: "" if it is this window's now, else why not."""
    try:
        holder = lock.take()
    except OSError:
        return texts.FOLDER_READ_ONLY.format(folder=folder)
    return held_by(holder) if holder else ""


class WriterWatch(QObject):
    """Gives signs of life while the folder is ours, and takes it when the other is gone."""

    def __init__(
        self,
        lock: FolderLock,
        folder: Path,
        store: SqliteDraftStore,
        window: MainWindow,
        changed: Callable[[], object],
        *,
        interval: int,
    ) -> None:
        """`changed()` is called after writing was permitted or forbidden. Milliseconds."""
        super().__init__(window)
        self._lock, self._folder, self._store, self._window = lock, folder, store, window
        self._changed = changed
        self._under_way = self._ended = False
        self._timer = QTimer(self)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self.look)
        self._tell()

    def begin(self) -> None:
        self._timer.start()

    def end(self) -> None:
        """Leave the folder to others."""
        self._timer.stop()
        self._ended = True
        if not self._under_way:  # else the look under way does it when it is done
            self._lock.release()

    def look(self) -> None:
        """One look at the lock, off the window's thread: a file server may be slow."""
        if not self._under_way and not self._ended:
            self._under_way = True
            tasks.start(self._work, self._done, self._failed)

    def _work(self, _report: object, _cancelled: object) -> str:
        """Why nothing may be written; "" if it may."""
        if self._lock.is_held:
            try:
                if self._lock.beat():
                    return ""
            except OSError:  # out of reach: saving tells that by itself
                return ""
        return taken(self._lock, self._folder)

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        tasks.unexpected(error)

    def _done(self, why: str) -> None:
        self._under_way = False
        if self._ended:
            self._lock.release()
            return
        before = self._store.only_reading
        if why == before:
            return
        try:
            if why:
                self._store.begin_reading(why)
            else:
                self._store.begin_writing(self._lock.confirm)
        except KnownError:
            return  # the file is out of reach just now: the next look comes soon
        self._tell()
        if bool(why) != bool(before):
            self._changed()

    def _tell(self) -> None:
        why = self._store.only_reading
        if why:
            self._window.banners.tell("reading", "warning", texts.ONLY_READING.format(why=why))
        else:
            self._window.banners.take_away("reading")
