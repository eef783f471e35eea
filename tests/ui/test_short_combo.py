"""A choice ends in an ellipsis where it is too narrow, and says all of it in its tip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.short_combo import ShortCombo

WORDS = "別添２　応募書（提案資料）"


@pytest.mark.parametrize(("width", "whole"), [(120, False), (400, True)])
def test_words_are_never_cut_in_a_letter(qtbot: QtBot, width: int, whole: bool) -> None:
    combo = ShortCombo()
    qtbot.addWidget(combo)
    combo.addItem(WORDS)
    combo.resize(width, combo.sizeHint().height())
    combo.show()
    assert (combo.shown == WORDS) is whole
    assert whole or combo.shown.endswith("…")
    assert combo.currentText() == WORDS
    place = combo.rect().center()
    QApplication.sendEvent(combo, QHelpEvent(QEvent.Type.ToolTip, place, combo.mapToGlobal(place)))
    assert combo.toolTip() == ("" if whole else WORDS)
