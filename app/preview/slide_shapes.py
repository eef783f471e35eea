"""The shapes of a slide, its layout and its master, put on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.preview.drawing import EMU, Stroke, Theme, colour, fill, path, qn, stroke
from app.preview.geometry import OPEN, outline, room
from app.preview.page import BLACK, Drawing, Move, Outline, Picture, Rect, Region
from app.preview.parts import Package
from app.preview.slide_grid import put_table
from app.preview.slide_styles import table_style
from app.preview.slide_words import Looks, put_text
from app.preview.turning import turned

_TITLES = ("title", "ctrTitle")
_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "": "otherStyle"}


class Frame(NamedTuple):
    """From a group's own coordinates to the page's: points = origin + number × scale."""

    x: float = 0.0
    y: float = 0.0
    across: float = 1 / EMU
    down: float = 1 / EMU

    def place(self, xfrm: Any) -> Rect:
        off, ext = xfrm.find(qn("a:off")), xfrm.find(qn("a:ext"))
        return Rect(
            self.x + int(off.get("x", "0")) * self.across,
            self.y + int(off.get("y", "0")) * self.down,
            int(ext.get("cx", "0")) * self.across,
            int(ext.get("cy", "0")) * self.down,
        )


@dataclass(slots=True)
class Sheet:
    """A slide, a layout or a master, and what its shapes' looks depend on."""

    package: Package
    part: str
    common: Any
    """p:cSld"""
    theme: Theme
    styles: Any
    """p:txStyles of the master."""
    usual: Any
    """p:defaultTextStyle of the presentation."""
    number: int
    questions: Mapping[tuple[str, str], str]
    shown: bool

    @property
    def name(self) -> str:
        return "" if self.common is None else self.common.get("name", "").removesuffix("+")


def put_shapes(drawing: Drawing, sheet: Sheet, behind: Sequence[Sheet]) -> None:
    """Put a sheet's shapes on the page; `behind` are those it inherits from, nearest first.

    Placeholders of layouts and masters only lend their looks; they are not drawn themselves.
    """
    tree = sheet.common.find(qn("p:spTree")) if sheet.common is not None else None
    slide = len(behind) == 2
    for shape, frame in _leaves(tree, Frame()):
        mark = _mark(shape)
        if mark is None or slide:
            _Shape(sheet, shape, _ancestors(mark, behind), mark, frame).put(drawing)


def _leaves(tree: Any, frame: Frame) -> Iterator[tuple[Any, Frame]]:
    for child in tree if tree is not None else ():
        kind = child.tag.rpartition("}")[2]
        if kind == "grpSp":
            yield from _leaves(child, _inner(child, frame))
        elif kind in ("sp", "cxnSp", "graphicFrame", "pic"):
            yield child, frame


def _inner(group: Any, frame: Frame) -> Frame:
    """The frame of what a group holds (a:xfrm with child offset and extent, 20.1.7.5)."""
    xfrm = group.find(path("p:grpSpPr/a:xfrm"))
    if xfrm is None or xfrm.find(qn("a:chExt")) is None:
        return frame
    place = frame.place(xfrm)
    off, ext = xfrm.find(qn("a:chOff")), xfrm.find(qn("a:chExt"))
    across = place.width / max(1, int(ext.get("cx", "1")))
    down = place.height / max(1, int(ext.get("cy", "1")))
    x = place.left - int(off.get("x", "0")) * across
    return Frame(x, place.top - int(off.get("y", "0")) * down, across, down)


def _mark(shape: Any) -> Any:
    """The placeholder mark of a shape (p:ph, 19.3.1.36); None where it is no placeholder."""
    return next(shape[0].iter(qn("p:ph")), None) if len(shape) else None


def _ancestors(mark: Any, behind: Sequence[Sheet]) -> list[Any]:
    """The placeholders that one takes its looks from: by idx on the layout, then by kind."""
    found = []
    kind, index = (mark.get("type", ""), mark.get("idx")) if mark is not None else ("", None)
    for sheet in behind if mark is not None else ():
        master = sheet is behind[-1]
        for shape in sheet.common.iter(qn("p:sp")):
            other = _mark(shape)
            if other is None:
                continue
            same_kind = _family(other.get("type", "")) == _family(kind)
            if (same_kind and (master or index is None)) or (
                not master and index is not None and other.get("idx") == index
            ):
                found.append(shape)
                kind = kind or other.get("type", "")
                break
    return found


def _family(kind: str) -> str:
    """Kinds that a master has one placeholder for."""
    return "title" if kind in _TITLES else ("body" if kind in ("", "subTitle", "obj") else kind)


@dataclass(slots=True)
class _Shape:
    """One shape on its way to the page."""

    sheet: Sheet
    element: Any
    ancestors: list[Any]
    mark: Any
    frame: Frame

    @property
    def name(self) -> str:
        found = next(self.element[0].iter(qn("p:cNvPr")), None)
        return "" if found is None else str(found.get("name", ""))

    def question(self, cell: str = "") -> str:
        tag = self.name.partition("#")[0]  # a box of a chart is named after its question
        known = self.sheet.questions
        return known.get((self.sheet.name, self.name + cell)) or (tag if "#" in self.name else "")

    def put(self, drawing: Drawing) -> None:
        kind = self.element.tag.rpartition("}")[2]
        if next(self.element[0].iter(qn("p:cNvPr"))).get("hidden") in ("1", "true"):
            return
        if kind == "graphicFrame":
            self._put_table(drawing)
            return
        xfrm = self._own("a:xfrm")
        if xfrm is None:
            return
        place = self.frame.place(xfrm)
        inside = Drawing()
        if kind == "pic":
            self._put_picture(inside, place)
        else:
            self._put_figure(inside, place, xfrm, line=kind == "cxnSp")
        drawing.add(turned(inside, place, int(xfrm.get("rot", "0")) / 60_000))

    def _own(self, name: str) -> Any:
        """A property of the shape, its own or inherited."""
        for shape in (self.element, *self.ancestors):
            found = shape.find(path(f"p:spPr/{name}"))
            if found is not None:
                return found
        return None

    # ---- figures ----

    def _put_figure(self, inside: Drawing, place: Rect, xfrm: Any, *, line: bool) -> None:
        preset = self._own("a:prstGeom")
        kind = preset.get("prst", "rect") if preset is not None else "rect"
        adjust = _adjustments(preset)
        moves = _flipped(outline(kind, place, adjust), place, xfrm)
        shade = None if kind in OPEN or line else self._fill()
        drawn = self._stroke()
        if shade or drawn:
            inside.items.append(
                Outline(moves, shade, *(drawn or Stroke("", 0.0)))
                if drawn
                else Outline(moves, shade)
            )
        body = self.element.find(qn("p:txBody"))
        if body is not None:
            looks = self._looks(body)
            put_text(inside, room(kind, place, adjust), looks, self.question())

    def _fill(self) -> str | None:
        for shape in (self.element, *self.ancestors):
            stated, shade = fill(shape.find(qn("p:spPr")), self.sheet.theme)
            if stated:
                return shade
        reference = self.element.find(path("p:style/a:fillRef"))
        if reference is None or reference.get("idx") == "0":
            return None
        return colour(reference, self.sheet.theme)

    def _stroke(self) -> Stroke | None:
        for shape in (self.element, *self.ancestors):
            line = shape.find(path("p:spPr/a:ln"))
            stated, drawn = stroke(line, self.sheet.theme) if line is not None else (False, None)
            if stated:
                return drawn
        reference = self.element.find(path("p:style/a:lnRef"))
        if reference is None or reference.get("idx") == "0":
            return None
        own = self.element.find(path("p:spPr/a:ln"))
        width = int(own.get("w", "9525")) / EMU if own is not None else 0.75
        return Stroke(colour(reference, self.sheet.theme) or BLACK, width)

    def _looks(self, body: Any) -> Looks:
        bodies = [body]
        for shape in self.ancestors:
            found = shape.find(qn("p:txBody"))
            if found is not None:
                bodies.append(found)
        kind = self.mark.get("type", "body") if self.mark is not None else ""
        style = _STYLES.get(kind, "otherStyle" if kind in ("ftr", "sldNum", "dt") else "bodyStyle")
        of_master = (
            self.sheet.styles.find(qn(f"p:{style}")) if self.sheet.styles is not None else None
        )
        reference = self.element.find(path("p:style/a:fontRef"))
        theme = self.sheet.theme
        own = colour(reference, theme) or ""
        usual = tuple(s for s in (of_master, self.sheet.usual) if s is not None)
        return Looks(tuple(bodies), usual, theme, self.sheet.number, own)

    # ---- tables and pictures ----

    def _put_table(self, drawing: Drawing) -> None:
        table = self.element.find(path("a:graphic/a:graphicData/a:tbl"))
        xfrm = self.element.find(qn("p:xfrm"))
        if table is None or xfrm is None:
            return
        theme, usual = self.sheet.theme, self.sheet.usual
        styles = (usual,) if usual is not None else ()
        style = table_style(table, theme)

        def looks(body: Any, row: int) -> Looks:
            ink, bold = style.letters(row)
            return Looks((body,), styles, theme, self.sheet.number, ink, bold)

        def question(row: int, column: int) -> str:
            return self.question(f"/{row}/{column}")

        place = self.frame.place(xfrm)
        taken = put_table(drawing, table, place.left, place.top, looks, question, theme, style)
        if whole := self.question():
            drawing.regions.append(Region(whole, taken))

    def _put_picture(self, inside: Drawing, place: Rect) -> None:
        blip = self.element.find(path("p:blipFill/a:blip"))
        link = blip.get(qn("r:embed"), "") if blip is not None else ""
        data = self.sheet.package.parts.get(self.sheet.package.target(self.sheet.part, link))
        if data:
            inside.items.append(Picture(place, data))


def _adjustments(preset: Any) -> dict[str, float]:
    """The adjustments of a preset in parts of one (a:gd, 20.1.9.11)."""
    found = {}
    for guide in preset.iter(qn("a:gd")) if preset is not None else ():
        kind, _, value = guide.get("fmla", "").partition(" ")
        if kind == "val":
            found[guide.get("name", "")] = int(value) / 100_000
    return found


def _flipped(moves: tuple[Move, ...], place: Rect, xfrm: Any) -> tuple[Move, ...]:
    """The figure mirrored as flipH and flipV want it."""
    across, down = (xfrm.get(name) in ("1", "true") for name in ("flipH", "flipV"))
    if not (across or down):
        return moves

    def mirrored(x: float, y: float) -> tuple[float, float]:
        left = place.left + place.right - x if across else x
        return left, place.top + place.bottom - y if down else y

    return tuple((kind, tuple(mirrored(*point) for point in points)) for kind, points in moves)
