"""Choices: cards as a whole, arrow keys, taken back; long lists searched by reading or code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.review.finding import Place
from app.ui.fields import texts
from app.ui.fields.base import Field, FieldContext
from app.ui.fields.card import Card
from app.ui.paragraph import Paragraph
from tests.ui.fields.conftest import QUESTION, Ask, Window, leave, told
from tests.ui.fields.keys import write
from tests.ui.fields.wheel import turn

LEFT = Qt.MouseButton.LeftButton
OPTIONS = [
    {"value": "a", "label": "未着手", "help": "これから始める。"},
    {"value": "b", "label": "検討中", "help": "検討している。"},
    {"value": "c", "label": "構築済", "help": "運用している。"},
]
CHOICE = {"type": "choice", "options": OPTIONS}
YES_NO = {"type": "yes_no", "yes": "予定している", "no": "予定していない"}
SEVERAL = {"type": "multiple_choice", "options": OPTIONS}
PREFECTURE = {"type": "choice", "source": "prefectures"}


def button(field: Field, value: str) -> QAbstractButton:
    found = field.findChild(QAbstractButton, f"field:part.asked={value}")
    assert isinstance(found, QAbstractButton)
    return found


def card(field: Field, value: str) -> QFrame:
    found = button(field, value).parent()
    assert isinstance(found, QFrame)
    return found


class TestCards:
    def test_the_whole_card_chooses(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(**CHOICE)
        values = told(field)
        explanation = card(field, "b").findChild(QLabel)
        assert isinstance(explanation, QLabel)
        qtbot.mouseClick(explanation, LEFT)
        assert values == ["b"]
        qtbot.mouseClick(card(field, "c"), LEFT, pos=card(field, "c").rect().bottomRight() / 2)
        assert values == ["b", "c"]

    def test_arrow_keys_choose_and_space_too(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(**CHOICE)
        values = told(field)
        qtbot.keyClick(button(field, "a"), Qt.Key.Key_Space)
        qtbot.keyClick(button(field, "a"), Qt.Key.Key_Down)
        assert values == ["a", "b"]
        assert button(field, "b").hasFocus()
        qtbot.keyClick(button(field, "b"), Qt.Key.Key_Up)
        assert field.value() == "a"

    def test_the_explanation_is_read_to_those_who_listen(self, ask: Ask) -> None:
        assert button(ask(**CHOICE), "a").accessibleDescription() == "これから始める。"

    def test_a_choice_can_be_taken_back(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(**CHOICE)
        field.set_value("a")
        values = told(field)
        (back,) = (b for b in field.findChildren(QPushButton) if b.text() == texts.UNCHOOSE)
        qtbot.mouseClick(back, LEFT)
        assert values == [None]
        assert not back.isVisible()

    @pytest.mark.parametrize("width", [260, 340, 900])
    @pytest.mark.parametrize("words", [CHOICE, YES_NO], ids=["cards", "beside"])
    def test_what_follows_stays_where_it_is_with_the_first_choice(
        self, ask: Ask, words: dict[str, Any], width: int
    ) -> None:
        """A click aimed at what follows must not land on the button that takes back."""
        field = ask(**words)
        window = field.window()
        window.resize(width, 700)
        QApplication.processEvents()
        elsewhere = window.elsewhere  # type: ignore[attr-defined]
        before = elsewhere.y(), [c.geometry() for c in field.findChildren(Card)]
        QTest.mouseClick(field.inputs[0], LEFT)
        for _ in range(5):  # a layout in a layout is seen to after the one around it
            QApplication.processEvents()
        assert field.value() is not None
        (back,) = (b for b in field.findChildren(QPushButton) if b.text() == texts.UNCHOOSE)
        assert back.isVisible()
        assert (elsewhere.y(), [c.geometry() for c in field.findChildren(Card)]) == before

    def test_no_place_is_kept_where_nothing_can_be_taken_back(
        self, qtbot: QtBot, context: FieldContext
    ) -> None:
        question = QUESTION.validate_python({"id": "part.asked", "label": "設問", **CHOICE})
        heights = []
        for only_reading in (False, True):
            window = Window(question, replace(context, only_reading=only_reading))
            qtbot.addWidget(window)
            window.field.set_value("a")
            window.show()
            (back,) = (
                b for b in window.field.findChildren(QPushButton) if b.text() == texts.UNCHOOSE
            )
            assert back.isVisible() is not only_reading
            heights.append(window.field.sizeHint().height())
        assert heights[1] < heights[0]

    def test_the_chosen_card_is_marked(self, ask: Ask) -> None:
        field = ask(**CHOICE)
        field.set_value("b")
        assert [card(field, v).property("chosen") is True for v in "abc"] == [False, True, False]

    @pytest.mark.parametrize("value", ["a", None, "unknown"])
    def test_a_shown_value_is_given_back(self, ask: Ask, qtbot: QtBot, value: Any) -> None:
        field = ask(**CHOICE)
        values = told(field)
        field.set_value("c")
        field.set_value(value)
        assert field.value() == value
        assert values == []

    def test_yes_and_no_in_the_questions_own_words(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(**YES_NO)
        values = told(field)
        qtbot.keyClick(button(field, "no"), Qt.Key.Key_Space)
        qtbot.mouseClick(card(field, "yes"), LEFT)
        assert values == [False, True]
        assert button(field, "yes").text() == "予定している"


class TestSeveral:
    def test_are_kept_in_the_order_in_which_they_are_offered(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(**SEVERAL)
        values = told(field)
        qtbot.mouseClick(card(field, "c"), LEFT)
        qtbot.keyClick(button(field, "a"), Qt.Key.Key_Space)
        qtbot.mouseClick(card(field, "c"), LEFT)
        qtbot.mouseClick(card(field, "a"), LEFT)
        assert values == [["c"], ["a", "c"], ["a"], None]

    def test_an_unknown_value_stays_until_the_review_is_heeded(
        self, ask: Ask, qtbot: QtBot
    ) -> None:
        field = ask(**SEVERAL)
        field.set_value(["b", "9"])
        qtbot.mouseClick(card(field, "a"), LEFT)
        assert field.value() == ["a", "b", "9"]

    def test_an_unknown_value_is_seen_and_taken_back(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(**SEVERAL)
        values = told(field)
        field.set_value(["b", "9"])
        odd = button(field, "9")
        assert odd.isVisible()
        assert odd.text() == "選択肢にない回答「9」"
        qtbot.keyClick(odd, Qt.Key.Key_Space)
        assert values == [["b"]]
        assert odd.isVisible(), "it can be chosen again"
        qtbot.mouseClick(card(field, "9"), LEFT)
        assert values == [["b"], ["b", "9"]]
        field.set_value(["b"])
        assert not odd.isVisible()
        assert field.value() == ["b"]

    def test_what_letters_stand_for_can_be_read(self, ask: Ask) -> None:
        letters = [
            {"value": "a", "label": "ア", "help": "実務経験がある。"},
            {"value": "b", "label": "イ", "help": "試験に合格している。"},
            {"value": "c", "label": "ウ"},
        ]
        field = ask(type="multiple_choice", options=letters)
        (meaning,) = [p for p in field.findChildren(Paragraph) if p.isVisible()]
        assert meaning.plain == "ア：実務経験がある。\nイ：試験に合格している。"
        assert meaning.y() > button(field, "a").mapTo(field, QPoint()).y()
        assert button(field, "b").accessibleDescription() == "試験に合格している。"
        bare = ask(type="multiple_choice", options=[{"value": "a", "label": "ア"}])
        assert not bare.findChildren(Paragraph)

    def test_a_statement_is_confirmed_and_taken_back(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(type="acknowledgement", statement="確認しました。")
        values = told(field)
        qtbot.keyClick(field.inputs[0], Qt.Key.Key_Space)
        qtbot.keyClick(field.inputs[0], Qt.Key.Key_Space)
        assert values == [True, None]


class TestPrefecture:
    @pytest.mark.parametrize(
        "typed",
        [
            "長野県",
            "長野",
            "ながの",
            "ながのけん",
            "ナガノ",
            "nagano",
            "NAGANO",
            "20",
            "２０",
            "ｎａｇａｎｏ",
        ],
    )
    def test_is_found_by_name_kana_romaji_and_code(
        self, ask: Ask, qtbot: QtBot, typed: str
    ) -> None:
        field = ask(**PREFECTURE)
        write(field.inputs[0], typed)
        leave(field)
        assert field.value() == "20"

    @pytest.mark.parametrize(
        ("typed", "code"),
        [("京都", "26"), ("東京", "13"), ("きょうと", "26"), ("ooita", "44"), ("sizuoka", "22")],
    )
    def test_the_beginning_counts_more_than_the_middle(
        self, ask: Ask, qtbot: QtBot, typed: str, code: str
    ) -> None:
        field = ask(**PREFECTURE)
        write(field.inputs[0], typed)
        leave(field)
        assert field.value() == code

    def test_what_holds_the_focus_says_what_it_asks(self, ask: Ask) -> None:
        field = ask(**PREFECTURE)
        field.set_value("20")
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName() == "設問"
        assert focused.accessibleDescription()

    def test_is_chosen_from_the_list_that_typing_narrows(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(**PREFECTURE)
        edit = field.inputs[0]
        assert isinstance(edit, QLineEdit)
        write(edit, "なが")
        completer = edit.completer()
        popup = completer.popup()
        assert popup is not None
        qtbot.waitUntil(popup.isVisible)
        names = [
            completer.completionModel().index(n, 0).data()
            for n in range(completer.completionCount())
        ]
        assert names == ["長野県", "長崎県"], "and not 神奈川県"
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
        assert edit.text() == names[0]
        assert field.value() not in (None, "なが")

    @pytest.mark.parametrize("typed", ["ろしま", "oshima", "島県"])
    def test_is_found_by_the_middle_of_its_name_too(self, ask: Ask, typed: str) -> None:
        edit = ask(**PREFECTURE).inputs[0]
        assert isinstance(edit, QLineEdit)
        write(edit, typed)
        model = edit.completer().completionModel()
        assert "広島県" in [model.index(n, 0).data() for n in range(model.rowCount())]

    def test_what_means_none_or_several_stays_as_typed(self, ask: Ask, qtbot: QtBot) -> None:
        for typed in ("架空県", "山", "や"):
            field = ask(**PREFECTURE)
            write(field.inputs[0], typed)
            leave(field)
            assert field.value() == typed

    def test_tells_that_it_was_left_once_it_is_settled(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(**PREFECTURE)
        left: list[Any] = []
        field.editing_finished.connect(lambda: left.append(field.value()))
        write(field.inputs[0], "ながの")
        assert left == []  # the options have dropped down, and the focus is still here
        leave(field)
        assert left == ["20"]

    @pytest.mark.parametrize("value", ["20", None, "99", "架空県"])
    def test_a_shown_value_is_given_back(self, ask: Ask, qtbot: QtBot, value: Any) -> None:
        field = ask(**PREFECTURE)
        values = told(field)
        field.set_value("01")
        field.set_value(value)
        assert field.value() == value
        assert values == []

    @pytest.mark.parametrize("focused", [True, False])
    def test_the_wheel_scrolls_the_page_and_not_the_answer(
        self, ask: Ask, qtbot: QtBot, focused: bool
    ) -> None:
        field = ask(**PREFECTURE)
        field.set_value("20")
        if not focused:
            leave(field)
        combo = field.findChild(QComboBox)
        assert isinstance(combo, QComboBox)
        assert not turn(combo)
        assert field.value() == "20"


@pytest.mark.parametrize("words", [CHOICE, SEVERAL, PREFECTURE])
def test_what_is_wrong_is_outlined_by_its_border(ask: Ask, words: dict[str, Any]) -> None:
    field = ask(**words)
    place = Place("part.asked")
    for places in ([place], []):
        field.show_faults(places)
        outlined = [w for w in field.findChildren(QWidget) if w.property("invalid") is True]
        assert bool(outlined) == bool(places)
        assert all(isinstance(widget, QFrame | QComboBox) for widget in outlined)
