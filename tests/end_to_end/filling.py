"""Answers a question in its field with keys and mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from tests.end_to_end.hands import click, find, retype, seen, wait


def answer(page: QWidget, question: Any, value: Any, dialogs: Any) -> None:
    """Answer one question in the editor."""
    if question.type == "table":
        for number, row in enumerate(value):
            click(page, f"button:add-row:{question.id}")
            for column in question.columns:
                if row.get(column.id) not in (None, "", []):
                    put(page, column, f"{question.id}/{number}/{column.id}", row[column.id])
    elif question.type == "files":
        for entry in value:
            dialogs.files.append(Path(entry["path"]))
            click(page, f"button:add-file:{question.id}")
            wait("the dialog", lambda: not dialogs.files)
    else:
        put(page, question, question.id, value)


def put(page: QWidget, asked: Any, key: str, value: Any) -> None:
    """Answer a question, or a cell of a table, by its name `key`."""
    name = f"field:{key}"
    match asked.type:
        case "choice":
            choose(page, asked, name, value)
        case "multiple_choice":
            for item in value:
                click(page, f"{name}={item}")
        case "yes_no":
            click(page, f"{name}={'yes' if value else 'no'}")
        case "acknowledgement":
            click(page, name)
        case _:
            edit = find(page, name)
            retype(edit, typed(asked, value))
            QTest.keyClick(edit, Qt.Key.Key_Tab)


def choose(page: QWidget, asked: Any, name: str, value: str) -> None:
    """By a card where there are cards, else by typing and taking what the list proposes."""
    if seen(page, f"{name}={value}"):
        click(page, f"{name}={value}")
        return
    edit = find(page, name)
    assert isinstance(edit, QLineEdit)
    combo = edit.parentWidget()
    assert isinstance(combo, QComboBox)
    retype(edit, asked.label_of(value))
    if proposals := QApplication.activePopupWidget():
        QTest.keyClick(proposals, Qt.Key.Key_Down)
        QTest.keyClick(proposals, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    wait(f"{name} chosen", lambda: combo.currentData() == value)


def typed(asked: Any, value: Any) -> str:
    """An answer as an official types it: dates in the Japanese era, numbers as digits."""
    if asked.type == "date":
        day = date.fromisoformat(value)
        era = f"R{day.year - 2018}.{day.month}"
        return era if asked.month_only else f"{era}.{day.day}"
    return str(value)
