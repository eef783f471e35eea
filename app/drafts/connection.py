"""Opening the database: pragmas, locks, and transactions that take the write lock at once."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from app.drafts.faults import BrokenDatabaseError, NewerDatabaseError, told
from app.drafts.migrations import APPLICATION_ID, known, migrations

BUSY_MILLISECONDS = 5_000
"""How long a write waits for another program (a virus scanner, the command line)."""


MIGRATIONS_TABLE = migrations.migrations_table


class Connection:
    """One SQLite file. Used by one thread at a time: a lock of its own sees to that."""

    def __init__(
        self, path: Path, before_migration: Callable[[], object], patience: int | None = None
    ) -> None:
        """Open or make the file; `before_migration()` is called before tables are changed.

        `patience`: milliseconds a change waits for another program before StorageBusyError
        (BUSY_MILLISECONDS if not given). Raises StorageError (BrokenDatabaseError,
        NewerDatabaseError).
        """
        self.path = path
        self._patience = patience
        self._lock = threading.RLock()
        self._before_migration = before_migration
        with told(path):
            _make_private(path)
            conn = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            try:
                self._prepare(conn)
            except BaseException:
                conn.close()
                raise

    def _prepare(self, conn: sqlite3.Connection) -> None:
        conn.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        self._refuse_foreign(conn)
        conn.execute("PRAGMA journal_mode = DELETE")
        # EXTRA also syncs the folder after the journal is gone: what was answered for is kept
        # even if the power fails at once.
        conn.execute("PRAGMA synchronous = EXTRA")
        conn.execute("PRAGMA secure_delete = ON")
        conn.execute("PRAGMA foreign_keys = ON")
        self.db = Database(conn, execute_plugins=False)
        if migrations.pending(self.db):
            if migrations.applied(self.db):
                self._before_migration()
            self._migrate()

    def _migrate(self) -> None:
        """Bring the tables up to date, all steps or none; a second program waits meanwhile."""
        self.db.conn.execute("BEGIN IMMEDIATE")
        try:
            self.db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.apply(self.db)
            self.db.conn.execute("COMMIT")
        except BaseException:
            if self.db.conn.in_transaction:
                self.db.conn.execute("ROLLBACK")
            raise

    def _refuse_foreign(self, conn: sqlite3.Connection) -> None:
        """Neither another program's database nor a newer one of ours is written to."""
        identity = conn.execute("PRAGMA application_id").fetchone()[0]
        tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
        if tables and identity != APPLICATION_ID:
            raise BrokenDatabaseError(self.path, "応募ナビの保存ファイルではありません。")
        if MIGRATIONS_TABLE not in tables:
            return
        query = f"SELECT name FROM {MIGRATIONS_TABLE} WHERE migration_set = ?"
        applied = {row[0] for row in conn.execute(query, [migrations.name])}
        if applied - known():
            raise NewerDatabaseError(self.path)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        with self._lock, told(self.path):
            yield self.db

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction, all or nothing. BEGIN IMMEDIATE: the lock is had before reading."""
        with self._lock, told(self.path):
            self._begin()
            try:
                with self.db.atomic():
                    yield self.db
                self.db.conn.execute("COMMIT")
            except BaseException:
                if self.db.conn.in_transaction:
                    self.db.conn.execute("ROLLBACK")
                raise

    def _begin(self) -> None:
        """Take the write lock, with the patience that was asked for."""
        if self._patience is None:
            self.db.conn.execute("BEGIN IMMEDIATE")
            return
        self.db.conn.execute(f"PRAGMA busy_timeout = {self._patience}")
        try:
            self.db.conn.execute("BEGIN IMMEDIATE")
        finally:
            self.db.conn.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")

    def close(self) -> None:
        with self._lock:
            self.db.close()


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
