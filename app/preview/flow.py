"""Text that flows from page to page: slabs that are stacked, and where pages may end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.preview.page import Drawing

SLACK = 0.1
"""Points by which a page may be too full, for the sake of rounding."""


@dataclass(slots=True)
class Slab:
    """A line of text or a row of a table; drawn from the column's left edge and its own top."""

    high: float
    drawing: Drawing = field(default_factory=Drawing)
    keep: bool = False
    """Stays on the page of the following slab."""
    fresh: bool = False
    """Begins a page."""
    split: Callable[[float], tuple[Slab, Slab] | None] | None = None
    """Divides a tall row: what has room in so many points, and the rest."""
    heads: Sequence[Slab] = ()
    """Repeated above it where it begins a page (w:tblHeader, 17.4.78)."""


@dataclass(slots=True)
class Sheet:
    """A page that is being filled."""

    drawing: Drawing = field(default_factory=Drawing)
    used: float = 0.0


def height(slabs: Sequence[Slab]) -> float:
    return sum(slab.high for slab in slabs)


def stack(slabs: Sequence[Slab]) -> Drawing:
    """All slabs under each other."""
    made, at = Drawing(), 0.0
    for slab in slabs:
        made.add(slab.drawing, 0.0, at)
        at += slab.high
    return made


def paged(slabs: Sequence[Slab], room: float) -> list[Drawing]:
    """The slabs on pages with `room` points; at least one page, empty or not."""
    sheets = [Sheet()]
    for group in _groups(slabs):
        if group[0].fresh and sheets[-1].used:
            sheets.append(Sheet())
        tall = height(group)
        if len(group) > 1 and room - sheets[-1].used + SLACK < tall <= room + SLACK:
            sheets.append(Sheet())
        for slab in group:
            _place(slab, sheets, room)
    return [sheet.drawing for sheet in sheets]


def _groups(slabs: Sequence[Slab]) -> list[list[Slab]]:
    """Slabs that are to stay together."""
    groups: list[list[Slab]] = []
    open_ = False
    for slab in slabs:
        if open_ and not slab.fresh:
            groups[-1].append(slab)
        else:
            groups.append([slab])
        open_ = slab.keep
    return groups


def _place(slab: Slab, sheets: list[Sheet], room: float) -> None:
    """Put a slab where there is room for it; what fits no page is put on one of its own."""
    bare = not sheets[-1].used
    while True:
        sheet = sheets[-1]
        free = room - sheet.used
        if slab.high <= free + SLACK:
            _put(sheet, slab)
            return
        parts = slab.split(free) if slab.split else None
        if parts is not None:
            _put(sheet, parts[0])
            slab = parts[1]
        elif bare:
            _put(sheet, slab)
            return
        sheets.append(Sheet())
        bare = True
        for head in slab.heads:
            _put(sheets[-1], head)


def _put(sheet: Sheet, slab: Slab) -> None:
    sheet.drawing.add(slab.drawing, 0.0, sheet.used)
    sheet.used += slab.high
