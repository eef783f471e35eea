"""Broken databases that were put aside. Nothing is ever deleted here.

    drafts-broken-20250401-093000.sqlite3

A database's journal goes with it: left behind, it would be played into whatever comes next.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

STAMP = len("20250401-093000")


def those(database: Path) -> list[Path]:
    """The databases that were put aside."""
    found = database.parent.glob(f"{database.stem}-broken-*.sqlite3")
    return [path for path in found if path.is_file()]  # a folder may have stood in its place


def newest(database: Path) -> str:
    """When the newest was put aside, as it stands in its name; "" if there is none."""
    stamps = (path.stem.split("-broken-")[1][:STAMP] for path in those(database))
    return max(stamps, default="")


def put(database: Path, stamp: str) -> Path | None:
    """Rename a database; where to. None if there is none. Raises OSError."""
    if not database.exists():
        return None
    place = _free(database, stamp)
    _move_journal(database, place)
    database.rename(place)
    return place


def keep(database: Path, stamp: str) -> Path | None:
    """Give a database that is about to be replaced a second name.

    It never leaves its place: killed in between, the next start finds it broken as before and
    offers the backup again. Raises OSError.
    """
    if not database.exists():
        return None
    place = _free(database, stamp)
    try:
        os.link(database, place)
    except OSError:  # a drive that knows no second names
        return put(database, stamp)
    _move_journal(database, place)
    return place


def _move_journal(database: Path, place: Path) -> None:
    for suffix in ("-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{database}{suffix}").rename(f"{place}{suffix}")


def _free(database: Path, stamp: str) -> Path:
    """A name that nothing has yet."""
    wanted = database.with_name(f"{database.stem}-broken-{stamp}.sqlite3")
    number = 1
    while wanted.exists():
        number += 1
        wanted = database.with_name(f"{database.stem}-broken-{stamp}-{number}.sqlite3")
    return wanted
