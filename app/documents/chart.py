"""An organisation chart as native shapes: boxes and connectors inside an area of the template.

The area is a shape named `chart:<table question>/<title column>/<text column>[/<note column>]`;
its own fill, line and text style are those of every box. The rows come "from the top": the first
and the second stand above each other, the others side by side below.
"""

from __future__ import annotations

from collections.abc import Sequence
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
