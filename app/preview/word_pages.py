"""The pages of a produced .docx (WordprocessingML, ECMA-376 part 1, 17)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.documents.controls import CONTENT, PARAGRAPH, SDT, TABLE, tag, w
from app.preview.drawing import R, Theme
from app.preview.flow import Slab, height, paged, stack
from app.preview.page import Drawing, Page
from app.preview.parts import Package
from app.preview.word_numbering import Numbering
from app.preview.word_paragraphs import Body, Grid, paragraph_slabs
from app.preview.word_runs import Setting
from app.preview.word_styles import Styles, number, points, value
from app.preview.word_tables import Table

Known = Callable[[str], str]
_COMPATIBILITY = "compatibilityMode"
_USUAL_COMPATIBILITY = 12
"""What Word takes a document for that does not say (MS-DOCX 2.3.1)."""


@dataclass(frozen=True, slots=True)
class Section:
    """Size and margins of a section's pages, in points (w:sectPr, 17.6.17)."""

    properties: Any

    def _of(self, element: str, name: str, otherwise: float) -> float:
        found = self.properties.find(w(element)) if self.properties is not None else None
        return points(found, name, otherwise)

    @property
    def size(self) -> tuple[float, float]:
        return self._of("pgSz", "w", 595.3), self._of("pgSz", "h", 841.9)

    def margin(self, side: str) -> float:
        usual = {"header": 42.55, "footer": 49.6}.get(side, 70.9)
        return abs(self._of("pgMar", side, usual))

    @property
    def width(self) -> float:
        return self.size[0] - self.margin("left") - self.margin("right")

    @property
    def height(self) -> float:
        return self.size[1] - self.margin("top") - self.margin("bottom")

    @property
    def grid(self) -> Grid:
        found = self.properties.find(w("docGrid")) if self.properties is not None else None
        kind = value(found, "type")
        if kind in ("", "default"):
            return Grid()
        wider = number(value(found, "charSpace")) / 4096 if kind != "lines" else 0.0
        return Grid(points(found, "linePitch"), wider)

    @property
    def begins_page(self) -> bool:
        found = self.properties.find(w("type")) if self.properties is not None else None
        return value(found) != "continuous"


def pages(pack: Package, known: Known = lambda tag: tag) -> list[Page]:
    """The pages of a Word file; `known` gives the question of a control's tag ("" for none)."""
    return _Document(pack, known).pages()


class _Document:
    def __init__(self, package: Package, known: Known) -> None:
        self._package, self._known = package, known
        self._part = package.main
        theme = package.related(self._part, "theme")
        settings = package.root(package.related(self._part, "settings"))
        self._styles = Styles(
            package.root(package.related(self._part, "styles")),
            Theme.of(package.root(theme)) if theme else None,
        )
        self._numbers = package.root(package.related(self._part, "numbering"))
        self._tab = points(settings.find(w("defaultTabStop")), "val", 42.0) or 42.0
        modes = (s for s in settings.iter(w("compatSetting")) if value(s, "name") == _COMPATIBILITY)
        self._mode = int(number(value(next(modes, None)), _USUAL_COMPATIBILITY))
        self._body = self._made_body(lambda _: "", self._part)

    def _made_body(self, fields: Callable[[str], str], part: str) -> Body:
        """`part`: the one whose text is set (the document's, a header's)."""

        def image(link: str) -> bytes | None:
            return self._package.parts.get(self._package.target(part, link))

        return Body(
            Setting(self._styles, self._known, fields),
            Numbering(self._numbers),
            self._tab,
            compatible=self._mode,
            images=image,
        )

    def pages(self) -> list[Page]:
        body = self._package.root(self._part).find(w("body"))
        made: list[tuple[Section, Drawing]] = []
        before, waiting = Section(None), list[Slab]()
        for section, blocks in _sections(body if body is not None else ()):
            self._body.grid = section.grid
            slabs = _blocks(blocks, section.width, self._body, "", "")
            if waiting and not section.begins_page:
                slabs, waiting = [*waiting, *slabs], []
            made += self._paged(before, waiting)
            before, waiting = section, slabs
        made += self._paged(before, waiting)
        made = made or [(before, Drawing())]
        return [self._page(n, len(made), *entry) for n, entry in enumerate(made)]

    @staticmethod
    def _paged(section: Section, slabs: Sequence[Slab]) -> list[tuple[Section, Drawing]]:
        if not slabs:
            return []
        return [(section, drawing) for drawing in paged(slabs, section.height)]

    def _page(self, place: int, count: int, section: Section, content: Drawing) -> Page:
        drawing = Drawing()
        drawing.add(content, section.margin("left"), section.margin("top"))
        for kind in ("header", "footer"):
            self._furnish(drawing, kind, section, place, count)
        return drawing.page(*section.size)

    def _furnish(
        self, drawing: Drawing, kind: str, section: Section, place: int, count: int
    ) -> None:
        """Put the header or footer of a page on it (w:headerReference, 17.10.5)."""
        part = self._story(kind, section, place)
        if not part:
            return
        shown = {"PAGE": str(place + 1), "NUMPAGES": str(count), "SECTIONPAGES": str(count)}
        body = self._made_body(lambda code: shown.get((code.split() or [""])[0].upper(), ""), part)
        slabs = _blocks(self._package.root(part), section.width, body, "", "")
        top = section.margin("header")
        if kind == "footer":
            top = section.size[1] - section.margin("footer") - height(slabs)
        drawing.add(stack(slabs), section.margin("left"), top)

    def _story(self, kind: str, section: Section, place: int) -> str:
        found = {}
        properties = section.properties
        for reference in (
            properties.iterfind(w(f"{kind}Reference")) if properties is not None else ()
        ):
            link = reference.get(f"{{{R}}}id", "")
            found[value(reference, "type")] = self._package.target(self._part, link)
        first = properties is not None and properties.find(w("titlePg")) is not None
        if first and place == 0:
            return found.get("first", "")
        return found.get("default", "")


def _sections(body: Any) -> Iterator[tuple[Section, list[Any]]]:
    """The document's sections with their blocks; the last one's properties close the body."""
    blocks: list[Any] = []
    for child in body:
        if child.tag == w("sectPr"):
            yield Section(child), blocks
            return
        blocks.append(child)
        closing = child.find(f"{w('pPr')}/{w('sectPr')}") if child.tag == PARAGRAPH else None
        if closing is not None:
            yield Section(closing), blocks
            blocks = []
    yield Section(None), blocks


def _blocks(
    holder: Sequence[Any], width: float, body: Body, question: str, table: str
) -> list[Slab]:
    """Paragraphs and tables, those inside controls too, one under the other."""
    slabs: list[Slab] = []
    blocks = list(_unwrapped(holder, question, body.setting.known))
    around = [None, *(child if child.tag == PARAGRAPH else None for child, _ in blocks), None]
    for place, (child, inner) in enumerate(blocks):
        if child.tag == PARAGRAPH:
            beside = around[place], around[place + 2]
            slabs += paragraph_slabs(child, width, body, inner, table, beside)
        else:
            properties = child.find(w("tblPr"))
            chain = body.setting.styles.table(properties)
            style = body.setting.styles.table_style(properties)

            def flow(cell: Any, wide: float, of: str, style: str) -> list[Slab]:
                return _blocks(cell, wide, body, of, style)

            slabs += Table(child, body, flow, width, inner, chain, style).slabs()
    return slabs


def _unwrapped(holder: Sequence[Any], question: str, known: Known) -> Iterator[tuple[Any, str]]:
    for child in holder:
        if child.tag in (PARAGRAPH, TABLE):
            yield child, question
        elif child.tag == SDT and child.find(CONTENT) is not None:
            yield from _unwrapped(child.find(CONTENT), known(tag(child)) or question, known)
