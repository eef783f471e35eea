"""What a template says of the places in a deck made from it: names, fields, its own texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.documents import opc
from app.documents.reading import slide_tree as tree
from app.documents.reading.apart import FIELD

_PAGE = re.compile(r"ppt/(?:slides/slide|slideLayouts/slideLayout)\d+\.xml")
_LAYOUT = re.compile(r"\.\./(slideLayouts/slideLayout\d+\.xml)")
CONTINUED = "（続き）"
"""As in app.documents.slide_pages, which needs python-pptx."""
TITLES = ("title", "ctrTitle")
NEAR = 40_000
"""EMU (1.1 mm) by which a placeholder may stand beside its place: LibreOffice rounds."""


@dataclass(frozen=True, slots=True)
class Page:
    """A slide or layout of the template: what stands on it, and where."""

    title: str
    texts: frozenset[str]
    """Its texts without fields, blanks taken out: its title, labels, heads of tables."""
    patterns: Mapping[str, tuple[tree.Cells, ...]]
    """Name of a shape or table → its texts with fields; several where a name is used again."""
    places: tuple[tuple[str, tree.Place], ...]
    """The placeholders and where they stand."""

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
    """The texts with fields of what has a name that says the same wherever it stands."""
    names: frozenset[str]
    doubtful: frozenset[str]
    """Those of the names that hold other fields on another page."""
    charts: Mapping[str, tuple[str, ...]]
    """Table question → the columns in its boxes: title, text, note."""
    pages: tuple[Page, ...]
    fixed: frozenset[str]
    """The lines of the template's texts without fields."""
    open: frozenset[str]
    """Its texts with fields."""

    @property
    def tags(self) -> set[str]:
        found = {field for text in self.open for field in FIELD.findall(text)}
        names = {name for page in self.pages for name in page.patterns}
        return found | {n.split("/")[0].removeprefix("gantt:") for n in names} | set(self.charts)

    def page(self, title: str, texts: Iterable[str]) -> Page | None:
        """The page a slide was made from: of those with its title (or with none, if it has none)
        the one with which it has most texts in common."""
        wanted, said = plain(title), frozenset(map(plain, texts))
        alike = [page for page in self.pages if plain(page.title) == wanted]
        shared = [len(page.texts & said) for page in alike]
        most = max(shared, default=0)
        return alike[shared.index(most)] if most and shared.count(most) == 1 else None


def plain(text: str) -> str:
    """A text without blanks, as comparing wants it."""
    return "".join(text.split())


def plan(template: opc.Parts) -> Plan:
    """Read a template."""
    charts: dict[str, tuple[str, ...]] = {}
    pages: list[Page] = []
    texts: set[str] = set()
    for part in filter(_PAGE.fullmatch, template):
        root = tree.parsed(template[part])
        patterns: dict[str, tuple[tree.Cells, ...]] = {}
        said: set[str] = set()
        for shape in tree.shapes(root):
            name, cells = tree.name(shape), tree.cells(shape)
            said.update(text for row in cells for text in row)
            kind, _, rest = name.partition(":")
            if kind == "chart":
                tag, *columns = rest.split("/")
                charts[tag] = tuple(columns)
            else:
                patterns[name] = (*patterns.get(name, ()), cells)
        static = frozenset(filter(None, (plain(t) for t in said if not FIELD.search(t))))
        pages.append(Page(title_of(root), static, patterns, tuple(_places(root, template, part))))
        texts |= said
    by_name: dict[str, set[tree.Cells]] = {}
    for page in pages:
        for name, found in page.patterns.items():
            by_name.setdefault(name, set()).update(found)
    return Plan(
        {name: next(iter(found)) for name, found in by_name.items() if len(found) == 1},
        frozenset(by_name),
        frozenset(
            n for n, found in by_name.items() if len(found) > 1 and any(map(_is_open, found))
        ),
        charts,
        tuple(pages),
        frozenset(line for text in texts if not FIELD.search(text) for line in _lines(text)),
        frozenset(filter(FIELD.search, texts)),
    )


def _is_open(cells: tree.Cells) -> bool:
    return any(FIELD.search(text) for row in cells for text in row)


def _lines(text: str) -> list[str]:
    """A text's lines; the last one also as it stands on a further slide."""
    lines = text.split("\n")
    return [*lines, lines[-1] + CONTINUED]


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
