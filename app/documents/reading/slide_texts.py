"""The texts of a deck by the names of its shapes, with the template's plan beside it.

A shape named after a question holds its answer. Tables and shapes with a text of the template's
own say by the template's fields ({activity}) what stands where; a text is taken apart only where
putting the parts back gives the same text again. LibreOffice gives placeholders names of its own
(and keeps those of other shapes): they are known by the slide's title and the place they stand at.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from lxml.etree import _Element as Element

from app.documents import chart, opc
from app.documents.reading import slide_tree as tree
from app.documents.reading.apart import apart
from app.documents.reading.found import Found, Row
from app.documents.reading.slide_plan import Page, Plan, plain, title_of
from app.documents.reading.values import NOTHING

Fits = Callable[[str, str, str], bool]
"""Whether in a table question ("" outside of one) a field may have a text."""
SLIDES, _LINKS = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
_ASIDE = re.compile(r"ppt/(?:notesSlides/|comments/|diagrams/data)[^/]*\.xml")
"""Notes, comments and the texts of drawn-up diagrams: nothing of it is an answer."""
_PERIOD = re.compile(r"(.*?)～(.*)", re.DOTALL)
_BOX = re.compile(r"(.+)#(\d+)")
_COMMENT = f"{tree.P}text"


@dataclass(slots=True)
class _Reading:
    """A deck being read."""

    plan: Plan
    tags: frozenset[str]
    fits: Fits
    found: Found = field(default_factory=Found)
    tables: dict[str, list[tree.Cells]] = field(default_factory=dict)
    """Growing tables: name → what stands on each slide, with the head."""
    boxes: dict[str, dict[int, str]] = field(default_factory=dict)


def found_in(
    parts: opc.Parts, plan: Plan, tags: frozenset[str], milestones: int, fits: Fits
) -> Found:
    """What a deck says. `milestones`: rows of the call's own that a schedule begins with."""
    reading = _Reading(plan, tags, fits)
    for name in _in_order(parts):
        _read_slide(reading, tree.parsed(parts[name]))
    found = reading.found
    for name in filter(_ASIDE.fullmatch, parts):
        found.lines += _aside(tree.parsed(parts[name]))
    for name, rows in reading.tables.items():
        _take_rows(reading, name, rows, milestones)
    for tag, texts in reading.boxes.items():
        if tag in plan.charts:
            _take_boxes(reading, tag, [texts[n] for n in sorted(texts)])
    return found


def _in_order(parts: opc.Parts) -> list[str]:
    """The slides' parts as the presentation lists them (p:sldIdLst, 19.2.1.34)."""
    links = {
        link.get("Id"): posixpath.normpath(f"ppt/{link.get('Target', '')}")
        for link in tree.parsed(parts.get(_LINKS, b"<none/>"))
    }
    listed = tree.parsed(parts[SLIDES]).iter(f"{tree.P}sldId")
    names = (links.get(entry.get(f"{tree.R}id"), "") for entry in listed)
    return [name for name in names if name in parts]


def _aside(root: Element) -> Iterator[str]:
    for line in root.iter(tree.LINE, _COMMENT):
        said = line.text or "" if line.tag == _COMMENT else tree.line(line)
        yield from said.split("\n")


def _read_slide(reading: _Reading, root: Element) -> None:
    shapes = [(tree.name(shape), shape, tree.cells(shape)) for shape in tree.shapes(root)]
    said = [
        text
        for _, shape, cells in shapes
        if not _is_worked_out(shape)
        for row in cells
        for text in row
    ]
    for text in said:
        reading.found.lines += text.split("\n")
    page: Page | None = None
    if any(_is_unsure(reading, name, shape) for name, shape, _ in shapes):
        page = reading.plan.page(title_of(root), said)
    met: Counter[str] = Counter()
    for name, shape, cells in shapes:
        known = _placeholder(reading, page, name, shape) if page else name
        _read(reading, known, shape.tag == tree.FRAME, cells, _pattern(reading, page, known, met))


def _is_worked_out(shape: Element) -> bool:
    """Whether a program writes what stands there: a slide's number, the date."""
    kind = tree.placeholder(shape)
    return kind is not None and kind.get("type") in ("sldNum", "dt")


def _is_unsure(reading: _Reading, name: str, shape: Element) -> bool:
    """Whether a name says too little: it stands for other fields elsewhere, or for nothing."""
    if name in reading.plan.doubtful:
        return True
    known = name in reading.tags or name in reading.plan.patterns or "#" in name
    return not known and tree.placeholder(shape) is not None and name not in reading.plan.names


def _placeholder(reading: _Reading, page: Page, name: str, shape: Element) -> str:
    """The name that a shape has in the template: its own, or a placeholder's by its place."""
    if name in reading.tags or name in page.patterns or tree.placeholder(shape) is None:
        return name
    place = tree.place(shape)
    return (page.at(place) if place else "") or name


def _pattern(
    reading: _Reading, page: Page | None, name: str, met: Counter[str]
) -> tree.Cells | None:
    """What the template says there; of several shapes of one name the next in order."""
    found = page.patterns.get(name, ()) if page else ()
    if not found:
        return reading.plan.patterns.get(name)
    met[name] += 1
    return found[met[name] - 1] if met[name] <= len(found) else None


def _read(
    reading: _Reading, name: str, is_table: bool, cells: tree.Cells, pattern: tree.Cells | None
) -> None:
    found = reading.found
    if box := _BOX.fullmatch(name):
        said = cells[0][0] if cells else ""
        reading.boxes.setdefault(box.group(1), {})[int(box.group(2))] = said
    elif is_table and (name in reading.tags or name.startswith("gantt:")):
        reading.tables.setdefault(name, []).append(cells)
    elif not is_table and name in reading.tags:
        found.texts[name] = cells[0][0] if cells else ""
    elif pattern:
        _take_fixed(pattern, cells, found, partial(reading.fits, ""))


def _take_fixed(
    pattern: tree.Cells, cells: tree.Cells, found: Found, fits: Callable[[str, str], bool]
) -> None:
    """The fields of a shape, or of a table that has as many rows and columns as the template's."""
    if [*map(len, pattern)] != [*map(len, cells)]:
        return  # what was put in has moved the others: nobody can say which is which
    for wanted, row in zip(pattern, cells, strict=True):
        for text, said in zip(wanted, row, strict=True):
            for tag, value in (apart(text, said, fits) or {}).items():
                found.texts.setdefault(tag, value)


def _take_rows(reading: _Reading, name: str, frames: list[tree.Cells], milestones: int) -> None:
    tag, *dates = name.removeprefix("gantt:").split("/")
    pattern = reading.plan.patterns.get(name)
    if not pattern:
        return
    rows = [(_columns(pattern, cells), row) for cells in frames for row in cells[1:]]
    if dates:
        rows = rows[milestones:]
    fits = partial(reading.fits, tag)
    made: list[Row] = []
    for columns, row in rows:
        parts: Row = {}
        for text, place in zip(pattern[-1], columns, strict=False):
            if place is not None and place < len(row):
                parts.update(apart(text, row[place], fits) or {})
        if dates and "period" in parts and len(dates) == 2:
            parts.update(_dated(parts.pop("period"), dates))
        made.append(parts)
    reading.found.rows[tag] = made


def _columns(pattern: tree.Cells, cells: tree.Cells) -> list[int | None]:
    """Where the template's columns stand in a table whose columns may have been moved, taken out
    or added to: by their heads; one whose head was rewritten is taken where it stood."""
    titles = [plain(text) for text in pattern[0]]
    heads = [plain(text) for text in cells[0]]
    found: list[int | None] = []
    for place, title in enumerate(titles):
        here = heads[place] if place < len(heads) else None
        if here != title and heads.count(title) == 1:
            found.append(heads.index(title))
        elif here == title or (here not in titles and len(heads) >= len(titles)):
            found.append(place)
        else:
            found.append(None)
    return found


def _dated(period: str, columns: list[str]) -> Row:
    both = _PERIOD.fullmatch(period)
    return dict(zip(columns, both.groups() if both else ("", ""), strict=True))


def _take_boxes(reading: _Reading, tag: str, texts: list[str]) -> None:
    texts = [text for text in texts if text.strip() not in NOTHING]
    if any(chart.MORE.fullmatch(text) for text in texts):
        return  # not all of them are shown
    columns, fits = reading.plan.charts[tag], partial(reading.fits, tag)
    reading.found.rows[tag] = [chart.unboxed(text, columns, fits) for text in texts]
