"""Supplements: kept by their content, and refused with a reason."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.drafts import supplements
from app.drafts.supplements import SupplementFolder
from app.errors import InputError, StorageError


@pytest.fixture
def folder(tmp_path: Path) -> SupplementFolder:
    return SupplementFolder(tmp_path / "supplements")


def make(tmp_path: Path, name: str, content: bytes = b"content") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_a_copy_outlives_the_original(tmp_path: Path, folder: SupplementFolder) -> None:
    original = make(tmp_path, "資料１.PDF")
    entry = folder.add(original)
    original.unlink()
    digest = hashlib.sha256(b"content").hexdigest()
    assert entry == {"name": "資料１.PDF", "sha256": digest, "size": 7}
    assert folder.read(entry) == b"content"
    assert folder.path(entry).suffix == ".pdf"


def test_an_empty_file_is_refused_by_name(tmp_path: Path, folder: SupplementFolder) -> None:
    with pytest.raises(InputError, match="中身のないファイル"):
        folder.add(make(tmp_path, "計画.pdf", b""))


def test_the_same_content_lies_there_once(tmp_path: Path, folder: SupplementFolder) -> None:
    first, second = make(tmp_path, "a.pdf"), make(tmp_path, "b.pdf")
    assert folder.add(first)["sha256"] == folder.add(second)["sha256"]
    assert len(list((tmp_path / "supplements").iterdir())) == 1


def test_a_renamed_entry_finds_its_copy(tmp_path: Path, folder: SupplementFolder) -> None:
    entry = folder.add(make(tmp_path, "a.pdf"))
    assert folder.read({**entry, "name": "b"}) == b"content"


def test_a_damaged_or_lost_copy_is_told(tmp_path: Path, folder: SupplementFolder) -> None:
    entry = folder.add(make(tmp_path, "a.pdf"))
    folder.path(entry).write_bytes(b"CONTENT")
    with pytest.raises(InputError, match="変わっています"):
        folder.read(entry)
    folder.path(entry).unlink()
    with pytest.raises(InputError, match="見つかりません"):
        folder.read(entry)
    with pytest.raises(InputError):
        folder.read({"name": "x", "sha256": "../../../etc/passwd", "size": 1})


def test_what_cannot_be_added_is_told(
    tmp_path: Path, folder: SupplementFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="ありません"):
        folder.add(tmp_path / "none.pdf")
    with pytest.raises(InputError, match="フォルダー"):
        folder.add(tmp_path)
    monkeypatch.setattr(supplements, "LARGEST_FILE", 3)
    with pytest.raises(InputError, match="大きすぎます"):
        folder.add(make(tmp_path, "a.pdf"))
    assert not list(tmp_path.glob("supplements/*"))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = SupplementFolder(make(tmp_path, "file") / "supplements")
    with pytest.raises(StorageError, match="保存できません"):
        blocked.add(make(tmp_path, "a.pdf"))
