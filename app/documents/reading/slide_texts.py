"""The texts of a deck by the names of its shapes, with the template beside it.

A shape named after a question holds its answer. Tables and shapes with a text of the template's
own say by the template's fields ({activity}) what stands where; a text is taken apart only where
putting the parts back gives the same text again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from app.documents import opc
from app.documents.reading.found import Found, Row
from app.documents.reading.values import NOTHING

Fits = Callable[[str, str], bool]
"""Whether a field may have a text."""
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
FIELD = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\}")
"""As in app.documents.slide_text, which needs python-pptx."""
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_PAGE = re.compile(r"ppt/(?:slides/slide|slideLayouts/slideLayout)\d+\.xml")
_PERIOD = re.compile(r"(.*?)～(.*)", re.DOTALL)
_MORE = re.compile(r"ほか\d+件")
_BOX = re.compile(r"(.+)#(\d+)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """The texts of the template's cells, row by row, of one named table or shape."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a template's names and fields say of the places in a deck."""

    patterns: Mapping[str, Pattern]
    """Name of a table or shape → its texts with fields."""
    charts: Mapping[str, tuple[str, ...]]
    """Table question → the columns in its boxes: title, text, note."""

    @property
    def tags(self) -> set[str]:
        found = {
            f for p in self.patterns.values() for r in p.rows for t in r for f in FIELD.findall(t)
        }
        names = {name.split("/")[0].removeprefix("gantt:") for name in self.patterns}
        return found | names | set(self.charts)


def plan(template: opc.Parts) -> Plan:
    """Read a template."""
    patterns: dict[str, Pattern] = {}
    charts: dict[str, tuple[str, ...]] = {}
    for name in template:
        if _PAGE.fullmatch(name):
            for shape in _shapes(_parsed(template[name])):
                kind, _, rest = _name(shape).partition(":")
                if kind == "chart":
                    tag, *columns = rest.split("/")
                    charts[tag] = tuple(columns)
                else:
                    patterns[_name(shape)] = Pattern(_cells(shape))
    return Plan(patterns, charts)


def found_in(
    parts: opc.Parts,
    plan: Plan,
    tags: frozenset[str],
    milestones: int,
    fits: Callable[[str, str, str], bool],
) -> Found:
    """What a deck says. `milestones`: rows of the call's own that a schedule begins with.

    `fits` says of a table question ("" outside of one), a field and a text whether it may be so.
    """
    found = Found()
    tables: dict[str, list[tuple[str, ...]]] = {}
    boxes: dict[str, dict[int, str]] = {}
    for name in sorted(filter(_SLIDE.fullmatch, parts), key=_number):
        root = _parsed(parts[name])
        found.paragraphs += [_line(line) for line in root.iter(f"{A}p")]
        for shape in _shapes(root):
            _read(shape, plan, tags, found, tables, boxes, partial(fits, ""))
    for name, rows in tables.items():
        _take_rows(name, rows, plan, found, milestones, fits)
    for tag, texts in boxes.items():
        if tag in plan.charts:
            ordered = [texts[n] for n in sorted(texts) if texts[n].strip() not in NOTHING]
            if any(_MORE.fullmatch(text) for text in ordered):
                continue  # not all of them are shown
            found.rows[tag] = [_unboxed(text, plan.charts[tag]) for text in ordered]
    return found


def _number(name: str) -> int:
    found = _SLIDE.fullmatch(name)
    return int(found.group(1)) if found else 0


def _read(
    shape: Element,
    plan: Plan,
    tags: frozenset[str],
    found: Found,
    tables: dict[str, list[tuple[str, ...]]],
    boxes: dict[str, dict[int, str]],
    fits: Fits,
) -> None:
    name, cells = _name(shape), _cells(shape)
    pattern = plan.patterns.get(name)
    if box := _BOX.fullmatch(name):
        boxes.setdefault(box.group(1), {})[int(box.group(2))] = cells[0][0] if cells else ""
    elif shape.tag == f"{P}graphicFrame":
        if name in tags or name.startswith("gantt:"):
            tables.setdefault(name, []).extend(cells[1:])
        elif pattern is not None:
            _take_fixed(pattern, cells, found, fits)
    elif name in tags:
        found.texts[name] = cells[0][0] if cells else ""
    elif pattern is not None:
        _take_fixed(pattern, cells, found, fits)


def _take_fixed(
    pattern: Pattern, cells: tuple[tuple[str, ...], ...], found: Found, fits: Fits
) -> None:
    for wanted, row in zip(pattern.rows, cells, strict=False):
        for text, said in zip(wanted, row, strict=False):
            for tag, value in (apart(text, said, fits) or {}).items():
                found.texts.setdefault(tag, value)


def _take_rows(
    name: str,
    rows: list[tuple[str, ...]],
    plan: Plan,
    found: Found,
    milestones: int,
    fits: Callable[[str, str, str], bool],
) -> None:
    tag, *dates = name.removeprefix("gantt:").split("/")
    pattern = plan.patterns.get(name)
    if pattern is None or not pattern.rows:
        return
    if dates:
        rows = rows[milestones:]
    made: list[Row] = []
    for row in rows:
        parts: Row = {}
        for text, said in zip(pattern.rows[-1], row, strict=False):
            parts.update(apart(text, said, partial(fits, tag)) or {})
        if dates and "period" in parts and len(dates) == 2:
            parts.update(_dated(parts.pop("period"), dates))
        made.append(parts)
    found.rows[tag] = made


def _dated(period: str, columns: list[str]) -> Row:
    both = _PERIOD.fullmatch(period)
    return dict(zip(columns, both.groups() if both else ("", ""), strict=True))


def _unboxed(text: str, columns: tuple[str, ...]) -> Row:
    """A box's text: 「title（note）」 on the first line, the text below."""
    first, _, rest = text.partition("\n")
    note = ""
    if len(columns) > 2 and first.endswith("）") and "（" in first:
        first, _, note = first[:-1].rpartition("（")
    return dict(zip(columns, (first, rest, note), strict=False))


def apart(pattern: str, text: str, fits: Fits) -> Row | None:
    """A text taken apart by the fields of a pattern; None where that is not certain.

    Blank ends are stripped when a pattern is filled, so that fields at its ends may be empty.
    `fits` says whether a field may have a text (a choice its labels).
    """
    fields = FIELD.findall(pattern)
    if not fields:
        return None
    if pattern.strip() == f"{{{fields[0]}}}":
        return {fields[0]: text}
    found = {tuple(row.items()): row for row in _ways(pattern, fields, text)}
    fitting = [row for row in found.values() if all(fits(f, t) for f, t in row.items() if t)]
    return fitting[0] if len(fitting) == 1 else None


def _ways(pattern: str, fields: list[str], text: str) -> Iterator[Row]:
    """The ways in which a text may have come from a pattern: with fields at its ends empty."""
    for first in range(len(fields)):
        for last in range(first, len(fields)):
            kept = fields[first : last + 1]
            source = FIELD.sub(lambda f, k=kept: f.group() if f.group(1) in k else "", pattern)  # type: ignore[misc]
            yield from _whole(source.strip("\n\u3000 "), fields, text)


def _whole(pattern: str, fields: list[str], text: str) -> Iterator[Row]:
    """The shortest and the longest first fields, where a pattern is matched as a whole."""
    pieces = FIELD.split(pattern)
    for lazy in (".+?", ".+"):
        source = "".join(
            f"(?P<f{n // 2}>{lazy})" if n % 2 else re.escape(piece)
            for n, piece in enumerate(pieces)
        )
        if found := re.fullmatch(source, text, re.DOTALL):
            said = dict(zip(pieces[1::2], found.groups(), strict=True))
            yield {name: said.get(name, "") for name in fields}


def _parsed(data: bytes) -> Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _shapes(root: Element) -> Iterator[Element]:
    return root.iter(f"{P}sp", f"{P}graphicFrame")


def _name(shape: Element) -> str:
    found: Any = next(shape.iter(f"{P}cNvPr"), None)
    return "" if found is None else str(found.get("name", ""))


def _cells(shape: Element) -> tuple[tuple[str, ...], ...]:
    """A table's cells, or the one text of another shape."""
    if shape.tag == f"{P}graphicFrame":
        return tuple(
            tuple(_body(cell) for cell in row.iter(f"{A}tc")) for row in shape.iter(f"{A}tr")
        )
    body = shape.find(f"{P}txBody")
    return ((_body(shape),),) if body is not None else ()


def _body(element: Element) -> str:
    return "\n".join(map(_line, element.iter(f"{A}p")))


def _line(paragraph: Element) -> str:
    pieces = paragraph.iter(f"{A}t", f"{A}br")
    return "".join(_piece(node) for node in pieces)


def _piece(node: Element) -> str:
    parent = node.getparent()
    if node.tag == f"{A}br":
        return "\n"
    if parent is not None and parent.tag == f"{A}fld":  # a number that the program works out
        return ""
    return node.text or ""
