"""Whether a file is a sound database of this program. It is only read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePath

from sqlite_utils import Database

from app.drafts.draft import State
from app.drafts.migrations import APPLICATION_ID, migrations

SCHEMA = (
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL "
    f"AND name NOT LIKE '%{migrations.migrations_table}%'"
)


def is_whole(path: Path) -> bool:
    """Whether a file is a sound database of ours, and each answer in it can be read."""
    try:
        with closing(read_only(path)) as db:
            identity = db.execute("PRAGMA application_id").fetchone()[0]
            if identity != APPLICATION_ID or db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                return False
            unread = "SELECT 1 FROM entries WHERE NOT json_valid(value) LIMIT 1"
            return db.execute(unread).fetchone() is None
    except (sqlite3.Error, OSError, ValueError):
        return False


def makes_sense(path: Path) -> bool:
    """Whether everything in a file can be what this program wrote. Reads the whole file."""
    if not is_whole(path):
        return False
    try:
        with closing(read_only(path)) as db:
            checks = (_has_our_tables, _has_whole_indexes, _has_readable_rows, _has_whole_trees)
            return all(check(db) for check in checks)
    except (sqlite3.Error, ValueError, TypeError):
        return False


def _has_our_tables(db: sqlite3.Connection) -> bool:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations.apply(Database(fresh, execute_plugins=False))
        ours = set(fresh.execute(SCHEMA))
    return ours <= set(db.execute(SCHEMA))


def _has_whole_indexes(db: sqlite3.Connection) -> bool:
    sound = db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return sound and db.execute("PRAGMA foreign_key_check").fetchone() is None


def _has_readable_rows(db: sqlite3.Connection) -> bool:
    """All text is UTF-8, times are times, and values are JSON."""
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for _row in db.execute(f'SELECT * FROM "{table}"'):  # raises where it cannot be decoded
            pass
    for state, *times in db.execute("SELECT state, created, modified, trashed FROM drafts"):
        State(state)
        for time in filter(None, times):
            datetime.fromisoformat(time)
    for (at,) in db.execute("SELECT at FROM revisions UNION ALL SELECT at FROM approvals"):
        datetime.fromisoformat(at)
    unread = "SELECT 1 FROM changes WHERE NOT json_valid(ifnull({0}, '1')) LIMIT 1"
    return all(db.execute(unread.format(side)).fetchone() is None for side in ("before", "after"))


def _has_whole_trees(db: sqlite3.Connection) -> bool:
    """Each revision comes after its parent, and each draft is at one of its own."""
    torn = (
        "SELECT 1 FROM revisions AS r WHERE parent <> 0 AND (parent >= number OR NOT EXISTS "
        "(SELECT 1 FROM revisions WHERE draft = r.draft AND number = r.parent))",
        "SELECT 1 FROM drafts AS d WHERE head > tip OR (SELECT count(*) FROM revisions "
        "WHERE draft = d.uid AND number IN (d.head, d.tip)) <> 1 + (head <> tip)",
        "SELECT 1 FROM changes AS c WHERE NOT EXISTS (SELECT 1 FROM revisions "
        "WHERE draft = c.draft AND number = c.revision)",
    )
    return all(db.execute(f"{query} LIMIT 1").fetchone() is None for query in torn)


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. Raises sqlite3.Error."""
    return sqlite3.connect(read_only_uri(path.absolute()), uri=True, timeout=5)


def read_only_uri(path: PurePath) -> str:
    """An absolute path as a URI that SQLite opens for reading only.

    A path on a file server has to keep both slashes behind an empty host
    (https://www.sqlite.org/uri.html): file:////server/share/….
    """
    uri = path.as_uri()
    if path.drive.startswith("\\\\"):
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?mode=ro"
