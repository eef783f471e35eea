"""Finds what a person cannot read because there is no room for it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

WITH_WORDS = (QPushButton, QCheckBox, QRadioButton)
SLACK = 1
"""Pixels by which Qt's own roundings differ."""


def off(root: QWidget) -> list[str]:
    """Words cut off by their own label or button, or by a part that holds it and cannot scroll."""
    found = []
    for widget in root.findChildren(QWidget):
        words = _words(widget)
        if words and widget.isVisible() and not _is_read_otherwise(widget):
            found += [f"{words!r} {fault}" for fault in _faults(widget, root)]
        if isinstance(widget, QTableView) and widget.isVisible():
            found += _low_rows(widget)
    return found


def _low_rows(table: QTableView) -> list[str]:
    """Rows too low for their letters, or for words that go on in another line."""
    return [
        f"row {row} of {table.objectName()} is {table.rowHeight(row)} high"
        for row in range(table.model().rowCount())
        if table.rowHeight(row) + SLACK < table.sizeHintForRow(row)
    ]


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return str(getattr(widget, "plain", widget.text()))
    return widget.text() if isinstance(widget, WITH_WORDS) else ""


def _is_read_otherwise(widget: QWidget) -> bool:
    """A label that shortens its words on purpose tells them whole in its tip."""
    shortened = isinstance(widget, QLabel) and getattr(widget, "whole", "")
    return bool(shortened) and widget.toolTip() == shortened


def _faults(widget: QWidget, root: QWidget) -> Iterator[str]:
    needed = widget.sizeHint()
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    high = widget.heightForWidth(widget.width()) if wraps else needed.height()
    if widget.height() + SLACK < high:
        yield f"is {widget.height()} high instead of {high}"
    if not wraps and widget.width() + SLACK < needed.width():
        yield f"is {widget.width()} wide instead of {needed.width()}"
    part, parent = widget, widget.parentWidget()
    while part is not root and parent is not None:
        if isinstance(parent.parentWidget(), QAbstractScrollArea) and _scrolls(parent):
            break
        place = QRect(widget.mapTo(parent, QPoint()), widget.size())
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            yield f"reaches out of {type(parent).__name__}"
            break
        part, parent = parent, parent.parentWidget()


def _scrolls(viewport: QWidget) -> bool:
    area = viewport.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is viewport
