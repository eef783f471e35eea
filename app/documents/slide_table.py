"""Tables of a slide: fixed ones with fields in their cells, and growing ones.

A growing table is a graphic frame named after the table question. Its last row is the prototype:
the fields in its cells ({activity}) say which column stands where, and their formatting is that of
every row. The room a table may take goes down to the foot of the template's slide.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from app.documents.gantt import FILLS
from app.documents.measure import STEP, Face, Overflow, fit, height
from app.documents.slide_mold import Tokens, put_last
from app.documents.slide_text import EMU, FIELD, Body, Faces, Setting, face_of, inner_xml, qn

NOTHING = "（記載なし）"
UNKNOWN = "－"
"""What a cell of a fixed table holds that has nothing to say."""
CELL_INSETS = {"marL": 91_440, "marR": 91_440, "marT": 45_720, "marB": 45_720}


@dataclass(frozen=True, slots=True)
class CellMold:
    """A cell of the template: what it says with its fields, and how it writes."""

    text: str
    width: float
    """Room for text in points."""
    padding: float
    """Above and below, in points."""
    body: Body
    before: str
    after: str
    blank_after: str
    """The same without the cell's fill: a month in which nothing is done."""


@dataclass(slots=True)
class Cell:
    """A cell to be written."""

    mold: CellMold
    text: str
    is_blank: bool = False
    _heights: dict[float, float] = field(default_factory=dict)

    def height(self, setting: Setting, size: float) -> float:
        """In points, at this size or the cell's own if that is smaller."""
        known = self._heights.get(size)
        if known is None:
            own = self.mold.body.face
            face = Face(own.family, min(size, own.size), own.bold)
            tall = height(setting.measurer, self.text, self.mold.width, face)
            known = self._heights[size] = tall + self.mold.padding
        return known

    def xml(self, size: float) -> str:
        after = self.mold.blank_after if self.is_blank else self.mold.after
        return f"{self.mold.before}{self.mold.body.paragraphs(self.text, size)}{after}"


@dataclass(slots=True)
class Line:
    """A row to be written."""

    mold: RowMold
    cells: list[Cell]

    def height(self, setting: Setting, size: float) -> float:
        return max([self.mold.height, *(cell.height(setting, size) for cell in self.cells)])


@dataclass(frozen=True, slots=True)
class RowMold:
    """A row of the template."""

    height: float
    """In points."""
    cells: tuple[CellMold, ...]
    before: str
    between: str
    after: str

    def line(self, values: Mapping[str, str]) -> Line:
        """The row with the texts its fields ask for."""
        return Line(self, [Cell(cell, filled(cell.text, values)) for cell in self.cells])


def filled(text: str, values: Mapping[str, str]) -> str:
    """A template's text with its fields put in; unknown fields give nothing."""
    if "{" in text:
        text = FIELD.sub(lambda found: values.get(found.group(1), ""), text)
    return text.strip("\n\u3000 ")


def cell_text(element: Any) -> str:
    """The text of a cell or shape as it stands, paragraphs on lines."""
    lines = element.iterfind(f"{qn('a:txBody')}/{qn('a:p')}")
    return "\n".join("".join(t.text or "" for t in line.iter(qn("a:t"))) for line in lines)


def widths_of(table: Any) -> list[float]:
    return [int(c.get("w")) / EMU for c in table.find(qn("a:tblGrid")).findall(qn("a:gridCol"))]


def row_mold(row: Any, widths: Sequence[float], faces: Faces) -> RowMold:
    """A row of the template as a mold; the row itself is used up."""
    cells = row.findall(qn("a:tc"))
    molds = tuple(_cell_mold(c, width, faces) for c, width in zip(cells, widths, strict=True))
    tall = int(row.get("h")) / EMU
    row.set("h", _HEIGHT)
    for cell in cells:
        row.remove(cell)
    before, _, after = _opened(inner_xml(row)).partition(_CELLS)
    first, _, between = before.partition(_HEIGHT)
    return RowMold(tall, molds, first, between, after)


_CELLS, _TEXT = "\ue021", "\ue022"
_HEIGHT = "7777701"
"""Digits: in an attribute lxml's Windows wheel writes a private letter as a reference."""


def _opened(xml: str) -> str:
    """A row's XML with a mark where its cells stand: before what may follow them."""
    start = xml.index(">")
    if xml[start - 1] == "/":
        return f"{xml[: start - 1]}>{_CELLS}</a:tr>"
    return f"{xml[: start + 1]}{_CELLS}{xml[start + 1 :]}"


def _cell_mold(cell: Any, width: float, faces: Faces) -> CellMold:
    horizontal, vertical = _padding(cell)
    text = cell_text(cell)
    body = cell.find(qn("a:txBody"))
    writer = Body(body, face_of([body], faces), faces)
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    put_last(body, _TEXT)
    before, _, after = inner_xml(cell).partition(_TEXT)
    bare = copy.deepcopy(cell)
    _clear(bare)
    blank = inner_xml(bare).partition(_TEXT)[2]
    return CellMold(text, width - horizontal, vertical, writer, before, after, blank)


def _clear(cell: Any) -> None:
    """Take the fill off a cell."""
    properties = cell.find(qn("a:tcPr"))
    for name in FILLS if properties is not None else ():
        for found in properties.findall(qn(name)):
            properties.replace(found, properties.makeelement(qn("a:noFill")))


def _padding(cell: Any) -> tuple[float, float]:
    properties = cell.find(qn("a:tcPr"))
    found = {
        name: int(properties.get(name, usual)) if properties is not None else usual
        for name, usual in CELL_INSETS.items()
    }
    return (found["marL"] + found["marR"]) / EMU, (found["marT"] + found["marB"]) / EMU


def cut_fixed(frame: Any, faces: Faces, tokens: Tokens) -> None:
    """A table that does not grow: its cells with {tags} are filled, each at its own size."""
    table = frame.find(f".//{qn('a:tbl')}")
    widths = widths_of(table)
    for row in table.findall(qn("a:tr")):
        room = int(row.get("h")) / EMU
        for element, width in zip(row.findall(qn("a:tc")), widths, strict=True):
            if FIELD.search(cell_text(element)):
                cell = _cell_mold(element, width, faces)
                body = element.find(qn("a:txBody"))
                _untoken(body)
                put_last(body, tokens.token(_FixedCell(cell, room - cell.padding)))


def _untoken(body: Any) -> None:
    last = body[-1] if len(body) else None
    if last is not None:
        last.tail = None
    else:
        body.text = None


@dataclass(frozen=True, slots=True)
class _FixedCell:
    """The paragraphs of a cell whose row does not grow."""

    mold: CellMold
    room: float

    def __call__(self, state: Any) -> str:
        setting, body = state.setting, self.mold.body
        tags = FIELD.findall(self.mold.text)
        text = filled(self.mold.text, {tag: state.contents.text(tag) for tag in tags}) or UNKNOWN
        fitting = fit(setting.measurer, text, self.mold.width, self.room, body.face,
                      setting.smallest)  # fmt: skip
        if fitting.excess:
            setting.on_overflow(Overflow(tags[0], fitting.excess, body.face.family))
        return body.paragraphs(text, fitting.size)


def lines_for(prototype: RowMold, rows: Sequence[Mapping[str, str]]) -> list[Line]:
    """A row like the prototype for each row of texts; one that says so where there is none."""
    if rows:
        return [prototype.line(row) for row in rows]
    empty = prototype.line({})
    empty.cells[0].text = NOTHING
    return [empty]


def paged(
    lines: Sequence[Line], room: float, later: float, setting: Setting
) -> tuple[float, list[list[Line]]]:
    """The size of the rows' text and the rows of each page; `later` is a further page's room.

    The text is stepped down to the floor to keep a table on its page; only what does not fit then
    goes on to further pages, so that a table has no more pages than it needs.
    """
    largest = max((cell.mold.body.face.size for line in lines for cell in line.cells), default=0.0)
    if (size := _size_on_one_page(lines, room, setting, largest)) is not None:
        return size, [list(lines)]
    size = min(largest, setting.smallest)
    pages: list[list[Line]] = [[]]
    used = 0.0
    for line in lines:
        tall = min(line.height(setting, size), room)
        if pages[-1] and used + tall > (room if len(pages) == 1 else later):
            pages.append([])
            used = 0.0
        pages[-1].append(line)
        used += tall
    return size, pages


def _size_on_one_page(
    lines: Sequence[Line], room: float, setting: Setting, largest: float
) -> float | None:
    """The largest size above the floor at which all rows fit; None where none does."""
    low, high = 0, ceil((largest - setting.smallest) / STEP)
    while low < high:  # by halving: what fits at a size fits at a smaller one
        middle = (low + high) // 2
        if sum(line.height(setting, largest - middle * STEP) for line in lines) <= room:
            high = middle
        else:
            low = middle + 1
    size = largest - low * STEP
    return size if size > setting.smallest else None


def lines_xml(
    lines: Sequence[Line], size: float, room: float, tag: str, setting: Setting
) -> tuple[str, float]:
    """The XML of rows, and their height together in points.

    A row that is taller than a whole page is made smaller than the floor, and announced.
    """
    total, parts = 0.0, []
    for line in lines:
        tall = line.height(setting, size)
        cells = [
            cell.xml(_size_of(cell, size, room, tag, setting, is_too_tall=tall > room))
            for cell in line.cells
        ]
        tall = min(tall, room)
        mold = line.mold
        parts += [mold.before, str(round(tall * EMU)), mold.between, *cells, mold.after]
        total += tall
    return "".join(parts), total


def _size_of(
    cell: Cell, size: float, room: float, tag: str, setting: Setting, *, is_too_tall: bool
) -> float:
    own = cell.mold.body.face
    face = Face(own.family, min(size, own.size), own.bold)
    if not is_too_tall:
        return face.size
    fitting = fit(setting.measurer, cell.text, cell.mold.width, room - cell.mold.padding,
                  face, setting.smallest)  # fmt: skip
    if fitting.excess:
        setting.on_overflow(Overflow(tag, fitting.excess, face.family))
    return fitting.size
