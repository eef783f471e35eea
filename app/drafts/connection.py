"""Opening the database: pragmas, locks, and transactions that take the write lock at once."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.drafts import schema
from app.drafts.faults import (
    FAULTS,
    LOST,
    BrokenDatabaseError,
    NewerDatabaseError,
    ReadOnlyError,
    gone,
    told,
)
from app.drafts.soundness import is_cut, makes_sense, read_only_uri
from app.errors import KnownError, StorageBusyError, StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_MILLISECONDS = 5_000
"""How long a write waits for another program (a virus scanner, the command line)."""
BUSY_READING = 500
"""The same for reading, where little patience was asked for: a moment, as nobody tries again."""
LOOK = 0.05
"""Seconds between looks at what another thread does with the file."""
PIECE, BREATH = 100, 0.002
"""Pages that are copied at once, and seconds in which changes come in between."""
CACHE = 32_000
"""Kilobytes of the file kept in memory: the list of ten thousand drafts looks all over it."""


class Connection:
    """One SQLite file. Used by one thread at a time: a lock of its own sees to that."""

    def __init__(
        self,
        path: Path,
        before_migration: Callable[[], object],
        patience: int | None = None,
        *,
        only_reading: str = "",
    ) -> None:
        """Open or make the file; `before_migration()` is called before tables are changed.

        `patience`: milliseconds a change waits for another program before StorageBusyError
        (BUSY_MILLISECONDS if not given). `only_reading`: why nothing may be written; the file is
        then left as it is, whatever version wrote it. Raises StorageError (BrokenDatabaseError,
        NewerDatabaseError).
        """
        self.path = path
        self.only_reading = only_reading
        self.permitted: Callable[[], object] = _always
        """Called before each change; raises StorageError if the folder is somebody else's now."""
        self._patience = patience
        self.is_closed = False
        self._lock = threading.RLock()
        self._before_migration = before_migration
        self._adrift = False
        self._tidying: float | None = None
        """Since when the file is being tidied up (time.monotonic())."""
        with told(path), self._blamed():
            self._open()

    def _open(self) -> None:
        conn = self._only_read() if self.only_reading else self._connected()
        try:
            self._read_prepared(conn) if self.only_reading else self._prepare(conn)
            self.conn.execute(f"PRAGMA busy_timeout = {self._reading_patience}")
        except BaseException:
            conn.close()
            raise

    def _connected(self) -> sqlite3.Connection:
        _make_private(self.path)
        return sqlite3.connect(self.path, check_same_thread=False, isolation_level=None)

    def _only_read(self) -> sqlite3.Connection:
        uri = read_only_uri(self.path.absolute())
        return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)

    def _read_prepared(self, conn: sqlite3.Connection) -> None:
        """An older file is read from a copy in memory, where its tables are brought up to date."""
        conn.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        with suppress(NewerDatabaseError):  # read as far as this version understands it
            self._refuse_foreign(conn)
        if not schema.is_older(schema.taken(conn)):
            self._take(conn)
            return
        copy = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        conn.backup(copy)
        conn.close()
        self._take(copy)
        self._bring_up_to_date()

    def _take(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        self._db: Database | None = None

    @property
    def db(self) -> Database:
        """The file by sqlite-utils, which is imported when somebody first needs it."""
        if self._db is None:
            from sqlite_utils import Database

            self._db = Database(self.conn, execute_plugins=False)
        return self._db

    def _bring_up_to_date(self) -> None:
        from app.drafts.migrations import migrations

        migrations.apply(self.db)

    def reopen(self, only_reading: str = "") -> None:
        """Begin anew with the file as it is now. Raises StorageError; then nothing is changed."""
        with self._lock, told(self.path):
            before, self.only_reading = self.only_reading, only_reading
            old = getattr(self, "conn", None)
            try:
                self._open()
            except BaseException:
                self.only_reading = before
                raise
            self._adrift = False
            if old is not None:
                old.close()

    def _prepare(self, conn: sqlite3.Connection) -> None:
        conn.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        self._refuse_foreign(conn)
        conn.execute("PRAGMA journal_mode = DELETE")
        # EXTRA also syncs the folder after the journal is gone: what was answered for is kept
        # even if the power fails at once.
        conn.execute("PRAGMA synchronous = EXTRA")
        conn.execute("PRAGMA secure_delete = ON")
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute(f"PRAGMA cache_size = -{CACHE}")
        self._take(conn)
        steps = schema.taken(conn)
        if schema.is_older(steps):
            if steps:
                self._before_migration()
            self._migrate()

    def _migrate(self) -> None:
        """Bring the tables up to date, all steps or none; a second program waits meanwhile."""
        self.conn.execute("BEGIN IMMEDIATE")
        try:
            self.conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            self._bring_up_to_date()
            self.conn.execute("COMMIT")
        except BaseException:
            if self.conn.in_transaction:
                self.conn.execute("ROLLBACK")
            raise

    def _refuse_foreign(self, conn: sqlite3.Connection) -> None:
        """Neither another program's database nor a newer one of ours is written to."""
        identity = conn.execute("PRAGMA application_id").fetchone()[0]
        tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
        if tables and identity != schema.APPLICATION_ID:
            raise BrokenDatabaseError(self.path, "応募ナビの保存ファイルではありません。")
        if is_cut(conn, self.path):
            raise BrokenDatabaseError(self.path, "ファイルの中身が途中までしかありません。")
        if schema.is_newer(schema.taken(conn)):
            raise NewerDatabaseError(self.path)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        with self.looking():
            yield self.db

    @contextmanager
    def looking(self) -> Iterator[sqlite3.Connection]:
        """Reading by SQL alone, for which no library is needed."""
        with self._turn(), told(self.path), self._watched(), self._blamed():
            yield self.conn

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction, all or nothing. BEGIN IMMEDIATE: the lock is had before reading."""
        if self.only_reading:
            raise ReadOnlyError(self.only_reading)
        with self._turn(), told(self.path), self._watched(), self._blamed():
            self.permitted()
            with self._patient():
                self.conn.execute("BEGIN IMMEDIATE")
                try:
                    with self.db.atomic():
                        yield self.db
                    self.conn.execute("COMMIT")
                except BaseException:
                    if self.conn.in_transaction:
                        self.conn.execute("ROLLBACK")
                    raise

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One thread after the other. Tidying up may take seconds: a window waits for its first
        moment alone."""
        while not self._lock.acquire(timeout=LOOK):
            since = self._tidying
            if since is None or self._patience is None:
                continue
            if time.monotonic() - since >= BUSY_READING / 1000:
                raise StorageBusyError(*FAULTS[sqlite3.SQLITE_LOCKED])
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def _blamed(self) -> Iterator[None]:
        """Tell a file whose content makes no sense from a mistake of ours, by looking through it.

        A value that is no JSON, a time that is none: only a damaged file holds such a thing.
        """
        try:
            yield
        except KnownError:
            raise
        except Exception as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
            if isinstance(error, OSError) or code != sqlite3.SQLITE_ERROR:
                raise  # the disk's; told by its code
            if self.only_reading and isinstance(error, sqlite3.OperationalError):
                raise NewerDatabaseError(self.path) from error
            if not makes_sense(self.path):
                raise BrokenDatabaseError(self.path, "ファイルが壊れています。") from error
            raise

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """After the folder was gone, begin anew with the file that is there now.

        What is open may be a file that is nowhere any more; it must never be written to instead.
        """
        if self._adrift or not self.path.exists():
            self._adrift = True
            if not self.path.exists():
                raise StorageError(*gone(self.path))
            self.reopen(self.only_reading)
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", None)
            self._adrift = isinstance(code, int) and code & 0xFF in LOST
            raise

    @contextmanager
    def _patient(self) -> Iterator[None]:
        """Wait for others as long as was asked for: for the lock, and for readers at the end."""
        if self._patience is None:
            yield
            return
        conn = self.conn
        conn.execute(f"PRAGMA busy_timeout = {self._patience}")
        try:
            yield
        finally:
            conn.execute(f"PRAGMA busy_timeout = {self._reading_patience}")

    @property
    def _reading_patience(self) -> int:
        """Milliseconds for who only reads. A window that looks at the clock must not freeze."""
        return BUSY_MILLISECONDS if self._patience is None else BUSY_READING

    def copy_into(self, copy: sqlite3.Connection) -> None:
        """Copy the whole file as it is now, in a worker thread; changes go on meanwhile.

        By the connection that writes, a piece at a time: another one would make every change wait
        until it is done, or begin anew with every change. Raises sqlite3.Error.
        """
        conn = self.conn
        conn.backup(copy, pages=PIECE, progress=lambda *_: time.sleep(BREATH), sleep=10 * BREATH)

    def vacuum(self) -> None:
        """Give free pages back, so that nothing deleted is left in them. Raises StorageError."""
        with self._lock, told(self.path):
            self._tidying = time.monotonic()
            try:
                self.conn.execute("VACUUM")
            finally:
                self._tidying = None

    def close(self) -> None:
        with self._lock:
            self.is_closed = True
            self.conn.close()


def _make_private(path: Path) -> None:
    """The folder and the file are readable by the user alone (where the system knows modes)."""
    made = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name != "posix":
        return
    if not path.exists():
        path.touch(mode=0o600)
    with suppress(OSError):  # a drive that knows no modes, or that may only be read
        path.chmod(0o600)
        shared = path.parent == Path.home() or path.parent.stat().st_mode & stat.S_ISVTX
        if made or not shared:
            path.parent.chmod(0o700)


def _always() -> None:
    """Nobody else is there."""
