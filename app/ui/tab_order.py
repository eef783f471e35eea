"""Where Tab goes: as one reads, from the top down and from left to right.

Qt's own chain is the order in which widgets were made, and much of what a page shows is made
later than what stands below it: rows that are drawn anew, findings that appear while one types.
So the way is looked for where things stand at the moment at which the key is pressed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

TAB = Qt.FocusPolicy.TabFocus


def is_stop(widget: QWidget) -> bool:
    """Whether Tab may put the focus on a widget (if what holds it is in sight)."""
    takes = widget.isEnabled() and not widget.isHidden() and widget.focusProxy() is None
    return takes and bool(widget.focusPolicy() & TAB)


def following(whole: QWidget, here: QWidget, *, forward: bool) -> QWidget | None:
    """The stop within `whole` after the one with the focus, or before it.

    After the last comes the first. None where there is no stop at all.
    """
    return next(_from(whole, here, forward=forward), None)


def _from(whole: QWidget, here: QWidget, *, forward: bool) -> Iterator[QWidget]:
    if forward:
        for child in _children(here):
            yield from _stops(child, forward=True)
    inner = here
    while inner is not whole and (outer := inner.parentWidget()) is not None:
        beside = _children(outer)
        if inner in beside:  # else it went out of sight, and where it stood cannot be told
            place = beside.index(inner)
            for sibling in beside[place + 1 :] if forward else reversed(beside[:place]):
                yield from _stops(sibling, forward=forward)
        if not forward and is_stop(outer):
            yield outer
        inner = outer
    yield from _stops(whole, forward=forward)


def _stops(widget: QWidget, *, forward: bool) -> Iterator[QWidget]:
    """A widget and all within it: it comes before its parts."""
    if forward and is_stop(widget):
        yield widget
    children = _children(widget)
    for child in children if forward else reversed(children):
        yield from _stops(child, forward=forward)
    if not forward and is_stop(widget):
        yield widget


def _children(widget: QWidget) -> list[QWidget]:
    """What is in sight directly inside a widget, as one reads it."""
    found = [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and not child.isHidden() and not child.isWindow()
    ]
    return _read(found) if len(found) > 1 else found


def _read(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Line by line; where no line crosses the whole width, column by column."""
    for of_lines in (True, False):
        parts = _parted(widgets, of_lines=of_lines)
        if len(parts) > 1:
            return [widget for part in parts for widget in _read(part)]
    return sorted(widgets, key=lambda widget: (widget.y(), widget.x()))


def _parted(widgets: Sequence[QWidget], *, of_lines: bool) -> list[list[QWidget]]:
    """Parted wherever a straight cut between lines, or columns, goes through no widget."""
    parts: list[list[QWidget]] = []
    end = 0
    for start, stop, widget in sorted(
        (_reach(widget, of_lines=of_lines) for widget in widgets), key=lambda reach: reach[:2]
    ):
        if not parts or start >= end:
            parts.append([])
        parts[-1].append(widget)
        end = max(end, stop) if len(parts[-1]) > 1 else stop
    return parts


def _reach(widget: QWidget, *, of_lines: bool) -> tuple[int, int, QWidget]:
    if of_lines:
        return widget.y(), widget.y() + widget.height(), widget
    return widget.x(), widget.x() + widget.width(), widget
