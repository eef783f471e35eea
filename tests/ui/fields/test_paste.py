"""A paste from a spreadsheet: shown first, each column put where it belongs, one change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from app.review.finding import Place
from app.ui.fields.base import Field
from app.ui.fields.paste import PasteDialog, cells_of
from tests.ui.fields.conftest import Ask, told
from tests.ui.fields.wheel import turn

CONTROL = Qt.KeyboardModifier.ControlModifier
STEPS = [{"value": "1", "label": "第１"}, {"value": "2", "label": "第２"}]
TABLE = {
    "type": "table",
    "row_label": "取組",
    "columns": [
        {"id": "activity", "type": "short_text", "label": "取組"},
        {"id": "step", "type": "choice", "label": "ステップ", "options": STEPS},
        {"id": "start", "type": "date", "label": "開始日"},
        {"id": "people", "type": "number", "label": "人数"},
        {"id": "main", "type": "yes_no", "label": "主", "yes": "はい", "no": "いいえ"},
    ],
}
PLAIN = "ヒアリング\t第１\t2025/5/1\t１２\tはい\r\n募集\t第２\tR7.10.1\t未定\tいいえ\r\n"

Act = Callable[[PasteDialog], None]
Paste = Callable[[Field, str, Act], None]


@pytest.fixture
def paste(qtbot: QtBot) -> Iterator[Paste]:
    """Ctrl+V in the table with this on the clipboard; a person then acts on the dialog."""
    faults: list[BaseException] = []

    def pasted(field: Field, text: str, act: Act) -> None:
        QGuiApplication.clipboard().setText(text)

        acted: list[bool] = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, PasteDialog):
                QTimer.singleShot(10, answer)
                return
            acted.append(True)
            try:
                act(dialog)
            except BaseException as fault:
                faults.append(fault)
                dialog.reject()

        QTimer.singleShot(0, answer)
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, Qt.Key.Key_V, CONTROL)
        qtbot.waitUntil(lambda: bool(acted) and QApplication.activeModalWidget() is None)

    yield pasted
    assert not faults, faults


def accept(dialog: PasteDialog) -> None:
    button = dialog.findChild(QPushButton, "button:accept")
    assert isinstance(button, QPushButton)
    button.click()


def rows_of(field: Field) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k != "_id"} for row in field.value() or []]


def test_cells_become_rows_as_their_columns_keep_them(ask: Ask, paste: Paste) -> None:
    field = ask(**TABLE)
    values = told(field)
    paste(field, PLAIN, accept)
    assert rows_of(field) == [
        {"activity": "ヒアリング", "step": "1", "start": "2025-05-01", "people": 12, "main": True},
        {"activity": "募集", "step": "2", "start": "2025-10-01", "people": "未定", "main": False},
    ]
    assert len(values) == 1


WIDE = TABLE | {"columns": [*TABLE["columns"], {"id": "end", "type": "date", "label": "終了日"}]}


@pytest.mark.parametrize("words", [TABLE, WIDE], ids=["grid", "form"])
@pytest.mark.parametrize("before", [0, 6])
def test_the_first_pasted_row_has_the_focus_and_is_done(
    ask: Ask, paste: Paste, qtbot: QtBot, words: dict[str, Any], before: int
) -> None:
    """Its buttons can be used, and what is wrong in it is told without going elsewhere."""
    field = ask(**words)
    field.set_value([{"_id": f"r{n}", "activity": "前"} for n in range(before)])
    done: list[Any] = []
    field.editing_finished.connect(lambda: done.append(rows_of(field)[-2:]))
    paste(field, PLAIN, accept)
    qtbot.waitUntil(lambda: bool(done))
    focused = field.window().focusWidget()  # the window is not active again without a desktop
    assert focused is not None
    assert focused.objectName() == f"field:part.asked/{before}/activity"
    assert done == [rows_of(field)[-2:]]
    assert len(rows_of(field)) == before + 2
    for name in ("duplicate-row", "remove-row", "row-down"):
        button = field.findChild(QPushButton, f"button:{name}:part.asked")
        assert isinstance(button, QPushButton)
        assert button.isEnabled()


def test_a_pasted_number_may_have_its_columns_unit(ask: Ask, paste: Paste) -> None:
    people = {"id": "people", "type": "number", "label": "人数", "unit": "人"}
    field = ask(**TABLE | {"columns": [TABLE["columns"][0], people]})
    paste(field, "募集\t１，２００人\n選考\t2名\n", accept)
    assert [row["people"] for row in rows_of(field)] == [1200, "2名"]


def test_a_range_is_pasted_from_the_list_of_rows(ask: Ask, paste: Paste, qtbot: QtBot) -> None:
    field = ask(**WIDE)
    field.set_value([{"_id": "r1", "activity": "前"}])
    listed = field.findChild(QListWidget)
    assert isinstance(listed, QListWidget)
    listed.setFocus()
    paste(field, PLAIN, accept)
    qtbot.waitUntil(lambda: len(rows_of(field)) == 3)


def test_a_header_line_says_which_column_goes_where(ask: Ask, paste: Paste) -> None:
    field = ask(**TABLE)
    paste(field, "備考\t開始日\t取組\n済\t2025/5/1\t募集\n", accept)
    assert rows_of(field) == [{"activity": "募集", "start": "2025-05-01"}]


def test_a_person_puts_a_column_elsewhere_or_leaves_it_out(ask: Ask, paste: Paste) -> None:
    field = ask(**TABLE)

    def act(dialog: PasteDialog) -> None:
        dialog.targets[0].setCurrentIndex(0)
        dialog.targets[1].setCurrentIndex(dialog.targets[1].findData("activity"))
        accept(dialog)

    paste(field, "1\t募集\n", act)
    assert rows_of(field) == [{"activity": "募集"}]


@pytest.mark.parametrize(("mode", "count"), [(0, 2), (1, 1)])
def test_rows_are_added_or_take_the_place_of_all(
    ask: Ask, paste: Paste, mode: int, count: int
) -> None:
    field = ask(**TABLE)
    field.set_value([{"_id": "r1", "activity": "前"}])
    field.focus_at()

    def act(dialog: PasteDialog) -> None:
        dialog.mode.setCurrentIndex(mode)
        accept(dialog)

    paste(field, "募集\t第１\n", act)
    assert len(rows_of(field)) == count
    assert rows_of(field)[-1] == {"activity": "募集", "step": "1"}


def test_the_wheel_puts_no_column_elsewhere(ask: Ask, paste: Paste) -> None:
    def act(dialog: PasteDialog) -> None:
        before = [target.currentIndex() for target in dialog.targets]
        assert not any(map(turn, dialog.targets))
        assert [target.currentIndex() for target in dialog.targets] == before
        dialog.reject()

    paste(ask(**TABLE), PLAIN, act)


def test_a_paste_called_off_changes_nothing(ask: Ask, paste: Paste) -> None:
    field = ask(**TABLE)
    values = told(field)
    paste(field, PLAIN, lambda dialog: dialog.reject())
    assert (field.value(), values) == (None, [])


def test_words_without_columns_are_pasted_into_the_cell(ask: Ask, qtbot: QtBot) -> None:
    field = ask(**TABLE)
    field.set_value([{"_id": "r1"}])
    field.focus_at()
    QGuiApplication.clipboard().setText("募集要項の作成")
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, Qt.Key.Key_V, CONTROL)
    assert rows_of(field) == [{"activity": "募集要項の作成"}]


def test_a_single_copied_cell_leaves_its_line_end_behind(ask: Ask, qtbot: QtBot) -> None:
    field = ask(**TABLE)
    field.set_value([{"_id": "r1", "activity": "市町村への"}])
    field.focus_at(Place("part.asked", row="r1", column="activity", start=5, end=5))
    QGuiApplication.clipboard().setText("ヒアリング\r\n")
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, Qt.Key.Key_V, CONTROL)
    assert rows_of(field) == [{"activity": "市町村へのヒアリング"}]


def test_a_copied_column_becomes_rows(ask: Ask, paste: Paste) -> None:
    field = ask(**TABLE)
    field.set_value([{"_id": "r1"}])
    field.focus_at()
    paste(field, "募集\r\n選考\r\n採用\r\n", accept)
    assert [row.get("activity") for row in rows_of(field)] == ["募集", "選考", "採用"]


@pytest.mark.parametrize("words", [TABLE, WIDE], ids=["grid", "form"])
def test_rows_that_were_still_blank_give_way_to_what_is_pasted(
    ask: Ask, paste: Paste, qtbot: QtBot, words: dict[str, Any]
) -> None:
    """In one change: a step of undo brings the rows back as they were."""
    field = ask(**words)
    rows = [{"_id": "r1", "activity": "前"}, {"_id": "r2"}, {"_id": "r3", "people": 0}]
    field.set_value([*rows, {"_id": "r4", "activity": ""}])
    field.focus_at(Place("part.asked", row="r4", column="activity"))
    values = told(field)
    paste(field, PLAIN, accept)
    qtbot.waitUntil(lambda: bool(values))
    assert [row.get("activity") for row in rows_of(field)] == ["前", None, "ヒアリング", "募集"]
    assert len(values) == 1
    focused = field.window().focusWidget()
    assert focused is not None
    assert focused.objectName() == "field:part.asked/2/activity"


def test_paragraphs_are_pasted_into_a_cell_for_long_text(ask: Ask, qtbot: QtBot) -> None:
    field = ask(
        type="table",
        columns=[{"id": "duties", "type": "long_text", "label": "業務内容"}],
    )
    field.set_value([{"_id": "r1"}])
    field.focus_at()
    QGuiApplication.clipboard().setText("一段落目\n二段落目")
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, Qt.Key.Key_V, CONTROL)
    assert rows_of(field) == [{"duties": "一段落目\n二段落目"}]


def test_line_breaks_inside_a_cell_stay_inside() -> None:
    assert cells_of('一\t"二行\nある ""セル"""\r\n') == [["一", '二行\nある "セル"']]


@given(st.text())
def test_any_clipboard_can_be_looked_at(text: str) -> None:
    for line in cells_of(text):
        assert any(cell.strip() for cell in line)


def test_the_preview_says_how_many_rows_come(ask: Ask, qtbot: QtBot) -> None:
    field: Any = ask(**TABLE)
    dialog = PasteDialog(field.table, "開始日\t取組\n2025/5/1\t募集\n2025/6/1\t選考\n", field)
    qtbot.addWidget(dialog)
    assert "次の2行" in dialog.words.plain
    dialog.header.setChecked(False)
    assert "次の3行" in dialog.words.plain
