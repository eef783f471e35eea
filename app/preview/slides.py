"""The slides of a produced .pptx as pages (PresentationML, ECMA-376 part 1, 19)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.preview.drawing import EMU, USUAL_MAP, Theme, colour, path, qn
from app.preview.page import Drawing, Page
from app.preview.parts import Package
from app.preview.slide_shapes import Sheet, put_shapes

Questions = Mapping[tuple[str, str], str]
"""(Name of a slide or layout, name of a shape) → question; for a cell the shape's name is
followed by "/row/column". See app.preview.fields."""


@dataclass
class Deck:
    """A presentation whose slides are laid out when they are asked for."""

    package: Package
    questions: Questions

    @cached_property
    def names(self) -> list[str]:
        """The slides' parts in the order they are shown."""
        main = self.package.main
        entries = self.package.root(main).iterfind(path("p:sldIdLst/p:sldId"))
        return [self.package.target(main, entry.get(qn("r:id"), "")) for entry in entries]

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height of a slide in points."""
        stated = self.package.root(self.package.main).find(qn("p:sldSz"))
        if stated is None:
            return 960.0, 540.0
        return int(stated.get("cx", "0")) / EMU, int(stated.get("cy", "0")) / EMU

    def key(self, number: int) -> tuple[object, ...]:
        """Equal keys mean equal pages: what a slide, its layout and its number are."""
        name = self.names[number]
        layout = self.package.related(name, "slideLayout")
        return number, self.package.parts.get(name), layout, self.package.parts.get(layout)

    def page(self, number: int) -> Page:
        """One slide, laid out; `number` counts from 0."""
        sheets = list(self._sheets(number))
        drawing = Drawing()
        for sheet in reversed(sheets):
            put_shapes(drawing, sheet, sheets[sheets.index(sheet) + 1 :])
        return drawing.page(*self.size, _background(sheets))

    def _sheets(self, number: int) -> Iterator[Sheet]:
        """The slide, its layout and its master, as far as their shapes show through."""
        package = self.package
        slide = self.names[number]
        layout = package.related(slide, "slideLayout")
        master = package.related(layout, "slideMaster")
        mapped = package.root(master).find(qn("p:clrMap"))
        names = dict(mapped.attrib) if mapped is not None else USUAL_MAP
        theme = Theme.of(package.root(package.related(master, "theme")), names)
        styles = package.root(master).find(qn("p:txStyles"))
        usual = package.root(package.main).find(qn("p:defaultTextStyle"))
        for part in (slide, layout, master):
            root = package.root(part)
            common = root.find(qn("p:cSld"))
            yield Sheet(
                package,
                part,
                common,
                theme,
                styles,
                usual,
                number + 1,
                self.questions,
                shown=root.get("showMasterSp", "1") not in ("0", "false"),
            )


def _background(sheets: list[Sheet]) -> str:
    """The plain colour behind everything (p:bg, 19.3.1.1); white where it is not a plain one."""
    for sheet in sheets:
        found: Any = sheet.common.find(qn("p:bg")) if sheet.common is not None else None
        if found is not None:
            plain = found.find(path("p:bgPr/a:solidFill"))
            reference = found.find(qn("p:bgRef"))
            stated = plain if plain is not None else reference
            return colour(stated, sheet.theme) or "#FFFFFF"
    return "#FFFFFF"
