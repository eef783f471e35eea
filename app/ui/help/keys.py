"""The sheet of keys, made from the menus and from the keys that pages name."""

from __future__ import annotations

import html

from app.ui import menus
from app.ui.help import texts


def groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Where, and there each key and what it does."""
    everywhere = [
        (" / ".join(entry.keys), entry.label.split("(")[0])
        for _title, entries in menus.MENUS
        for entry in entries
        if entry.keys
    ]
    return [
        (texts.KEYS_EVERYWHERE, everywhere),
        *((title, list(keys)) for title, keys in texts.OTHER_KEYS),
    ]


def named() -> set[str]:
    """Every key on the sheet, one by one."""
    return {key for _, keys in groups() for keys_, _ in keys for key in keys_.split(" / ")}


def sheet() -> str:
    """The sheet as rich text."""
    return "".join(_group(title, keys) for title, keys in groups())


def _group(title: str, keys: list[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><td><b>{html.escape(key)}</b></td><td>{html.escape(what)}</td></tr>"
        for key, what in keys
    )
    return f"<h3>{html.escape(title)}</h3><table cellspacing='0'>{rows}</table>"
