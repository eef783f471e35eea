"""Numbers: full-width digits are understood, keys count, and what is no number stays as typed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.ui.fields.base import Field
from tests.ui.fields.conftest import Ask, leave, told
from tests.ui.fields.keys import write
from tests.ui.fields.wheel import turn

PEOPLE = {"type": "number", "unit": "人", "minimum": 0, "maximum": 5}
YEARS = {"type": "number", "unit": "年", "decimals": 1}


def edit_of(field: Field) -> QLineEdit:
    edit = field.inputs[0]
    assert isinstance(edit, QLineEdit)
    return edit


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", 12),
        ("１２", 12),
        (" 3 ", 3),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("0", 0),
        ("-1", -1),
    ],
)
def test_a_number_is_kept_as_a_number(ask: Ask, qtbot: QtBot, typed: str, kept: int) -> None:
    field = ask(type="number")
    write(edit_of(field), typed)
    assert field.value() == kept
    assert type(field.value()) is int


@pytest.mark.parametrize(("typed", "kept"), [("0.5", 0.5), ("２．５", 2.5), ("3", 3)])
def test_decimals_are_understood(ask: Ask, qtbot: QtBot, typed: str, kept: float) -> None:
    field = ask(**YEARS)
    write(edit_of(field), typed)
    assert field.value() == kept


@pytest.mark.parametrize("typed", ["三人", "12名", "約10", "-", "1/2"])
def test_what_is_no_number_stays_as_it_was_typed(ask: Ask, qtbot: QtBot, typed: str) -> None:
    field = ask(**PEOPLE)
    write(edit_of(field), typed)
    assert field.value() == typed
    assert edit_of(field).text() == typed


@pytest.mark.parametrize(("typed", "shown"), [("１人", "1"), ("3 人", "3"), ("4", "4")])
def test_the_questions_own_unit_is_understood_and_goes_when_the_field_is_left(
    ask: Ask, qtbot: QtBot, typed: str, shown: str
) -> None:
    field = ask(**PEOPLE)
    write(edit_of(field), typed)
    assert edit_of(field).text() == typed
    values = told(field)
    leave(field)
    assert edit_of(field).text() == shown
    assert field.value() == int(shown)
    assert values == []


def test_another_unit_stays_when_the_field_is_left(ask: Ask, qtbot: QtBot) -> None:
    field = ask(**PEOPLE)
    write(edit_of(field), "3名")
    leave(field)
    assert (edit_of(field).text(), field.value()) == ("3名", "3名")


def test_a_number_beyond_the_bounds_is_taken_and_left_to_the_review(ask: Ask, qtbot: QtBot) -> None:
    field = ask(**PEOPLE)
    write(edit_of(field), "700")
    assert field.value() == 700


def test_up_and_down_count_within_the_bounds(ask: Ask, qtbot: QtBot) -> None:
    field = ask(**PEOPLE)
    values = told(field)
    for _ in range(7):
        qtbot.keyClick(edit_of(field), Qt.Key.Key_Up)
    for _ in range(7):
        qtbot.keyClick(edit_of(field), Qt.Key.Key_Down)
    assert max(values) == 5
    assert values[-1] == 0
    assert all(type(value) is int for value in values)


def test_counting_adds_whole_steps_to_decimals(ask: Ask, qtbot: QtBot) -> None:
    field = ask(**YEARS)
    field.set_value(0.5)
    qtbot.keyClick(edit_of(field), Qt.Key.Key_Up)
    assert field.value() == 1.5


def test_counting_leaves_words_alone(ask: Ask, qtbot: QtBot) -> None:
    """What a person wrote in words is not overwritten by a key pressed by chance."""
    field = ask(**PEOPLE)
    field.set_value("未定")
    qtbot.keyClick(edit_of(field), Qt.Key.Key_Up)
    assert field.value() == "未定"


@pytest.mark.parametrize("value", [0, 7, 0.5, 38.75, 12345678, 0.1, "未定", "１２人"])
def test_a_shown_value_is_given_back(ask: Ask, qtbot: QtBot, value: Any) -> None:
    field = ask(type="number", decimals=2)
    values = told(field)
    field.set_value(value)
    assert field.value() == value
    assert type(field.value()) is type(value)
    assert values == []


def test_the_unit_stands_beside(ask: Ask) -> None:
    field = ask(**PEOPLE)
    assert [label.text() for label in field.findChildren(QLabel)] == ["人"]


def test_the_wheel_over_a_number_changes_nothing(ask: Ask, qtbot: QtBot) -> None:
    field = ask(**PEOPLE)
    field.set_value(3)
    turn(edit_of(field))
    assert field.value() == 3


def test_the_buttons_count_as_the_keys_do(ask: Ask, qtbot: QtBot) -> None:
    field = ask(**PEOPLE)
    more, less = edit_of(field).findChildren(QToolButton)
    for button, wanted in ((more, 1), (more, 2), (less, 1), (less, 0), (less, 0)):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert field.value() == wanted
    assert edit_of(field).hasFocus()
    assert [button.accessibleName() for button in (more, less)] == [
        "設問: １増やす（↑）",
        "設問: １減らす（↓）",
    ]


def test_a_number_that_can_only_be_read_is_not_counted(ask: Ask, qtbot: QtBot) -> None:
    field = ask(**PEOPLE)
    field.set_value(3)
    field.only_show()
    for button in edit_of(field).findChildren(QToolButton):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.value() == 3


def test_a_total_is_as_wide_as_its_parts_and_shows_every_digit(ask: Ask, qtbot: QtBot) -> None:
    part, total = (ask(type="number", maximum=most) for most in (999, 2997))
    least = {edit_of(field).minimumWidth() for field in (part, total)}
    assert len(least) == 1
    edit = edit_of(total)
    edit.setFixedWidth(least.pop())
    qtbot.keyClicks(edit, "12345")
    assert edit.cursorRect().left() - edit.fontMetrics().horizontalAdvance("12345") > 0
