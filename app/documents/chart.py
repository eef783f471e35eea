"""An organisation chart as native shapes: boxes and connectors inside an area of the template.

The area is a shape named `chart:<table question>/<title column>/<text column>[/<note column>]`;
its own fill, line and text style are those of every box. The rows come "from the top": the first
and the second stand above each other, the others side by side below. What the area cannot hold
goes on on further slides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

GAP = 0.16
"""Between boxes side by side, in widths of a box."""
LEAST_HEIGHT = 36.0
"""Points below which a box cannot hold a title and a line."""
WIDEST = 260.0
"""Points above which a box is not made wider."""
TALLEST = 72.0
"""Points above which a box is not made taller."""
ACROSS = 6
"""Boxes side by side at most."""
LATER_ACROSS, LATER_HEIGHT, LATER_PITCH = 4, 48.0, 62.0
"""Boxes side by side on a further slide; points of a box's height, and from one to the next."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box in the area, in points from its upper left corner; `parent` is the box it hangs on."""

    left: float
    top: float
    width: float
    height: float
    parent: int | None


def capacity(height: float) -> int:
    """How many boxes an area of this height can hold."""
    levels = max(1, int((height + 10) // (LEAST_HEIGHT + 10)))
    return levels if levels <= 2 else 2 + (levels - 2) * ACROSS


def later_capacity(height: float) -> int:
    """How many boxes an area of this height holds on a further slide."""
    return LATER_ACROSS * max(1, int((height + LATER_PITCH - LATER_HEIGHT) // LATER_PITCH))


def later(count: int, width: float) -> list[Place]:
    """Places on a further slide: row by row, as all of them hang on what came before."""
    pitch = width / LATER_ACROSS
    wide = pitch / (1 + GAP)
    return [
        Place(
            n % LATER_ACROSS * (pitch + (pitch - wide) / (LATER_ACROSS - 1)),
            n // LATER_ACROSS * LATER_PITCH,
            wide,
            LATER_HEIGHT,
            None,
        )
        for n in range(count)
    ]


def arrange(count: int, width: float, height: float) -> list[Place]:
    """Places for `count` boxes; all lie inside the area and none on another."""
    levels = [[n] for n in range(min(count, 2))]
    below = range(2, count)
    rows = -(-len(below) // ACROSS) if below else 0
    if rows:
        across = -(-len(below) // rows)
        levels += [list(below[n : n + across]) for n in range(0, len(below), across)]
    if not levels:
        return []
    pitch = height / len(levels)
    tall = pitch - min(18.0, pitch * 0.28) if len(levels) > 1 else pitch
    tall = min(tall, TALLEST)
    pitch = (height - tall) / (len(levels) - 1) if len(levels) > 1 else pitch
    return [
        place
        for level, members in enumerate(levels)
        for place in _row(members, level, width, level * pitch, tall)
    ]


def _row(members: Sequence[int], level: int, width: float, top: float, tall: float) -> list[Place]:
    pitch = width / len(members)
    wide = min(WIDEST, pitch / (1 + GAP) if len(members) > 1 else pitch)
    parent = None if level == 0 else min(level - 1, 1)
    return [
        Place(pitch * n + (pitch - wide) / 2, top, wide, tall, parent) for n in range(len(members))
    ]


MORE = re.compile(r"ほか\d+件(?:（次ページ）)?")
"""What stands in place of the boxes that go on on a further slide."""


def more(count: int) -> str:
    """The text of the box that stands for `count` others."""
    return f"ほか{count}件（次ページ）"


def boxed(row: Mapping[str, str], columns: Sequence[str]) -> str:
    """The text of a box: title (with the note in brackets) on the first line, then the text.

    A text without a title stands on the second line all the same, so that it is no title.
    """
    title, text, note = (*(row.get(column, "") for column in columns), "", "")[:3]
    title, note = (" ".join(part.splitlines()).strip() for part in (title, note))
    first = f"{title}（{note}）" if note else title
    return f"{first}\n{text}" if text else first


def unboxed(text: str, columns: Sequence[str], fits: Callable[[str, str], bool]) -> dict[str, str]:
    """A box's text taken apart; `fits` says whether a column may have a text.

    Brackets that hold no note belong to the title.
    """
    first, _, rest = text.partition("\n")
    note = ""
    if len(columns) > 2 and first.endswith("）") and "（" in first:
        title, _, inside = first[:-1].rpartition("（")
        if fits(columns[2], inside):
            first, note = title, inside
    return dict(zip(columns, (first, rest, note), strict=False))
