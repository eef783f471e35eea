"""Files come into a folder all together, or the folder stays as it was."""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.documents import placing
from app.errors import KnownError, StorageError

OLD = {"a.docx": b"old a", "b.pptx": b"old b", "gone.pdf": b"old supplement"}
NEW = {"a.docx": b"new a", "b.pptx": b"new b", "c.eml": b"new c"}


def former(folder: Path) -> Mapping[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in OLD.items()}


def put(
    target: Path, files: Mapping[str, bytes], step: Callable[[str], None] = len
) -> placing.Placed:  # type: ignore[assignment]
    return placing.place(target, files, former=former, step=step)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with an older package and a file of somebody else."""
    folder = tmp_path / "提出一式"
    folder.mkdir()
    for name, data in {**OLD, "メモ.txt": b"foreign"}.items():
        (folder / name).write_bytes(data)
    return folder


def inside(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() if path.is_file() else b"" for path in folder.iterdir()}


def test_new_files_take_the_place_of_old_ones_and_foreign_files_stay(target: Path) -> None:
    assert put(target, NEW) == placing.Placed()
    assert inside(target) == {**NEW, "メモ.txt": b"foreign"}


def test_missing_folders_are_made(tmp_path: Path) -> None:
    put(tmp_path / "年度" / "提出一式", NEW)
    assert inside(tmp_path / "年度" / "提出一式") == NEW


def test_what_a_colleague_edited_is_kept_aside(target: Path) -> None:
    (target / "a.docx").write_bytes(b"edited in Word")
    (target / "gone.pdf").write_bytes(b"edited too")
    placed = put(target, NEW)
    assert placed.kept_aside == ("a（以前のファイル）.docx", "gone（以前のファイル）.pdf")
    assert inside(target) == {
        **NEW,
        "メモ.txt": b"foreign",
        "a（以前のファイル）.docx": b"edited in Word",
        "gone（以前のファイル）.pdf": b"edited too",
    }


def test_kept_files_do_not_overwrite_one_another(target: Path) -> None:
    for text in (b"one", b"two"):
        (target / "a.docx").write_bytes(text)
        put(target, NEW)
    assert inside(target)["a（以前のファイル）.docx"] == b"one"
    assert inside(target)["a（以前のファイル2）.docx"] == b"two"


RENAMES = 6
"""Renames of NEW over OLD: two old ones and the stale one away, three new ones in."""


@pytest.mark.parametrize("failing", range(RENAMES))
def test_a_file_in_use_leaves_the_old_package_whole(
    target: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before, count, replace = inside(target), itertools.count(), Path.replace

    def refuse(self: Path, other: Path) -> Path:
        if next(count) == failing:
            raise PermissionError(errno.EACCES, "in use", str(self))
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StorageError) as refused:
        put(target, NEW)
    assert inside(target) == before
    assert "元のまま" in refused.value.advice


def test_a_file_in_use_is_named(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, other: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use", str(self))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(
        StorageError, match=r"「a\.docx」が Word などの別のプログラムで開かれているか"
    ):
        put(target, NEW)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "ディスクの空きが足りない"),
        (errno.EROFS, "書き込む権限がありません"),
        (errno.ENAMETOOLONG, "名が長すぎます"),
        (errno.EIO, "書き込めません"),
    ],
)
def test_a_refusal_of_the_disk_is_told_and_leaves_everything(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    before = inside(target)

    def refuse(descriptor: int) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageError, match=told):
        put(target, NEW)
    assert inside(target) == before


if sys.platform != "win32":

    def test_a_disk_that_really_is_full_leaves_everything(target: Path) -> None:
        import resource

        before = inside(target)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
        try:
            with pytest.raises(StorageError, match="空きが足りない"):
                put(target, {"a.docx": b"new", "b.pptx": bytes(100_000)})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert inside(target) == before


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "提出一式").write_bytes(b"")
    with pytest.raises(StorageError, match="フォルダーを作成できません"):
        put(tmp_path / "提出一式", NEW)


@pytest.mark.parametrize("last", NEW)
def test_cancelling_leaves_everything(target: Path, last: str) -> None:
    before = inside(target)

    def cancel(name: str) -> None:
        if name == last:
            raise KnownError("取りやめました。")

    with pytest.raises(KnownError):
        put(target, NEW, cancel)
    assert inside(target) == before


def test_cancelling_takes_away_folders_that_were_made(tmp_path: Path) -> None:
    def cancel(name: str) -> None:
        raise KnownError("取りやめました。")

    with pytest.raises(KnownError):
        put(tmp_path / "年度" / "提出一式", NEW, cancel)
    assert not [*tmp_path.iterdir()]


def test_a_placing_cut_short_by_a_power_failure_is_turned_back_first(target: Path) -> None:
    old = target / placing.WORKING / "old"
    old.mkdir(parents=True)
    (target / "a.docx").replace(old / "a.docx")
    (target / "a.docx").write_bytes(b"half of another package")
    put(target, NEW)
    assert inside(target) == {**NEW, "メモ.txt": b"foreign"}


def test_what_cannot_be_put_back_is_not_thrown_away(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refuse(self: Path, other: Path) -> Path:
        if self.parent.name in ("new", "old"):
            raise PermissionError(errno.EACCES, "in use", str(self))
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StorageError, match="元の名前に戻せませんでした"):
        put(target, NEW)
    monkeypatch.undo()
    kept = {path.name: path.read_bytes() for path in (target / placing.WORKING / "old").iterdir()}
    assert kept == OLD
    put(target, NEW)
    assert inside(target) == {**NEW, "メモ.txt": b"foreign"}
