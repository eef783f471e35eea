"""Word tables as slabs of rows (w:tbl, ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.documents.controls import CELL, CONTENT, SDT, TABLE_ROW, tag, w
from app.preview.flow import SLACK, Slab, height, stack
from app.preview.page import Drawing, Item, Line, Outline, Rect, framed
from app.preview.word_paragraphs import Body, colour_of
from app.preview.word_styles import Chain, number, points, value

Flow = Callable[[Any, float, str, str], list[Slab]]
"""Sets the blocks in an element: element, width, question, table style."""
_SIDES = ("top", "left", "bottom", "right")
_STARTS = {"left": "start", "right": "end"}
_MARGINS = {"left": 5.4, "right": 5.4, "top": 0.0, "bottom": 0.0}
_NONE = ("", "none", "nil")
_STYLES = {"dashed": "dash", "dotted": "dot", "double": "double", "dashSmallGap": "dash"}


@dataclass(slots=True)
class Cell:
    """A cell with its contents set; `column` counts columns of the grid."""

    element: Any
    column: int
    span: int
    width: float
    slabs: list[Slab]
    margins: dict[str, float]
    merge: str
    """restart, continue, or "" (w:vMerge, 17.4.84)."""

    @property
    def high(self) -> float:
        return height(self.slabs) + self.margins["top"] + self.margins["bottom"]


@dataclass(slots=True)
class Row:
    element: Any
    cells: list[Cell]
    high: float = 0.0
    stretch: dict[int, float] = field(default_factory=dict)
    """Column → height of a cell that goes on in the rows below."""


@dataclass(slots=True)
class Table:
    """A table that is being set."""

    element: Any
    body: Body
    flow: Flow
    width: float
    question: str
    chain: Chain
    style: str

    @property
    def known(self) -> Callable[[str], str]:
        return self.body.setting.known

    def slabs(self) -> list[Slab]:
        columns = self._columns()
        rows = [
            Row(row, list(self._cells(row, question, columns)))
            for row, question in _rows(self.element, self.question, self.known)
        ]
        self._measure(rows)
        left = self._left(sum(columns))
        lefts = [left + sum(columns[:n]) for n in range(len(columns) + 1)]
        heads: list[Slab] = []
        made: list[Slab] = []
        for place, row in enumerate(rows):
            slab = self._slab(row, lefts, place == 0, place == len(rows) - 1)
            properties = row.element.find(w("trPr"))
            if properties is not None and properties.find(w("tblHeader")) is not None:
                heads.append(slab)
            else:
                slab.heads = tuple(heads)
            made.append(slab)
        return made

    # ---- widths ----

    def _columns(self) -> list[float]:
        grid = [points(c, "w") for c in self.element.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        first = next(_rows(self.element, "", self.known), None)
        if not any(grid) and first is not None:
            cells = [cell for cell, _ in _cells(first[0], "", self.known)]
            grid = [points(c.find(f"{w('tcPr')}/{w('tcW')}"), "w") for c in cells]
            if not all(grid):
                grid = [self.width / len(cells)] * len(cells)
        wanted = self.chain.find("tblW")
        total = float(sum(grid))
        if value(wanted, "type") == "pct" and total:
            share = value(wanted, "w").rstrip("%")
            parts = number(share) / (100 if value(wanted, "w").endswith("%") else 5000)
            grid = [column * self.width * parts / total for column in grid]
        return grid

    def _left(self, wide: float) -> float:
        align = value(self.chain.find("jc"))
        if align in ("center", "right", "end"):
            return (self.width - wide) / (2 if align == "center" else 1)
        by = points(self.chain.find("tblInd"), "w")
        old = self.body.compatible < 15
        return by - (self._margin("left") if old else 0.0)

    def _margin(self, side: str) -> float:
        for source in self.chain.sources:
            stated = source.find(w("tblCellMar"))
            if (margin := _side(stated, side)) is not None:
                return points(margin, "w")
        return _MARGINS[side]

    # ---- rows ----

    def _cells(self, row: Any, question: str, columns: list[float]) -> Iterator[Cell]:
        skipped = row.find(f"{w('trPr')}/{w('gridBefore')}")
        column = int(number(value(skipped)))
        usual = {side: self._margin(side) for side in _SIDES}
        for element, inner in _cells(row, question, self.known):
            properties = element.find(w("tcPr"))
            span = int(number(value(element.find(f"{w('tcPr')}/{w('gridSpan')}")), 1))
            wide = float(sum(columns[column : column + span]))
            margins = usual | _own_margins(properties)
            merged = properties.find(w("vMerge")) if properties is not None else None
            merge = "" if merged is None else value(merged, otherwise="continue")
            inside = wide - margins["left"] - margins["right"]
            slabs = [] if merge == "continue" else self.flow(element, inside, inner, self.style)
            yield Cell(element, column, span, wide, slabs, margins, merge)
            column += span

    def _measure(self, rows: Sequence[Row]) -> None:
        """Give every row the height its cells, or the row itself, want (w:trHeight, 17.4.80)."""
        waiting: dict[int, tuple[Row, Cell, float]] = {}
        for row in rows:
            stated = row.element.find(f"{w('trPr')}/{w('trHeight')}")
            least = points(stated, "val")
            plain = [c for c in row.cells if not c.merge]
            row.high = max([least, *(cell.high for cell in plain)], default=least)
            if not row.high:
                row.high = max((c.high for c in row.cells), default=12.0)
            row.high += self._rule()
            if value(stated, "hRule") == "exact":
                row.high = least
            for cell in row.cells:
                if cell.merge == "restart":
                    waiting[cell.column] = (row, cell, row.high)
                elif cell.merge == "continue" and cell.column in waiting:
                    first, merged, so_far = waiting[cell.column]
                    waiting[cell.column] = (first, merged, so_far + row.high)
            self._let_down(row, rows, waiting)
        for first, cell, room in waiting.values():
            first.stretch[cell.column] = room

    def _let_down(
        self, row: Row, rows: Sequence[Row], waiting: dict[int, tuple[Row, Cell, float]]
    ) -> None:
        """Make the last row of a merged cell as tall as the cell still needs."""
        place = rows.index(row)
        below = rows[place + 1].cells if place + 1 < len(rows) else []
        going_on = {cell.column for cell in below if cell.merge == "continue"}
        for column, (first, cell, room) in list(waiting.items()):
            if column not in going_on and column not in first.stretch:
                more = max(0.0, cell.high - room)
                row.high += more
                first.stretch[column] = room + more
                waiting[column] = (first, cell, room + more)

    def _rule(self) -> float:
        """Points that the rule between two rows takes."""
        for name in ("insideH", "top"):
            border = self._border_of_table(name)
            if border is not None:
                return number(value(border, "sz"), 4) / 8
        return 0.0

    # ---- drawing ----

    def _slab(self, row: Row, lefts: list[float], first: bool, last: bool) -> Slab:
        drawing = Drawing()
        rules: list[Item] = []
        for cell in row.cells:
            high = row.stretch.get(cell.column, row.high) if cell.merge == "restart" else row.high
            place = Rect(lefts[cell.column], 0.0, cell.width, high)
            self._fill(drawing, cell, place)
            inside = stack(cell.slabs)
            free = high - cell.high
            shift = {"center": free / 2, "bottom": free}.get(_anchor(cell), 0.0)
            drawing.add(
                inside, place.left + cell.margins["left"], cell.margins["top"] + max(0.0, shift)
            )
            ends = cell.column + cell.span >= len(lefts) - 1
            rules += self._borders(cell, place, first, last, cell.column == 0, ends)
        drawing.items += rules
        held = row.element.find(f"{w('trPr')}/{w('cantSplit')}") is not None
        slab = Slab(row.high, drawing)
        if not held and not row.stretch and not any(c.merge for c in row.cells):
            slab.split = lambda room: self._split(row, lefts, room, first, last)
        return slab

    def _split(
        self, row: Row, lefts: list[float], room: float, first: bool, last: bool
    ) -> tuple[Slab, Slab] | None:
        """A row divided between two pages, line by line; None where nothing has room."""
        upper, lower = [], []
        for cell in row.cells:
            free = room - cell.margins["top"] - cell.margins["bottom"] + SLACK
            count = 0
            while count < len(cell.slabs) and height(cell.slabs[: count + 1]) <= free:
                count += 1
            upper.append(_with(cell, cell.slabs[:count]))
            lower.append(_with(cell, cell.slabs[count:]))
        if not any(cell.slabs for cell in upper) or not any(cell.slabs for cell in lower):
            return None
        parts = [Row(row.element, cells) for cells in (upper, lower)]
        for part in parts:
            part.high = max(cell.high for cell in part.cells) + self._rule()
        return self._slab(parts[0], lefts, first, True), self._slab(parts[1], lefts, True, last)

    def _fill(self, drawing: Drawing, cell: Cell, place: Rect) -> None:
        shade = value(cell.element.find(f"{w('tcPr')}/{w('shd')}"), "fill")
        if shade not in ("", "auto"):
            drawing.items.append(Outline(framed(place), f"#{shade}"))

    def _borders(
        self, cell: Cell, place: Rect, first: bool, last: bool, begins: bool, ends: bool
    ) -> Iterator[Line]:
        corners = {
            "top": ((place.left, place.top), (place.right, place.top)),
            "bottom": ((place.left, place.bottom), (place.right, place.bottom)),
            "left": ((place.left, place.top), (place.left, place.bottom)),
            "right": ((place.right, place.top), (place.right, place.bottom)),
        }
        outer = {"top": first, "bottom": last, "left": begins, "right": ends}
        own = cell.element.find(f"{w('tcPr')}/{w('tcBorders')}")
        for side, (start, end) in corners.items():
            if cell.merge == "continue" and side == "top":
                continue
            inner = "insideH" if side in ("top", "bottom") else "insideV"
            border = _side(own, side)
            if border is None:
                border = self._border_of_table(side if outer[side] else inner)
            if border is not None and value(border) not in _NONE:
                style = _STYLES.get(value(border), "solid")
                wide = number(value(border, "sz"), 4) / 8
                yield Line(start, end, wide, colour_of(border), style)

    def _border_of_table(self, side: str) -> Any:
        for source in self.chain.sources:
            found = _side(source.find(w("tblBorders")), side)
            if found is not None:
                return found if value(found) not in _NONE else None
        return None


def _with(cell: Cell, slabs: list[Slab]) -> Cell:
    return Cell(cell.element, cell.column, cell.span, cell.width, slabs, cell.margins, cell.merge)


def _side(borders: Any, side: str) -> Any:
    for name in (side, _STARTS.get(side, side)) if borders is not None else ():
        found = borders.find(w(name))
        if found is not None:
            return found
    return None


def _own_margins(properties: Any) -> dict[str, float]:
    stated = properties.find(w("tcMar")) if properties is not None else None
    found = ((side, _side(stated, side)) for side in _SIDES)
    return {side: points(margin, "w") for side, margin in found if margin is not None}


def _anchor(cell: Cell) -> str:
    return value(cell.element.find(f"{w('tcPr')}/{w('vAlign')}"))


def _rows(holder: Any, question: str, known: Callable[[str], str]) -> Iterator[tuple[Any, str]]:
    """The rows of a table, those inside controls too, with the question they belong to."""
    for child in holder:
        if child.tag == TABLE_ROW:
            yield child, question
        elif child.tag == SDT and child.find(CONTENT) is not None:
            yield from _rows(child.find(CONTENT), known(tag(child)) or question, known)


def _cells(holder: Any, question: str, known: Callable[[str], str]) -> Iterator[tuple[Any, str]]:
    for child in holder:
        if child.tag == CELL:
            yield child, question
        elif child.tag == SDT and child.find(CONTENT) is not None:
            yield from _cells(child.find(CONTENT), known(tag(child)) or question, known)
