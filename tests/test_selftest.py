"""The self-test tells what is wrong with a PC, and leaves nothing behind."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from app import selftest
from app.environment import JST, AppPaths, FixedClock

ROOT = Path(__file__).resolve().parents[1]
CLOCK = FixedClock(datetime(2025, 4, 3, 10, 0, tzinfo=JST))


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths(ROOT, tmp_path / "データ 置き場")


def states(paths: AppPaths, *, fonts: bool = True) -> dict[str, tuple[str, str]]:
    found = selftest.examine(paths, CLOCK, lambda family: fonts)
    return {outcome.title: (outcome.state, outcome.told) for outcome in found}


def test_nothing_is_wrong_with_this_machine(paths: AppPaths) -> None:
    found = selftest.examine(paths, CLOCK, lambda family: True)
    assert {outcome.state for outcome in found} == {selftest.GOOD}
    assert selftest.passed(found)
    report = selftest.report(paths, found)
    assert str(paths.data) in report
    assert report.endswith("異常はありません。\n")


def test_nothing_is_left_behind(paths: AppPaths) -> None:
    states(paths)
    assert not paths.data.exists()
    paths.data.mkdir()
    (paths.data / "drafts.sqlite3").touch()
    states(paths)
    assert [path.name for path in paths.data.iterdir()] == ["drafts.sqlite3"]


def test_a_folder_that_takes_nothing_is_told(paths: AppPaths) -> None:
    paths.data.write_text("in the way", "utf-8")
    found = states(paths)
    assert found["書き込みの権限"][0] == selftest.BAD
    assert found["募集パック"][0] == selftest.GOOD
    assert not selftest.passed(selftest.examine(paths, CLOCK, lambda family: True))


def test_a_broken_database_is_told_and_left_as_it_is(paths: AppPaths) -> None:
    paths.data.mkdir()
    paths.database.write_bytes(b"no database" * 100)
    state, told = states(paths)["データベース"]
    assert state == selftest.BAD
    assert str(paths.database) in told
    assert paths.database.read_bytes() == b"no database" * 100


def test_a_missing_folder_of_the_program_is_told(paths: AppPaths, tmp_path: Path) -> None:
    for name in ("forms", "resources"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.rmtree(tmp_path / "resources" / "samples")
    state, told = states(AppPaths(tmp_path, paths.data))["プログラムのファイル"]
    assert state == selftest.BAD
    assert "samples" in told


def test_a_broken_template_is_told(paths: AppPaths, tmp_path: Path) -> None:
    for name in ("forms", "resources"):
        shutil.copytree(ROOT / name, tmp_path / name)
    next((tmp_path / "forms").rglob("*.docx")).write_bytes(b"no zip")
    found = states(AppPaths(tmp_path, paths.data))
    assert found["様式への記入"][0] == selftest.BAD
    assert found["データベース"][0] == selftest.GOOD


def test_a_missing_typeface_is_a_remark_only(paths: AppPaths) -> None:
    state, told = states(paths, fonts=False)["書体"]
    assert state == selftest.REMARK
    assert "ＭＳ 明朝" in told
    assert selftest.passed(selftest.examine(paths, CLOCK, lambda family: False))


def test_little_room_is_a_remark_only(paths: AppPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "ENOUGH", 10**18)
    assert states(paths)["空き容量"][0] == selftest.REMARK
