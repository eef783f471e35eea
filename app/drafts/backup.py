"""Backups of the drafts: made by SQLite's backup API, verified, thinned, and put back.

    backups/drafts-20250401-093000-<digest>.sqlite3

The time is Japan time; the digest is that of the database it was made from, so that an unchanged
database is not backed up again. Nothing here ever deletes a broken database, nor the newest
backup that is good.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from app import moving
from app.drafts import aside, records
from app.drafts.faults import BROKEN, BrokenDatabaseError, MissingDatabaseError, told
from app.drafts.soundness import is_whole, looks_whole, read_only
from app.environment import JST, Clock
from app.errors import StorageError

NAME = re.compile(r"drafts-(\d{8}-\d{6})-([0-9a-f]{12})\.sqlite3")
PLACE = "backups.place"
STAMP = "%Y%m%d-%H%M%S"

NEWEST = 3
"""As many of the newest are kept in any case."""
Copier = Callable[[sqlite3.Connection], object]
Bucket = Callable[[datetime], object]
THINNING: tuple[tuple[timedelta, Bucket], ...] = (
    (timedelta(days=2), lambda at: (at.date(), at.hour)),
    (timedelta(days=14), lambda at: at.date()),
    (timedelta(days=70), lambda at: at.isocalendar()[:2]),
    (timedelta(days=36500), lambda at: (at.year, at.month)),
)
"""Up to this age one backup is kept for each hour, day, week, month."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where, and from when (Japan time)."""

    path: Path
    at: datetime
    digest: str

    def titles(self) -> list[str]:
        """The drafts in it, the last changed first. Raises StorageError if it is broken."""
        query = (
            "SELECT value FROM drafts LEFT JOIN entries ON draft = uid AND kind = 'title' "
            "WHERE trashed IS NULL ORDER BY modified DESC"
        )
        with told(self.path), closing(read_only(self.path)) as db:
            return [json.loads(value or '""') for (value,) in db.execute(query)]


class PlaceError(StorageError):
    """The chosen place is out of reach; the backup was made beside the database."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            f"バックアップの保存先（{place}）に書き込めません。",
            "代わりに、下書きと同じ場所にバックアップしました。保存先の接続を確認してください。",
        )


class BackupFolder:
    """The backups of one database: beside it, and where somebody chose another place.

    The place is written in a file beside the database, so that it is known when that is broken.
    """

    def __init__(self, database: Path, clock: Clock, folder: Path | None = None) -> None:
        self._database = database
        self._clock = clock
        self._beside = folder or database.parent / "backups"

    @property
    def chosen(self) -> Path | None:
        """The other place for backups (another drive); None for beside the database."""
        with suppress(OSError, ValueError):
            name = (self._database.parent / PLACE).read_text("utf-8").strip()
            # After a power failure a file may be full of zeros.
            return Path(name) if "\0" not in name and Path(name).is_absolute() else None
        return None

    def choose(self, place: Path | None) -> None:
        """Put backups elsewhere from now on; those that are there stay where they are.

        Raises StorageError if nothing can be written there; the place is then as before.
        """
        note = self._database.parent / PLACE
        with told(place or note):
            if place is None:
                note.unlink(missing_ok=True)
                return
            self._own(place).mkdir(exist_ok=True, mode=0o700)
            _write_whole(note, str(place.absolute()))

    def _own(self, place: Path) -> Path:
        """This database's folder in a place that several may have chosen."""
        mark = hashlib.sha256(str(self._database.parent.absolute()).encode()).hexdigest()[:8]
        return place / f"OuboNavi-backups-{mark}"

    @property
    def _folder(self) -> Path:
        """Where the next backup goes."""
        place = self.chosen
        return self._own(place) if place else self._beside

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder backups are in."""
        return tuple(dict.fromkeys((self._beside, self._folder)))

    def is_in_reach(self, folder: Path) -> bool:
        """Whether a folder of backups is there just now; beside the database there may be none."""
        return folder == self._beside or folder.is_dir()

    def backups(self) -> list[Backup]:
        """All that are in reach, good or not, the newest first."""
        return _sorted([*_listed(self._beside), *self._elsewhere()])

    def _elsewhere(self) -> list[Backup]:
        with suppress(StorageError):  # the drive is not there just now
            return _listed(self._folder) if self._folder != self._beside else []
        return []

    def newest_good(self) -> Backup | None:
        """The newest that is whole, or None."""
        return next((backup for backup in self.backups() if is_whole(backup.path)), None)

    def is_emptied(self) -> bool:
        """Whether the database has no bytes although drafts were backed up.

        SQLite takes such a file for a new one and would begin without a word.
        """
        with told(self._database):
            if not self._database.exists() or self._database.stat().st_size:
                return False
        return self.newest_good() is not None

    def refuse_lost(self) -> None:
        """Raises BrokenDatabaseError where SQLite would begin anew though there were drafts."""
        if self.is_missing():
            raise MissingDatabaseError(self._database)
        if self.is_emptied():
            raise BrokenDatabaseError(self._database, "ファイルの中身がなくなっています。")

    def is_missing(self) -> bool:
        """Whether the database is not there although drafts were backed up.

        After one that was put aside on purpose a new one may be begun.
        """
        if self._database.exists():
            return False
        good = self.newest_good()
        return good is not None and f"{good.at:{STAMP}}" > aside.newest(self._database)

    def make(self, copy_into: Copier | None = None) -> Backup | None:
        """Back the database up if it has changed since the last time; None if it has not.

        `copy_into(copy)` copies the database where it is open already, so that nobody waits.
        Where the chosen place is out of reach the backup is made beside the database, and told.
        Raises StorageError; a database that is broken itself is not backed up.
        """
        place = self.chosen
        if place is None:
            return self._make(self._beside, copy_into)
        try:
            return self._make(self._own(place), copy_into)
        except BrokenDatabaseError:
            raise
        except StorageError as error:
            self._make(self._beside, copy_into)
            raise PlaceError(place) from error

    def make_somewhere(self) -> None:
        """The same before something grave: beside the database is good enough."""
        with suppress(PlaceError):
            self.make()

    def _make(self, folder: Path, copy_into: Copier | None) -> Backup | None:
        at = self._clock.now().astimezone(JST)
        beside = folder / "drafts.part"
        with told(folder):
            try:
                self._write(beside, copy_into or self._copy_into)
                # Of the copy, not of the database: closing a file of one's own that SQLite has
                # open gives up all its locks on it (POSIX advisory locks).
                digest = _digest(beside)
                existing = _sorted(_listed(folder))
                if existing and existing[0].digest == digest and is_whole(existing[0].path):
                    return None
                path = folder / f"drafts-{at:{STAMP}}-{digest}.sqlite3"
                moving.replace(beside, path)
            finally:
                beside.unlink(missing_ok=True)
        self.thin()
        return Backup(path, at.replace(microsecond=0), digest)

    def thin(self) -> list[Path]:
        """Remove what is not needed any more; never the newest good one."""
        backups = self.backups()
        kept = _kept(backups, self._clock.now())
        if good := self.newest_good():
            kept.add(good)
        surplus = [backup.path for backup in backups if backup not in kept] if good else []
        for path in surplus:
            with suppress(OSError):  # held by another program: it goes the next time
                path.unlink()
        return surplus

    def restore(self, backup: Backup) -> Path | None:
        """Put a backup in the database's place; where the old file was put aside to.

        The store must be closed. Raises StorageError; then the old file stands as before.
        """
        if not is_whole(backup.path):
            raise BrokenDatabaseError(backup.path, "バックアップも壊れています。")
        beside = self._database.with_name(f"{self._database.name}.part")
        with told(self._database):
            try:
                shutil.copyfile(backup.path, beside)
                _private(beside)
                _synced(beside)
                kept = aside.keep(self._database, self._stamp())
                moving.replace(beside, self._database)
            finally:
                beside.unlink(missing_ok=True)
        return kept

    def forget(self, uid: str, further: Iterable[Path] = ()) -> None:
        """Take a draft out of every backup, and out of every database that was put aside.

        `further`: folders that were chosen for backups once.

        What cannot be read as a database stays as it is. Raises StorageError, naming the files
        that still hold the draft; the others are done then.
        """
        refused: list[str] = []
        once = (backup for folder in {*further} - {*self.folders} for backup in _listed(folder))
        found = [backup.path for backup in chain(self.backups(), once)]
        for path in [*found, *aside.those(self._database)]:
            try:
                self._forget_in(path, uid)
            except OSError:
                refused.append(path.name)
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF not in BROKEN:
                    refused.append(path.name)
        if refused:
            raise StorageError(
                f"次のバックアップには、削除した下書きが残っています: {'、'.join(refused)}",
                f"フォルダー「{self._folder}」の該当のファイルを手で削除してください。",
            )

    def named_files(self, digests: Collection[str]) -> set[str]:
        """Of these files (SHA-256), those that a draft in a backup names.

        What was put aside counts too; where it cannot be read it may name every one.
        """
        found: set[str] = set()
        for path in [*(backup.path for backup in self.backups()), *aside.those(self._database)]:
            try:
                with closing(read_only(path)) as db:
                    found |= records.named_files(db, set(digests) - found)
            except (sqlite3.Error, OSError, ValueError):
                return set(digests)
        return found

    def _forget_in(self, path: Path, uid: str) -> None:
        """Put a copy without the draft in a backup's place; nothing of it is left in the file."""
        with closing(read_only(path)) as source:
            if not source.execute("SELECT 1 FROM drafts WHERE uid = ?", [uid]).fetchone():
                return
            beside = path.with_name(f"{path.name}.part")
            try:
                os.close(os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
                with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
                    source.backup(copy)
                    _erase(copy, uid)
                _synced(beside)
                source.close()
                moving.replace(beside, path)
            finally:
                beside.unlink(missing_ok=True)

    def begin_anew(self) -> Path | None:
        """Put the database aside and begin an empty one. Raises StorageError."""
        from app.drafts.connection import Connection

        kept = self.put_aside()
        Connection(self._database, lambda: None).close()
        return kept

    def put_aside(self) -> Path | None:
        """Rename the database, so that a new one can be begun. Nothing is deleted."""
        with told(self._database):
            return aside.put(self._database, self._stamp())

    def _stamp(self) -> str:
        return self._clock.now().astimezone(JST).strftime(STAMP)

    def _copy_into(self, copy: sqlite3.Connection) -> None:
        with closing(read_only(self._database)) as source:
            source.backup(copy)

    def _write(self, beside: Path, copy_into: Copier) -> None:
        """Write a copy and verify it; only then may it be given a name."""
        # Without parents: a drive that is not there must not be made up on this one.
        beside.parent.mkdir(exist_ok=True, mode=0o700)
        beside.unlink(missing_ok=True)
        os.close(os.open(beside, os.O_CREAT | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(beside)) as copy:
            copy_into(copy)
        if not looks_whole(beside):
            raise BrokenDatabaseError(self._database, "ファイルが壊れています。")
        _synced(beside)


def _listed(folder: Path) -> list[Backup]:
    """The backups in a folder. Raises StorageError."""
    with told(folder):
        return list(_named(folder.iterdir())) if folder.is_dir() else []


def _sorted(backups: Iterable[Backup]) -> list[Backup]:
    return sorted(backups, key=lambda backup: (backup.at, backup.path), reverse=True)


def _write_whole(path: Path, text: str) -> None:
    """Write a small file, all of it or nothing."""
    beside = path.with_name(f"{path.name}.part")
    try:
        beside.write_text(text, "utf-8")
        _private(beside)
        moving.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _named(paths: Iterable[Path]) -> Iterator[Backup]:
    for path in paths:
        if found := NAME.fullmatch(path.name):
            with suppress(ValueError):  # digits that are no date
                at = datetime.strptime(found[1], STAMP).replace(tzinfo=JST)
                yield Backup(path, at, found[2])


def _kept(backups: Sequence[Backup], now: datetime) -> set[Backup]:
    """The newest ones, and the newest of each bucket of its age."""
    kept: dict[object, Backup] = {}
    for backup in backups:
        for level, (age, bucket) in enumerate(THINNING):
            if now - backup.at <= age:
                kept.setdefault((level, bucket(backup.at)), backup)
                break
    return {*backups[:NEWEST], *kept.values()}


def _erase(db: sqlite3.Connection, uid: str) -> None:
    """Delete a draft's rows from whatever tables this version of the file has."""
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    db.execute("PRAGMA secure_delete = ON")
    for table in tables:
        columns = {column[1] for column in db.execute(f'PRAGMA table_info("{table}")')}
        if "draft" in columns:
            db.execute(f'DELETE FROM "{table}" WHERE draft = ?', [uid])
    db.execute("DELETE FROM drafts WHERE uid = ?", [uid])
    db.execute(records.FORGET_SETTINGS, [uid])
    db.execute("VACUUM")


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:12]


def _private(path: Path) -> None:
    if os.name == "posix":
        path.chmod(0o600)


def _synced(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
