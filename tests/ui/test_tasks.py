"""Background work reports, stops and fails in the thread that started it."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from app.ui import tasks


def test_the_result_arrives_in_the_window_s_thread(qtbot: QtBot) -> None:
    threads: list[int] = []
    results: list[int] = []

    def work(report: object, cancelled: object) -> int:
        threads.append(threading.get_ident())
        return 7

    def done(result: int) -> None:
        threads.append(threading.get_ident())
        results.append(result)

    tasks.start(work, done)
    qtbot.waitUntil(lambda: bool(results))
    assert results == [7]
    assert threads[0] != threads[1] == threading.get_ident()


def test_progress_and_failure_are_told(qtbot: QtBot) -> None:
    seen: list[object] = []

    def work(report: tasks.Report, cancelled: object) -> None:
        report(1, 3, "作成しています")
        raise ValueError("x")

    tasks.start(work, seen.append, seen.append, lambda *told: seen.append(told))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] == (1, 3, "作成しています")
    assert isinstance(seen[1], ValueError)


def test_cancelling_reaches_the_work(qtbot: QtBot) -> None:
    results: list[str] = []
    started = threading.Event()

    def work(report: object, cancelled: object) -> str:
        started.set()
        while not cancelled():  # type: ignore[operator]
            pass
        return "stopped"

    task = tasks.start(work, results.append)
    assert started.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: results == ["stopped"])
