"""What a screen reader finds in a window: the walk over its accessible objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

ROLE = QAccessible.Role
CONTAINERS = {ROLE.Client, ROLE.Grouping, ROLE.Pane, ROLE.LayeredPane, ROLE.ScrollBar, ROLE.Window}
"""Objects that can take the focus only to hand it on, or that Qt reports as such by themselves."""
INPUTS = {ROLE.EditableText, ROLE.ComboBox, ROLE.SpinBox}
MOST_ITEMS = 40
"""Cells of one list that are looked at: a list is named by one rule."""


@dataclass(frozen=True)
class Spoken:
    """One object as it is read out."""

    role: QAccessible.Role
    name: str
    description: str
    widget: str
    is_button: bool


def walk(widget: QWidget) -> Iterator[Spoken]:
    """Everything below a widget that can take the focus and is in sight."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        yield from _below(interface)


def _below(interface: QAccessibleInterface) -> Iterator[Spoken]:
    state = interface.state()
    if state.invisible:
        return
    if state.focusable and not state.disabled and interface.role() not in CONTAINERS:
        yield _spoken(interface)
    for place in range(min(interface.childCount(), MOST_ITEMS)):
        child = interface.child(place)
        if child is not None and child.isValid():
            yield from _below(child)


def _spoken(interface: QAccessibleInterface) -> Spoken:
    there = interface.object()
    text = QAccessible.Text
    role = interface.role()
    name = interface.text(text.Name).strip()
    if role == ROLE.ComboBox and isinstance(there, QWidget):
        name = there.accessibleName()  # outside Windows Qt gives what is chosen for the name
    return Spoken(
        role,
        name,
        interface.text(text.Description).strip(),
        f"{type(there).__name__} {there.objectName()}" if there is not None else "",
        role in (ROLE.Button, ROLE.ButtonMenu, ROLE.CheckBox, ROLE.RadioButton),
    )


def faults(widget: QWidget) -> list[str]:
    """What a person who hears the window rather than sees it could not tell apart or name."""
    found = list(walk(widget))
    nameless = [f"nameless: {s.role.name} {s.widget}" for s in found if not s.name]
    undescribed = [
        f"undescribed: {s.role.name} {s.widget} {s.name}"
        for s in found
        if s.role in INPUTS and s.widget.split(" ")[-1].startswith("field:") and not s.description
    ]
    told = Counter((s.name, s.description) for s in found if s.is_button)
    alike = [
        f"alike: {name} ({number} buttons)" for (name, _), number in told.items() if number > 1
    ]
    return nameless + undescribed + alike
