"""A single draft out of a backup, beside the present one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.drafts.backup import Backup, BackupFolder
from app.drafts.backup_drafts import drafts_in, whole_in
from app.drafts.draft import Change
from app.drafts.schema import STEPS
from app.drafts.store import SqliteDraftStore
from app.errors import InputError, StorageError
from tests.drafts.conftest import ROOT, TickingClock


@pytest.fixture
def folder(database: Path, clock: TickingClock) -> BackupFolder:
    return BackupFolder(database, clock)


def test_a_draft_comes_back_as_it_was_beside_the_present_one(
    store: SqliteDraftStore, folder: BackupFolder
) -> None:
    uid = store.create("call", 1, "応募", answers={"a": "はじめ"}).uid
    store.apply(uid, [Change("answer", "a", "大切な文")])
    store.back_up()
    store.apply(uid, [Change("answer", "a", None)])
    (backup,) = folder.backups()
    (found,) = drafts_in(backup)
    assert (found.uid, found.title, found.trashed) == (uid, "応募", False)
    copy = store.take_in(whole_in(backup, uid), "応募（バックアップ）")
    assert (copy.title, copy.answers) == ("応募（バックアップ）", {"a": "大切な文"})
    assert store.load(uid).answers == {}
    undone = store.undo(copy.uid)
    assert undone is not None
    assert undone[0].title == "応募"
    assert store.undo(copy.uid) is not None
    assert store.load(copy.uid).answers == {"a": "はじめ"}


def test_what_lay_in_the_trash_comes_back_too(
    store: SqliteDraftStore, folder: BackupFolder
) -> None:
    uid = store.create("call", 1, "応募", answers={"a": "文"}).uid
    store.trash(uid)
    store.back_up()
    (backup,) = folder.backups()
    assert [found.trashed for found in drafts_in(backup)] == [True]
    assert store.take_in(whole_in(backup, uid)).answers == {"a": "文"}
    assert [draft.title for draft in store.drafts()] == ["応募"]


@pytest.mark.parametrize("name", STEPS)
def test_a_backup_of_any_released_version_is_read_and_left_as_it_is(
    name: str, store: SqliteDraftStore, clock: TickingClock, tmp_path: Path
) -> None:
    path = tmp_path / "old.sqlite3"
    shutil.copyfile(ROOT / "tests" / "data" / "databases" / f"{name}.sqlite3", path)
    before = path.read_bytes()
    backup = Backup(path, clock.now(), "0" * 12)
    (found,) = drafts_in(backup)
    assert store.take_in(whole_in(backup, found.uid)).title == "古い下書き"
    assert path.read_bytes() == before


def test_a_broken_backup_and_a_draft_that_is_not_in_it_are_told(
    store: SqliteDraftStore, folder: BackupFolder
) -> None:
    store.create("call", 1, "応募")
    store.back_up()
    (backup,) = folder.backups()
    with pytest.raises(InputError):
        whole_in(backup, "0" * 16)
    backup.path.write_bytes(b"broken" * 1000)
    with pytest.raises(StorageError):
        drafts_in(backup)
    with pytest.raises(StorageError):
        whole_in(backup, "0" * 16)
