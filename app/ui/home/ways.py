"""The buttons by which a draft begins: empty, or from a sample."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

from app.ui.home import beginnings, texts
from app.ui.home.parts import labelled

if TYPE_CHECKING:
    from app.calls.outline import CallOutline


def new_button(
    name: str,
    calls: Iterable[CallOutline],
    begin: Callable[[str], object],
    begin_only: Callable[[], object],
) -> QPushButton:
    """Begins a draft of the only call, or asks of which."""
    button, there = labelled(texts.NEW, name, "primary", "add", "on_accent"), list(calls)
    button.setEnabled(bool(there))
    if len(there) > 1:
        menu = QMenu(button)
        for call in there:
            action = menu.addAction(f"{call.fiscal_year}　{call.short_title}")
            action.triggered.connect(lambda _checked=False, chosen=call.id: begin(chosen))
        button.setMenu(menu)
    else:
        button.clicked.connect(lambda: begin_only())
    return button


def sample_button(place: str, samples: Path, begin: Callable[[Path], object]) -> QPushButton:
    """Begins a draft from one of the samples."""
    button = labelled(texts.SAMPLE, f"sample-{place}", "", "document")
    menu = QMenu(button)
    for path in sorted(samples.glob("*.json"), key=beginnings.sample_order):
        action = menu.addAction(beginnings.sample_name(path))
        action.setObjectName(f"action:sample-{path.stem}")
        action.triggered.connect(partial(begin, path))
    button.setMenu(menu)
    button.setEnabled(not menu.isEmpty())
    return button
