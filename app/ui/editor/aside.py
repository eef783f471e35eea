"""Where a dialog stands beside its window's pages: never over what it has just led to."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QScrollArea, QTextEdit, QWidget

from app.ui import room, theme

if TYPE_CHECKING:
    from collections.abc import Iterator


def stand_at_the_side(dialog: QDialog) -> None:
    """Begin at the right, where lines end: it hides less there than in the middle."""
    within, size = room.seen(dialog.parentWidget() or dialog), dialog.size() + room.FRAME
    dialog.move(next(_corners(within, size)))


def step_aside(dialog: QDialog, page: QScrollArea, found: QWidget) -> None:
    """Go off what was found, to the nearest corner that hides nothing of it, or stay.

    `found`: what has the focus on the page. What is so wide that each corner hides some of it is
    scrolled above or below the dialog, as far as the page goes.
    """
    letters = letters_of(found)
    frame = dialog.frameGeometry()
    corners = list(_corners(room.seen(dialog.parentWidget() or dialog), frame.size()))
    places = sorted(
        (frame.topLeft(), *corners),
        key=lambda at: (_hidden(letters, at, frame.size()), _way(frame.topLeft(), at)),
    )
    if _hidden(letters, places[0], frame.size()):
        for place in places:
            if _scroll_clear(page, QRect(place, frame.size()), _around(letters)):
                places.insert(0, place)
                break
    if places[0] != frame.topLeft():
        dialog.move(places[0])


def letters_of(widget: QWidget) -> list[QRect]:
    """Where the selected letters of an input stand on the screen; else where all of it does."""
    if isinstance(widget, QComboBox) and (line := widget.lineEdit()) is not None:
        widget = line
    if isinstance(widget, QTextEdit) and widget.textCursor().hasSelection():
        return _in_text(widget)
    if isinstance(widget, QLineEdit) and widget.hasSelectedText():
        return _in_line(widget)
    return [_on_screen(widget, widget.rect())]


def _in_text(edit: QTextEdit) -> list[QRect]:
    """No letter is wider than its font is high."""
    chosen, cursor, letters = edit.textCursor(), edit.textCursor(), []
    for position in range(chosen.selectionStart(), chosen.selectionEnd()):
        cursor.setPosition(position)
        letter = edit.cursorRect(cursor)
        letter.setWidth(edit.fontMetrics().height())
        letters.append(_on_screen(edit.viewport(), letter))
    return letters


def _in_line(edit: QLineEdit) -> list[QRect]:
    """The cursor stands behind the letters that are selected."""
    behind = edit.cursorRect().center()
    wide = min(edit.fontMetrics().horizontalAdvance(edit.selectedText()), edit.width())
    return [_on_screen(edit, QRect(behind.x() - wide, 0, wide, edit.height()))]


def _on_screen(widget: QWidget, place: QRect) -> QRect:
    """With as much room around it as it takes to be read."""
    beside = theme.space(0.5)
    shown = QRect(widget.mapToGlobal(place.topLeft()), place.size())
    return shown.adjusted(-beside, -beside, beside, beside)


def _corners(within: QRect, size: QSize) -> Iterator[QPoint]:
    """Where a dialog of this size can stand. At the left it hides where lines begin."""
    last = QPoint(within.right() + 1 - size.width(), within.bottom() + 1 - size.height())
    for x in (max(within.left(), last.x()), within.left()):
        for y in (within.top(), max(within.top(), last.y())):
            yield QPoint(x, y)


def _hidden(letters: list[QRect], place: QPoint, size: QSize) -> int:
    """How much of the letters a dialog would hide, in square pixels."""
    covered = [letter & QRect(place, size) for letter in letters]
    return sum(part.width() * part.height() for part in covered if not part.isEmpty())


def _around(letters: list[QRect]) -> QRect:
    return reduce(QRect.united, letters)


def _way(start: QPoint, end: QPoint) -> int:
    return (end - start).manhattanLength()


def _scroll_clear(page: QScrollArea, dialog: QRect, letters: QRect) -> bool:
    """Scroll the page until the letters stand above or below the dialog, if it goes so far."""
    shown, bar = page.viewport(), page.verticalScrollBar()
    top = shown.mapToGlobal(QPoint()).y()
    bottom = top + shown.height()
    for first, last in ((top, min(bottom, dialog.top())), (max(top, dialog.bottom() + 1), bottom)):
        free = last - first - letters.height()
        to = bar.value() + letters.top() - first - free // 2
        if free >= 0 and bar.minimum() <= to <= bar.maximum():
            bar.setValue(to)
            return True
    return False
