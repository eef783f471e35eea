"""Differences as a page of rich text, in the colours in force."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app.documents.comparison import Entry
from app.ui import theme
from app.ui.compare.marking import lines, marked
from app.ui.history import texts

WIDTHS = (24, 38, 38)
"""Of the columns, in per cent."""


def page(entries: Sequence[Entry]) -> str:
    """A table 項目／変更前／変更後; what changed is underlined and on a ground of its own."""
    tokens = theme.active().tokens
    heads = "".join(
        f"<th width='{width}%' align='left' style='{_cell()}; background:{tokens.raised}'>"
        f"{escape(head)}</th>"
        for head, width in zip(texts.HEADS, WIDTHS, strict=True)
    )
    rows = "".join(_row(entry) for entry in entries)
    return (
        f"<table width='100%' cellspacing='0' cellpadding='{theme.space(0.75)}' "
        f"style='border-collapse:collapse'>"
        f"<thead><tr>{heads}</tr></thead>{rows}</table>"
    )


def _row(entry: Entry) -> str:
    old, new = entry.spans()
    before = escape(texts.ADDED) if entry.is_added else marked(old, whole=entry.is_removed)
    after = escape(texts.REMOVED) if entry.is_removed else marked(new, whole=entry.is_added)
    muted = theme.active().tokens.muted
    place = f"<span style='color:{muted}'>{escape(entry.section)}</span><br>"
    item = f"{place if entry.section else ''}{escape(entry.item)}"
    cells = (f"<td style='{_cell()}'>{lines(text)}</td>" for text in (item, before, after))
    return f"<tr>{''.join(cells)}</tr>"


def _cell() -> str:
    return f"border:1px solid {theme.active().tokens.border}"
