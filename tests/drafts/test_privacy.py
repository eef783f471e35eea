"""What somebody wrote is theirs: modes, what is left after deleting, what lies beside."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.drafts.backup import BackupFolder
from app.drafts.draft import Change
from app.drafts.erasing import NOTE, delete_for_good, resume
from app.drafts.leftovers import sweep
from app.drafts.soundness import is_whole
from app.drafts.store import SqliteDraftStore
from app.drafts.supplements import SupplementFolder
from app.environment import JST
from app.errors import StorageError
from tests.drafts.conftest import TickingClock

SECRET = "SECRET-OF-SHINANO"


def holding(folder: Path) -> list[str]:
    """The files below a folder in which the secret stands."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.name for path in found if SECRET.encode() in path.read_bytes().upper())


@pytest.fixture
def uid(store: SqliteDraftStore, clock: TickingClock) -> str:
    """A draft with history, in two backups, in the index and in a broken file put aside."""
    store.create("call", 1, "残す下書き", answers={"a.b": "残す文"})
    uid = store.create("call", 1, "消す下書き", answers={"a.b": SECRET * 300}).uid
    store.back_up()
    store.apply(uid, [Change("answer", "a.b", f"{SECRET} 2")])
    store.back_up()
    store.set_setting(f"milestones:{uid}", [SECRET])
    store.search(SECRET)
    return uid


def test_nothing_is_left_after_deleting_for_good(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    before = holding(database.parent)
    assert len(before) == 4
    store.delete_for_good(uid, everywhere=True)
    assert holding(database.parent) == []
    backups = BackupFolder(database, clock).backups()
    assert len(backups) == 2
    for backup in backups:
        assert is_whole(backup.path)
        assert backup.titles() == ["残す下書き"]


def test_the_files_of_a_draft_go_with_it(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock, tmp_path: Path
) -> None:
    """Not those that another draft, the trash or what was undone still names."""
    folder = SupplementFolder(database.parent / "supplements")
    (tmp_path / "own.txt").write_text(SECRET)
    (tmp_path / "shared.txt").write_text("要綱")
    own, shared = folder.add(tmp_path / "own.txt"), folder.add(tmp_path / "shared.txt")
    store.apply(uid, [Change("answer", "a.files", [own, shared])])
    store.apply(uid, [Change("answer", "a.files", [])])
    store.back_up()
    other = store.create("call", 1, "残す", answers={"a.files": [shared]}).uid
    store.apply(other, [Change("answer", "a.files", [])])
    store.trash(other)
    delete_for_good(store, uid, folder, BackupFolder(database, clock))
    assert holding(database.parent) == []
    assert folder.read(shared).decode() == "要綱"
    assert folder.digests() == {shared["sha256"]}


def test_a_deletion_that_was_broken_off_is_brought_to_its_end(
    store: SqliteDraftStore,
    uid: str,
    database: Path,
    clock: TickingClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The draft is gone from the trash by then: nobody could begin it anew."""
    folder = SupplementFolder(database.parent / "supplements")
    (tmp_path / "own.txt").write_text(SECRET)
    store.apply(uid, [Change("answer", "a.files", [folder.add(tmp_path / "own.txt")])])
    backups = BackupFolder(database, clock)
    whole = BackupFolder._forget_in

    def killed(self: BackupFolder, path: Path, of: str) -> None:
        if path == backups.backups()[-1].path:
            raise KeyboardInterrupt
        whole(self, path, of)

    with monkeypatch.context() as patched:
        patched.setattr(BackupFolder, "_forget_in", killed)
        with pytest.raises(KeyboardInterrupt):
            delete_for_good(store, uid, folder, BackupFolder(database, clock))
    assert len(holding(database.parent)) == 2  # a backup, and the draft's own file
    resume(store, backups, folder)
    assert holding(database.parent) == []
    assert folder.digests() == set()
    assert store.settings(NOTE) == {}


@pytest.mark.parametrize("chosen_otherwise", [False, True])
def test_a_drive_that_is_not_there_is_cleaned_when_it_is_back(
    store: SqliteDraftStore,
    uid: str,
    database: Path,
    clock: TickingClock,
    tmp_path: Path,
    chosen_otherwise: bool,
) -> None:
    folder, backups = SupplementFolder(tmp_path / "supplements"), BackupFolder(database, clock)
    drive, pulled = tmp_path / "drive", tmp_path / "pulled"
    drive.mkdir()
    backups.choose(drive)
    store.back_up()
    drive.rename(pulled)
    with pytest.raises(StorageError, match="接続できない"):
        delete_for_good(store, uid, folder, backups)
    resume(store, backups, folder)
    assert holding(database.parent) == []
    assert len(holding(pulled)) == 1
    if chosen_otherwise:
        backups.choose(None)
        resume(store, backups, folder)
    pulled.rename(drive)
    resume(store, backups, folder)
    assert holding(drive) == []
    assert store.settings(NOTE) == {}


def test_a_deletion_that_had_not_begun_deletes_nothing_later(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    store.set_setting(f"{NOTE}{uid}", {"files": [], "folders": []})
    before = holding(database.parent)
    resume(store, BackupFolder(database, clock), SupplementFolder(database.parent / "supplements"))
    assert holding(database.parent) == before
    assert store.load(uid).title == "消す下書き"
    assert store.settings(NOTE) == {}


def test_files_stay_while_what_was_put_aside_cannot_be_read(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock, tmp_path: Path
) -> None:
    folder = SupplementFolder(database.parent / "supplements")
    (tmp_path / "own.txt").write_text("要綱")
    own = folder.add(tmp_path / "own.txt")
    store.apply(uid, [Change("answer", "a.files", [own])])
    database.with_name("drafts-broken-20250401-090000.sqlite3").write_bytes(b"broken" * 99)
    delete_for_good(store, uid, folder, BackupFolder(database, clock))
    assert folder.digests() == {own["sha256"]}


def test_what_a_killed_program_left_half_written_is_removed(
    store: SqliteDraftStore, uid: str, database: Path
) -> None:
    """Not what may still be written, nor anything of somebody else's."""
    data = database.parent
    backups = BackupFolder(database, TickingClock()).folders
    supplements = data / "supplements"
    supplements.mkdir()
    good = {path for path in data.rglob("*") if path.is_file()}
    left = [
        data / "drafts.sqlite3.part",
        data / "window.call-123",
        data / "packs.json-123",
        data / "drafts.lock-0a1b2c3d",
        backups[0] / "drafts.part",
        backups[0] / "drafts.part-journal",
        backups[0] / "drafts-20250401-090000-0123456789ab.sqlite3.part",
        backups[0] / "drafts-20250401-090000-0123456789ab.sqlite3.part-journal",
        supplements / "0123456789abcdef.part",
    ]
    others = [data / "応募.part", data / "window.call", data / "packs.json", supplements / "a.part"]
    for path in (*left, *others):
        path.write_text(SECRET)
    written = datetime.fromtimestamp(left[0].stat().st_mtime, JST)
    folders = (data, supplements, *backups, data / "none")
    assert sweep(folders, written + timedelta(minutes=30)) == []
    assert set(sweep(folders, written + timedelta(minutes=90))) == set(left)
    assert {path for path in data.rglob("*") if path.is_file()} == good | set(others)


def test_backups_stay_unless_asked_for(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    store.delete_for_good(uid)
    assert holding(database.parent) == sorted(
        backup.path.name for backup in BackupFolder(database, clock).backups()
    )


def test_what_was_put_aside_is_cleaned_too(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    folder = BackupFolder(database, clock)
    aside = database.with_name("drafts-broken-20250401-090000.sqlite3")
    aside.write_bytes(folder.backups()[0].path.read_bytes())
    store.delete_for_good(uid, everywhere=True)
    assert holding(database.parent) == []
    assert aside.exists()


def test_a_backup_that_cannot_be_written_is_named(
    store: SqliteDraftStore,
    uid: str,
    database: Path,
    clock: TickingClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from app.drafts import backup

    name = BackupFolder(database, clock).backups()[0].path.name

    def refusing(source: Path, target: Path) -> None:
        if target.name == name:
            raise PermissionError(13, "Permission denied")
        source.replace(target)

    monkeypatch.setattr(backup.moving, "replace", refusing)
    with pytest.raises(StorageError, match=name):
        store.delete_for_good(uid, everywhere=True)
    assert holding(database.parent) == [name]
    assert not list(database.parent.rglob("*.part"))


@pytest.mark.skipif(os.name != "posix", reason="Windows inherits the rights of the profile")
def test_everything_is_readable_by_its_owner_alone(
    store: SqliteDraftStore, uid: str, database: Path
) -> None:
    os.umask(0o022)
    for path in [database.parent, *database.parent.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert path.stat().st_mode & 0o777 == wanted, path


def test_deleted_text_is_overwritten_in_the_database(
    store: SqliteDraftStore, database: Path
) -> None:
    """Also what was typed over: no free page keeps it."""
    uid = store.create("call", 1, "題名", answers={"a.b": SECRET * 50}).uid
    store.trash(uid)
    store.delete_for_good(uid)
    assert SECRET.encode() not in database.read_bytes()
    with closing(sqlite3.connect(database)) as plain:
        assert plain.execute("PRAGMA freelist_count").fetchone() == (0,)
