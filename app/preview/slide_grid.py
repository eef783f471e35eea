"""Tables on slides: rows as tall as their texts want, fills and borders of their cells.

ECMA-376 part 1, 21.1.3. What a cell says itself comes before what the table's style says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.preview.drawing import EMU, Stroke, Theme, fill, qn, stroke
from app.preview.page import Drawing, Line, Outline, Rect, Region, framed
from app.preview.slide_styles import TableStyle
from app.preview.slide_words import Looks, text

MARGINS = (91_440, 45_720, 91_440, 45_720)
"""Left, top, right, bottom of a cell where nothing is said (21.1.3.17)."""
_SIDES = (("marL", 0), ("marT", 1), ("marR", 2), ("marB", 3))


@dataclass(slots=True)
class Cell:
    """A cell with its text set; `row` and `column` are those of its upper left corner."""

    row: int
    column: int
    rows: int
    width: float
    properties: Any
    made: Drawing
    high: float
    margins: tuple[float, float, float, float]

    @property
    def least(self) -> float:
        return self.high + self.margins[1] + self.margins[3]


def put_table(
    drawing: Drawing,
    table: Any,
    left: float,
    top: float,
    looks: Callable[[Any, int], Looks],
    question: Callable[[int, int], str],
    theme: Theme,
    style: TableStyle,
) -> Rect:
    """Draw a table; `looks` tells how a cell's text looks. Gives the room it takes."""
    columns = [int(c.get("w", "0")) / EMU for c in table.iter(qn("a:gridCol"))]
    rows = table.findall(qn("a:tr"))
    cells = list(_cells(rows, columns, looks))
    heights = [int(row.get("h", "0")) / EMU for row in rows]
    for cell in sorted(cells, key=lambda cell: cell.rows):
        last = cell.row + cell.rows - 1
        room = sum(heights[cell.row : last + 1])
        heights[last] += max(0.0, cell.least - room)
    tops = [top + sum(heights[:n]) for n in range(len(heights) + 1)]
    lefts = [left + sum(columns[:n]) for n in range(len(columns) + 1)]
    borders: list[Line] = []
    for cell in cells:
        place = Rect(
            lefts[cell.column],
            tops[cell.row],
            cell.width,
            tops[cell.row + cell.rows] - tops[cell.row],
        )
        _put(drawing, cell, place, theme, style, borders)
        if tag := question(cell.row, cell.column):
            drawing.regions.append(Region(tag, place))
    drawing.items += borders
    return Rect(left, top, sum(columns), sum(heights))


def _cells(
    rows: list[Any], columns: list[float], looks: Callable[[Any, int], Looks]
) -> Iterator[Cell]:
    for number, row in enumerate(rows):
        for column, element in enumerate(row.findall(qn("a:tc"))):
            if element.get("hMerge") in ("1", "true") or element.get("vMerge") in ("1", "true"):
                continue
            wide = sum(columns[column : column + int(element.get("gridSpan", "1"))])
            properties = element.find(qn("a:tcPr"))
            margins = _margins(properties)
            body = element.find(qn("a:txBody"))
            made, high = (
                (Drawing(), 0.0)
                if body is None
                else text(looks(body, number), wide - margins[0] - margins[2])
            )
            deep = min(int(element.get("rowSpan", "1")), len(rows) - number)
            yield Cell(number, column, deep, wide, properties, made, high, margins)


def _margins(properties: Any) -> tuple[float, float, float, float]:
    found = [
        int((properties.get(name) if properties is not None else None) or MARGINS[n]) / EMU
        if properties is None or properties.get(name) != "0"
        else 0.0
        for name, n in _SIDES
    ]
    return found[0], found[1], found[2], found[3]


def _put(
    drawing: Drawing,
    cell: Cell,
    place: Rect,
    theme: Theme,
    style: TableStyle,
    borders: list[Line],
) -> None:
    stated, shade = fill(cell.properties, theme)
    shade = shade if stated else style.fill(cell.row)
    if shade:
        drawing.items.append(Outline(framed(place), shade))
    left, top, _, bottom = cell.margins
    free = place.height - top - bottom - cell.high
    anchor = cell.properties.get("anchor", "t") if cell.properties is not None else "t"
    shift = {"ctr": free / 2, "b": free}.get(anchor, 0.0)
    drawing.add(cell.made, place.left + left, place.top + top + shift)
    borders += _borders(cell.properties, place, theme, style)


def _borders(properties: Any, place: Rect, theme: Theme, style: TableStyle) -> Iterator[Line]:
    corners = {
        "a:lnL": ((place.left, place.top), (place.left, place.bottom)),
        "a:lnT": ((place.left, place.top), (place.right, place.top)),
        "a:lnR": ((place.right, place.top), (place.right, place.bottom)),
        "a:lnB": ((place.left, place.bottom), (place.right, place.bottom)),
    }
    for name, (start, end) in corners.items():
        stated: Stroke | None = style.rule
        if properties is not None and (line := properties.find(qn(name))) is not None:
            _, stated = stroke(line, theme)
        if stated is not None:
            yield Line(start, end, stated.width, stated.colour, stated.style)
