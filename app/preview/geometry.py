"""Outlines of DrawingML's preset shapes (ECMA-376 part 1, 20.1.9.18 and annex D).

Those that office documents are made of; any other is drawn as its rectangle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from app.preview.page import Move, Rect, framed, polygon

CURVE = 0.5523
"""How far the handles of a quarter of a circle reach, in radii."""
Adjust = Mapping[str, float]
"""The shape's own adjustments, in parts of one."""


def outline(kind: str, place: Rect, adjust: Adjust) -> tuple[Move, ...]:
    """The figure of a preset."""
    return _SHAPES.get(kind, _rectangle)(place, adjust)


def room(kind: str, place: Rect, adjust: Adjust) -> Rect:
    """Where a preset's text may stand."""
    x, y, wide, high = place
    short = min(wide, high)
    if kind in ("ellipse", "diamond"):
        part = 0.25 if kind == "diamond" else (1 - cos(pi / 4)) / 2
        return Rect(x + wide * part, y + high * part, wide * (1 - 2 * part), high * (1 - 2 * part))
    if kind == "roundRect":
        inset = short * adjust.get("adj", 0.16667) * 0.29289
        return Rect(x + inset, y + inset, wide - 2 * inset, high - 2 * inset)
    point = min(short * adjust.get("adj", 0.5), wide)
    if kind == "chevron" and wide > 2 * point:
        return Rect(x + point, y, wide - 2 * point, high)
    if kind == "homePlate":
        return Rect(x, y, wide - point / 2, high)
    return place


def _rectangle(place: Rect, _: Adjust) -> tuple[Move, ...]:
    return framed(place)


def _rounded(place: Rect, adjust: Adjust) -> tuple[Move, ...]:
    x, y, right, bottom = place.left, place.top, place.right, place.bottom
    r = min(place.width, place.height) * min(0.5, adjust.get("adj", 0.16667))
    k = r * (1 - CURVE)
    return (
        ("M", ((x + r, y),)),
        ("L", ((right - r, y),)),
        ("C", ((right - k, y), (right, y + k), (right, y + r))),
        ("L", ((right, bottom - r),)),
        ("C", ((right, bottom - k), (right - k, bottom), (right - r, bottom))),
        ("L", ((x + r, bottom),)),
        ("C", ((x + k, bottom), (x, bottom - k), (x, bottom - r))),
        ("L", ((x, y + r),)),
        ("C", ((x, y + k), (x + k, y), (x + r, y))),
        ("Z", ()),
    )


def _ellipse(place: Rect, _: Adjust) -> tuple[Move, ...]:
    rx, ry = place.width / 2, place.height / 2
    cx, cy = place.left + rx, place.top + ry
    moves: list[Move] = [("M", ((cx + rx, cy),))]
    for quarter in range(4):
        a, b = quarter * pi / 2, (quarter + 1) * pi / 2
        moves.append(
            (
                "C",
                (
                    (cx + rx * (cos(a) - CURVE * sin(a)), cy + ry * (sin(a) + CURVE * cos(a))),
                    (cx + rx * (cos(b) + CURVE * sin(b)), cy + ry * (sin(b) - CURVE * cos(b))),
                    (cx + rx * cos(b), cy + ry * sin(b)),
                ),
            )
        )
    return (*moves, ("Z", ()))


def _chevron(place: Rect, adjust: Adjust) -> tuple[Move, ...]:
    x, y, right, bottom = place.left, place.top, place.right, place.bottom
    point = min(min(place.width, place.height) * adjust.get("adj", 0.5), place.width)
    middle = y + place.height / 2
    return polygon(
        (x, y), (right - point, y), (right, middle), (right - point, bottom), (x, bottom),
        (x + point, middle),
    )  # fmt: skip


def _plate(place: Rect, adjust: Adjust) -> tuple[Move, ...]:
    x, y, right, bottom = place.left, place.top, place.right, place.bottom
    point = min(min(place.width, place.height) * adjust.get("adj", 0.5), place.width)
    middle = y + place.height / 2
    return polygon(
        (x, y), (right - point, y), (right, middle), (right - point, bottom), (x, bottom)
    )


def _triangle(place: Rect, adjust: Adjust) -> tuple[Move, ...]:
    top = place.left + place.width * adjust.get("adj", 0.5)
    return polygon((top, place.top), (place.right, place.bottom), (place.left, place.bottom))


def _diamond(place: Rect, _: Adjust) -> tuple[Move, ...]:
    x, y = place.left + place.width / 2, place.top + place.height / 2
    return polygon((x, place.top), (place.right, y), (x, place.bottom), (place.left, y))


def _slanted(place: Rect, adjust: Adjust) -> tuple[Move, ...]:
    by = min(place.width, place.height) * adjust.get("adj", 0.25)
    return polygon(
        (place.left + by, place.top), (place.right, place.top),
        (place.right - by, place.bottom), (place.left, place.bottom),
    )  # fmt: skip


def _arrow(place: Rect, adjust: Adjust) -> tuple[Move, ...]:
    """To the right; the others are turned from it."""
    x, right, y = place.left, place.right, place.top + place.height / 2
    shaft = place.height * adjust.get("adj1", 0.5) / 2
    head = right - min(place.width, min(place.width, place.height) * adjust.get("adj2", 0.5))
    return polygon(
        (x, y - shaft), (head, y - shaft), (head, place.top), (right, y), (head, place.bottom),
        (head, y + shaft), (x, y + shaft),
    )  # fmt: skip


def _turned(quarters: int) -> Callable[[Rect, Adjust], tuple[Move, ...]]:
    """The arrow, turned clockwise by quarters."""

    def turned(place: Rect, adjust: Adjust) -> tuple[Move, ...]:
        across = quarters % 2 == 1
        wide, high = (place.height, place.width) if across else (place.width, place.height)
        made = _arrow(Rect(-wide / 2, -high / 2, wide, high), adjust)
        cx, cy = place.left + place.width / 2, place.top + place.height / 2
        c, s = (1, 0, -1, 0)[quarters], (0, 1, 0, -1)[quarters]
        return tuple(
            (kind, tuple((cx + x * c - y * s, cy + x * s + y * c) for x, y in points))
            for kind, points in made
        )

    return turned


def _straight(place: Rect, _: Adjust) -> tuple[Move, ...]:
    return ("M", ((place.left, place.top),)), ("L", ((place.right, place.bottom),))


def _bent2(place: Rect, _: Adjust) -> tuple[Move, ...]:
    points = ((place.right, place.top), (place.right, place.bottom))
    return ("M", ((place.left, place.top),)), *(("L", (point,)) for point in points)


def _bent3(place: Rect, adjust: Adjust) -> tuple[Move, ...]:
    at = place.left + place.width * adjust.get("adj1", 0.5)
    points = ((at, place.top), (at, place.bottom), (place.right, place.bottom))
    return ("M", ((place.left, place.top),)), *(("L", (point,)) for point in points)


_SHAPES: dict[str, Callable[[Rect, Adjust], tuple[Move, ...]]] = {
    "rect": _rectangle,
    "roundRect": _rounded,
    "ellipse": _ellipse,
    "chevron": _chevron,
    "homePlate": _plate,
    "triangle": _triangle,
    "diamond": _diamond,
    "parallelogram": _slanted,
    "rightArrow": _turned(0),
    "downArrow": _turned(1),
    "leftArrow": _turned(2),
    "upArrow": _turned(3),
    "line": _straight,
    "straightConnector1": _straight,
    "bentConnector2": _bent2,
    "bentConnector3": _bent3,
}
OPEN = frozenset({"line", "straightConnector1", "bentConnector2", "bentConnector3"})
"""Those that are never filled."""
