"""Supplements: added by dialog or by drop, counted against the mail's limit, taken off again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.fields.base import Field, FieldContext
from tests.ui.conftest import Answers
from tests.ui.fields.conftest import Ask, told

LEFT = Qt.MouseButton.LeftButton


def file(folder: Path, name: str, size: int = 100) -> Path:
    path = folder / name
    path.write_bytes(name.encode() + b"x" * size)
    return path


def drop(field: Field, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    middle = field.rect().center()
    words = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, QDragEnterEvent(QPoint(middle), *words))
    QApplication.sendEvent(field, QDropEvent(QPointF(middle), *words))
    QTest.qWait(1)


def button(field: Field, name: str) -> QPushButton:
    found = field.findChild(QPushButton, f"button:{name}:part.asked")
    assert isinstance(found, QPushButton)
    return found


def names(field: Field) -> list[Any]:
    return [entry["name"] for entry in field.value() or []]


def said(field: Field) -> str:
    return "\n".join(label.text() for label in field.findChildren(QLabel))


def test_a_file_is_chosen_and_copied(
    ask: Ask, qtbot: QtBot, person: Answers, tmp_path: Path
) -> None:
    field = ask(type="files")
    values = told(field)
    person.file = file(tmp_path, "要綱.pdf")
    qtbot.mouseClick(button(field, "add-file"), LEFT)
    (entry,) = field.value()
    person.file.unlink()
    assert entry["name"] == "要綱.pdf"
    assert field.context.supplements.read(entry).startswith("要綱.pdf".encode())
    assert len(values) == 1


def test_a_few_files_stand_there_without_scrolling(ask: Ask) -> None:
    field = ask(type="files")
    listed = field.findChild(QListWidget)
    assert listed is not None
    for count in (2, 3, 8):
        field.set_value([{"name": f"資料{n}.pdf", "size": 10} for n in range(count)])
        QApplication.processEvents()
        assert listed.verticalScrollBar().maximum() == 0


def test_files_copied_in_a_file_manager_are_pasted(ask: Ask, qtbot: QtBot, tmp_path: Path) -> None:
    field = ask(type="files")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file(tmp_path, name))) for name in ("い.pdf", "ろ.pdf")])
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(field.inputs[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert names(field) == ["い.pdf", "ろ.pdf"]


def test_the_field_shows_that_it_takes_what_is_dragged_over_it(ask: Ask, tmp_path: Path) -> None:
    field = ask(type="files")
    (listed,) = field.inputs
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file(tmp_path, "い.pdf")))])
    words = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    for end in (QDragLeaveEvent(), QDropEvent(QPointF(5, 5), *words)):
        QApplication.sendEvent(field, QDragEnterEvent(QPoint(5, 5), *words))
        assert listed.property("dropping")
        QApplication.sendEvent(field, end)
        assert not listed.property("dropping")
    QTest.qWait(1)


def test_a_choice_called_off_changes_nothing(ask: Ask, qtbot: QtBot) -> None:
    field = ask(type="files")
    values = told(field)
    qtbot.mouseClick(button(field, "add-file"), LEFT)
    assert (field.value(), values) == (None, [])


def test_files_are_dropped_several_at_once(ask: Ask, tmp_path: Path) -> None:
    field = ask(type="files")
    values = told(field)
    drop(field, file(tmp_path, "一.pdf"), file(tmp_path, "二.xlsx"))
    assert names(field) == ["一.pdf", "二.xlsx"]
    assert len(values) == 1


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_taken(
    ask: Ask, person: Answers, tmp_path: Path
) -> None:
    field = ask(type="files")
    drop(field, tmp_path / "無い.pdf", file(tmp_path, "有る.pdf"))
    assert names(field) == ["有る.pdf"]
    assert len(person.told) == 1
    assert "無い.pdf" in person.told[0]


def test_the_same_file_is_not_taken_twice(ask: Ask, tmp_path: Path) -> None:
    field = ask(type="files")
    path = file(tmp_path, "一.pdf")
    drop(field, path)
    drop(field, path)
    assert names(field) == ["一.pdf"]


def test_chosen_files_are_taken_off_with_delete_and_by_button(
    ask: Ask, qtbot: QtBot, tmp_path: Path
) -> None:
    field = ask(type="files")
    drop(field, *[file(tmp_path, f"{n}.pdf", n) for n in range(3)])
    shown = field.findChild(QListWidget)
    assert isinstance(shown, QListWidget)
    assert not button(field, "remove-file").isEnabled()
    shown.setFocus()
    shown.setCurrentRow(1)
    qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert names(field) == ["0.pdf", "2.pdf"]
    shown.setCurrentRow(0)
    qtbot.mouseClick(button(field, "remove-file"), LEFT)
    assert names(field) == ["2.pdf"]


def test_the_focus_stays_in_the_field_when_a_file_is_taken_off(
    ask: Ask, qtbot: QtBot, tmp_path: Path
) -> None:
    field = ask(type="files")
    drop(field, *[file(tmp_path, f"{n}.pdf", n) for n in range(2)])
    shown = field.findChild(QListWidget)
    assert isinstance(shown, QListWidget)
    focused = []
    for _ in range(2):
        shown.setCurrentRow(0)
        qtbot.mouseClick(button(field, "remove-file"), LEFT)
        focused.append(field.focusWidget())
    assert focused == [shown, button(field, "add-file")]


def test_the_total_is_held_against_the_mails_limit(
    ask: Ask, context: FieldContext, tmp_path: Path
) -> None:
    field = ask(type="files")
    drop(field, file(tmp_path, "小.pdf", 1_000_000))
    assert "上限の目安 5.0MB" in said(field)
    assert "超えています" not in said(field)
    drop(field, file(tmp_path, "大.pdf", 3_000_000))
    assert "超えています" in said(field)


def test_a_shown_value_is_given_back(ask: Ask) -> None:
    field = ask(type="files")
    values = told(field)
    entries = [{"name": "一.pdf", "sha256": "0" * 64, "size": 12}]
    field.set_value(entries)
    assert (field.value(), values) == (entries, [])


def test_a_file_with_macros_is_taken_only_after_a_warning(
    ask: Ask, person: Answers, tmp_path: Path
) -> None:
    field = ask(type="files")
    risky = tmp_path / "集計.xlsm"
    risky.write_bytes(b"PK")
    person.yes = False
    drop(field, risky, file(tmp_path, "要綱.pdf"))
    assert names(field) == ["要綱.pdf"]
    (asked,) = person.asked
    assert "「集計.xlsm」" in asked
    assert "マクロが含まれています" in asked
    person.yes = True
    drop(field, risky)
    assert names(field) == ["要綱.pdf", "集計.xlsm"]
