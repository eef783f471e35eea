"""The empty places of a deck: table cells and shapes beside labels, 「氏名：」 lines in shapes.

Places are counted as s<slide>x<shape> with p<paragraph> or r<row>c<cell> behind.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from app.documents.slide_table import cell_text
from app.documents.slide_text import qn
from app.documents.slides import leaves
from app.documents.templates import grid
from app.documents.templates.slide_seats import TAG
from app.documents.templates.suggest import Hint, Place
from app.documents.templates.word_places import LABELLED

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE)
FURNITURE = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
FARTHEST = 1_800_000
"""EMU (5 cm): how far a label may stand from the empty shape it belongs to."""


class Found(NamedTuple):
    """A place, the shape it is in, and the cell or paragraph (the shape's element for itself)."""

    place: Place
    shape: Any
    element: Any


def places(data: bytes) -> Iterator[Place]:
    yield from (found.place for found in found_in(Presentation(io.BytesIO(data))))


def found_in(presentation: Any) -> Iterator[Found]:
    for number, slide in enumerate(presentation.slides, 1):
        shapes = list(leaves(slide.shapes))
        title = slide.shapes.title.text_frame.text if slide.shapes.title is not None else ""
        for place, shape in enumerate(shapes, 1):
            name, where = f"s{number}x{place}", f"スライド{number}"
            if TAG.fullmatch(shape.name) or _is_furniture(shape):
                continue
            if getattr(shape, "has_table", False):
                yield from _in_table(shape, name, where, title)
            elif shape.has_text_frame:
                yield from _in_text(shape, name, where, shapes, title)


def _is_furniture(shape: Any) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in (*TITLES, *FURNITURE)


def _in_table(frame: Any, name: str, where: str, title: str) -> Iterator[Found]:
    table = grid_of(frame)
    heads = table.heads()
    if heads is not None:
        hints = (Hint(title, f"スライドの題「{grid.shown(title)}」"),) if title else ()
        place = Place(name, f"{where}の表", "rows", hints, heads[1])
        yield Found(place, frame, frame._element)
        return
    for field in table.fields:
        if grid.is_blank(field.text):
            here = f"{where}の表の{field.row + 1}行目{field.column + 1}列目"
            key = f"{name}r{field.row + 1}c{field.column + 1}"
            place = Place(key, here, "cell", tuple(table.hints(field)), context=title)
            yield Found(place, frame, field.element)


def _in_text(shape: Any, name: str, where: str, shapes: list[Any], title: str) -> Iterator[Found]:
    text = shape.text_frame.text
    if grid.is_blank(text):
        hints = tuple(_beside(shape, shapes))
        place = Place(name, f"{where}の図形「{shape.name}」", "shape", hints, context=title)
        yield Found(place, shape, shape._element)
        return
    for number, paragraph in enumerate(shape._element.txBody.findall(qn("a:p")), 1):
        line = "".join(run.text or "" for run in paragraph.iter(qn("a:t")))
        labelled = LABELLED.match(line)
        if labelled and grid.is_blank(labelled["rest"]):
            label = grid.shown(labelled["label"])
            hint = Hint(labelled["label"].strip(), f"図形の中の「{label}：」")
            here = f"{where}の「{label}：」の後"
            place = Place(f"{name}p{number}", here, "line", (hint,), context=title)
            yield Found(place, shape, paragraph)


def _beside(shape: Any, shapes: list[Any]) -> Iterator[Hint]:
    """The labels to the left of a shape and above it, nearest first."""
    near = []
    for other in shapes:
        if other is shape or not other.has_text_frame or not grid.is_label(other.text_frame.text):
            continue
        level = min(shape.top + shape.height, other.top + other.height) > max(shape.top, other.top)
        aligned = min(shape.left + shape.width, other.left + other.width) > max(
            shape.left, other.left
        )
        across = shape.left - (other.left + other.width)
        down = shape.top - (other.top + other.height)
        text = other.text_frame.text.strip()
        if level and -FARTHEST / 10 <= across <= FARTHEST:
            near.append((across, Hint(text, f"左の図形「{grid.shown(text)}」")))
        elif aligned and -FARTHEST / 10 <= down <= FARTHEST:
            near.append((down, Hint(text, f"上の図形「{grid.shown(text)}」")))
    for place, (_, hint) in enumerate(sorted(near, key=lambda pair: pair[0])):
        yield hint if place == 0 else Hint(hint.text, hint.reason, 0.85)


def grid_of(frame: Any) -> grid.Grid:
    """The table's cells; those a merged one covers (hMerge, vMerge, 21.1.3.16) are part of it."""
    fields = []
    table = frame._element.find(f".//{qn('a:tbl')}")
    for row, line in enumerate(table.findall(qn("a:tr"))):
        for column, cell in enumerate(line.findall(qn("a:tc"))):
            if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                continue
            width, height = int(cell.get("gridSpan", 1)), int(cell.get("rowSpan", 1))
            text = cell_text(cell)
            fields.append(grid.Field(cell, text, row, column, column + 1, width, height))
    return grid.Grid(fields)
