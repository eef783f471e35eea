"""Tables of a slide: fixed ones with fields in their cells, and growing ones.

A growing table is a graphic frame named after the table question. Its last row is the prototype:
the fields in its cells ({activity}) say which column stands where, and their formatting is that of
every row. The room a table may take goes down to the foot of the template's slide.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.documents.measure import STEP, Face, Overflow, fit, height
from app.documents.slide_text import EMU, FIELD, Setting, face_of, qn, write

NOTHING = "（記載なし）"
CELL_INSETS = {"marL": 91_440, "marR": 91_440, "marT": 45_720, "marB": 45_720}


@dataclass(slots=True)
class Cell:
    """A cell to be written: its element, its text, the room it has and its face."""

    element: Any
    text: str
    width: float
    padding: float
    face: Face

    @property
    def body(self) -> Any:
        return self.element.find(qn("a:txBody"))

    def height(self, setting: Setting, size: float) -> float:
        face = replace(self.face, size=min(size, self.face.size))
        return height(setting.measurer, self.text, self.width, face) + self.padding


@dataclass(slots=True)
class Line:
    """A row to be written."""

    element: Any
    cells: list[Cell]

    def height(self, setting: Setting, size: float) -> float:
        smallest = int(self.element.get("h")) / EMU
        return max([smallest, *(cell.height(setting, size) for cell in self.cells)])


def filled(text: str, values: Mapping[str, str]) -> str:
    """A template's text with its fields put in; unknown fields give nothing."""
    return FIELD.sub(lambda found: values.get(found.group(1), ""), text).strip("\n\u3000 ")


def cell_text(element: Any) -> str:
    """The text of a cell or shape as it stands, paragraphs on lines."""
    lines = element.iterfind(f"{qn('a:txBody')}/{qn('a:p')}")
    return "\n".join("".join(t.text or "" for t in line.iter(qn("a:t"))) for line in lines)


def line_of(row: Any, widths: Sequence[float], values: Mapping[str, str], s: Setting) -> Line:
    """A row element with the texts its fields ask for (not yet written)."""
    cells = []
    for element, width in zip(row.findall(qn("a:tc")), widths, strict=True):
        horizontal, vertical = _padding(element)
        body = element.find(qn("a:txBody"))
        text = filled(cell_text(element), values)
        cells.append(Cell(element, text, width - horizontal, vertical, face_of([body], s.faces)))
    return Line(row, cells)


def _padding(cell: Any) -> tuple[float, float]:
    properties = cell.find(qn("a:tcPr"))
    found = {
        name: int(properties.get(name, usual)) if properties is not None else usual
        for name, usual in CELL_INSETS.items()
    }
    return (found["marL"] + found["marR"]) / EMU, (found["marT"] + found["marB"]) / EMU


def widths_of(table: Any) -> list[float]:
    return [int(c.get("w")) / EMU for c in table.find(qn("a:tblGrid")).findall(qn("a:gridCol"))]


def fill_fixed(frame: Any, text_of: Callable[[str], str], setting: Setting) -> None:
    """Put texts in the place of {tags} in a table that does not grow."""
    table = frame._element.find(f".//{qn('a:tbl')}")
    widths = widths_of(table)
    for row in table.findall(qn("a:tr")):
        room = int(row.get("h")) / EMU
        for element, width in zip(row.findall(qn("a:tc")), widths, strict=True):
            tags = FIELD.findall(cell_text(element))
            if not tags:
                continue
            (cell,) = line_of_cell(element, width, {tag: text_of(tag) for tag in tags}, setting)
            fitting = fit(setting.measurer, cell.text, cell.width, room - cell.padding,
                          cell.face, setting.smallest)  # fmt: skip
            if fitting.excess:
                setting.on_overflow(Overflow(tags[0], fitting.excess, cell.face.family))
            write(cell.body, cell.text, replace(cell.face, size=fitting.size), setting.faces)


def line_of_cell(
    element: Any, width: float, values: Mapping[str, str], setting: Setting
) -> tuple[Cell]:
    horizontal, vertical = _padding(element)
    face = face_of([element.find(qn("a:txBody"))], setting.faces)
    text = filled(cell_text(element), values) or "－"
    return (Cell(element, text, width - horizontal, vertical, face),)


def copies(prototype: Any, rows: Sequence[Mapping[str, str]], widths: Sequence[float],
           setting: Setting) -> list[Line]:  # fmt: skip
    """A row like the prototype for each row of texts; one that says so where there is none."""
    if rows:
        return [line_of(copy.deepcopy(prototype), widths, row, setting) for row in rows]
    (line,) = [line_of(copy.deepcopy(prototype), widths, {}, setting)]
    line.cells[0].text = NOTHING
    return [line]


def paged(
    lines: Sequence[Line], room: float, later: float, setting: Setting
) -> tuple[float, list[list[Line]]]:
    """The size of the rows' text and the rows of each page; `later` is a further page's room.

    The text is stepped down to the floor to keep a table on its page; only what does not fit then
    goes on to further pages, so that a table has no more pages than it needs.
    """
    largest = max((cell.face.size for line in lines for cell in line.cells), default=0.0)
    size = largest
    while size > setting.smallest:
        if sum(line.height(setting, size) for line in lines) <= room:
            return size, [list(lines)]
        size -= STEP
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


def write_lines(
    table: Any, lines: Sequence[Line], size: float, room: float, tag: str, setting: Setting
) -> float:
    """Append rows to a table; gives their height together in points.

    A row that is taller than a whole page is made smaller than the floor, and announced.
    """
    total = 0.0
    for line in lines:
        tall = line.height(setting, size)
        for cell in line.cells:
            face = replace(cell.face, size=min(size, cell.face.size))
            if tall > room:
                fitting = fit(setting.measurer, cell.text, cell.width, room - cell.padding,
                              face, setting.smallest)  # fmt: skip
                if fitting.excess:
                    setting.on_overflow(Overflow(tag, fitting.excess, face.family))
                face = replace(face, size=fitting.size)
            write(cell.body, cell.text, face, setting.faces)
        tall = min(tall, room)
        line.element.set("h", str(round(tall * EMU)))
        table.append(line.element)
        total += tall
    return total
