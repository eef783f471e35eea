"""Names shapes and writes fields into a deck where a person has said that questions belong."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from pptx import Presentation

from app.documents import opc
from app.documents.slide_text import qn
from app.documents.slides import leaves
from app.documents.templates.slide_places import Found, found_in, grid_of
from app.documents.templates.suggest import Suggestion
from app.documents.templates.word_places import LABELLED

MARGIN = 450_000
"""EMU (1.25 cm) left free at a slide's foot."""


def tagged(data: bytes, chosen: Mapping[str, Suggestion]) -> bytes:
    """The deck with each question's tag at its place; equal input gives equal bytes."""
    opc.read(data, "様式")
    presentation = Presentation(io.BytesIO(data))
    for found in list(found_in(presentation)):
        if found.place.id in chosen:
            _tag(found, chosen[found.place.id], presentation)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return opc.write(opc.reopened(buffer.getvalue()))


def _tag(found: Found, chosen: Suggestion, presentation: Any) -> None:
    match found.place.kind:
        case "shape":
            found.shape.name = chosen.question
        case "rows":
            slide = found.shape.part.slide
            _tag_rows(found.shape, chosen, leaves(slide.shapes), presentation.slide_height)
        case "line":
            _write(found.element, chosen.question, after_colon=True)
        case _:
            body = found.element.find(qn("a:txBody"))
            first, *spare = body.findall(qn("a:p"))
            for paragraph in spare:
                body.remove(paragraph)
            _write(first, chosen.question)


def _stretch(frame: Any, shapes: Any, height: int) -> None:
    """Give the table the room beneath it: it goes on to another slide only where that is full."""
    below = [s.top for s in shapes if s.top >= frame.top + frame.height]
    foot = min([*below, height - MARGIN]) - frame.top
    if foot > frame.height:
        frame.height = foot


def _tag_rows(frame: Any, chosen: Suggestion, shapes: Any, height: int) -> None:
    """Name the table, keep its first empty row as the model of all, with its columns' fields."""
    heads = grid_of(frame).heads()
    table = frame._element.find(f".//{qn('a:tbl')}")
    if heads is None:
        return
    first, *spare = table.findall(qn("a:tr"))[heads[0] + 1 :]
    for row in spare:
        table.remove(row)
    for cell, column in zip(first.findall(qn("a:tc")), chosen.columns, strict=False):
        if column:
            _write(cell.find(qn("a:txBody")).find(qn("a:p")), column)
    frame.name = chosen.question
    _stretch(frame, shapes, height)


def _write(paragraph: Any, tag: str, *, after_colon: bool = False) -> None:
    """Put {tag} into a paragraph: in place of its text, or after the colon of its label."""
    line = "".join(text.text or "" for text in paragraph.iter(qn("a:t")))
    label = LABELLED.match(line) if after_colon else None
    runs = paragraph.findall(qn("a:r"))
    for child in [*runs[1:], *paragraph.findall(qn("a:br")), *paragraph.findall(qn("a:fld"))]:
        paragraph.remove(child)
    run = runs[0] if runs else _new_run(paragraph)
    run.find(qn("a:t")).text = f"{label['label']}：{{{tag}}}" if label else f"{{{tag}}}"


def _new_run(paragraph: Any) -> Any:
    """A run in the look that the paragraph's end has (a:endParaRPr, 21.1.2.2.3)."""
    run = paragraph.makeelement(qn("a:r"))
    end = paragraph.find(qn("a:endParaRPr"))
    properties = run.makeelement(qn("a:rPr"), dict(end.attrib) if end is not None else {})
    for child in end if end is not None else ():
        from copy import deepcopy

        properties.append(deepcopy(child))
    run.append(properties)
    run.append(run.makeelement(qn("a:t")))
    if end is not None:
        end.addprevious(run)
    else:
        paragraph.append(run)
    return run
