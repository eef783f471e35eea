"""Words in all answers: an index beside the drafts, brought up to date when it is asked.

    search.sqlite3 (FTS5 with three-letter pieces, which finds Japanese without words)

It holds nothing that the drafts do not, is never backed up, and is made anew where it is missing,
broken or of another version. It is apart from the drafts so that typing never waits for it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

VERSION = 1
LEAST = 3
"""Characters of a term that the index can look up; shorter ones are looked for in every text."""
AROUND = 20
"""Characters shown on either side of what was found."""
MOST_FOUND = 2_000
BATCH = 200
"""Drafts that are indexed in one transaction."""

PIECES = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5 "
    "(uid UNINDEXED, question UNINDEXED, body, tokenize = 'trigram')"
)
TEXTS = "CREATE TABLE IF NOT EXISTS texts (uid TEXT, question TEXT, body TEXT)"
"""With a SQLite older than 3.34, which knows no such pieces, every text is looked through."""

Texts = Iterable[tuple[str, str]]
"""(question id, text) of a draft; "" is the title."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a word stands."""

    uid: str
    question: str
    """Id of the question; "" for the draft's title."""
    snippet: str


def plain(text: str) -> str:
    """Text as it is compared: neither width nor case matters, and all of it is Unicode."""
    sound = text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    return unicodedata.normalize("NFKC", sound).casefold()


def words(value: Any) -> Iterator[str]:
    """Everything readable in an answer, also in the rows of a table."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, Mapping):
        for key, part in value.items():
            if not str(key).startswith("_"):  # the identity of a row
                yield from words(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from words(part)
    else:
        yield str(value)


class SearchIndex:
    """The index of one database of drafts. May be used from any thread."""

    def __init__(self, path: Path | None) -> None:
        """`path` None keeps it in memory, where the folder may not be written to."""
        self._path = path
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None

    def bring_up_to_date(
        self, present: Mapping[str, str], texts_of: Callable[[str], Texts]
    ) -> None:
        """Index what changed. `present` says for each draft when it was last changed."""
        with self._lock:
            try:
                self._bring_up_to_date(present, texts_of)
            except sqlite3.DatabaseError:  # a broken index: make it anew, once
                self._close()
                self._remove()
                self._bring_up_to_date(present, texts_of)

    def _bring_up_to_date(
        self, present: Mapping[str, str], texts_of: Callable[[str], Texts]
    ) -> None:
        db = self._opened()
        known = dict(db.execute("SELECT uid, stamp FROM indexed"))
        gone = [uid for uid in known if uid not in present]
        changed = [uid for uid, stamp in present.items() if known.get(uid) != stamp]
        for first in range(0, len(gone), BATCH):
            self._write(db, dict.fromkeys(gone[first : first + BATCH]), present)
        for first in range(0, len(changed), BATCH):
            batch = changed[first : first + BATCH]
            self._write(db, {uid: texts_of(uid) for uid in batch}, present)

    def find(self, text: str) -> list[Hit]:
        """Where the words stand, in drafts that hold every one of them somewhere."""
        terms = list(dict.fromkeys(plain(text).split()))
        if not terms:
            return []
        with self._lock:
            db = self._opened()
            found = [self._rows(db, term) for term in terms]
        everywhere = set.intersection(*({uid for uid, _, _ in rows} for rows in found))
        hits: dict[tuple[str, str], Hit] = {}
        for term, rows in zip(terms, found, strict=True):
            for uid, question, body in rows:
                if uid in everywhere:
                    hits.setdefault((uid, question), Hit(uid, question, _snippet(body, term)))
        return list(hits.values())[:MOST_FOUND]

    def forget(self) -> None:
        """Remove the index with all it holds; it is made anew when it is asked again."""
        with self._lock:
            self._close()
            self._remove()

    def close(self) -> None:
        with self._lock:
            self._close()

    # ---- inside ----

    def _rows(self, db: sqlite3.Connection, term: str) -> list[tuple[str, str, str]]:
        if len(term) >= LEAST and supported():
            quoted = '"' + term.replace('"', '""') + '"'
            query = "SELECT uid, question, body FROM texts WHERE texts MATCH ?"
            return db.execute(query, [quoted]).fetchall()
        return db.execute(
            "SELECT uid, question, body FROM texts WHERE instr(body, ?) > 0", [term]
        ).fetchall()

    def _write(
        self,
        db: sqlite3.Connection,
        changed: Mapping[str, Texts | None],
        present: Mapping[str, str],
    ) -> None:
        with db:
            for uid, texts in changed.items():
                old = db.execute("SELECT first, last FROM indexed WHERE uid = ?", [uid]).fetchone()
                if old:
                    db.execute("DELETE FROM texts WHERE rowid BETWEEN ? AND ?", old)
                    db.execute("DELETE FROM indexed WHERE uid = ?", [uid])
                if texts is None:
                    continue
                # A draft's texts are rows in a row, so that they are found again without a search.
                first = db.execute("SELECT ifnull(max(last), 0) + 1 FROM indexed").fetchone()[0]
                rows = [
                    (first + n, uid, question, plain(text))
                    for n, (question, text) in enumerate(texts)
                ]
                db.executemany(
                    "INSERT INTO texts (rowid, uid, question, body) VALUES (?, ?, ?, ?)", rows
                )
                last = first + max(0, len(rows) - 1)
                about = [uid, present[uid], first, last]
                db.execute("INSERT INTO indexed VALUES (?, ?, ?, ?)", about)

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            try:
                self._db = self._open(self._path)
            except sqlite3.Error:  # broken, of another version, or not to be written to
                try:
                    self._remove()
                    self._db = self._open(self._path)
                except (sqlite3.Error, OSError):
                    self._db = self._open(None)
        return self._db

    def _open(self, path: Path | None) -> sqlite3.Connection:
        if path is not None and os.name == "posix":
            with suppress(OSError):
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(path or ":memory:", check_same_thread=False)
        try:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, VERSION):
                raise sqlite3.DatabaseError("of another version")
            # What is lost with the power is indexed anew, so nothing waits for the disk.
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA secure_delete = ON")
            db.execute(PIECES if supported() else TEXTS)
            db.execute(
                "CREATE TABLE IF NOT EXISTS indexed "
                "(uid TEXT PRIMARY KEY, stamp TEXT, first INTEGER, last INTEGER)"
            )
            db.execute("CREATE INDEX IF NOT EXISTS lasts ON indexed (last)")
            db.execute(f"PRAGMA user_version = {VERSION}")
            db.commit()
        except BaseException:
            db.close()
            raise
        return db

    def _close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _remove(self) -> None:
        if self._path is not None:
            for suffix in ("", "-journal"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)


def texts_in(entries: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """The texts of (kind, key, JSON) of a draft."""
    for kind, key, value in entries:
        if kind in ("answer", "title"):
            text = "\n".join(words(json.loads(value)))
            if text:
                yield (key if kind == "answer" else ""), text


def _snippet(body: str, term: str) -> str:
    place = max(0, body.find(term))
    first, last = max(0, place - AROUND), place + len(term) + AROUND
    shown = " ".join(body[first:last].split())
    return f"{'…' if first else ''}{shown}{'…' if last < len(body) else ''}"


@cache
def supported() -> bool:
    """Whether this SQLite finds pieces of three letters (3.34 and newer do)."""
    with closing(sqlite3.connect(":memory:")) as db, suppress(sqlite3.Error):
        db.execute("CREATE VIRTUAL TABLE t USING fts5 (a, tokenize = 'trigram')")
        return True
    return False
