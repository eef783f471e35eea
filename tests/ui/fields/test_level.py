"""In a row of a table, a cell whose text wraps begins as high as the line of a date beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.fields.growing import GrowingEdit
from app.ui.paragraph import LINE_HEIGHT
from tests.ui.editor.conftest import settle

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
WORDS = "R7.9.30まで"


class Row(QWidget):
    """A date and a text beside each other; the focus is elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.date, self.text = QLineEdit(WORDS, self), GrowingEdit(1, self)
        self.text.show_text(WORDS)
        elsewhere = QPushButton("elsewhere", self)
        line = QHBoxLayout(self)
        for part in (self.date, self.text, elsewhere):
            part.setFixedWidth(theme.space(30))
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        elsewhere.setFocus()


@pytest.fixture(params=[1.0, 1.1, 1.25, 1.5, 2.0, 2.5])
def row(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Row:
    theme.apply(qapp, RESOURCES, theme.Scheme.LIGHT, request.param)
    made = Row()
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def letters(widget: QWidget) -> tuple[int, int]:
    """The first and the last line of pixels that letters stand in."""
    image = widget.grab().toImage()
    edge = theme.space(1.25)
    inked = [
        y
        for y in range(edge // 2, image.height() - edge // 2)
        if any(image.pixelColor(x, y).lightness() < 140 for x in range(edge, image.width() - edge))
    ]
    return inked[0], inked[-1]


def test_the_letters_stand_level(row: Row) -> None:
    assert row.text.height() == row.date.height()
    assert letters(row.text) == letters(row.date)


def test_one_line_more_is_one_line_higher_and_is_seen_whole(row: Row) -> None:
    before = row.text.height()
    row.text.show_text(f"{WORDS}\n{WORDS}")
    settle()
    line = row.text.fontMetrics().lineSpacing() * LINE_HEIGHT / 100
    assert row.text.height() - before == pytest.approx(line, abs=1)
    assert row.text.verticalScrollBar().maximum() == 0
