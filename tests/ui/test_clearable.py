"""A line of input is emptied by a button that grows with the letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.clearable import ClearableLine
from tests.ui.conftest import ROOT


@pytest.fixture(params=[1.0, 2.0])
def scale(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[float]:
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT, request.param)
    yield request.param
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT)


def test_it_grows_with_the_letters_and_empties_the_line(qtbot: QtBot, scale: float) -> None:
    line = ClearableLine()
    qtbot.addWidget(line)
    line.resize(400, line.sizeHint().height())
    line.show()
    assert line.clearer.isHidden()
    qtbot.keyClicks(line, "abc")
    assert line.clearer.width() == line.clearer.height() == 20 * scale
    assert line.rect().contains(line.clearer.geometry())
    qtbot.mouseClick(line.clearer, Qt.MouseButton.LeftButton)
    assert (line.text(), line.clearer.isHidden()) == ("", True)
    line.undo()
    assert line.text() == "abc"
