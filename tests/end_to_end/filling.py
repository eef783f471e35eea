"""Answers a question in its field with keys and mouse, whatever widgets the field is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

LEFT = Qt.MouseButton.LeftButton


def type_text(widget: QWidget, text: str) -> None:
    """Type as at a Japanese keyboard: plain keys for ASCII, the input method for the rest."""
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        event = QInputMethodEvent()
        event.setCommitString(line)
        QApplication.sendEvent(widget, event)


def retype(widget: QWidget, text: str) -> None:
    """Put another text in place of what stands there."""
    QTest.mouseClick(widget, LEFT)
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    type_text(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Tab)


def press(root: QWidget, label: str) -> None:
    """Click the button, check box or card with this text."""
    buttons = root.findChildren(QAbstractButton)
    if isinstance(root, QAbstractButton):
        buttons = [root, *buttons]
    wanted = "".join(label.split())
    fitting = [b for b in buttons if wanted == "".join((b.text() or b.accessibleName()).split())]
    assert fitting, f"no button {label!r} among {[b.text() for b in buttons]}"
    QTest.mouseClick(fitting[0], LEFT)


def pick(combo: QComboBox, label: str) -> None:
    """Choose an entry by the keys."""
    combo.setFocus()
    if combo.isEditable():
        edit = combo.lineEdit()
        assert edit is not None
        retype(edit, label)
    else:
        QTest.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(combo.count()):
            if combo.currentText() == label:
                break
            QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == label, (combo.currentText(), label)


def answer(page: QWidget, question: Any, value: Any, dialogs: Any) -> None:
    """Answer one question in the editor."""
    (editor,) = [w for w in page.findChildren(QWidget, f"field:{question.id}") if w.isVisible()]
    put(editor, question, value, dialogs)
    QApplication.processEvents()


def put(editor: QWidget, question: Any, value: Any, dialogs: Any) -> None:
    match question.type:
        case "choice":
            label = question.label_of(value)
            pick(editor, label) if isinstance(editor, QComboBox) else press(editor, label)
        case "multiple_choice":
            for item in value:
                press(editor, question.label_of(item))
        case "yes_no":
            press(editor, question.yes if value else question.no)
        case "acknowledgement":
            button = editor.findChild(QAbstractButton)
            target = editor if isinstance(editor, QAbstractButton) else button
            assert target is not None
            QTest.mouseClick(target, LEFT)
        case "files":
            for entry in value:
                dialogs.files.append(Path(entry["path"]))
        case _:
            assert isinstance(editor, (QLineEdit, QPlainTextEdit, QTextEdit)), editor
            retype(editor, str(value))
