"""The shapes of a slide and their texts, straight from the element tree.

DrawingML text is ECMA-376 part 1, 21.1.2; shapes and placeholders are 19.3.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from app.documents import opc
from app.errors import InputError

Cells = tuple[tuple[str, ...], ...]
"""The texts of a table's cells, row by row; of another shape the one text."""
Place = tuple[int, int]
"""The upper left corner of a shape, in EMU."""
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SHAPE, FRAME = f"{P}sp", f"{P}graphicFrame"
LINE = f"{A}p"
_RUN, _BREAK, _TEXT = f"{A}r", f"{A}br", f"{A}t"
_ROW, _CELL = f"{A}tr", f"{A}tc"
_PLACEHOLDER, _BODY = f"{P}nvPr/{P}ph", f"{P}txBody"
_OFFSETS = (f"{P}spPr/{A}xfrm/{A}off", f"{P}xfrm/{A}off")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def parsed(data: bytes) -> Element:
    """A part's tree. Raises InputError where it is broken."""
    try:
        return etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("スライドが壊れています。", opc.ADVICE) from error


def shapes(root: Element) -> Iterator[Element]:
    """Shapes that may have a text, in reading order, those inside groups too."""
    return root.iter(SHAPE, FRAME)


def name(shape: Element) -> str:
    return str(shape[0][0].get("name", "")) if len(shape) and len(shape[0]) else ""


def placeholder(shape: Element) -> Element | None:
    """What makes a shape a placeholder (p:ph, 19.3.1.36); None where it is none."""
    return shape[0].find(_PLACEHOLDER) if len(shape) else None


def place(shape: Element) -> Place | None:
    """Where a shape stands; None where it stands where its layout says."""
    for path in _OFFSETS:
        if (found := shape.find(path)) is not None:
            try:
                return int(found.get("x", "")), int(found.get("y", ""))
            except ValueError:
                return None
    return None


def cells(shape: Element) -> Cells:
    if shape.tag == FRAME:
        return tuple(
            tuple(text(cell[0]) if len(cell) else "" for cell in row.iterchildren(_CELL))
            for row in shape.iter(_ROW)
        )
    body = next(shape.iterchildren(_BODY), None)
    return ((text(body),),) if body is not None else ()


def text(body: Element) -> str:
    """The text of a body, paragraphs and line breaks on lines."""
    return "\n".join([line(paragraph) for paragraph in body.iterchildren(LINE)])


def line(paragraph: Element) -> str:
    """What runs and line breaks say; a field (a:fld) is a number that the program works out."""
    said = ""
    for child in paragraph.iterchildren(_RUN, _BREAK):
        if child.tag == _BREAK:
            said += "\n"
        elif len(child) and (words := child[-1]).tag == _TEXT:
            said += words.text or ""
    return said
