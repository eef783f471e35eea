"""Typing as on a Japanese keyboard: keys for ASCII, the input method for everything else."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def write(widget: QWidget, text: str) -> None:
    """Type a text into a widget."""
    for plain, letters in groupby(text, str.isascii):
        part = "".join(letters)
        if plain:
            QTest.keyClicks(widget, part)
        else:
            compose(widget, part)
            commit(widget, part)


def compose(widget: QWidget, text: str) -> None:
    """Kana as the input method holds them, unconverted."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def commit(widget: QWidget, text: str) -> None:
    """The conversion is chosen: the text arrives."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
