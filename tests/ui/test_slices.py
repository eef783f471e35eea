"""Long work on the window's thread lets keys and clicks in between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.ui import slices
from app.ui.slices import Slices, take_down


def steps(done: list[int], count: int = 5) -> Iterator[None]:
    for number in range(count):
        done.append(number)
        yield


@pytest.fixture
def small(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Slices:
    """Slices of one step each."""
    monkeypatch.setattr(slices, "BUDGET", 0.0)
    return Slices(qapp)


def test_the_first_slice_is_done_at_once_and_the_rest_later(small: Slices, qtbot: QtBot) -> None:
    done: list[int] = []
    small.begin(steps(done))
    assert done == [0]
    with qtbot.waitSignal(small.finished):
        pass
    assert done == [0, 1, 2, 3, 4]
    assert not small.busy


def test_other_events_come_in_between(small: Slices, qtbot: QtBot) -> None:
    done: list[int] = []
    seen: list[int] = []
    small.begin(steps(done))
    QTimer.singleShot(0, lambda: seen.append(len(done)))
    qtbot.waitUntil(lambda: not small.busy)
    assert seen[0] < 5


def test_what_is_needed_now_is_finished_now(small: Slices) -> None:
    done: list[int] = []
    small.begin(steps(done))
    small.finish(lambda: len(done) >= 3)
    assert done == [0, 1, 2]
    small.finish()
    assert done == [0, 1, 2, 3, 4]


def test_new_steps_take_the_place_of_what_was_left(small: Slices, qtbot: QtBot) -> None:
    first: list[int] = []
    second: list[int] = []
    small.begin(steps(first))
    small.begin(steps(second, 2))
    qtbot.waitUntil(lambda: not small.busy)
    assert first == [0]
    assert second == [0, 1]


def test_what_is_stopped_stays_undone(small: Slices, qtbot: QtBot) -> None:
    done: list[int] = []
    small.begin(steps(done))
    small.stop()
    qtbot.wait(5)
    assert done == [0]


def test_whoever_acts_after_taking_down_finds_gone_what_others_gave_up(qtbot: QtBot) -> None:
    first, second, third = widgets = [QWidget() for _ in range(3)]
    there: list[int] = []

    def look() -> None:
        there.append(sum(map(isValid, widgets)))

    take_down([first, second])
    take_down([third], look)
    qtbot.waitUntil(lambda: bool(there))
    assert there == [0]
    take_down([], look)  # nothing to wait for
    assert there == [0, 0]


def test_slices_begun_within_a_slice_share_its_time(
    qapp: QObject, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """A page that makes tables, which make their rows, holds the window no longer for it."""
    clock = count()
    monkeypatch.setattr(slices, "BUDGET", 5)
    monkeypatch.setattr(slices, "time", SimpleNamespace(thread_time=lambda: next(clock)))
    outer, inner, done = Slices(qapp), [Slices(qapp) for _ in range(9)], list[int]()

    def tables() -> Iterator[None]:
        for table in inner:
            next(clock), next(clock), next(clock)  # what stands around the table is made
            table.begin(steps(done, 100))
            yield

    outer.begin(tables())
    assert len(done) == 2
    outer.finish()
    for table in inner:
        table.finish()
    assert len(done) == 900
