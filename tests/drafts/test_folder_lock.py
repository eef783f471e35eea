"""One writer for a folder that several PCs share."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.drafts.folder_lock import NAME, STALE, FolderLock, LockLostError
from app.environment import Station
from tests.drafts.conftest import ROOT, TickingClock

HERE, THERE = Station("KIKAKU-01", "sato"), Station("DX-02", "suzuki")


class Watch:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


def lock(
    folder: Path, station: Station, clock: TickingClock, watch: Watch, *, alone: bool = True
) -> FolderLock:
    return FolderLock(folder, clock, station, alone=alone, ticks=watch)


def test_the_second_pc_is_told_who_writes_since_when(
    tmp_path: Path, clock: TickingClock, watch: Watch
) -> None:
    first, second = lock(tmp_path, HERE, clock, watch), lock(tmp_path, THERE, clock, watch)
    assert first.take() is None
    holder = second.take()
    assert holder is not None
    assert (holder.host, holder.user) == ("KIKAKU-01", "sato")
    assert holder.began is not None
    assert not second.is_held


def test_the_second_takes_over_when_the_first_leaves(
    tmp_path: Path, clock: TickingClock, watch: Watch
) -> None:
    first, second = lock(tmp_path, HERE, clock, watch), lock(tmp_path, THERE, clock, watch)
    first.take()
    assert second.take() is not None
    first.release()
    assert second.take() is None
    assert second.is_held


def test_as_long_as_the_first_lives_nobody_takes_over(
    tmp_path: Path, clock: TickingClock, watch: Watch
) -> None:
    first, second = lock(tmp_path, HERE, clock, watch), lock(tmp_path, THERE, clock, watch)
    first.take()
    for _ in range(10):
        assert second.take() is not None
        watch.seconds += STALE * 0.9
        assert first.beat()


def test_one_that_gives_no_sign_of_life_is_gone_and_notices_it_later(
    tmp_path: Path, clock: TickingClock, watch: Watch
) -> None:
    first, second = lock(tmp_path, HERE, clock, watch), lock(tmp_path, THERE, clock, watch)
    first.take()
    assert second.take() is not None
    watch.seconds += STALE
    assert second.take() is None
    with pytest.raises(LockLostError, match="DX-02"):
        first.confirm()
    assert not first.beat()
    assert not first.is_held
    second.confirm()
    assert second.beat()
    first.release()
    assert second.beat()  # the first has nothing to give back


def test_what_a_killed_program_of_this_pc_left_is_taken_at_once(
    tmp_path: Path, clock: TickingClock, watch: Watch
) -> None:
    lock(tmp_path, HERE, clock, watch).take()
    assert lock(tmp_path, HERE, clock, watch).take() is None
    beside = lock(tmp_path, HERE, clock, watch, alone=False)
    assert beside.take() is not None  # another window of this PC lives


def test_a_deleted_lock_is_made_again(tmp_path: Path, clock: TickingClock, watch: Watch) -> None:
    first, second = lock(tmp_path, HERE, clock, watch), lock(tmp_path, THERE, clock, watch)
    first.take()
    (tmp_path / NAME).unlink()
    assert first.beat()
    assert second.take() is not None


def test_a_lock_that_cannot_be_read_is_waited_for(
    tmp_path: Path, clock: TickingClock, watch: Watch
) -> None:
    (tmp_path / NAME).write_bytes(b'{"host": "KIKA')
    mine = lock(tmp_path, HERE, clock, watch)
    assert mine.take() is not None
    watch.seconds += STALE
    assert mine.take() is None


def test_only_one_of_many_gets_the_folder(
    tmp_path: Path, clock: TickingClock, watch: Watch
) -> None:
    many = [lock(tmp_path, Station(f"PC-{n}", "x"), clock, watch) for n in range(8)]
    assert [one.take() is None for one in many].count(True) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [NAME]


HOLDING = """
import sys, time
from pathlib import Path
from app.drafts.folder_lock import FolderLock
from app.environment import Station, SystemClock
lock = FolderLock(Path(sys.argv[1]), SystemClock(), Station("KIKAKU-01", "sato"))
assert lock.take() is None
print("held", flush=True)
while True:
    lock.beat()
    time.sleep(0.01)
"""


def test_a_process_that_is_killed_leaves_the_folder_to_the_other(
    tmp_path: Path, clock: TickingClock, watch: Watch
) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as holding:
        assert holding.stdout is not None
        assert holding.stdout.readline() == "held\n"
        other = lock(tmp_path, THERE, clock, watch)
        for _ in range(5):
            _wait_for_a_sign_of_life(other)
            watch.seconds += STALE * 0.9
            assert other.take() is not None
        holding.kill()
    assert other.take() is not None
    watch.seconds += STALE
    assert other.take() is None
    assert json.loads((tmp_path / NAME).read_text())["host"] == "DX-02"


def _wait_for_a_sign_of_life(other: FolderLock) -> None:
    before = other.holder()
    while other.holder() == before:
        time.sleep(0.005)
