"""The small parts of the first page: its buttons, alike in name and look, and its search."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QWidget

from app.ui import icons, theme
from app.ui.clearable import ClearableLine
from app.ui.home import texts


def labelled(label: str, name: str, kind: str, picture: str, tone: str = "text") -> QPushButton:
    """A button called button:<name>, of one of the style sheet's kinds, with an icon."""
    button = QPushButton(label)
    button.setObjectName(f"button:{name}")
    if kind:
        button.setProperty("kind", kind)
    icons.place(button, picture, "accent" if kind == "quiet" else tone)
    return button


def search_line() -> ClearableLine:
    """Where one writes what to look for in the list."""
    line = ClearableLine()
    line.setObjectName("field:search")
    name_search(line, texts.SEARCH)
    return line


def name_search(line: ClearableLine, prompt: str) -> None:
    """Say where it looks."""
    line.setPlaceholderText(prompt)
    line.setAccessibleName(prompt)


def in_a_row(
    made: Iterable[tuple[str, str, str, str, str, Callable[[], object]]],
) -> tuple[QHBoxLayout, dict[str, QPushButton]]:
    """Buttons side by side, by name: each with name, label, kind, icon, its tone and its act."""
    line, buttons = QHBoxLayout(), dict[str, QPushButton]()
    line.setSpacing(theme.space(1))
    for name, label, kind, picture, tone, act in made:
        buttons[name] = button = labelled(label, name, kind, picture, tone)
        button.clicked.connect(lambda _checked=False, act=act: act())
        line.addWidget(button)
    line.addStretch(1)
    return line, buttons


def in_the_middle() -> QLabel:
    """Words that stand in the place of the list."""
    label = QLabel()
    label.setProperty("role", "empty")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label


def scrolling(content: QWidget, width: int) -> QScrollArea:
    """A column of that width, which scrolls where it is too long."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setFixedWidth(width)
    return area


def on_key(page: QWidget, key: QKeySequence, act: Callable[[], object]) -> None:
    """Do something at a key, wherever on the page the focus is."""
    shortcut = QShortcut(key, page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
