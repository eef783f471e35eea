"""Figures that are turned on a page (a:xfrm/@rot, ECMA-376 part 1, 20.1.7.6)."""

from __future__ import annotations

from math import cos, radians, sin

from app.preview.page import Drawing, Line, Outline, Rect


def turned(drawing: Drawing, place: Rect, degrees: float) -> Drawing:
    """The drawing with its figures turned clockwise round the place's middle.

    Text and pictures keep upright: a preview tells where they are.
    """
    if degrees % 360 == 0:
        return drawing
    c, s = cos(radians(degrees)), sin(radians(degrees))
    mx, my = place.left + place.width / 2, place.top + place.height / 2

    def point(at: tuple[float, float]) -> tuple[float, float]:
        x, y = at[0] - mx, at[1] - my
        return mx + x * c - y * s, my + x * s + y * c

    made = Drawing([], drawing.regions, drawing.rows)
    for item in drawing.items:
        if isinstance(item, Outline):
            moves = tuple((kind, tuple(map(point, points))) for kind, points in item.moves)
            made.items.append(item._replace(moves=moves))
        elif isinstance(item, Line):
            made.items.append(item._replace(start=point(item.start), end=point(item.end)))
        else:
            made.items.append(item)
    return made
