"""Rows by keyboard, in a grid and in a form: added, moved, removed, followed by their ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.review.finding import Place
from app.ui import theme
from app.ui.fields.base import Field
from app.ui.paragraph import Paragraph
from app.ui.slices import Slices
from tests.ui.conftest import ROOT
from tests.ui.fields.conftest import Ask, told
from tests.ui.fields.keys import write

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEVELS = [{"value": "lead", "label": "統括"}, {"value": "helped", "label": "実務"}]
UNIT = {"id": "unit", "type": "short_text", "label": "部署"}
PEOPLE = {"id": "people", "type": "number", "label": "人数", "unit": "人"}
START = {"id": "start", "type": "date", "label": "開始日"}
LEVEL = {"id": "level", "type": "choice", "label": "レベル", "options": LEVELS}
DUTIES = {"id": "duties", "type": "long_text", "label": "業務内容"}
NEEDS = {
    "id": "needs",
    "type": "multiple_choice",
    "label": "要件",
    "options": [{"value": "work", "label": "ア"}, {"value": "exam", "label": "イ"}],
}
EXAMS = {
    "id": "exams",
    "type": "multiple_choice",
    "label": "試験区分",
    "when": 'has(row.needs, "exam")',
    "options": [{"value": "st", "label": "ストラテジスト"}, {"value": "au", "label": "監査"}],
}
MAIN = {"id": "main", "type": "yes_no", "label": "主な業務"}
GRID = {"type": "table", "row_label": "部署", "columns": [UNIT, PEOPLE, START]}
FORM = {
    "type": "table",
    "row_label": "ポスト",
    "columns": [UNIT, PEOPLE, LEVEL, DUTIES, NEEDS, EXAMS, MAIN],
}
BOTH = [GRID, FORM]
ROWS: list[dict[str, Any]] = [
    {"_id": "r1", "unit": "一課", "people": 1},
    {"_id": "r2", "unit": "二課", "people": 2},
    {"_id": "r3", "unit": "三課", "people": 3},
]

Press = Callable[..., None]


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    """Presses a key where the focus is and lets the table act on it."""

    def pressed(key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, key, held)
        QApplication.processEvents()

    return pressed


def cell(field: Field, row: int, column: str) -> QWidget:
    found = field.findChild(QWidget, f"field:part.asked/{row}/{column}")
    assert isinstance(found, QWidget)
    return found


def button(field: Field, name: str) -> QPushButton:
    found = field.findChild(QPushButton, f"button:{name}:part.asked")
    assert isinstance(found, QPushButton)
    return found


def units(field: Field) -> list[Any]:
    return [row.get("unit") for row in field.value() or []]


def ids(field: Field) -> list[Any]:
    return [row["_id"] for row in field.value() or []]


def at(field: Field, row: int) -> None:
    """The focus in the first cell of a row."""
    field.focus_at(Place("part.asked", row=f"r{row}", column="unit"))
    QApplication.processEvents()


def test_a_text_over_its_limit_makes_no_column_wider(ask: Ask) -> None:
    field = ask(**GRID | {"columns": [UNIT | {"limit": 10}, PEOPLE, START]})
    field.set_value([ROWS[0] | {"unit": "あ" * 10}])
    QApplication.processEvents()
    before = field.minimumSizeHint().width(), cell(field, 0, "unit").width()
    field.set_value([ROWS[0] | {"unit": "あ" * 510}])
    QApplication.processEvents()
    said = [w.text() for w in field.findChildren(QLabel) if w.isVisible() and "超過" in w.text()]
    assert said == ["500文字超過"]
    assert (field.minimumSizeHint().width(), cell(field, 0, "unit").width()) == before


def test_a_date_in_a_cell_is_shown_as_it_is_understood(ask: Ask, press: Press) -> None:
    """What was typed may be longer than the cell is wide."""
    field = ask(**GRID)
    field.set_value(ROWS)
    for typed, shown in (("2025/8/31", "R7.8.31"), ("令和７年夏", "令和７年夏")):
        line = cell(field, 0, "start")
        line.setFocus()
        press(Qt.Key.Key_A, CONTROL)
        write(line, typed)
        values = told(field)
        kept = field.value()
        press(Qt.Key.Key_Tab)
        assert line.text() == shown  # type: ignore[attr-defined]
        assert (values, field.value()) == ([], kept)


def menu_at_row(field: Field, row: int) -> QMenu:
    """The menu that a click with the right button opens: on the list, or on a row's number."""
    listed = field.findChild(QListWidget)
    if listed is None:
        target = cell(field, row, "unit").parentWidget()
        assert target is not None
        above = target.parentWidget()
        assert isinstance(above, QWidget)
        place = QPoint(1, target.geometry().center().y())
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, above.mapToGlobal(place))
        QApplication.sendEvent(above, event)
    else:
        place = listed.visualItemRect(listed.item(row)).center()
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.RightButton, pos=place)
        listed.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.parametrize("words", BOTH)
class TestRows:
    def test_shown_rows_are_given_back_and_not_told(self, ask: Ask, words: Any) -> None:
        field = ask(**words)
        values = told(field)
        field.set_value(ROWS)
        assert field.value() == ROWS
        assert values == []

    def test_a_row_is_added_and_filled_by_keys_alone(
        self, ask: Ask, press: Press, words: Any
    ) -> None:
        field = ask(**words)
        press(Qt.Key.Key_Insert, CONTROL)
        focused = QApplication.focusWidget()
        assert focused is not None
        write(focused, "一課")
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        write(focused, "１２")
        (row,) = field.value()
        assert (row["unit"], row["people"]) == ("一課", 12)
        assert row["_id"]

    def test_ctrl_insert_adds_below_the_current_row(
        self, ask: Ask, press: Press, words: Any
    ) -> None:
        field = ask(**words)
        field.set_value(ROWS)
        at(field, 1)
        press(Qt.Key.Key_Insert, CONTROL)
        assert units(field) == ["一課", None, "二課", "三課"]
        assert len(set(ids(field))) == 4

    def test_ctrl_delete_removes_the_current_row(self, ask: Ask, press: Press, words: Any) -> None:
        field = ask(**words)
        field.set_value(ROWS)
        values = told(field)
        at(field, 2)
        press(Qt.Key.Key_Delete, CONTROL)
        assert ids(field) == ["r1", "r3"]
        assert len(values) == 1

    def test_delete_in_a_cell_deletes_letters_and_no_row(
        self, ask: Ask, press: Press, words: Any
    ) -> None:
        field = ask(**words)
        field.set_value(ROWS)
        at(field, 2)
        press(Qt.Key.Key_Home)
        press(Qt.Key.Key_Delete)
        assert units(field) == ["一課", "課", "三課"]

    def test_the_last_row_goes_and_leaves_no_answer(
        self, ask: Ask, press: Press, words: Any
    ) -> None:
        field = ask(**words)
        field.set_value(ROWS[:1])
        at(field, 1)
        press(Qt.Key.Key_Delete, CONTROL)
        assert field.value() is None
        assert button(field, "add-row").hasFocus()

    def test_alt_and_arrows_move_a_row_and_the_focus_along(
        self, ask: Ask, press: Press, words: Any
    ) -> None:
        field = ask(**words)
        field.set_value(ROWS)
        at(field, 1)
        press(Qt.Key.Key_Down, ALT)
        press(Qt.Key.Key_Down, ALT)
        press(Qt.Key.Key_Down, ALT)
        assert ids(field) == ["r2", "r3", "r1"]
        write(cell(field, 2, "unit"), "新")
        assert field.value()[2]["unit"].count("新") == 1
        press(Qt.Key.Key_Up, ALT)
        assert ids(field) == ["r2", "r1", "r3"]

    def test_a_row_is_duplicated_with_an_id_of_its_own(
        self, ask: Ask, press: Press, words: Any
    ) -> None:
        field = ask(**words)
        field.set_value(ROWS)
        at(field, 1)
        press(Qt.Key.Key_D, CONTROL)
        assert units(field) == ["一課", "一課", "二課", "三課"]
        assert len(set(ids(field))) == 4

    def test_the_buttons_do_what_the_keys_do(self, ask: Ask, qtbot: QtBot, words: Any) -> None:
        field = ask(**words)
        field.set_value(ROWS)
        at(field, 1)
        qtbot.mouseClick(button(field, "row-down"), Qt.MouseButton.LeftButton)
        assert ids(field) == ["r2", "r1", "r3"]
        qtbot.mouseClick(button(field, "remove-row"), Qt.MouseButton.LeftButton)
        assert ids(field) == ["r2", "r3"]

    def test_the_menu_beside_the_inputs_does_what_the_buttons_do(
        self, ask: Ask, qtbot: QtBot, words: Any
    ) -> None:
        field = ask(**words)
        field.set_value(ROWS)
        QApplication.processEvents()
        QGuiApplication.clipboard().clear()
        menu = menu_at_row(field, 2)
        acts = {act.text(): act for act in menu.actions() if not act.isSeparator()}
        assert [text for text, act in acts.items() if act.isEnabled()] == [
            f"{words['row_label']}を追加",
            "複製",
            "削除",
            "上へ",
        ]
        acts["上へ"].trigger()
        assert ids(field) == ["r1", "r3", "r2"]
        menu.close()

    def test_the_menu_offers_a_paste_only_while_there_is_something_to_paste(
        self, ask: Ask, words: Any
    ) -> None:
        field = ask(**words)
        field.set_value(ROWS)
        QApplication.processEvents()
        for copied, offered in (("", False), ("一課\t1", True)):
            QGuiApplication.clipboard().setText(copied)
            menu = menu_at_row(field, 0)
            assert menu.actions()[0].isEnabled() is offered
            menu.close()

    def test_buttons_that_can_do_nothing_are_off(self, ask: Ask, words: Any) -> None:
        field = ask(**words)
        names = ("duplicate-row", "remove-row", "row-up", "row-down")
        assert not any(button(field, name).isEnabled() for name in names)
        field.set_value(ROWS)
        at(field, 1)
        assert not button(field, "row-up").isEnabled()
        assert button(field, "row-down").isEnabled()

    def test_cells_keep_their_rows_id_and_unknown_cells_survive(self, ask: Ask, words: Any) -> None:
        """A newer pack's column, read by an older program, is not lost by an edit beside it."""
        field = ask(**words)
        field.set_value([{"_id": "r1", "unit": "一課", "newer": "値"}])
        at(field, 1)
        write(cell(field, 0, "people"), "3")
        assert field.value() == [{"_id": "r1", "unit": "一課", "people": 3, "newer": "値"}]

    def test_rows_of_an_import_get_ids(self, ask: Ask, words: Any) -> None:
        field = ask(**words)
        field.set_value([{"unit": "一課"}, {"unit": "二課"}])
        assert len({*ids(field)}) == 2

    def test_a_finding_leads_to_its_cell_and_letters(self, ask: Ask, words: Any) -> None:
        field = ask(**words)
        field.set_value(ROWS)
        field.focus_at(Place("part.asked", row="r3", column="unit", start=1, end=2))
        focused: Any = QApplication.focusWidget()
        selected = (
            focused.selectedText()
            if hasattr(focused, "selectedText")
            else focused.textCursor().selectedText()
        )
        assert (focused.objectName(), selected) == ("field:part.asked/2/unit", "課")

    def test_only_the_cell_at_fault_is_outlined(self, ask: Ask, words: Any) -> None:
        field = ask(**words)
        field.set_value(ROWS)
        at(field, 2)
        field.show_faults([Place("part.asked", row="r2", column="people")])
        assert cell(field, 1, "people").property("invalid") is True
        assert not cell(field, 1, "unit").property("invalid")
        field.show_faults([])
        assert not cell(field, 1, "people").property("invalid")

    def test_too_many_rows_are_told_and_kept(self, ask: Ask, words: Any) -> None:
        field = ask(**{**words, "max_rows": 2})
        field.set_value(ROWS)
        assert len(field.value()) == 3
        counts = [label for label in field.findChildren(QLabel) if "上限 2行" in label.text()]
        assert [label.property("role") for label in counts] == ["warning"]


class TestGrid:
    def test_enter_goes_down_and_begins_a_row_after_the_last(self, ask: Ask, press: Press) -> None:
        field = ask(**GRID)
        field.set_value(ROWS[:2])
        field.focus_at(Place("part.asked", row="r1", column="people"))
        press(Qt.Key.Key_Return)
        assert cell(field, 1, "people").hasFocus()
        press(Qt.Key.Key_Return)
        assert units(field) == ["一課", "二課", None]

    def test_enter_on_an_empty_last_row_begins_no_further(self, ask: Ask, press: Press) -> None:
        field = ask(**GRID)
        press(Qt.Key.Key_Insert, CONTROL)
        press(Qt.Key.Key_Return)
        assert len(field.value()) == 1

    def test_enter_does_not_move_while_the_input_method_composes(
        self, ask: Ask, press: Press
    ) -> None:
        from tests.ui.fields.keys import compose

        field = ask(**GRID)
        field.set_value(ROWS[:2])
        at(field, 1)
        compose(cell(field, 0, "unit"), "か")
        press(Qt.Key.Key_Return)
        assert len(field.value()) == 2
        assert cell(field, 0, "unit").hasFocus()

    def test_every_cell_says_its_row_and_column(self, ask: Ask) -> None:
        field = ask(**GRID)
        field.set_value(ROWS)
        assert cell(field, 1, "people").accessibleName() == "部署 2行目 人数"

    def test_typing_in_a_cell_is_told_for_its_row(self, ask: Ask) -> None:
        field = ask(**GRID)
        field.set_value(ROWS)
        values = told(field)
        write(cell(field, 2, "start"), "R7.5.1")
        assert values[-1][2]["start"] == "2025-05-01"
        assert values[-1][0] == ROWS[0]

    def test_a_conditional_column_stands_empty_where_it_does_not_apply(
        self, ask: Ask, qtbot: QtBot
    ) -> None:
        field = ask(type="table", row_label="行", columns=[UNIT, NEEDS, EXAMS])
        rows = [{"_id": "r1", "needs": ["exam"], "exams": ["st"]}, {"_id": "r2", "exams": ["au"]}]
        field.set_value(rows)
        assert cell(field, 0, "exams=st").isVisible()
        assert not cell(field, 1, "exams=st").isVisible()
        qtbot.keyClick(cell(field, 1, "needs=exam"), Qt.Key.Key_Space)
        assert cell(field, 1, "exams=au").isVisible()
        assert field.value()[1]["exams"] == ["au"]


class TestForm:
    @pytest.mark.parametrize("scale", [1.0, 2.0])
    def test_each_label_is_level_with_the_first_line_beside_it(
        self, ask: Ask, qapp: QApplication, scale: float
    ) -> None:
        theme.apply(qapp, ROOT / "resources", theme.Scheme.LIGHT, scale)
        field = ask(**FORM)
        field.set_value([{"_id": "r1", "unit": "部署", "people": 1, "duties": "業務内容"}])
        field.window().resize(1200, 3000)
        settle(field)
        labels = {label.text(): label for label in field.findChildren(QLabel)}
        lines = {column: cell(field, 0, column) for column in ("unit", "people", "duties")}
        for edit, label in zip(lines.values(), ("部署", "人数", "業務内容"), strict=True):
            beside = edit.viewport() if isinstance(edit, QTextEdit) else edit
            assert abs(ink(labels[label]) - ink(beside, 4)) <= scale, label
        for value, label in (("level=lead", "レベル"), ("needs=work", "要件")):
            choice = cell(field, 0, value)
            middle = choice.mapTo(field.window(), choice.rect().center()).y()
            assert abs(ink(labels[label]) - middle) <= scale, label

    def test_what_letters_stand_for_can_be_read(self, ask: Ask) -> None:
        options = [{"value": "work", "label": "ア", "help": "実務経験がある。"}]
        letters = {**NEEDS, "options": options}

        def read(*columns: Any) -> list[str]:
            field = ask(**{**FORM, "columns": list(columns)})
            field.set_value([{"_id": "r1", "unit": "一課"}])
            settle(field)
            return [p.plain for p in field.findChildren(Paragraph) if p.isVisible()]

        assert "ア：実務経験がある。" in read(*FORM["columns"], letters | {"id": "more"})
        assert "ア：実務経験がある。" not in read(UNIT, letters), "a cell of a grid is narrow"

    def test_the_list_shows_all_rows_and_chooses_one(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(**FORM)
        field.set_value(ROWS)
        rows = field.findChild(QListWidget)
        assert isinstance(rows, QListWidget)
        assert [rows.item(n).text().split()[-1] for n in range(3)] == [
            "一課／1",
            "二課／2",
            "三課／3",
        ]
        rows.setFocus()
        qtbot.keyClick(rows, Qt.Key.Key_Down)
        qtbot.keyClick(cell(field, 1, "people"), Qt.Key.Key_End)
        write(cell(field, 1, "people"), "9")
        assert field.value()[1]["people"] == 29

    def test_a_conditional_column_folds_and_keeps_its_answer(self, ask: Ask, qtbot: QtBot) -> None:
        field = ask(**FORM)
        field.set_value([{"_id": "r1", "needs": ["exam"], "exams": ["st"]}])
        at(field, 1)
        exams = cell(field, 0, "exams=st")
        assert exams.isVisible()
        qtbot.keyClick(cell(field, 0, "needs=exam"), Qt.Key.Key_Space)
        assert not exams.isVisible()
        assert field.value()[0]["exams"] == ["st"]
        qtbot.keyClick(cell(field, 0, "needs=exam"), Qt.Key.Key_Space)
        assert exams.isVisible()

    def test_each_row_folds_for_itself(self, ask: Ask) -> None:
        field = ask(**FORM)
        field.set_value([{"_id": "r1", "needs": ["exam"]}, {"_id": "r2", "needs": ["work"]}])
        at(field, 1)
        assert cell(field, 0, "exams=st").isVisible()
        at(field, 2)
        assert not cell(field, 1, "exams=st").isVisible()

    def test_every_input_says_its_row_and_column(self, ask: Ask) -> None:
        field = ask(**FORM)
        field.set_value(ROWS)
        at(field, 2)
        names = [widget.accessibleName() for widget in cells_of(field)]
        assert all("2行目" in name for name in names), names
        assert len(set(names)) == len(names)


def cells_of(field: Field) -> list[QWidget]:
    """The inputs of the row shown."""
    return [
        widget
        for widget in field.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.objectName().startswith("field:part.asked/")
        and widget.accessibleName()
    ]


ACTS = ["add_row", "duplicate_row", "remove_row", "up", "down", "type", "choose"]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    words=st.sampled_from(BOTH), acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9)))
)
def test_whatever_is_done_to_rows_ids_stay_unique_and_the_screen_shows_the_value(
    ask: Ask, words: Any, acts: list[tuple[str, int]]
) -> None:
    field: Any = ask(**words)
    for act, number in acts:
        rows = field.value() or []
        if act in ("up", "down"):
            field.move_row(1 if act == "down" else -1)
        elif act == "choose":
            field.view.focus_row(number)
        elif act == "type":
            if rows:
                write(cell(field, max(0, field.current), "unit"), str(number))
        else:
            getattr(field, act)()
        # As the event loop does between two acts of a person.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
    rows = field.value() or []
    assert len({row["_id"] for row in rows}) == len(rows)
    for number, row in enumerate(rows):
        field.view.focus_row(number)
        shown: Any = cell(field, number, "unit")
        text = shown.text if isinstance(shown.text, str) else shown.text()
        assert text == (row.get("unit") or "")


def ink(widget: QWidget, edge: int = 0) -> float:
    """At which height of the window the letters in a widget, less its edge, have their middle."""
    window = widget.window()
    inside = widget.rect().adjusted(edge, edge, -edge, -edge)
    place = QRect(widget.mapTo(window, inside.topLeft()), inside.size())
    shown = window.grab(place).toImage()
    rows = [
        y
        for y in range(shown.height())
        if any(shown.pixelColor(x, y).value() < 128 for x in range(shown.width()))
    ]
    return place.top() + (rows[0] + rows[-1]) / 2


def settle(field: Field) -> None:
    while any(slices.busy for slices in field.findChildren(Slices)):
        QApplication.processEvents()
    for _turn in range(5):
        QApplication.processEvents()


def test_the_number_of_a_row_is_level_with_its_first_line(ask: Ask) -> None:
    long = "県と市町村が共同で進める人材の確保と育成に関する業務の全体の調整" * 3
    field = ask(**GRID)
    field.set_value([{"_id": "r1", "unit": long, "people": 1}])
    for _turn in range(3):
        QApplication.processEvents()
    people, unit = cell(field, 0, "people"), cell(field, 0, "unit")
    assert unit.height() > 1.5 * people.height()  # the text takes several lines
    (number,) = [label for label in field.findChildren(QLabel) if label.text() == "1"]
    middles = [w.mapTo(field, w.rect().center()).y() for w in (number, people)]
    assert abs(middles[0] - middles[1]) <= 2


class TestKeysInTheList:
    """The keys that the hint below names, with the focus in the list of rows."""

    @pytest.fixture
    def field(self, ask: Ask) -> Field:
        field = ask(**FORM)
        field.set_value(ROWS)
        listed = field.findChild(QListWidget)
        assert isinstance(listed, QListWidget)
        listed.setCurrentRow(1)
        listed.setFocus()
        return field

    @pytest.mark.parametrize(
        ("key", "held", "after"),
        [
            (Qt.Key.Key_Insert, CONTROL, ["一課", "二課", None, "三課"]),
            (Qt.Key.Key_Delete, CONTROL, ["一課", "三課"]),
            (Qt.Key.Key_D, CONTROL, ["一課", "二課", "二課", "三課"]),
            (Qt.Key.Key_Up, ALT, ["二課", "一課", "三課"]),
            (Qt.Key.Key_Down, ALT, ["一課", "三課", "二課"]),
        ],
    )
    def test_act_on_the_chosen_row(
        self, field: Field, press: Press, key: Qt.Key, held: Any, after: list[Any]
    ) -> None:
        press(key, held)
        assert units(field) == after

    def test_plain_arrows_choose_as_ever(self, field: Field, press: Press) -> None:
        press(Qt.Key.Key_Down)
        listed = field.findChild(QListWidget)
        assert isinstance(listed, QListWidget)
        assert (listed.currentRow(), units(field)) == (2, ["一課", "二課", "三課"])
