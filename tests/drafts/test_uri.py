"""A database's path as SQLite's URI, on every kind of drive."""

from __future__ import annotations

import sqlite3
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.drafts.soundness import read_only_uri


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/home/a b/d.sqlite3"), "file:///home/a%20b/d.sqlite3?mode=ro"),
        (PureWindowsPath("C:\\Users\\x\\d.sqlite3"), "file:///C:/Users/x/d.sqlite3?mode=ro"),
        # A host other than "localhost" is refused: both slashes belong to the path.
        (
            PureWindowsPath("\\\\server\\share\\d.sqlite3"),
            "file:////server/share/d.sqlite3?mode=ro",
        ),
    ],
)
def test_paths_as_sqlite_wants_them(path: PureWindowsPath, uri: str) -> None:
    assert read_only_uri(path) == uri


def test_what_is_opened_so_cannot_be_changed(tmp_path: Path) -> None:
    path = (
        tmp_path / "下書き #1 %20?.sqlite3" if tmp_path.drive == "" else tmp_path / "下書き.sqlite3"
    )
    sqlite3.connect(path).close()
    path.touch()
    db = sqlite3.connect(read_only_uri(path), uri=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("CREATE TABLE t(x)")
    db.close()
