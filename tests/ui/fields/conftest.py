"""A field on a window of its own, made from a question written in the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.calls.questions import Question
from app.drafts.supplements import SupplementFolder
from app.ui.fields.base import Field, FieldContext
from app.ui.fields.registry import make
from tests.ui.conftest import Answers

QUESTION: TypeAdapter[Any] = TypeAdapter(Question)
Ask = Callable[..., Field]


class Noted:
    """Stands for the draft's steps of undo: notes what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.can_undo = self.can_redo = True

    def undo(self) -> bool:
        self.asked.append("undo")
        return True

    def redo(self) -> bool:
        self.asked.append("redo")
        return True


class Window(QWidget):
    """The field asked, and a line after it to which the focus can go."""

    def __init__(self, question: Any, context: FieldContext) -> None:
        super().__init__()
        self.field = make(question, context, f"field:{question.id}", self)
        self.elsewhere = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.elsewhere)
        column.addStretch(1)


@pytest.fixture
def context(person: Answers, tmp_path: Path) -> FieldContext:
    return FieldContext(person, SupplementFolder(tmp_path / "supplements"), steps=Noted())


@pytest.fixture
def ask(qtbot: QtBot, context: FieldContext) -> Ask:
    """`ask(type="number", unit="人")` is the field, in a window that has the focus."""
    held: list[Window] = []

    def asked(**words: Any) -> Field:
        question = QUESTION.validate_python({"id": "part.asked", "label": "設問", **words})
        window = Window(question, context)
        qtbot.addWidget(window)
        held.append(window)
        window.resize(900, 700)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.field.setFocus()
        return window.field

    return asked


def told(field: Field) -> list[Any]:
    """The values the field tells of from now on."""
    values: list[Any] = []
    field.changed.connect(lambda: values.append(field.value()))
    return values


def leave(field: Field) -> None:
    """Go on to the next widget, as a person does: by Tab (a list that has popped up gets it)."""
    QTest.keyClick(QApplication.activePopupWidget() or field.inputs[-1], Qt.Key.Key_Tab)
