"""Starting: from the process's start to the first painted window, and to a list that answers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.drafts.store import SqliteDraftStore
from app.environment import FixedClock
from tests.bench import sample
from tests.bench.figure import Figure, Timed, compared, in_turns

ROUNDS = 9
BARE = "a bare PySide6 window"


def _child(module: str, *arguments: str) -> float:
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    made = subprocess.run(
        [sys.executable, "-m", f"tests.bench.children.{module}", *arguments],
        cwd=sample.ROOT,
        env=environ,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return float(made.stdout.decode().split()[-1])


def _since_start(module: str, *arguments: str) -> Timed:
    """Milliseconds from the start of a process until it says that it has painted."""

    def timed() -> float:
        start = time.monotonic()
        return (_child(module, *arguments) - start) * 1000

    return timed


def _data(folder: Path, drafts: int) -> str:
    """A data folder with so many drafts; the last one's uid."""
    from app.environment import AppPaths

    paths = AppPaths(sample.ROOT, folder)
    folder.mkdir(parents=True, exist_ok=True)
    store = SqliteDraftStore(paths.database, FixedClock(sample.NOW))
    uid = ""
    for number in range(drafts):
        call = sample.call()
        answers = sample.answers()
        uid = store.create(call.id, call.version, f"応募{number}", answers=answers).uid
    store.close()
    return uid


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        uid = _data(data, 20)
        bare = _since_start("bare", "paint")
        paint = in_turns(_since_start("ours", "paint", str(data)), bare, ROUNDS)
        ready = in_turns(_since_start("ours", "ready", str(data)), bare, ROUNDS)
        memory = in_turns(
            lambda: _child("ours", "memory", str(data), uid), lambda: _child("bare", "memory"), 3
        )
    return [
        compared("start", *paint, "ms", "process start to first painted window", BARE),
        compared("start_ready", *ready, "ms", "to 20 drafts that answer a key", BARE),
        compared("memory", *memory, "MB", "peak with the sample open", BARE),
    ]
