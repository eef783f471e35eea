"""The tagged places of a PowerPoint file: shapes' names and {fields} (app.documents.slides)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pptx import Presentation

from app.documents.slide_text import FIELD, qn
from app.documents.slides import leaves
from app.documents.templates.check import Seat

TAG = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
"""What a name must look like to be a tag: other shapes have names of PowerPoint's own."""
DRAWN = ("gantt", "chart")


def seats(data: bytes, layouts: frozenset[str]) -> Iterator[Seat]:
    """Every tagged shape and field, on the slides and on the layouts that pages are made from."""
    presentation = Presentation(io.BytesIO(data))
    for number, slide in enumerate(presentation.slides, 1):
        for shape in leaves(slide.shapes):
            yield from _of_shape(shape, f"スライド{number}")
    for layout in presentation.slide_layouts:
        if layout.name in layouts:
            for shape in leaves(layout.shapes):
                yield from _of_shape(shape, f"レイアウト「{layout.name}」")


def _of_shape(shape: Any, page: str) -> Iterator[Seat]:
    kind, _, rest = shape.name.partition(":")
    fields = [f for text in shape._element.iter(qn("a:t")) for f in FIELD.findall(text.text or "")]
    if kind in DRAWN:
        for tag in filter(TAG.fullmatch, re.split(r"[/=]", rest)):
            yield Seat(tag, f"{page}の図", "rows")
    elif getattr(shape, "has_table", False) and TAG.fullmatch(shape.name):
        yield Seat(shape.name, f"{page}の表", "rows", frozenset(fields))
    elif TAG.fullmatch(shape.name):
        yield Seat(shape.name, f"{page}の図形", "text")
    else:
        inside = "表の欄" if getattr(shape, "has_table", False) else "図形の文中"
        for tag in fields:
            yield Seat(tag, f"{page}の{inside}", "text")
