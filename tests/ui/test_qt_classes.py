"""No class of Qt is made on another thread than the window's, from the start to the first draft."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.qt_classes import MODULES, QtClasses
from tests.ui.conftest import ROOT

STARTS = """
import enum
import threading

elsewhere = []
usual = enum.EnumType._create_


def note(kind, name, *rest, **words):
    if threading.current_thread() is not threading.main_thread():
        elsewhere.append(name)
    return usual(kind, name, *rest, **words)


enum.EnumType._create_ = note

from PySide6.QtCore import QTimer

from app.environment import SystemClock, find_paths
from app.ui import application, read_ahead
from app.ui.main_window import MainWindow

furnish = MainWindow.furnish


def furnished(window, *what):
    furnish(window, *what)
    read_ahead.then(lambda: QTimer.singleShot(0, application.QApplication.quit))


MainWindow.furnish = furnished
application.run([], find_paths(), SystemClock())
print(elsewhere)
"""


@pytest.mark.parametrize("start", ["first", "with what the packs are known to be"])
def test_none_is_made_elsewhere(tmp_path: Path, start: str) -> None:
    """PySide makes them in Python: it crashes where two threads come to need one at once."""
    environ = {**os.environ, "OUBO_NAVI_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    for _ in range(1 if start == "first" else 2):
        found = subprocess.run(
            [sys.executable, "-c", STARTS],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environ,
        )
    assert found.stdout.strip() == "[]"


def test_whoever_waits_is_told_once_all_are_made(qtbot: QtBot) -> None:
    classes, told = QtClasses(), []
    classes.once_made(lambda: told.append("first"))
    classes.once_made(lambda: told.append("second"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["first", "second"]
    assert all(name in module.__dict__ for module in MODULES for name in dir(module))
    classes.once_made(lambda: told.append("third"))
    assert told[-1] == "third"
