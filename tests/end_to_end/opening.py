"""Opens and closes a draft many times, and tells by how many bytes the program has grown.

Usage: python -m tests.end_to_end.opening ROUNDS
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from app.environment import FixedClock, find_paths
from app.ui import application
from app.ui.dialogs import QtDialogs
from tests.end_to_end.hands import wait
from tests.end_to_end.monkey import NOW, pause
from tests.end_to_end.sittings import ROOT

WARM = 5
"""Rounds after which whatever is kept on purpose has been made."""


def size() -> int:
    """Bytes the process holds in memory (Linux)."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def act(what: Callable[[], object], milliseconds: int = 30) -> None:
    """From the event loop, as a click comes: only then is deleted what is to be deleted later."""
    QTimer.singleShot(0, what)
    pause(milliseconds)


def rounds(window: Any, count: int) -> int:
    wait("the drafts", lambda: window.desk)
    window.home.begin_from(ROOT / "resources" / "samples" / "complete.json")
    wait("the draft", lambda: window.session)
    uid, before = window.session.uid, 0
    for number in range(count + WARM):
        if number == WARM:
            before = size()
        act(lambda: window.go("home"), 60)
        act(lambda: window.open_draft(uid))
        sections = window.session.route.sections
        section = sections[number % len(sections)].id
        act(lambda name=section: window.of_draft.page("editor").show_section(name))
        if number % 4 == 0:
            act(lambda: window.go("check"))
    return size() - before


def main(count: int) -> int:
    class Repeated(application.Desktop):
        def begin(self) -> None:
            super().begin()
            sys.excepthook = fail
            QTimer.singleShot(0, self.walk)

        def walk(self) -> None:
            print(rounds(self.window, count), flush=True)
            self.window.close()

    application.Desktop = Repeated  # type: ignore[misc]
    return application.run([], find_paths(), FixedClock(NOW), QtDialogs())


def fail(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    traceback.print_exception(kind, error, trace)
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
