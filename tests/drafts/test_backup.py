"""Backups: made when something changed, verified, thinned, and put back."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.drafts import backup as backup_module
from app.drafts import schema
from app.drafts.backup import BackupFolder
from app.drafts.draft import Change
from app.drafts.faults import BrokenDatabaseError, MissingDatabaseError
from app.drafts.migrations import Migrations, migrations
from app.drafts.soundness import is_whole
from app.drafts.store import SqliteDraftStore
from app.environment import JST, FixedClock
from app.errors import StorageError
from tests.drafts.conftest import TickingClock


@pytest.fixture
def backups(database: Path, clock: TickingClock) -> BackupFolder:
    return BackupFolder(database, clock)


def test_only_what_changed_is_backed_up(store: SqliteDraftStore, backups: BackupFolder) -> None:
    uid = store.create("call", 1, "一つ目").uid
    assert store.back_up()
    assert not store.back_up()
    store.apply(uid, [Change("title", "", "改題")])
    assert store.back_up()
    newest = backups.newest_good()
    assert newest is not None
    assert newest.titles() == ["改題"]
    if os.name == "posix":  # on Windows the profile's own rights keep others out
        assert newest.path.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_put_back_and_the_broken_file_kept(
    store: SqliteDraftStore, backups: BackupFolder, database: Path, clock: TickingClock
) -> None:
    uid = store.create("call", 1, "題名", answers={"a.b": "文章"}).uid
    store.back_up()
    store.close()
    database.write_bytes(b"broken" * 999)
    with pytest.raises(BrokenDatabaseError):
        SqliteDraftStore(database, clock)
    Path(f"{database}-journal").write_bytes(b"stale journal")
    good = backups.newest_good()
    assert good is not None
    aside = backups.restore(good)
    assert aside is not None
    assert aside.read_bytes() == b"broken" * 999
    assert Path(f"{aside}-journal").exists()
    assert not Path(f"{database}-journal").exists()
    with closing(SqliteDraftStore(database, clock)) as again:
        assert again.load(uid).answers == {"a.b": "文章"}
        again.check()


def test_an_emptied_file_is_not_taken_for_a_new_one(
    store: SqliteDraftStore, backups: BackupFolder, database: Path, clock: TickingClock
) -> None:
    store.back_up()
    store.close()
    database.write_bytes(b"")
    with pytest.raises(BrokenDatabaseError, match="中身がなくなって"):
        SqliteDraftStore(database, clock)
    backups.put_aside()
    with closing(SqliteDraftStore(database, clock)) as anew:
        assert anew.drafts() == []


def test_a_file_that_is_gone_is_not_begun_anew_without_a_word(
    store: SqliteDraftStore, backups: BackupFolder, database: Path, clock: TickingClock
) -> None:
    uid = store.create("call", 1, "題名").uid
    store.back_up()
    store.close()
    database.unlink()
    for _ in range(2):
        with pytest.raises(MissingDatabaseError, match="見つかりません"):
            SqliteDraftStore(database, clock)
        assert not database.exists()
    good = backups.newest_good()
    assert good is not None
    assert backups.restore(good) is None
    with closing(SqliteDraftStore(database, clock)) as again:
        assert [draft.uid for draft in again.drafts()] == [uid]
    database.unlink()
    backups.begin_anew()
    with closing(SqliteDraftStore(database, clock)) as anew:
        assert anew.drafts() == []


def test_killed_while_putting_back_the_broken_file_is_still_there(
    store: SqliteDraftStore,
    backups: BackupFolder,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.back_up()
    store.close()
    database.write_bytes(b"broken")
    good = backups.newest_good()
    assert good is not None

    def killed(_source: Path, _target: Path) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(backup_module.moving, "replace", killed)
        with pytest.raises(SystemExit):
            backups.restore(good)
    assert database.read_bytes() == b"broken"
    aside = backups.restore(good)
    assert aside is not None
    assert aside.read_bytes() == b"broken"
    assert is_whole(database)


def test_a_broken_backup_is_passed_over(store: SqliteDraftStore, backups: BackupFolder) -> None:
    uid = store.create("call", 1, "題名").uid
    store.back_up()
    store.apply(uid, [Change("answer", "a.b", 1)])
    store.back_up()
    newest, older = backups.backups()
    newest.path.write_bytes(newest.path.read_bytes()[:5000])
    assert backups.newest_good() == older
    with pytest.raises(BrokenDatabaseError, match="バックアップも"):
        backups.restore(newest)


def test_a_broken_database_is_not_backed_up(
    store: SqliteDraftStore, backups: BackupFolder, database: Path, clock: TickingClock
) -> None:
    store.create("call", 1, "題名", answers={"a.b": "文" * 5_000})
    store.back_up()
    store.close()
    whole = database.read_bytes()
    database.write_bytes(whole[:-8192] + b"\xff" * 8192)
    with closing(SqliteDraftStore(database, clock)) as again, pytest.raises(BrokenDatabaseError):
        again.check()
    with pytest.raises(BrokenDatabaseError):
        backups.make()
    assert len(backups.backups()) == 1
    assert not list(database.parent.glob("backups/*.part"))


def test_thinning_keeps_hours_then_days_then_weeks_then_months(
    store: SqliteDraftStore, database: Path
) -> None:
    store.back_up()
    folder = database.parent / "backups"
    (first,) = folder.iterdir()
    content = first.read_bytes()
    first.unlink()
    now = datetime(2026, 3, 1, 12, 0, tzinfo=JST)
    for hours in range(0, 24 * 200, 1):
        at = now - timedelta(hours=hours, minutes=10)
        (folder / f"drafts-{at:%Y%m%d-%H%M%S}-{hours:012x}.sqlite3").touch()
    oldest = now - timedelta(days=300)
    (folder / f"drafts-{oldest:%Y%m%d-%H%M%S}-{'f' * 12}.sqlite3").write_bytes(content)
    later = oldest + timedelta(days=10)
    (folder / f"drafts-{later:%Y%m%d-%H%M%S}-{'e' * 12}.sqlite3").touch()
    backups = BackupFolder(database, FixedClock(now))
    backups.thin()
    ages = [(now - backup.at).days for backup in backups.backups()]
    assert sum(age < 2 for age in ages) in (48, 49)
    assert sum(2 <= age < 14 for age in ages) in (12, 13)
    assert sum(14 <= age < 70 for age in ages) in (8, 9)
    assert sum(age >= 70 for age in ages) in (6, 7, 8)
    assert 300 in ages, "the only good one stays, however old"


def test_nothing_is_removed_while_no_backup_is_good(
    store: SqliteDraftStore, backups: BackupFolder, database: Path
) -> None:
    store.back_up()
    (only,) = backups.backups()
    for number in range(5):
        only.path.with_name(f"drafts-20250401-0900{number:02}-{number:012x}.sqlite3").touch()
    only.path.write_bytes(b"")
    assert backups.thin() == []
    assert len(backups.backups()) == 6


def test_the_database_is_backed_up_before_its_tables_change(
    store: SqliteDraftStore, database: Path, clock: TickingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration that fails leaves the old file as it was, and a backup beside it."""
    uid = store.create("call", 1, "題名").uid
    store.close()

    def failing(db: object) -> None:
        db.execute("CREATE TABLE half (a)")  # type: ignore[attr-defined]
        raise RuntimeError("broken migration")

    later = [*migrations._migrations, Migrations._Migration("m002_later", failing)]
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "_migrations", later)
        patched.setattr(schema, "STEPS", (*schema.STEPS, "m002_later"))
        with pytest.raises(RuntimeError):
            SqliteDraftStore(database, clock)
    (made,) = BackupFolder(database, clock).backups()
    assert made.titles() == ["題名"]
    with closing(SqliteDraftStore(database, clock)) as again:
        assert again.load(uid).title == "題名"
    assert is_whole(database)
    assert backup_module.NAME.fullmatch(made.path.name)


def test_backups_go_to_another_drive_when_one_is_chosen(
    store: SqliteDraftStore, database: Path, clock: TickingClock, tmp_path: Path
) -> None:
    store.create("call", 1, "一つ目")
    folder, drive = BackupFolder(database, clock), tmp_path / "drive"
    first = folder.make()
    drive.mkdir()
    folder.choose(drive)
    assert BackupFolder(database, clock).chosen == drive
    second = folder.make()  # nothing changed, but there is none there yet
    assert second is not None
    assert second.path.is_relative_to(drive)
    assert [backup.path for backup in folder.backups()] == [second.path, first and first.path]
    folder.choose(None)
    assert folder.chosen is None
    assert folder.newest_good() == first


NOTES = {"zeros": b"\0" * 40, "no text": b"\xff\xfe", "no place": "どこか".encode(), "empty": b""}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_a_note_of_the_place_that_makes_no_sense_is_as_none(
    note: bytes, store: SqliteDraftStore, database: Path, clock: TickingClock
) -> None:
    """A power failure leaves zeros; backups are made all the same."""
    store.create("call", 1, "一つ目")
    database.with_name(backup_module.PLACE).write_bytes(note)
    folder = BackupFolder(database, clock)
    assert folder.chosen is None
    assert store.back_up()
    assert [backup.path.parent for backup in folder.backups()] == [database.parent / "backups"]


def test_a_drive_that_is_pulled_is_told_and_the_backup_is_made_all_the_same(
    store: SqliteDraftStore, database: Path, clock: TickingClock, tmp_path: Path
) -> None:
    folder, drive = BackupFolder(database, clock), tmp_path / "drive"
    drive.mkdir()
    folder.choose(drive)
    store.create("call", 1, "一つ目")
    assert folder.make() is not None
    drive.rename(tmp_path / "pulled")
    store.create("call", 1, "二つ目")
    with pytest.raises(StorageError, match="同じ場所にバックアップしました"):
        folder.make()
    assert not drive.exists()
    folder.make_somewhere()
    (backup,) = folder.backups()
    assert backup.path.is_relative_to(database.parent)
    assert sorted(backup.titles()) == ["一つ目", "二つ目"]


def test_two_databases_share_a_drive(tmp_path: Path, clock: TickingClock) -> None:
    folders = []
    (tmp_path / "drive").mkdir()
    for name in ("a", "b"):
        database = tmp_path / name / "drafts.sqlite3"
        with closing(SqliteDraftStore(database, clock)) as store:
            store.create("call", 1, name)
        folder = BackupFolder(database, clock)
        folder.choose(tmp_path / "drive")
        folder.make()
        folders.append(folder)
    assert [[b.titles() for b in folder.backups()] for folder in folders] == [[["a"]], [["b"]]]
