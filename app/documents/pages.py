"""How many pages a filled Word document takes, worked out without Word.

An estimate (目安): paragraphs are broken into lines by the text measurer, and heights are added up
(w:spacing 17.3.1.33, w:pgSz 17.6.13, w:pgMar 17.6.11, w:tcW 17.4.71, ECMA-376 part 1). Exact line
heights, as our letter has them, make it good to a line; drawings and headers are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from lxml import etree
from lxml.etree import _Element as Element

from app.documents import opc
from app.documents.controls import CELL, CONTENT, PARAGRAPH, SDT, TABLE, TABLE_ROW, w
from app.documents.measure import CarefulMeasurer, Face, TextMeasurer

A4 = (11906, 16838)
"""Twentieths of a point."""
MARGIN = 1418
USUAL_FACE = "ＭＳ 明朝"
USUAL_SIZE, USUAL_LINE = 10.5, 18.0
"""Points, where a document says nothing."""
CELL_SPACE = 1.0
"""Points a table row takes besides its lines: the rules."""


@dataclass(frozen=True, slots=True)
class Surplus:
    """By how much a document is too long: lines of the usual height, characters in them."""

    lines: int
    characters: int
    family: str


def surplus(parts: opc.Parts, limit: int, measurer: TextMeasurer | None = None) -> Surplus:
    """By how much a document is longer than `limit` pages; nothing (0 lines) if it fits."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    body = etree.fromstring(parts["word/document.xml"], parser).find(w("body"))
    if body is None:
        return Surplus(0, 0, USUAL_FACE)
    width, height = _room(body)
    taken = _stack(body, width, measurer or CarefulMeasurer())
    lines = max(0, ceil((taken - limit * height) / USUAL_LINE))
    return Surplus(lines, lines * int(width / USUAL_SIZE), USUAL_FACE)


def _room(body: Element) -> tuple[float, float]:
    """Width and height for text on a page, in points."""
    section = body.find(w("sectPr"))
    size = section.find(w("pgSz")) if section is not None else None
    margins = section.find(w("pgMar")) if section is not None else None
    wide, high = _value(size, "w", A4[0]), _value(size, "h", A4[1])
    across = _value(margins, "left", MARGIN) + _value(margins, "right", MARGIN)
    down = _value(margins, "top", MARGIN) + _value(margins, "bottom", MARGIN)
    return (wide - across) / 20, (high - down) / 20


def _stack(parent: Element, width: float, measurer: TextMeasurer) -> float:
    """The height of all blocks in an element."""
    return sum(
        _table(block, width, measurer) if block.tag == TABLE else _paragraph(block, width, measurer)
        for block in _blocks(parent)
    )


def _blocks(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        elif child.tag == SDT:
            content = child.find(CONTENT)
            if content is not None:
                yield from _blocks(content)


def _table(table: Element, width: float, measurer: TextMeasurer) -> float:
    return sum(_row(row, width, measurer) for row in table.iter(TABLE_ROW))


def _row(row: Element, width: float, measurer: TextMeasurer) -> float:
    cells = list(row.iter(CELL))
    heights = [
        _stack(cell, _cell_width(cell, width / len(cells)) - 10.8, measurer) for cell in cells
    ]
    least = _value(row.find(f"{w('trPr')}/{w('trHeight')}"), "val", 0) / 20
    return max([*heights, least]) + CELL_SPACE


def _cell_width(cell: Element, otherwise: float) -> float:
    stated = cell.find(f"{w('tcPr')}/{w('tcW')}")
    if stated is None or stated.get(w("type")) not in (None, "dxa"):
        return otherwise
    return _value(stated, "w", otherwise * 20) / 20


def _paragraph(paragraph: Element, width: float, measurer: TextMeasurer) -> float:
    size = _size(paragraph)
    spacing = paragraph.find(f"{w('pPr')}/{w('spacing')}")
    indent = paragraph.find(f"{w('pPr')}/{w('ind')}")
    narrow = width - (_value(indent, "left", 0) + _value(indent, "right", 0)) / 20
    text = "".join(map(_text, paragraph.iter(w("t"), w("br"), w("tab"))))
    face = Face(USUAL_FACE, size)
    count = max(1, len(measurer.lines(text, max(narrow, size), face))) if text else 1
    around = (_value(spacing, "before", 0) + _value(spacing, "after", 0)) / 20
    return count * _line(spacing, size) + around


def _size(paragraph: Element) -> float:
    """The largest size of its letters in points; of the paragraph's mark where it has none."""
    runs = paragraph.iterfind(f".//{w('r')}/{w('rPr')}/{w('sz')}")
    sizes = [_value(size, "val", USUAL_SIZE * 2) for size in runs]
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('sz')}")
    return (max(sizes) if sizes else _value(mark, "val", USUAL_SIZE * 2)) / 2


def _line(spacing: Element | None, size: float) -> float:
    """The height of one line in points."""
    line = _value(spacing, "line", 0)
    rule = spacing.get(w("lineRule")) if spacing is not None else None
    if not line:
        return max(USUAL_LINE, size * 1.3)
    return line / 20 if rule in ("exact", "atLeast") else max(USUAL_LINE, size * 1.3) * line / 240


def _text(node: Element) -> str:
    if node.tag == w("t"):
        return node.text or ""
    return "\n" if node.tag == w("br") else "　"


def _value(element: Element | None, name: str, otherwise: float) -> float:
    """A number in an attribute; what is no number counts as not said."""
    found = element.get(w(name)) if element is not None else None
    try:
        return float(found) if found is not None else otherwise
    except ValueError:
        return otherwise
