"""The empty places of a Word form: cells beside labels, 「氏名：」, paragraphs under headings.

Places are counted in the document as it is: p<paragraph>, t<table>r<row>c<cell>, t<table>, so that
reading the same file again finds the same places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from app.documents import controls, opc, word
from app.documents.controls import CELL, PARAGRAPH, SDT, TABLE, TABLE_ROW, w
from app.documents.templates import grid
from app.documents.templates.suggest import Hint, Place

MAIN = "document.main+xml"
LABELLED = re.compile(r"^(?P<label>[^：:]{1,40}?)[\s\u3000]*[：:](?P<rest>.*)$", re.DOTALL)
HEADING = re.compile(
    r"^[\s\u3000]*([（(]?[0-9０-９①-⑳一二三四五六七八九十]+[）)．.、\s\u3000]|[■●◆○◎〇【])"
)
"""How a paragraph begins that asks for what is written beneath."""


class Found(NamedTuple):
    """A place and the element it stands for."""

    place: Place
    element: Element


def places(data: bytes) -> Iterator[Place]:
    """Every empty place of the document's body."""
    parts = opc.read(data, "様式")
    yield from (found.place for found in found_in(body(word.parsed(parts[main_part(parts)]))))


def main_part(parts: opc.Parts) -> str:
    """The name of the part with the document's body."""
    for entry in word.parsed(parts[opc.CONTENT_TYPES]):
        if entry.get("ContentType", "").endswith(MAIN):
            return entry.get("PartName", "").lstrip("/")
    return "word/document.xml"


def body(root: Element) -> Element:
    found = root.find(w("body"))
    return root if found is None else found


def found_in(root: Element) -> Iterator[Found]:
    """The places with their elements. What is in a control already is left alone."""
    yield from _paragraphs(root)
    for number, table in enumerate(root.iter(TABLE), 1):
        yield from _in_table(table, number)


def text_of(element: Element) -> str:
    """The text of an element's paragraphs, without those of tables inside its cells."""
    pieces = []
    for node in element.iter(w("t"), w("tab"), w("br")):
        pieces.append(node.text or "" if node.tag == w("t") else "\u3000")
    return "".join(pieces)


def _paragraphs(root: Element) -> Iterator[Found]:
    heading = ""
    for number, paragraph in enumerate(root.iter(PARAGRAPH), 1):
        if _within(paragraph, TABLE) or _is_tagged(paragraph):
            heading = ""
            continue
        text = text_of(paragraph)
        labelled = LABELLED.match(text)
        if labelled and grid.is_blank(labelled["rest"]):
            label = labelled["label"].strip()
            hint = Hint(label, f"段落「{grid.shown(label)}：」")
            where = f"段落「{grid.shown(label)}：」の後"
            yield Found(Place(f"p{number}", where, "line", (hint,)), paragraph)
        elif heading and grid.is_blank(text):
            hint = Hint(heading, f"見出し「{grid.shown(heading)}」の下")
            where = f"見出し「{grid.shown(heading)}」の下の段落"
            yield Found(Place(f"p{number}", where, "blank", (hint,)), paragraph)
            heading = ""
        elif text.strip():
            heading = text if HEADING.match(text) and grid.is_label(text) else ""


def _in_table(table: Element, number: int) -> Iterator[Found]:
    made = grid_of(table)
    heads = made.heads()
    if heads is not None:
        place = Place(f"t{number}", f"表{number}", "rows", tuple(_title(table)), heads[1])
        yield Found(place, table)
        return
    for field in made.fields:
        if not grid.is_blank(field.text) or _is_tagged(field.element):
            continue
        if field.element.find(f".//{TABLE}") is not None:
            continue
        where = f"表{number}の{field.row + 1}行目{field.number}番目の欄"
        name = f"t{number}r{field.row + 1}c{field.number}"
        yield Found(Place(name, where, "cell", tuple(made.hints(field))), field.element)


def _title(table: Element) -> Iterator[Hint]:
    """The paragraph before a table, or the first one before empty ones."""
    before = table.getprevious()
    while before is not None and before.tag == PARAGRAPH:
        if text := text_of(before).strip():
            if grid.is_label(text):
                yield Hint(text, f"表の前の「{grid.shown(text)}」")
            return
        before = before.getprevious()


def grid_of(table: Element) -> grid.Grid:
    """The table's cells, merged ones once (w:gridSpan 17.4.17, w:vMerge 17.4.84)."""
    fields: list[grid.Field] = []
    open_fields: dict[int, grid.Field] = {}
    rows = [row for row in _children(table) if row.tag == TABLE_ROW]
    for number, row in enumerate(rows):
        column = _number(row, f"{w('trPr')}/{w('gridBefore')}")
        cells = [cell for cell in _children(row) if cell.tag == CELL]
        for place, cell in enumerate(cells, 1):
            width = max(1, _number(cell, f"{w('tcPr')}/{w('gridSpan')}"))
            merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
            if merge is not None and merge.get(w("val")) != "restart" and column in open_fields:
                open_fields[column].height += 1
            else:
                field = grid.Field(cell, text_of(cell), number, column, place, width)
                fields.append(field)
                open_fields[column] = field
            column += width
    return grid.Grid(fields)


def _number(element: Element, path: str) -> int:
    found = element.find(path)
    value = "" if found is None else str(found.get(w("val"), ""))
    return int(value) if value.isdigit() and len(value) < 4 else 0


def _children(element: Element) -> Iterator[Element]:
    """The children, with controls among them replaced by what they enclose."""
    for child in element:
        if child.tag == SDT:
            yield from _children(controls.content(child))
        else:
            yield child


def _within(element: Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _is_tagged(element: Element) -> bool:
    """Whether it stands in a control or holds one."""
    return _within(element, SDT) or next(element.iterdescendants(SDT), None) is not None
