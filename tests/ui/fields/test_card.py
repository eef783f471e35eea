"""Cards of options: level with their neighbours, and still when they turn out to be wrong."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.fields.card import Card
from tests.ui.conftest import ROOT


def test_beside_one_with_a_help_a_card_has_its_words_at_the_same_height(qtbot: QtBot) -> None:
    within = QWidget()
    qtbot.addWidget(within)
    buttons = [QRadioButton("副業・兼業", within), QRadioButton("業務委託", within)]
    line = QHBoxLayout(within)
    for button, words in zip(buttons, ("非常勤（副業・兼業の人材）", ""), strict=True):
        line.addWidget(Card(button, words, within))
    within.show()
    QApplication.processEvents()
    cards = [button.parentWidget() for button in buttons]
    assert [card and card.height() for card in cards] == [cards[0] and cards[0].height()] * 2
    assert buttons[0].y() == buttons[1].y()


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_what_is_wrong_moves_nothing(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT, scale)
    within = QWidget()
    qtbot.addWidget(within)
    places = []
    for invalid in (False, True):  # from the beginning: later on, Qt keeps the room as it was
        button = QRadioButton("常勤", within)
        card = Card(button, "", within)
        card.setProperty("invalid", invalid)
        card.resize(card.sizeHint())
        card.show()
        within.show()
        QApplication.processEvents()
        places.append((button.geometry(), card.sizeHint()))
    assert places[0] == places[1]
