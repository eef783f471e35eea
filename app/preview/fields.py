"""Which question stands where on the slides, read from the template.

A produced deck keeps the names of shapes, but not the fields ({overview.title}) in their texts and
in the cells of tables. They are looked up in the template, by the names of slide and shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.preview.drawing import path, qn
from app.preview.parts import Package

_FIELD = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\}")
"""As in app.documents.slide_text.FIELD, which needs python-pptx."""
_AREAS = ("gantt", "chart")
_CONDITIONS = ("with", "if", "unless")


def questions_of(template: bytes) -> Mapping[tuple[str, str], str]:
    """(Slide's or layout's name, shape's name) → tag; a cell's shape is "name/row/column"."""
    package = Package(template)
    found: dict[tuple[str, str], str] = {}
    for part in package.parts:
        if part.startswith(("ppt/slides/slide", "ppt/slideLayouts/slideLayout")):
            common = package.root(part).find(qn("p:cSld"))
            for shape, tag in _tags(common):
                found.setdefault((common.get("name", ""), shape), tag)
    return found


def _tags(page: Any) -> Iterator[tuple[str, str]]:
    for about in page.iter(qn("p:cNvPr")):
        shape = about.getparent().getparent()
        name = about.get("name", "")
        kind, _, rest = name.partition(":")
        table = shape.find(path("a:graphic/a:graphicData/a:tbl"))
        if not name or shape.find(f".//{qn('p:ph')}[@type='ftr']") is not None:
            continue
        if kind in _AREAS:
            yield name, rest.split("/")[0]
        elif kind in _CONDITIONS:
            yield name, rest.split("=")[0]
        elif "." in name and name.replace(".", "").replace("_", "").isascii():
            yield name, name
        elif table is not None:
            yield from _cells(name, table)
        elif fields := _FIELD.findall(_text(shape)):
            yield name, fields[0]


def _cells(name: str, table: Any) -> Iterator[tuple[str, str]]:
    for row, line in enumerate(table.findall(qn("a:tr"))):
        for column, cell in enumerate(line.findall(qn("a:tc"))):
            if fields := _FIELD.findall(_text(cell)):
                yield f"{name}/{row}/{column}", fields[0]


def _text(element: Any) -> str:
    return "".join(found.text or "" for found in element.iter(qn("a:t")))
