"""Cards of options: level with their neighbours, and still when they turn out to be wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.fields.card import Card


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
