"""The pictures that people look at show every dialog there is."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
BY_OTHERS = {"MessageDialog": "QtDialogs().confirm"}
"""Dialogs that are not named where their picture is taken, and what brings them up."""


def _below(kind: type[Any]) -> set[type[Any]]:
    below = set(kind.__subclasses__())
    return below.union(*map(_below, below)) if below else below


def test_no_dialog_goes_without_a_picture() -> None:
    import app.ui

    for module in pkgutil.walk_packages(app.ui.__path__, "app.ui."):
        importlib.import_module(module.name)
    names = {c.__name__ for c in _below(QDialog) if c.__module__.startswith("app.ui.")}
    source = (PACKAGING / "shot_dialogs.py").read_text("utf-8")
    assert {name for name in names if BY_OTHERS.get(name, f"{name}(") not in source} == set()
