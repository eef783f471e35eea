"""The list of drafts before the packs are read: by what was kept of them at the last start."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QPushButton
from pytestqt.qtbot import QtBot

from app.calls import outline
from app.calls.loader import Shelf
from app.drafts.store import SqliteDraftStore
from app.environment import AppPaths, FixedClock
from app.ui import tasks, theme
from app.ui.application import Desktop
from app.ui.home.drafts import CALL, PREFECTURE, PROGRESS
from app.ui.home.page import HomePage
from app.ui.theme import Scheme
from tests.ui.conftest import Answers

PATIENCE = 20_000
ROOT = Path(__file__).resolve().parents[2]
LEFT, ENTER = Qt.MouseButton.LeftButton, Qt.Key.Key_Return
MakeDesktop = Callable[[], Desktop]


class Held(Desktop):
    """Reads the packs only when it may."""

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.may_read = Event()

    def _read_packs(self, report: object, cancelled: object) -> Shelf:
        assert self.may_read.wait(PATIENCE / 1000)
        return super()._read_packs(report, cancelled)


@pytest.fixture
def own(paths: AppPaths, tmp_path: Path) -> AppPaths:
    """A program whose packs may be changed, with a draft of its call and one of an unknown one."""
    program = tmp_path / "program"
    shutil.copytree(ROOT / "forms", program / "forms")
    shutil.copytree(ROOT / "resources", program / "resources")
    return replace(paths, program=program)


@pytest.fixture
def uid(own: AppPaths, clock: FixedClock, shelf: Shelf) -> str:
    (call,) = shelf.calls.values()
    with closing(SqliteDraftStore(own.database, clock)) as store:
        store.create("gone", 1, "消えた募集の下書き")
        answers = {call.names.prefecture: "20"}
        return store.create(call.id, 1, "長野県の応募", answers=answers).uid


@pytest.fixture
def desktops(
    qapp: QApplication, qtbot: QtBot, own: AppPaths, clock: FixedClock, person: Answers, uid: str
) -> Iterator[MakeDesktop]:
    hook, made = sys.excepthook, list[Held]()

    def make() -> Held:
        made.append(Held(qapp, own, clock, person))
        qtbot.addWidget(made[-1].window)
        made[-1].begin()
        return made[-1]

    yield make
    for desktop in made:
        desktop.window.close_draft()
        desktop._let_go()
        desktop.may_read.set()
    sys.excepthook = hook


@pytest.fixture
def listed(desktops: MakeDesktop, qtbot: QtBot, own: AppPaths, shelf: Shelf) -> MakeDesktop:
    """Starts the program as after an earlier start: the drafts are listed, the packs not read."""

    def make() -> Desktop:
        mark = outline.fingerprint(own.packs)
        outline.keep(own.data, mark, outline.of(shelf))
        desktop = desktops()
        qtbot.waitUntil(lambda: desktop.window.home is not None, timeout=PATIENCE)
        assert desktop.window.desk is None
        return desktop

    return make


def home_of(desktop: Desktop) -> HomePage:
    assert desktop.window.home is not None
    return desktop.window.home


def row(desktop: Desktop, uid: str) -> list[str]:
    table = home_of(desktop).table
    number = table.row_of(uid)
    return [str(table.index(number, column).data()) for column in (CALL, PREFECTURE, PROGRESS)]


def read_on(desktop: Desktop, qtbot: QtBot) -> None:
    assert isinstance(desktop, Held)
    desktop.may_read.set()
    qtbot.waitUntil(lambda: desktop.window.desk is not None, timeout=PATIENCE)


def test_the_first_start_reads_the_packs_and_keeps_their_outline(
    desktops: MakeDesktop, qtbot: QtBot, own: AppPaths
) -> None:
    desktop = desktops()
    assert isinstance(desktop, Held)
    qtbot.wait(200)
    assert desktop.window.home is None
    read_on(desktop, qtbot)
    assert outline.kept(own.data, outline.fingerprint(own.packs)) == home_of(desktop).outline


def test_drafts_are_listed_before_the_packs_are_read(
    listed: MakeDesktop, qtbot: QtBot, uid: str
) -> None:
    desktop = listed()
    before = row(desktop, uid)
    assert "デジタル人材" in before[0]
    assert before[1] == "長野県"
    (call,) = home_of(desktop).outline.calls
    assert desktop.window.findChild(QPushButton, f"button:begin-{call}") is not None
    page = home_of(desktop)
    read_on(desktop, qtbot)
    assert home_of(desktop) is page
    assert row(desktop, uid)[:2] == before[:2]
    qtbot.waitUntil(lambda: row(desktop, uid)[2].endswith("問"), timeout=PATIENCE)


def test_arrows_move_and_the_trash_opens_meanwhile(listed: MakeDesktop, qtbot: QtBot) -> None:
    view = home_of(desktop := listed()).view
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    home_of(desktop).put_away()
    home_of(desktop).toggle_trash()
    assert home_of(desktop).table.rowCount() == 1


def test_enter_opens_the_draft_as_soon_as_it_can_be(
    listed: MakeDesktop, qtbot: QtBot, uid: str
) -> None:
    desktop = listed()
    home_of(desktop).view.choose(uid)
    qtbot.keyClick(home_of(desktop).view, ENTER)
    qtbot.wait(50)
    assert desktop.window.session is None
    read_on(desktop, qtbot)
    qtbot.waitUntil(lambda: desktop.window.session is not None, timeout=PATIENCE)
    assert desktop.window.session is not None
    assert desktop.window.session.uid == uid


def test_a_draft_is_begun_as_soon_as_it_can_be(listed: MakeDesktop, qtbot: QtBot) -> None:
    desktop = listed()
    new = desktop.window.findChild(QPushButton, "button:new")
    assert new is not None
    qtbot.mouseClick(new, LEFT)
    qtbot.mouseClick(new, LEFT)  # impatiently
    assert home_of(desktop).table.rowCount() == 2
    read_on(desktop, qtbot)
    qtbot.waitUntil(lambda: desktop.window.session is not None, timeout=PATIENCE)
    assert desktop._store is not None
    assert len(desktop._store.drafts()) == 3


def test_what_needs_the_packs_is_not_offered_before(listed: MakeDesktop, qtbot: QtBot) -> None:
    desktop = listed()
    names = ("new", "open", "from-backup")
    actions = desktop.window.actions_by_name
    assert not any(actions[name].isEnabled() for name in names)
    read_on(desktop, qtbot)
    assert all(actions[name].isEnabled() for name in names)


def test_another_look_is_put_on_meanwhile(listed: MakeDesktop, qtbot: QtBot, uid: str) -> None:
    desktop = listed()
    page = home_of(desktop)
    desktop.window.choose_scheme(Scheme.DARK)
    qtbot.waitUntil(lambda: home_of(desktop) is not page, timeout=PATIENCE)
    read_on(desktop, qtbot)
    assert row(desktop, uid)[1] == "長野県"


def test_the_look_is_put_right_once_the_desktop_was_asked(
    listed: MakeDesktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = listed()
    page = home_of(desktop)
    monkeypatch.setattr(theme, "confirmed", lambda _app, _scheme: False)
    monkeypatch.setattr(theme, "_wants_high_contrast", lambda _app: True)
    desktop._follow_desktop()
    qtbot.waitUntil(lambda: home_of(desktop) is not page, timeout=PATIENCE)
    assert theme.active().high_contrast


def test_packs_that_were_changed_are_read_before_anything_is_shown(
    listed: MakeDesktop, desktops: MakeDesktop, qtbot: QtBot, own: AppPaths, uid: str
) -> None:
    listed()._let_go()
    path = next((own.program / "forms").iterdir()) / "call.toml"
    path.write_text(
        path.read_text("utf-8").replace('short_title = "', 'short_title = "新'), "utf-8"
    )
    desktop = desktops()
    qtbot.wait(200)
    assert desktop.window.home is None
    read_on(desktop, qtbot)
    assert "新" in row(desktop, uid)[0]


def test_a_pack_that_turns_out_broken_is_told(
    listed: MakeDesktop, qtbot: QtBot, own: AppPaths, uid: str
) -> None:
    """As after the program was mended: what an older one found sound this one does not."""
    rules = next((own.program / "forms").iterdir()) / "rules.toml"
    rules.write_text(rules.read_text("utf-8").replace('check = "', 'check = "un', 1), "utf-8")
    desktop = listed()
    page = home_of(desktop)
    assert desktop.window.findChild(QFrame, "broken-packs") is None
    home_of(desktop).view.choose(uid)
    home_of(desktop).view.opened.emit()
    read_on(desktop, qtbot)
    assert home_of(desktop) is not page
    assert home_of(desktop).findChild(QFrame, "broken-packs") is not None
    assert outline.kept(own.data, outline.fingerprint(own.packs)) is None


def test_left_while_the_packs_are_read_nothing_follows(listed: MakeDesktop, qtbot: QtBot) -> None:
    desktop = listed()
    assert isinstance(desktop, Held)
    desktop._end()
    desktop.may_read.set()
    qtbot.wait(500)
    assert desktop.window.desk is None


def test_a_fault_while_the_packs_are_read_leaves_the_collector_at_work(
    listed: MakeDesktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Shelf:
        raise ZeroDivisionError

    told: list[Exception] = []
    monkeypatch.setattr(tasks, "unexpected", told.append)
    monkeypatch.setattr(Held, "_read_packs", fail)
    gc.disable()
    try:
        listed()
        qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
        assert gc.isenabled()
    finally:
        gc.enable()
