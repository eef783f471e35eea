"""Nothing that a person has to read is cut off, however large the letters are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.main_window import MainWindow
from tests.ui import cut
from tests.ui.conftest import ROOT

SIZES = [(1920, 1080), (1366, 768)]
"""Of office displays, in pixels."""


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """Letters at twice their size."""
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT, 2.0)
    yield
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT)


@pytest.mark.parametrize("size", SIZES)
def test_the_first_steps_are_whole(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: cut.off(window) == [])
    for name in ("first-new", "sample-first"):
        button = window.findChild(QPushButton, f"button:{name}")
        assert button is not None
        assert not button.visibleRegion().isEmpty()
