"""What is kept of the packs between two starts: only while not a byte of them is another."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.calls import outline
from app.calls.loader import Shelf, load_all
from app.calls.outline import KEPT, Outline

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with a copy of the R7 pack."""
    shutil.copytree(ROOT / "forms", tmp_path / "forms")
    return tmp_path / "forms"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    return made


def drawn(packs: Path) -> Outline:
    return outline.of(load_all([packs]))


def kept(data: Path, packs: Path) -> Outline | None:
    return outline.kept(data, outline.fingerprint([packs]))


def keep(data: Path, packs: Path) -> Outline:
    found = drawn(packs)
    outline.keep(data, outline.fingerprint([packs]), found)
    return found


def test_it_shows_what_the_packs_say(packs: Path) -> None:
    shelf = load_all([packs])
    (call,), (shown,) = shelf.calls.values(), outline.of(shelf).calls.values()
    assert (shown.id, shown.short_title, shown.deadline) == (
        call.id,
        call.short_title,
        call.deadline,
    )
    assert shown.organisation == call.issuer.organisation
    assert shown.choices["20"] == "長野県"
    assert outline.of(shelf).applicants == {call.id: call.names.prefecture}


def test_the_same_packs_are_known_at_the_next_start(packs: Path, data: Path) -> None:
    assert kept(data, packs) is None
    found = keep(data, packs)
    assert kept(data, packs) == found
    assert [path.name for path in data.iterdir()] == [KEPT]
    if os.name == "posix":
        assert (data / KEPT).stat().st_mode & 0o077 == 0


def _one_byte(pack: Path) -> None:
    path = pack / "rules.toml"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"message", b"messagE", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _no_template(pack: Path) -> None:
    (pack / "attachment1.docx").unlink()


def _another_pack(pack: Path) -> None:
    other = pack.parent / "other"
    other.mkdir()
    (other / "call.toml").write_text("", "utf-8")


def _moved(pack: Path) -> None:
    pack.rename(pack.parent / "moved")


CHANGES = (_one_byte, _no_template, _another_pack, _moved)


@pytest.mark.parametrize("change", CHANGES)
def test_other_packs_are_not_known(packs: Path, data: Path, change: Callable[[Path], None]) -> None:
    keep(data, packs)
    assert kept(data, packs) is not None
    change(next(packs.iterdir()))
    assert kept(data, packs) is None


def test_another_version_reads_the_packs_itself(
    packs: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(data, packs)
    monkeypatch.setattr(outline, "__version__", "99")
    assert kept(data, packs) is None


def test_of_packs_with_mistakes_nothing_is_kept(packs: Path, data: Path) -> None:
    keep(data, packs)
    _another_pack(next(packs.iterdir()))
    assert keep(data, packs).problems
    assert kept(data, packs) is None
    assert not (data / KEPT).exists()


HOSTILE: tuple[object, ...] = (
    [],
    {},
    {"calls": "x"},
    {"calls": [3]},
    {"calls": [{}]},
)


@pytest.mark.parametrize("content", HOSTILE)
def test_a_file_of_another_shape_is_passed_over(packs: Path, data: Path, content: object) -> None:
    mark = outline.fingerprint([packs])
    told = {"of": mark, **content} if isinstance(content, dict) else content
    (data / KEPT).write_text(json.dumps(told), "utf-8")
    assert outline.kept(data, mark) is None


def _entry(**other: Any) -> Callable[[dict[str, Any]], None]:
    return lambda entry: entry.update(other)


ENTRIES = (
    _entry(title=3),
    _entry(title=None),
    _entry(deadline="2025-04-10T12:00:00"),
    _entry(deadline="soon"),
    _entry(choices=["20"]),
    _entry(choices={"20": 3}),
    _entry(more="x"),
)


@pytest.mark.parametrize("alter", ENTRIES)
def test_an_entry_of_another_shape_is_passed_over(
    packs: Path, data: Path, alter: Callable[[dict[str, Any]], None]
) -> None:
    keep(data, packs)
    told = json.loads((data / KEPT).read_text("utf-8"))
    alter(told["calls"][0])
    (data / KEPT).write_text(json.dumps(told), "utf-8")
    assert kept(data, packs) is None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 100_000, b"{" + b" " * 2_000_000])
def test_what_is_no_json_is_passed_over(packs: Path, data: Path, content: bytes) -> None:
    (data / KEPT).write_bytes(content)
    assert kept(data, packs) is None


def test_a_folder_that_takes_nothing_goes_without(packs: Path, tmp_path: Path) -> None:
    mark = outline.fingerprint([packs])
    outline.keep(tmp_path / "not there", mark, drawn(packs))
    (tmp_path / "in the way").mkdir()
    (tmp_path / "in the way" / KEPT).mkdir()
    outline.keep(tmp_path / "in the way", mark, drawn(packs))
    assert [path.name for path in (tmp_path / "in the way").iterdir()] == [KEPT]
    assert outline.kept(tmp_path / "in the way", mark) is None


def test_what_cannot_be_told_apart_has_no_fingerprint(
    packs: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path) -> bytes:
        raise PermissionError

    with monkeypatch.context() as denied:
        denied.setattr(Path, "read_bytes", refused)
        assert outline.fingerprint([packs]) == ""
    outline.keep(data, "", outline.of(Shelf({}, ())))
    assert outline.kept(data, "") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_is_not_waited_for(packs: Path) -> None:
    os.mkfifo(next(packs.iterdir()) / "more.toml")
    assert outline.fingerprint([packs])
