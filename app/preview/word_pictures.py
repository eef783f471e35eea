"""Pictures that stand in the text of a Word document (wp:inline, ECMA-376 part 1, 20.4.2.8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.preview.drawing import EMU, A, R
from app.preview.flow import Slab
from app.preview.page import Drawing, Picture, Rect
from app.preview.text import Manner

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
Images = Callable[[str], bytes | None]
"""The image file of a relationship; None where there is none."""


def picture_slabs(paragraph: Any, images: Images, manner: Manner, width: float) -> Iterator[Slab]:
    """A slab for each picture of a paragraph; one wider than the column is made smaller."""
    room = width - manner.left - manner.right
    for inline in paragraph.iter(f"{{{WP}}}inline"):
        extent = inline.find(f"{{{WP}}}extent")
        blip = next(inline.iter(f"{{{A}}}blip"), None)
        data = images(blip.get(f"{{{R}}}embed", "")) if blip is not None else None
        if extent is None or not data:
            continue
        wide, high = (int(extent.get(name, "0")) / EMU for name in ("cx", "cy"))
        scale = min(1.0, room / wide) if wide else 1.0
        free = room - wide * scale
        shift = {"center": free / 2, "right": free}.get(manner.align, 0.0)
        place = Rect(manner.left + shift, 0.0, wide * scale, high * scale)
        yield Slab(place.height, Drawing([Picture(place, data)]))
