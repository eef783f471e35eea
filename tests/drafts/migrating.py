"""Brings a database up to date and is killed at a statement of it.

python -m tests.drafts.migrating OLD FOLDER

For the statements of the migration a copy of OLD is made in FOLDER, and a child is killed right
before that statement. Prints how many statements there are.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.drafts.store import SqliteDraftStore
from app.environment import SystemClock

MOST = 500
STRIDE = 1 if os.environ.get("OUBO_FULL") == "1" else 4
"""Each statement in the full run, one of so many in the ordinary one."""


def main() -> None:
    old, folder = Path(sys.argv[1]), Path(sys.argv[2])
    for statement in range(1, MOST, STRIDE):
        path = folder / str(statement) / "drafts.sqlite3"
        path.parent.mkdir()
        if old.exists():
            shutil.copyfile(old, path)
        child = os.fork()
        if child == 0:
            _migrate(path, statement)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert status == 0, status
            print(statement - 1)
            return


def _migrate(path: Path, killed_at: int) -> None:
    connect, told = sqlite3.connect, 0

    def count(_statement: str) -> None:
        nonlocal told
        told += 1
        if told == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def traced(database: Any, *arguments: Any, **more: Any) -> sqlite3.Connection:
        opened: sqlite3.Connection = connect(database, *arguments, **more)
        if database == path:
            opened.set_trace_callback(count)
        return opened

    patched: Callable[..., Any] = traced
    sqlite3.connect = patched  # type: ignore[assignment]
    SqliteDraftStore(path, SystemClock()).close()


if __name__ == "__main__":
    main()
