"""What a template says of the places in a deck made from it: names, fields, its own texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.documents import opc
from app.documents.reading import slide_tree as tree
from app.documents.reading.apart import FIELD

_PAGE = re.compile(r"ppt/(?:slides/slide|slideLayouts/slideLayout)\d+\.xml")
_LAYOUT = re.compile(r"\.\./(slideLayouts/slideLayout\d+\.xml)")
TITLES = ("title", "ctrTitle")
NEAR = 40_000
"""EMU (1.1 mm) by which a placeholder may stand beside its place: LibreOffice rounds."""


@dataclass(frozen=True, slots=True)
class Page:
    """A slide or layout of the template: its title, and where its named placeholders stand."""

    title: str
    places: tuple[tuple[str, tree.Place], ...]

    def at(self, place: tree.Place) -> str:
        """The name of the placeholder that stands there; "" where there is none."""
        for name, (left, top) in self.places:
            if abs(left - place[0]) <= NEAR and abs(top - place[1]) <= NEAR:
                return name
        return ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a template's names and fields say of the places in a deck."""

    patterns: Mapping[str, tree.Cells]
    """Name of a table or shape → its texts with fields."""
    charts: Mapping[str, tuple[str, ...]]
    """Table question → the columns in its boxes: title, text, note."""
    pages: tuple[Page, ...]
    texts: frozenset[str]
    """Every text of the template, with its fields."""

    @property
    def tags(self) -> set[str]:
        found = {f for p in self.patterns.values() for r in p for t in r for f in FIELD.findall(t)}
        names = {name.split("/")[0].removeprefix("gantt:") for name in self.patterns}
        return found | names | set(self.charts)

    def page(self, title: str) -> Page | None:
        """The one page with this title."""
        found = [page for page in self.pages if _is(page.title, title)]
        return found[0] if len(found) == 1 else None


def plan(template: opc.Parts) -> Plan:
    """Read a template."""
    patterns: dict[str, tree.Cells] = {}
    charts: dict[str, tuple[str, ...]] = {}
    pages: list[Page] = []
    texts: set[str] = set()
    for part in template:
        if _PAGE.fullmatch(part):
            root = tree.parsed(template[part])
            for shape in tree.shapes(root):
                name, cells = tree.name(shape), tree.cells(shape)
                texts.update(text for row in cells for text in row)
                kind, _, rest = name.partition(":")
                if kind == "chart":
                    tag, *columns = rest.split("/")
                    charts[tag] = tuple(columns)
                else:
                    patterns[name] = cells
            pages.append(Page(title_of(root), tuple(_places(root, template, part))))
    return Plan(patterns, charts, tuple(pages), frozenset(texts))


def title_of(root: Element) -> str:
    """A slide's title; "" where it has none."""
    for shape in tree.shapes(root):
        kind = tree.placeholder(shape)
        if kind is not None and kind.get("type") in TITLES:
            return "\n".join(text for row in tree.cells(shape) for text in row)
    return ""


def _places(root: Element, template: opc.Parts, part: str) -> Iterator[tuple[str, tree.Place]]:
    """The placeholders of a page; one without a place of its own stands where its layout says."""
    layout: Element | None = None
    for shape in tree.shapes(root):
        kind, place = tree.placeholder(shape), tree.place(shape)
        if kind is None or kind.get("type") in TITLES:
            continue
        if place is None:
            layout = layout if layout is not None else _layout(template, part)
            place = _inherited(layout, kind.get("idx")) if layout is not None else None
        if place is not None:
            yield tree.name(shape), place


def _layout(template: opc.Parts, part: str) -> Element | None:
    folder, _, name = part.rpartition("/")
    links = template.get(f"{folder}/_rels/{name}.rels", b"").decode("utf-8", "replace")
    found = _LAYOUT.search(links)
    data = template.get(f"ppt/{found.group(1)}") if found else None
    return tree.parsed(data) if data is not None else None


def _inherited(layout: Element, number: str | None) -> tree.Place | None:
    for shape in tree.shapes(layout):
        kind = tree.placeholder(shape)
        if kind is not None and number is not None and kind.get("idx") == number:
            return tree.place(shape)
    return None


def _is(pattern: str, title: str) -> bool:
    """Whether a title came from this one, which may have fields."""
    pieces = ["".join(piece.split()) for piece in FIELD.split(pattern)[::2]]
    return re.fullmatch(".*".join(map(re.escape, pieces)), "".join(title.split())) is not None
