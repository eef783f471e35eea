"""What tests of the window share: the theme, a fixed clock, the R7 call, a store in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.calls.loader import Shelf, load_all
from app.calls.models import Call
from app.environment import JST, AppPaths, FixedClock
from app.errors import KnownError
from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.session import DraftSession
from tests.ui.memory_store import MemoryStore

ROOT = Path(__file__).resolve().parents[2]
BEFORE_DEADLINE = datetime(2025, 4, 7, 9, 0, tzinfo=JST)
AFTER_DEADLINE = datetime(2025, 4, 11, 9, 0, tzinfo=JST)


class Answers:
    """Stands for the person at the dialogs: says what was asked, answers as told."""

    def __init__(self) -> None:
        self.file: Path | None = None
        self.names: list[str] = []
        self.folder: Path | None = None
        self.yes = True
        self.written: str | None = "協議は４月中旬に行うため。"
        self.told: list[str] = []
        self.asked: list[str] = []
        self.offered: list[str] = []
        self.shown: list[Path] = []
        self.unopened: tuple[str, ...] = ()
        """Endings of names that the desktop has no program for; "" is that of a folder."""
        self.copied: list[str] = []

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        return self.file

    def save_file(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        self.names.append(name)
        return self.file

    def choose_folder(self, parent: QWidget, title: str, start: Path) -> Path | None:
        return self.folder

    def confirm(
        self, parent: QWidget, title: str, text: str, yes: str, *, danger: bool = False
    ) -> bool:
        self.asked.append(text)
        return self.yes

    def offer(self, parent: QWidget, title: str, text: str, what: str) -> bool:
        self.offered.append(what)
        self.asked.append(text)
        return self.yes

    def reason(self, parent: QWidget, title: str, text: str, start: str = "") -> str | None:
        self.asked.append(text)
        return self.written

    def tell(self, parent: QWidget, title: str, error: KnownError) -> None:
        self.told.append(str(error))

    def inform(self, parent: QWidget, title: str, text: str) -> None:
        self.told.append(text)

    def show_path(self, path: Path) -> bool:
        self.shown.append(path)
        return path.suffix not in self.unopened

    def copy(self, text: str) -> None:
        self.copied.append(text)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT)


@pytest.fixture(autouse=True)
def no_forgotten_box(qapp: QApplication) -> Iterator[None]:
    yield
    assert not [w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]


@pytest.fixture
def paths(tmp_path: Path) -> AppPaths:
    return AppPaths(ROOT, tmp_path / "data")


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    found = load_all([ROOT / "forms"])
    assert not found.problems
    return found


@pytest.fixture
def call(shelf: Shelf) -> Call:
    return next(iter(shelf.calls.values()))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(BEFORE_DEADLINE)


@pytest.fixture
def person() -> Answers:
    return Answers()


@pytest.fixture
def store(clock: FixedClock) -> MemoryStore:
    return MemoryStore(clock)


@pytest.fixture(scope="session")
def complete() -> dict[str, Any]:
    text = (ROOT / "resources" / "samples" / "complete.json").read_text("utf-8")
    answers: dict[str, Any] = json.loads(text)["answers"]
    return answers


@pytest.fixture
def window(
    qtbot: QtBot,
    paths: AppPaths,
    clock: FixedClock,
    person: Answers,
    shelf: Shelf,
    store: MemoryStore,
) -> Iterator[MainWindow]:
    """The window at its list of drafts; what is open in it at the end is closed."""
    paths.data.mkdir(parents=True, exist_ok=True)
    made = MainWindow(paths, clock, person, Preferences(paths.data))
    qtbot.addWidget(made)
    made.furnish(shelf, store)
    made.show()
    yield made
    made.close_draft()


OpenSession = Callable[..., DraftSession]


@pytest.fixture
def open_session(call: Call, store: MemoryStore, clock: FixedClock) -> Iterator[OpenSession]:
    opened: list[DraftSession] = []

    def make(
        answers: dict[str, Any] | None = None, *, practice: bool = False, at: datetime | None = None
    ) -> DraftSession:
        draft = store.create(call.id, call.version, "下書き", answers=answers, practice=practice)
        session = DraftSession(call, store, draft.uid, FixedClock(at) if at else clock)
        opened.append(session)
        return session

    yield make
    store.refusal = ""
    for session in opened:
        session.close()
