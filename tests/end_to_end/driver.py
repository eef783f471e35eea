"""One sitting at the real program, with keys and mouse; a process that a test may kill.

Usage: python -m tests.end_to_end.driver PLAN.json

The plan (JSON): call, answers (question id → value), `fill` (sections), `open` (go on with the
draft that is there rather than begin one), `unfinished` ([question id, beginning of its text]: type
this and stay until killed) or `target` (the folder to export to). What happened is printed as one
JSON object a line. The data folder is found as always (OUBO_NAVI_HOME); the clock and the desktop's
own dialogs are handed to the program where it is put together.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QTreeWidget, QWidget

from app.environment import JST, FixedClock, find_paths
from app.errors import KnownError
from app.ui import application
from app.ui.dialogs import QtDialogs
from tests.end_to_end import filling
from tests.end_to_end.hands import click, click_at, find, retype, seen, type_text, wait

NOW = datetime(2025, 4, 3, 10, 0, tzinfo=JST)
OFFICE_DISPLAY = (1366, 768)
SAVED_WITHIN = 1_000
"""Milliseconds after which nothing typed may be lost, whatever happens to the program.

Counted here, by the program's own timers: on a busy machine it gets its second as well.
"""
LINGER = 600_000
"""Milliseconds in which a test that wanted to kill this process must have done so."""


def say(event: str, **more: Any) -> None:
    print(json.dumps({"event": event, **more}, ensure_ascii=False), flush=True)


class AnsweringDialogs(QtDialogs):
    """Answers the desktop's own file dialogs, which no test can type into."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.files.pop(0) if self.files else None

    def tell(self, parent: QWidget, title: str, error: KnownError) -> None:
        raise AssertionError(f"{title}: {error}")

    def inform(self, parent: QWidget, title: str, text: str) -> None:
        raise AssertionError(f"{title}: {text}")


class Walk:
    """What is done at the window."""

    def __init__(self, desktop: application.Desktop, plan: dict[str, Any]) -> None:
        self.plan, self.window = plan, desktop.window
        self.dialogs: Any = desktop.window.dialogs
        self.answers: dict[str, Any] = plan["answers"]
        self.window.resize(*OFFICE_DISPLAY)

    def go(self) -> None:
        wait("the drafts", lambda: self.window.desk)
        self.open_draft()
        for section in self.plan["fill"]:
            self.go_to(section)
            self.fill(section)
        if unfinished := self.plan.get("unfinished"):
            self.begin_to_type(*unfinished)
        else:
            self.check()
            self.export(Path(self.plan["target"]))

    @property
    def session(self) -> Any:
        assert self.window.session
        return self.window.session

    @property
    def editor(self) -> Any:
        assert self.window.of_draft
        return self.window.of_draft.made("editor")

    def open_draft(self) -> None:
        """Begin a draft with the mouse, or open the one that is there with the keys."""
        if self.plan.get("open"):
            table = find(self.window, "drafts")
            assert isinstance(table, QTableView)
            table.setFocus()
            QTest.keyClick(table, Qt.Key.Key_Home)
            QTest.keyClick(table, Qt.Key.Key_Return)
        else:
            click(self.window, f"button:begin-{self.plan['call']}")
        wait("the editor", lambda: self.window.session and self.editor and self.editor.isVisible())
        say("opened", answers=dict(self.session.draft.answers))

    def go_to(self, section: str) -> None:
        """To a section: by the button where it is the next one, else by the task list."""
        if self.editor.section_id == section:
            return
        following = self.session.route.next(self.editor.section_id)
        if following is not None and following.id == section:
            click(self.editor, "button:next")
        else:
            tasks = find(self.editor, "tasks")
            assert isinstance(tasks, QTreeWidget)
            title = next(s.title for s in self.session.route.sections if s.id == section)
            (item,) = tasks.findItems(title, Qt.MatchFlag.MatchExactly)
            click_at(tasks.viewport(), lambda: tasks.visualItemRect(item).center())
        wait(section, lambda: self.editor.section_id == section)

    def fill(self, section: str) -> None:
        """Answer every question of the section that is shown."""
        for question in self.editor.page.section.questions:
            value = self.answers.get(question.id)
            if value in (None, "", []):
                continue
            say("answers", question=question.id)
            filling.answer(self.editor.page, question, value, self.dialogs)
        say("filled", section=section)

    def begin_to_type(self, question: str, text: str) -> None:
        """Leave off in the middle of a text, with the focus still in its field."""
        self.go_to(self.session.call.section_of[question].id)
        edit = find(self.editor, f"field:{question}")
        retype(edit, "")
        type_text(edit, text)
        QTest.qWait(SAVED_WITHIN)
        say("a second ago")
        QTest.qWait(LINGER)

    def check(self) -> None:
        """On from the last section to the check page; nothing is left to mend there."""
        click(self.editor, "button:next")
        page = wait("the check page", lambda: seen(self.window, "counts")).window()
        assert self.window.of_draft
        page = self.window.of_draft.made("check")
        self.session.review()
        found = [f"{f.clause} {f.message}" for f in self.session.findings if f.is_open]
        say("checked", answers=dict(self.session.draft.answers), findings=found)
        click(page, "button:export")

    def export(self, target: Path) -> None:
        """Through the steps of the export page into a folder typed there."""
        assert self.window.of_draft
        page = wait("the export page", lambda: self.window.of_draft.made("export"))
        click(page, "button:next")
        retype(find(page, "field:place"), str(target.parent))
        retype(find(page, "field:folder-name"), target.name)
        click(page, "button:next")
        files = find(page, "package-files")
        say("exported", files=[files.item(row, 0).text() for row in range(files.rowCount())])


def drive(plan: dict[str, Any]) -> None:
    """Let a person sit down at the program as soon as it has begun."""

    class Driven(application.Desktop):
        def begin(self) -> None:
            super().begin()
            sys.excepthook = fail  # a fault ends the test instead of asking the user to read
            QTimer.singleShot(0, self.walk)

        def walk(self) -> None:
            Walk(self, plan).go()
            self.window.close()

    application.Desktop = Driven  # type: ignore[misc]


def fail(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    traceback.print_exception(kind, error, trace)
    os._exit(3)


def main(path: str) -> int:
    drive(json.loads(Path(path).read_text("utf-8")))
    return application.run([], find_paths(), FixedClock(NOW), AnsweringDialogs())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
