"""Whether a file is a sound database of this program. It is only read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePath

from app.drafts import history, records, schema
from app.drafts.draft import State
from app.drafts.faults import FAULTS

SCHEMA = (
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL "
    f"AND name NOT LIKE '%{schema.NOTED_IN}%'"
)


HEADER = 100
"""Bytes that every database begins with (SQLite file format, 1.3)."""


def is_stump(path: Path) -> bool:
    """Whether a file is shorter than any database, which SQLite would silently begin anew."""
    try:
        return 0 < path.stat().st_size < HEADER
    except OSError:
        return False


def is_cut(db: sqlite3.Connection, path: Path) -> bool:
    """Whether the file ends amid a page, which SQLite would silently fill up with zeros.

    Of a file that is open: a change that broke off has been rolled back by then.
    """
    db.execute("BEGIN")
    try:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        db.execute("SELECT 1 FROM sqlite_master").fetchone()  # nobody writes from here on
        return bool(path.stat().st_size % size)
    finally:
        if db.in_transaction:  # else an error has ended it already
            db.execute("ROLLBACK")


def is_whole(path: Path) -> bool:
    """Whether a file is a sound database of ours; False also where it is out of reach."""
    try:
        return looks_whole(path)
    except (sqlite3.Error, OSError):
        return False


def looks_whole(path: Path) -> bool:
    """Whether a file is a sound database of ours, and each answer in it can be read.

    Raises sqlite3.Error where the disk or the folder refuses: nothing is known then, and nobody
    must be told that the drafts are broken.
    """
    return _all_hold(path, [_is_ours, _has_its_length, _is_quickly_checked, _has_answers])


def makes_sense(path: Path) -> bool:
    """Whether everything in a file can be what this program wrote. Reads the whole file.

    Raises as looks_whole.
    """
    checks = [_has_our_tables, _has_whole_indexes, _has_readable_rows, _has_whole_trees]
    return looks_whole(path) and _all_hold(path, [*checks, _has_whole_histories])


def _all_hold(path: Path, checks: Sequence[Callable[[sqlite3.Connection], bool]]) -> bool:
    """Whether all checks hold; what cannot be read because of its content does not."""
    try:
        with closing(read_only(path)) as db:
            db.execute("BEGIN")  # one look at one state of the file
            return all(check(db) for check in checks)
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if isinstance(code, int) and code & 0xFF in FAULTS:
            raise
        return False
    except (ValueError, TypeError, LookupError):
        return False


def _is_ours(db: sqlite3.Connection) -> bool:
    identity = db.execute("PRAGMA application_id").fetchone()[0]
    return bool(identity == schema.APPLICATION_ID)


def _has_its_length(db: sqlite3.Connection) -> bool:
    """Whether nothing is missing at the end, which SQLite would read as zeros."""
    pages, size = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    (path,) = (file for _, name, file in db.execute("PRAGMA database_list") if name == "main")
    return bool(Path(path).stat().st_size >= pages * size)


def _is_quickly_checked(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA quick_check").fetchone()[0] == "ok")


def _has_answers(db: sqlite3.Connection) -> bool:
    unread = "SELECT 1 FROM entries WHERE NOT json_valid(value) LIMIT 1"
    return db.execute(unread).fetchone() is None


def _has_our_tables(db: sqlite3.Connection) -> bool:
    from sqlite_utils import Database

    from app.drafts.migrations import migrations

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


def _has_whole_histories(db: sqlite3.Connection) -> bool:
    """Each revision's differences lead to values that can be read."""
    from sqlite_utils import Database

    tables = Database(db, execute_plugins=False)
    for (uid,) in db.execute("SELECT uid FROM drafts").fetchall():
        states: dict[int, records.Entries] = {0: {}}
        for number, older in sorted(history.parents(tables, uid).items()):
            changes = history.changes_of(tables, uid, number)
            states[number] = dict(states[older])
            history.patch(states[number], changes, "after")
            for change in changes:
                json.loads(states[number].get((change["kind"], change["key"]), "null"))
    return True


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
