"""Keys and mouse: only what a person could reach on the screen is clicked and typed into."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget

PATIENCE = 120
"""Seconds to wait for something that the window is to show."""
LEFT = Qt.MouseButton.LeftButton
PHRASE = re.compile(r"[^、。]+[、。]?|[、。]")
"""What is typed between two conversions of the input method."""


def wait(what: str, condition: Callable[[], Any]) -> Any:
    """Let the program work until the condition gives something. Raises if it never does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := condition():
            return found
        QTest.qWait(10)
    raise TimeoutError(what)


def seen(root: QWidget, name: str) -> Any:
    """The only visible widget of this name below `root`, or None."""
    found = [w for w in root.findChildren(QWidget, name) if w.isVisible()]
    assert len(found) < 2, f"{len(found)} visible widgets are called {name}"
    return found[0] if found else None


def find(root: QWidget, name: str) -> Any:
    """The visible widget of this name; waits for it."""
    return wait(name, lambda: seen(root, name))


def click(root: QWidget, name: str) -> QWidget:
    """Click the widget of this name, once it can be clicked."""
    widget: QWidget = find(root, name)
    wait(f"{name} enabled", widget.isEnabled)
    click_at(widget, lambda: spot(widget))
    return widget


def click_at(widget: QWidget, place: Callable[[], QPoint]) -> None:
    """Scroll a widget into sight and click there, once it lies still and nothing lies above it."""

    def lies_open() -> QPoint | None:
        reach(widget)
        window, point = widget.window(), place()
        of_list = isinstance(widget.parentWidget(), QAbstractItemView)
        if of_list and not widget.rect().contains(point):
            turn(widget, 120 if point.y() < 0 else -120)
            return None
        before = widget.mapTo(window, point)
        QTest.qWait(1)
        after = widget.mapTo(window, place())
        top = window.childAt(after)
        open_there = top is not None and (top is widget or widget.isAncestorOf(top))
        return place() if open_there and before == after else None

    found = wait(f"{widget.objectName()} in sight", lies_open)
    QTest.mouseClick(widget, LEFT, pos=found)
    QApplication.processEvents()


def turn(widget: QWidget, by: int) -> None:
    """Turn the wheel above the middle of a widget (1/8 degrees; downwards below zero)."""
    middle, still, none = QPointF(widget.rect().center()), QPoint(), Qt.MouseButton.NoButton
    held, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turned = QWheelEvent(middle, middle, still, QPoint(0, by), none, held, phase, False)
    QApplication.sendEvent(widget, turned)
    QApplication.processEvents()


def spot(widget: QWidget) -> QPoint:
    """Where one clicks: near the left edge, where a button of any width has its sign."""
    return QPoint(min(12, widget.width() // 2), widget.height() // 2)


def reach(widget: QWidget) -> None:
    """Scroll as a person does until a widget is in sight."""
    QApplication.processEvents()
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and around.isAncestorOf(widget):
            around.ensureWidgetVisible(widget)
            # A text field asks for its cursor's line alone to be seen; one clicks in its middle.
            middle = widget.mapTo(around.widget(), spot(widget))
            around.ensureVisible(middle.x(), middle.y(), 10, 30)
        around = around.parentWidget()
    QApplication.processEvents()


def enter(widget: QWidget) -> None:
    """Put the focus into an input with the mouse."""
    click_at(widget, lambda: spot(widget))
    holders = (widget, widget.focusProxy())  # an editable list takes the focus for its input
    wait(f"focus in {widget.objectName()}", lambda: QApplication.focusWidget() in holders)


def type_text(widget: QWidget, text: str) -> None:
    """Type as at a Japanese keyboard: plain keys for ASCII, the input method for the rest."""
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        if line.isascii():
            QTest.keyClicks(widget, line)
            continue
        for phrase in PHRASE.findall(line):
            compose(widget, phrase)


def compose(widget: QWidget, phrase: str) -> None:
    """A phrase as the input method gives it: first underlined, then committed."""
    QApplication.sendEvent(widget, QInputMethodEvent(phrase, []))
    committed = QInputMethodEvent()
    committed.setCommitString(phrase)
    QApplication.sendEvent(widget, committed)
    QApplication.processEvents()


def retype(widget: QWidget, text: str) -> None:
    """Put another text in place of what stands there."""
    enter(widget)
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    type_text(widget, text)
