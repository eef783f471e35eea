"""Deciding between two versions: one by one or all at once, and never by accident."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.compare.dialog import Choice, ChoicesDialog

Make = Callable[..., ChoicesDialog]
CONFLICT = Choice("c", "電話番号", "026-1", "026-2", "千曲", "佐久", conflict=True)
OTHER = Choice("o", "氏名", "上田", "小諸", conflict=True, context="連絡先")
THEIRS = Choice("t", "文書番号", "", "第１号", preselect_there=True)
OURS = Choice("u", "所属", "甲課", "乙課")


@pytest.fixture
def dialog(qtbot: QtBot) -> Make:
    def make(*choices: Choice) -> ChoicesDialog:
        made = ChoicesDialog(
            None,
            title="統合",
            explanation="選んでください。",
            choices=choices,
            here_title="今の下書き",
            there_title="下書きファイル",
            notes=("注意",),
            accept_text="統合する",
        )
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def button(dialog: ChoicesDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, f"button:{name}")
    assert found is not None
    return found


def test_what_one_side_changed_is_chosen_beforehand(dialog: Make) -> None:
    made = dialog(THEIRS, OURS)
    assert made.chosen == {"t": True, "u": False}
    assert button(made, "accept").isEnabled()


def test_a_conflict_must_be_decided_first(dialog: Make) -> None:
    made = dialog(THEIRS, CONFLICT)
    assert not button(made, "accept").isEnabled()
    assert made.list.currentRow() == 1, "the first undecided place is shown"
    assert "両方で変更" in made.list.item(1).text()
    made.detail.group.button(1).click()
    assert button(made, "accept").isEnabled()
    assert made.chosen == {"t": True, "c": True}
    assert "下書きファイル" in made.list.item(1).text()


def test_all_conflicts_are_decided_at_once_and_nothing_else(dialog: Make) -> None:
    made = dialog(THEIRS, CONFLICT, OTHER)
    button(made, "all-here").click()
    assert made.chosen == {"t": True, "c": False, "o": False}
    button(made, "all-there").click()
    assert made.chosen == {"t": True, "c": True, "o": True}


def test_without_conflicts_all_means_all(dialog: Make) -> None:
    made = dialog(THEIRS, OURS)
    button(made, "all-here").click()
    assert made.chosen == {"t": False, "u": False}


def test_each_place_shows_both_sides_with_what_differs(dialog: Make) -> None:
    made = dialog(CONFLICT)
    assert [view.toPlainText() for view in made.detail.views] == ["026-1", "026-2"]
    assert [note.text() for note in made.detail.notes] == ["千曲", "佐久"]
    assert all("underline" in view.toHtml() for view in made.detail.views)


def test_what_was_chosen_is_shown_again(dialog: Make) -> None:
    made = dialog(CONFLICT, OTHER)
    made.detail.group.button(0).click()
    made.list.setCurrentRow(1)
    assert made.detail.group.checkedId() == -1
    made.list.setCurrentRow(0)
    assert made.detail.group.checkedId() == 0


def test_it_is_decided_by_keys_alone(dialog: Make, qtbot: QtBot) -> None:
    made = dialog(CONFLICT, OTHER)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    QTest.keyClick(made, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "あと1件" in made.left.text())
    QTest.keyClick(made, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: made.list.currentRow() == 1)
    QTest.keyClick(made, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(button(made, "accept").isEnabled)
    assert made.chosen == {"c": True, "o": False}


def test_texts_are_shown_as_they_are(dialog: Make) -> None:
    made = dialog(Choice("c", "<b>名</b>", "<img src=x>", "a & b\n  c", conflict=True))
    assert made.detail.views[0].toPlainText() == "<img src=x>"
    assert made.detail.views[1].toPlainText() == "a & b\n  c"
