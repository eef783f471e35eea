"""Goes once round the real window, and tells where the event loop stood still.

Usage: python -m tests.end_to_end.tour [LONGEST IN SECONDS]

Prints one JSON object: the stalls. The data folder is found as always (OUBO_NAVI_HOME).
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from app.environment import JST, FixedClock, find_paths
from app.ui import application
from app.ui.dialogs import QtDialogs
from app.ui.theme import Scheme, active
from tests.end_to_end.hands import wait
from tests.end_to_end.sittings import ROOT
from tests.end_to_end.watchdog import LONGEST, Watchdog

NOW = datetime(2025, 4, 3, 10, 0, tzinfo=JST)
PAUSE = 250
"""Milliseconds in which the window may do what it put off."""
DISPLAY = (1366, 768)
REDRESSING = 1.0
"""Seconds for other colours: Qt dresses every widget anew in one go, and only when told to."""


def pause(milliseconds: int = PAUSE) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Tour:
    """Home, every section, the panels, the check page, the export, and back."""

    def __init__(self, window: Any, longest: float) -> None:
        self.window, self.longest, self.dog = window, longest, Watchdog(longest)
        window.resize(*DISPLAY)

    def step(self, during: str, act: Callable[[], object], longest: float | None = None) -> None:
        self.dog.begin(during, self.longest if longest is None else longest)
        # As a key or a click comes: from the event loop.
        QTimer.singleShot(0, act)
        pause()

    def go(self) -> list[str]:
        window = self.window
        wait("the drafts", lambda: window.desk)
        pause()
        sample = ROOT / "resources" / "samples" / "complete.json"
        self.step("begin from a file", lambda: window.home.begin_from(sample))
        wait("the editor", self.edits)
        self.sections("first")
        self.sections("again")
        self.panels()
        self.typing()
        self.checking()
        self.step("export", lambda: window.go("export"))
        self.step("home", lambda: window.go("home"))
        self.step("open again", lambda: window.open_soon(window.home.table.draft(0).uid))
        self.step("dark", lambda: window.choose_scheme(Scheme.DARK), REDRESSING)
        wait("the dark look", lambda: active().tokens.dark)  # put on when the closed draft is gone
        self.step("close", lambda: window.go("home"))
        return [str(stall) for stall in self.dog.end()]

    def edits(self) -> bool:
        pages = self.window.of_draft
        return pages is not None and self.window.pages.currentWidget() is pages.made("editor")

    @property
    def editor(self) -> Any:
        return self.window.of_draft.page("editor")

    def sections(self, time: str) -> None:
        for section in self.window.session.route.sections:
            self.step(
                f"{section.id}, {time}", lambda name=section.id: self.editor.show_section(name)
            )

    def panels(self) -> None:
        side = self.editor.side
        self.step("side panel", side.show)
        for place in range(side.tabs.count()):
            self.step(f"panel {place}", lambda at=place: side.tabs.setCurrentIndex(at))
        self.step("search", self.editor.search.begin)

    def typing(self) -> None:
        self.step("contact", lambda: self.editor.show_section("contact"))
        line = self.editor.page.findChildren(QLineEdit)[0]
        for letter in "担当":
            self.step("typing", lambda char=letter: line.insert(char))
        self.step("undo", self.window.session.undo)

    def checking(self) -> None:
        self.step("check", lambda: self.window.go("check"))
        page = self.window.of_draft.page("check")
        self.step("filter", lambda: page.filter.setCurrentIndex(1))
        self.step("no filter", lambda: page.filter.setCurrentIndex(0))
        self.step("back", lambda: self.window.go("editor"))
        self.step("check again", lambda: self.window.go("check"))


def main(longest: float) -> int:
    class Toured(application.Desktop):
        def begin(self) -> None:
            super().begin()
            sys.excepthook = fail
            QTimer.singleShot(0, self.walk)

        def walk(self) -> None:
            stalls = Tour(self.window, longest).go()
            print(json.dumps(stalls, ensure_ascii=False, indent=1), flush=True)
            self.window.close()

    application.Desktop = Toured  # type: ignore[misc]
    return application.run([], find_paths(), FixedClock(NOW), QtDialogs())


def fail(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    traceback.print_exception(kind, error, trace)
    QApplication.exit(3)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else LONGEST))
