"""Killed at any moment, the program loses nothing that it had said to be saved."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from app.drafts.store import SqliteDraftStore
from tests.drafts.conftest import ROOT, TickingClock


@pytest.mark.parametrize(
    "kills", [8, pytest.param(2_000, marks=pytest.mark.full)], ids=["few", "all"]
)
def test_killed_while_typing(
    kills: int, database: Path, clock: TickingClock, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(SqliteDraftStore(database, clock)) as store:
        uid = store.create("call", 1, "題名").uid
    chance, survived = random.Random(kills), 0
    for _ in range(kills):
        said = _type_until_killed(database, uid, chance.uniform(0.0, 0.25))
        assert _is_whole(database)
        with closing(SqliteDraftStore(database, clock)) as store:
            if store.can_redo(uid):  # killed between an undo and its redo
                store.redo(uid)
            answers = store.load(uid).answers
            number = int(answers.get("a.number", 0))
            assert number >= max(said, survived)
            assert answers.get("a.text", "") == "漢字仮名交じり文" * (number % 400)
            if store.can_undo(uid):
                store.undo(uid)
                store.redo(uid)
            assert store.load(uid).answers == answers
        survived = number
    assert survived > kills
    with capsys.disabled():
        print(f"\n{kills}回の強制終了: 破損0件、保存済みの入力の消失0件（入力{survived}回）")


def _type_until_killed(database: Path, uid: str, delay: float) -> int:
    """Kill the typist `delay` seconds after the first word. The last number it said was saved."""
    command = [sys.executable, "-m", "tests.drafts.typist", str(database), uid]
    said = 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        killer: threading.Timer | None = None
        for line in typist.stdout:
            if line.endswith("\n"):
                said = int(line)
            if killer is None:
                killer = threading.Timer(delay, typist.kill)
                killer.start()
    assert killer is not None, "the typist did not begin"
    killer.cancel()
    return said


def _is_whole(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as plain:
        found = plain.execute("PRAGMA integrity_check").fetchall()
        return found == [("ok",)] and not plain.execute("PRAGMA foreign_key_check").fetchall()


def test_the_next_start_works_within_a_second(database: Path, clock: TickingClock) -> None:
    with closing(SqliteDraftStore(database, clock)) as store:
        uid = store.create("call", 1, "題名").uid
    _type_until_killed(database, uid, 0.05)
    start = time.monotonic()
    with closing(SqliteDraftStore(database, clock)) as store:
        store.set_setting("opened", True)
    # Not a measurement: a lock left behind would block for the whole busy timeout of 5 s.
    assert time.monotonic() - start < 4
