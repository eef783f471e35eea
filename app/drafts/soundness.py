"""Whether a file is a sound database of this program. It is only read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path, PurePath

from app.drafts.migrations import APPLICATION_ID


def is_whole(path: Path) -> bool:
    """Whether a file is a sound database of ours, and each answer in it can be read."""
    try:
        with closing(read_only(path)) as db:
            identity = db.execute("PRAGMA application_id").fetchone()[0]
            if identity != APPLICATION_ID or db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                return False
            unread = "SELECT 1 FROM entries WHERE NOT json_valid(value) LIMIT 1"
            return db.execute(unread).fetchone() is None
    except (sqlite3.Error, OSError):
        return False


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
