"""An organisation chart on a slide: a box like the template's area for each row, and elbows."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR

from app.documents import chart
from app.documents.measure import fit
from app.documents.slide_mold import Mold, Tokens, put_last, quoted
from app.documents.slide_mold import replace as put_in_place
from app.documents.slide_table import NOTHING
from app.documents.slide_text import (
    EMU,
    Body,
    Box,
    Faces,
    Setting,
    face_of,
    fitted,
    insets,
    mark_fitted,
    qn,
)
from app.errors import InputError

LINE_TOLD = "上下の部署をつなぐ線"
"""The alternative text of a connector."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box stands on the slide, in EMU, and its id and name."""

    left: int
    top: int
    width: int
    height: int
    number: int
    name: str
    paragraphs: str = ""


@dataclass(frozen=True, slots=True)
class Elbow:
    """A connector from one box down to another."""

    parent: Spot
    child: Spot
    number: int


def cut(
    slide: Any, area: Any, parts: Sequence[str], faces: Faces, tokens: Tokens, top: int
) -> None:
    """An area named after its question and columns gives way to the boxes of the answers.

    `top`: where boxes begin on a further slide, in EMU.
    """
    if len(parts) < 2 or not area.has_text_frame:
        raise InputError(
            f"ひな形の図形「{area.name}」を使えません。",
            "名前に設問と列を書いた、文字の入る図形にしてください。",
        )
    tokens.whole(_Chart(slide, area, parts[0], tuple(parts[1:]), faces, top))


class _Chart:
    """The chart of a deck."""

    def __init__(
        self, slide: Any, area: Any, tag: str, columns: tuple[str, ...], faces: Faces, top: int
    ) -> None:
        self._tag, self._columns = tag, columns
        self._left, self._top = area.left, area.top
        self._width, self._height = area.width / EMU, area.height / EMU
        self._later_top, self._later_height = top, (area.top + area.height - top) / EMU
        body = area._element.txBody
        self._padding = insets([body])
        self._body = Body(body, face_of([body], faces), faces)
        self._free = 1 + max(int(n) for n in area._element.xpath("//p:cNvPr/@id"))
        self._elbow = _elbow_mold(slide, area)
        self._box = _box_mold(area)

    def __call__(self, state: Any) -> str:
        rows = list(state.contents.rows(self._tag))
        texts = [chart.boxed(row, self._columns) for row in rows] or [NOTHING]
        here = len(texts)
        if here > (most := chart.capacity(self._height)):
            here = most - 1
            self._continue(texts[here:], here, state)
            texts = [*texts[:here], chart.more(len(texts) - here)]
        names = [self._name(n) if n < here else f"more:{self._tag}" for n in range(len(texts))]
        places = chart.arrange(len(texts), self._width, self._height)
        boxes = self._spots(places, texts, names, self._free, self._top, state.setting)
        free = self._free + len(boxes)
        hanging = [(boxes[p.parent], b) for p, b in zip(places, boxes, strict=True)
                   if p.parent is not None]  # fmt: skip
        elbows = [Elbow(*pair, free + n) for n, pair in enumerate(hanging)]
        behind = "".join(map(self._elbow.filled, elbows))
        return behind + "".join(map(self._box.filled, boxes))

    def _name(self, number: int) -> str:
        """The name of a row's box, by which it is read back."""
        return f"{self._tag}#{number + 1}"

    def _continue(self, texts: Sequence[str], first: int, state: Any) -> None:
        """Hand the boxes that this slide cannot hold to further slides."""
        most = chart.later_capacity(self._later_height)
        for start in range(0, len(texts), most):
            page = texts[start : start + most]
            names = [self._name(first + start + n) for n in range(len(page))]
            places = chart.later(len(page), self._width)
            boxes = self._spots(
                places, page, names, state.free_number, self._later_top, state.setting
            )
            state.further.append("".join(map(self._box.filled, boxes)))

    def _spots(
        self,
        places: Sequence[chart.Place],
        texts: Sequence[str],
        names: Sequence[str],
        free: int,
        top: int,
        setting: Setting,
    ) -> list[Spot]:
        """Boxes for texts; their ids begin at `free`, `top` is the area's in EMU."""
        rooms = [Box(p.width - self._padding[0], p.height - self._padding[1]) for p in places]
        size = min(self._size(text, room, setting) for text, room in zip(texts, rooms, strict=True))
        largest = max(size, setting.smallest)
        return [
            Spot(
                self._left + int(place.left * EMU),
                top + int(place.top * EMU),
                int(place.width * EMU),
                int(place.height * EMU),
                free + number,
                name,
                fitted(self._body, self._tag, text, room, setting, largest),
            )
            for number, (place, text, name, room) in enumerate(
                zip(places, texts, names, rooms, strict=True)
            )
        ]

    def _size(self, text: str, room: Box, setting: Setting) -> float:
        """The size at which the text of a box fits; all take the smallest, to read alike."""
        face = self._body.face
        return fit(setting.measurer, text, room.width, room.height, face, setting.smallest).size


def _attribute(tokens: Tokens, element: Any, name: str, of: Callable[[Any], object]) -> None:
    element.set(name, tokens.token(lambda spot: quoted(str(of(spot)))))


def _box_mold(area: Any) -> Mold:
    """A box like the area."""
    tokens, element = Tokens(), area._element
    identity = element.nvSpPr.cNvPr
    _attribute(tokens, identity, "id", lambda spot: spot.number)
    _attribute(tokens, identity, "name", lambda spot: spot.name)
    xfrm = element.spPr.find(qn("a:xfrm"))
    offset, extent = xfrm.find(qn("a:off")), xfrm.find(qn("a:ext"))
    _attribute(tokens, offset, "x", lambda spot: spot.left)
    _attribute(tokens, offset, "y", lambda spot: spot.top)
    _attribute(tokens, extent, "cx", lambda spot: spot.width)
    _attribute(tokens, extent, "cy", lambda spot: spot.height)
    body = element.txBody
    for paragraph in body.findall(qn("a:p")):
        body.remove(paragraph)
    mark_fitted(body)
    put_last(body, tokens.token(lambda spot: spot.paragraphs))
    return tokens.mold(element)


def _elbow_mold(slide: Any, area: Any) -> Mold:
    """An elbow from a box's foot to another's head, drawn like the area's outline."""
    line = slide.shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 0, 0)
    line.begin_connect(area, 2)
    line.end_connect(area, 0)
    element = line._element
    outline = area._element.spPr.find(qn("a:ln"))
    if outline is not None:
        for old in element.spPr.findall(qn("a:ln")):
            element.spPr.remove(old)
        element.spPr.append(copy.deepcopy(outline))
    tokens = Tokens()
    identity = element.find(f"{qn('p:nvCxnSpPr')}/{qn('p:cNvPr')}")
    _attribute(tokens, identity, "id", lambda elbow: elbow.number)
    _attribute(tokens, identity, "name", lambda elbow: f"{elbow.parent.name}→{elbow.child.name}")
    identity.set("descr", LINE_TOLD)
    ends = element.find(f"{qn('p:nvCxnSpPr')}/{qn('p:cNvCxnSpPr')}")
    _attribute(tokens, ends.find(qn("a:stCxn")), "id", lambda elbow: elbow.parent.number)
    _attribute(tokens, ends.find(qn("a:endCxn")), "id", lambda elbow: elbow.child.number)
    put_in_place(element.spPr.find(qn("a:xfrm")), tokens.token(_reach))
    element.getparent().remove(element)
    return tokens.mold(element)


def _reach(elbow: Elbow) -> str:
    """Where a connector lies (a:xfrm, ECMA-376 part 1, 20.1.7.6)."""
    parent, child = elbow.parent, elbow.child
    x, y = parent.left + int(parent.width / 2), parent.top + parent.height
    to_x, to_y = child.left + int(child.width / 2), child.top
    flips = (' flipH="1"' if to_x < x else "") + (' flipV="1"' if to_y < y else "")
    return (
        f'<a:xfrm{flips}><a:off x="{min(x, to_x)}" y="{min(y, to_y)}"/>'
        f'<a:ext cx="{abs(to_x - x)}" cy="{abs(to_y - y)}"/></a:xfrm>'
    )
