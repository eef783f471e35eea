"""Fills a Word template: each answer goes into the content controls with its tag.

Nothing else changes. Parts without a filled control stay byte-identical; in the others the
element tree differs inside filled controls only. Time is linear in the size of the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from app.documents import controls, opc, runs
from app.documents.contents import Contents, Properties, Row
from app.documents.controls import PROPERTIES, SDT, TABLE, TABLE_ROW, W14, tag, w
from app.documents.properties import marked
from app.errors import InputError

STORIES = ("main", "header", "footer", "footnotes", "endnotes")
"""The kinds of part that show text (ECMA-376 part 1, 11.3), as their content types name them."""
STORY_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_IDENTITY = (f"{{{W14}}}paraId", f"{{{W14}}}textId")
_BOOKMARKS = (w("bookmarkStart"), w("bookmarkEnd"))


def fill(
    template: bytes,
    contents: Contents,
    properties: Properties | None = None,
    *,
    largest: float | None = None,
) -> bytes:
    """The template with the contents in its controls; equal input gives equal bytes.

    A control with an unknown tag is left alone. `largest` (points) bounds the size of what is
    filled in, so that a document keeps to its pages. Raises InputError if the template is not a
    usable Word file.
    """
    return opc.write(filled(template, contents, properties, largest=largest))


def filled(
    template: bytes,
    contents: Contents,
    properties: Properties | None = None,
    *,
    largest: float | None = None,
) -> opc.Parts:
    """The same as parts that are not packed yet."""
    made = dict(parts(template))
    for name, root in filled_stories(template, contents, largest=largest):
        made[name] = serialised(root)
    return marked(made, properties) if properties else made


def filled_stories(
    template: bytes, contents: Contents, *, largest: float | None = None
) -> Iterator[tuple[str, Element]]:
    """The parts with filled controls, by name, as trees."""
    read = parts(template)
    styles = runs.Styles.of(parsed(read["word/styles.xml"]) if "word/styles.xml" in read else None)
    for name in stories(read):
        root = parsed(read[name])
        if _fill_story(root, contents, _Style(styles, largest)):
            yield name, root


@lru_cache(maxsize=4)
def parts(template: bytes) -> opc.Parts:
    """A template's parts, looked through once; not to be changed."""
    return opc.read(template, "ひな形")


def tags(template: bytes) -> list[str]:
    """The tags of all controls of a document, in order, those of tables' columns included."""
    parts = opc.read(template, "ひな形")
    found = (c for name in stories(parts) for c in controls.all_controls(parsed(parts[name])))
    return [name for name in map(tag, found) if name]


def parsed(data: bytes) -> Element:
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise InputError("ひな形の中の文書が壊れています。", opc.ADVICE) from error


def serialised(root: Element) -> bytes:
    """A part's bytes as Office writes them."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def stories(parts: opc.Parts) -> Iterator[str]:
    """The names of the parts that show text."""
    for entry in parsed(parts[opc.CONTENT_TYPES]):
        kind = entry.get("ContentType", "")
        story = kind.removeprefix(STORY_TYPE).split("+")[0].removeprefix("document.")
        name = entry.get("PartName", "").lstrip("/")
        if kind.startswith(STORY_TYPE) and story in STORIES and name in parts:
            yield name


class _Style(NamedTuple):
    """How texts are put in, as runs.put wants to know it."""

    styles: runs.Styles
    largest: float | None


def _fill_story(root: Element, contents: Contents, style: _Style) -> bool:
    """Fill one part's controls. Whether there were any."""
    numbers = _fresh_numbers(root)
    known = [c for c in controls.all_controls(root) if tag(c) in contents.tags]
    for control in known:
        name = tag(control)
        if name in contents.tables and (model_rows := pattern(control)):
            _repeat(model_rows, contents.tables[name], style, numbers)
        elif not _encloses(control, contents.tags):
            _answer(control, contents.text(name), contents.values.get(name), style)
    return bool(known)


def _encloses(control: Element, known: frozenset[str]) -> bool:
    """Whether a control merely groups others that are filled themselves."""
    return any(tag(inner) in known for inner in control.iterdescendants(SDT))


def _answer(control: Element, text: str, value: Any, style: _Style) -> None:
    """Put an answer into a control; a check box and a date picker are set as well."""
    box = runs.tick(control, on=value is True)
    runs.put(control, text if box is None else box, *style)
    try:
        runs.set_date(control, date.fromisoformat(value).isoformat())
    except (TypeError, ValueError):
        return


def pattern(control: Element) -> list[Element]:
    """What stands for the rows of a table: the items of a repeating section, or plain rows.

    The first is the model for all; the others, left from an earlier filling, give way. Empty
    where the control holds no column, so that the table is shown as text instead.
    """
    items = [c for c in control.iterdescendants(SDT) if controls.is_repeating_item(c)]
    found = items or _own_rows(control)
    return [row for row in found if any(tag(c) for c in row.iterdescendants(SDT))]


def _own_rows(control: Element) -> list[Element]:
    """The rows of the control's table, without those of tables inside its cells."""
    rows = [*control.iterdescendants(TABLE_ROW)]
    table = next(rows[0].iterancestors(TABLE), None) if rows else None
    return [row for row in rows if next(row.iterancestors(TABLE), None) is table]


def _repeat(
    pattern: list[Element], rows: tuple[Row, ...], style: _Style, numbers: Iterator[int]
) -> None:
    """Put one copy of the model for each row; without rows, one that is empty."""
    model = deepcopy(pattern[0])
    for leftover in pattern[1:]:
        parent = leftover.getparent()
        if parent is not None:
            parent.remove(leftover)
    last = pattern[0]
    _fill_row(last, rows[0] if rows else {}, style)
    for row in rows[1:]:
        copy = deepcopy(model)
        _make_distinct(copy, numbers)
        _fill_row(copy, row, style)
        last.addnext(copy)
        last = copy


def _fill_row(element: Element, row: Mapping[str, str], style: _Style) -> None:
    for control in [*element.iterdescendants(SDT)]:
        if name := tag(control):
            runs.put(control, row.get(name, ""), *style)


def _make_distinct(copy: Element, numbers: Iterator[int]) -> None:
    """Give a copied row identities of its own (w:id, 17.5.2.18; w14:paraId, MS-DOCX 2.6.2.3)."""
    for element in copy.iter():
        for name in _IDENTITY:
            element.attrib.pop(name, None)
    for bookmark in [*copy.iter(*_BOOKMARKS)]:
        bookmark.getparent().remove(bookmark)  # type: ignore[union-attr]
    for control in copy.iter(SDT):
        identity = control.find(f"{PROPERTIES}/{w('id')}")
        if identity is not None:
            identity.set(w("val"), str(next(numbers)))


def _fresh_numbers(root: Element) -> Iterator[int]:
    """Control ids that a part does not use yet, always the same ones."""
    found = root.iterfind(f".//{PROPERTIES}/{w('id')}")
    taken = {identity.get(w("val")) for identity in found}
    return (number for number in count(1_000_000) if str(number) not in taken)
