"""Works the real window as a person does, with keys and mouse; a process that a test may kill.

Usage: python -m tests.end_to_end.driver PLAN.json

The plan (JSON): home, answers (question id → value), call, sections to fill, and at the end either
"linger" (stay open until killed) or a target folder to export to. What happened is printed as one
JSON object a line.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableView, QWidget

from app.environment import JST, AppPaths, FixedClock, program_folder
from app.errors import KnownError
from app.ui.application import Desktop
from app.ui.dialogs import QtDialogs
from tests.end_to_end import filling

NOW = datetime(2025, 4, 3, 10, 0, tzinfo=JST)
PATIENCE = 60
"""Seconds to wait for something that the window is to show."""


def say(event: str, **more: Any) -> None:
    print(json.dumps({"event": event, **more}, ensure_ascii=False), flush=True)


class AnsweringDialogs(QtDialogs):
    """Answers the desktop's own file dialogs, which no test can type into."""

    def __init__(self, folder: Path) -> None:
        self.files: list[Path] = []
        self._folder = folder

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.files.pop(0) if self.files else None

    def choose_folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        return self._folder

    def tell(self, parent: QWidget, title: str, error: KnownError) -> None:
        raise AssertionError(f"{title}: {error}")


def wait(what: str, condition: Callable[[], Any]) -> Any:
    """Let the program work until the condition gives something. Raises if it never does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := condition():
            return found
        QTest.qWait(20)
    raise TimeoutError(what)


def shown(root: QWidget, kind: type[Any], name: str) -> Any:
    """The visible widget of this name, or None."""
    found = (w for w in root.findChildren(kind, name) if w.isVisible())
    return next(found, None)


def click(root: QWidget, name: str) -> None:
    button = wait(name, lambda: shown(root, QPushButton, name))
    wait(f"{name} enabled", button.isEnabled)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


class Walk:
    """One sitting at the program."""

    def __init__(self, app: QApplication, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.dialogs = AnsweringDialogs(Path(plan.get("target") or "."))
        paths = AppPaths(program_folder(), Path(plan["home"]))
        self.desktop = Desktop(app, paths, FixedClock(NOW), self.dialogs)
        self.window = self.desktop.window
        self.desktop.begin()
        wait("the drafts", lambda: self.window.home)

    def open_draft(self) -> None:
        """Begin a draft with the mouse, or open the one that is there with the keys."""
        if self.plan.get("open"):
            table = wait("drafts", lambda: shown(self.window, QTableView, "drafts"))
            table.setFocus()
            table.selectRow(0)
            QTest.keyClick(table, Qt.Key.Key_Return)
        else:
            click(self.window, f"button:begin-{self.plan['call']}")
        wait("the editor", lambda: self.window.session and self.window.of_draft.made("editor"))
        QTest.qWait(50)

    def fill(self) -> None:
        session = self.window.session
        editor = self.window.of_draft.page("editor")
        for section in list(session.call.sections):
            if section.id not in self.plan["sections"]:
                continue
            editor.show_section(section.id)
            for question in session.route.questions(section):
                value = self.plan["answers"].get(question.id)
                if value not in (None, "", []):
                    filling.answer(editor, question, value, self.dialogs)
            say("filled", section=section.id)

    def stored(self) -> None:
        """Tell what the program holds, to be compared with what was typed."""
        say("holds", answers=dict(self.window.session.draft.answers))

    def export(self) -> None:
        self.window.go("check")
        QTest.qWait(50)
        click(self.window, "button:export")
        page = wait("export", lambda: self.window.of_draft.made("export"))
        click(page, "button:next")
        place = wait("place", lambda: shown(page, QWidget, "field:place"))
        target = Path(self.plan["target"])
        filling.retype(place, str(target.parent))
        filling.retype(shown(page, QWidget, "field:folder-name"), target.name)
        click(page, "button:next")
        wait("the package", lambda: (target / "manifest.json").exists())
        wait("the result", lambda: shown(page, QWidget, "package-files"))
        say("exported", folder=str(target))


def main(path: str) -> int:
    app = QApplication([])
    walk = Walk(app, json.loads(Path(path).read_text("utf-8")))
    walk.open_draft()
    if walk.plan.get("open"):
        walk.stored()
    walk.fill()
    if walk.plan.get("linger"):
        say("lingering")
        QTest.qWait(60_000)
        return 1
    walk.window.session.flush()
    walk.stored()
    walk.export()
    walk.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
