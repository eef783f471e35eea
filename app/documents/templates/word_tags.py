"""Writes content controls into a Word form where a person has said that questions belong.

Each answer gets an inline control (w:sdt, ECMA-376 part 1, 17.5.2.31) in the formatting of its
paragraph, and a bookmark round it, which LibreOffice before 7.5 keeps where it loses the tag; a
growing table gets a control around it, with one row of columns in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import count

from lxml import etree
from lxml.etree import SubElement
from lxml.etree import _Element as Element

from app.documents import controls, opc, word
from app.documents.controls import CELL, CONTENT, PARAGRAPH, PROPERTIES, RUN, SDT, TABLE_ROW, w
from app.documents.templates import grid
from app.documents.templates.suggest import Place, Suggestion
from app.documents.templates.word_places import (
    body,
    found_in,
    grid_of,
    main_part,
    text_of,
)

LONGEST_MARK = 40
"""Characters of a bookmark's name that Word takes."""
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


def tagged(data: bytes, chosen: Mapping[str, Suggestion]) -> bytes:
    """The file with a control at each place (by its id). Other parts stay byte-identical."""
    parts = opc.read(data, "様式")
    name = main_part(parts)
    root = word.parsed(parts[name])
    numbers = _fresh_numbers(root)
    for place, element in list(found_in(body(root))):
        if place.id in chosen:
            _tag(place, element, chosen[place.id], numbers)
    parts[name] = word.serialised(root)
    return opc.write(parts)


def _tag(place: Place, element: Element, chosen: Suggestion, numbers: Iterator[int]) -> None:
    tag, label = chosen.question, chosen.label
    if place.kind == "rows":
        _tag_rows(element, chosen, numbers)
    elif place.kind == "cell":
        _tag_cell(element, tag, label, next(numbers))
    else:
        _tag_paragraph(element, tag, label, next(numbers), after=place.kind == "line")


def _tag_cell(cell: Element, tag: str, label: str, number: int) -> None:
    """A control in the first paragraph; further blank ones were room to write, and go."""
    paragraphs = cell.findall(PARAGRAPH) or [SubElement(cell, PARAGRAPH)]
    for spare in paragraphs[1:]:
        cell.remove(spare)
    _tag_paragraph(paragraphs[0], tag, label, number, after=False)


def _tag_paragraph(paragraph: Element, tag: str, label: str, number: int, *, after: bool) -> None:
    """A control in place of the paragraph's text, or of what stands after its colon."""
    look = _look(paragraph)
    runs = paragraph.findall(RUN)
    for run in _after_colon(runs) if after else runs:
        paragraph.remove(run)
    control = _control(tag, label, look, number)
    SubElement(control, CONTENT).append(_run(label, look))
    paragraph.append(control)
    if "." in tag and len(tag) <= LONGEST_MARK:  # a column's control stands in many rows
        _bookmark(control, tag.replace(".", "_"), number)


def _bookmark(control: Element, name: str, number: int) -> None:
    """A bookmark round a control (17.13.6), as app.documents.reading.word_texts looks for it."""
    start, end = (etree.Element(w(part)) for part in ("bookmarkStart", "bookmarkEnd"))
    for part in (start, end):
        part.set(w("id"), str(number))
    start.set(w("name"), name)
    control.addprevious(start)
    control.addnext(end)


def _look(paragraph: Element) -> Element | None:
    """The formatting of the paragraph's last run, or of its mark."""
    found = [run.find(w("rPr")) for run in reversed(paragraph.findall(RUN))]
    own = next((look for look in found if look is not None), None)
    return own if own is not None else paragraph.find(f"{w('pPr')}/{w('rPr')}")


def _after_colon(runs: list[Element]) -> list[Element]:
    """The runs after the colon; the one that holds it is cut short behind it."""
    for number, run in enumerate(runs):
        for text in run.findall(w("t")):
            place = next((n for n, c in enumerate(text.text or "") if c in "：:"), -1)
            if place >= 0:
                text.text = (text.text or "")[: place + 1]
                for later in [*text.itersiblings()]:
                    run.remove(later)
                return runs[number + 1 :]
    return []


def _control(tag: str, label: str, look: Element | None, number: int) -> Element:
    """A control still without content. Not w:text (17.5.2.44), and within its paragraph rather
    than around it: LibreOffice would put the line breaks of such controls before their text."""
    control = etree.Element(SDT)
    properties = SubElement(control, PROPERTIES)
    if look is not None:
        properties.append(_run_properties(look))
    for name, value in (("alias", label[:64]), ("tag", tag), ("id", str(number))):
        SubElement(properties, w(name)).set(w("val"), value)
    return control


def _run(label: str, look: Element | None) -> Element:
    run = etree.Element(RUN)
    if look is not None:
        run.append(_run_properties(look))
    text = SubElement(run, w("t"))
    text.text = f"［{grid.shown(label)}］"
    text.set(PRESERVE, "preserve")
    return run


def _run_properties(look: Element) -> Element:
    """A copy without what belongs to a paragraph's mark alone (17.3.1.29)."""
    copy = deepcopy(look)
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"):
        for found in copy.findall(w(name)):
            copy.remove(found)
    return copy


def _tag_rows(table: Element, chosen: Suggestion, numbers: Iterator[int]) -> None:
    """Tag the first empty row's cells, take the other empty rows away, wrap the table."""
    heads = grid_of(table).heads()
    rows = table.findall(TABLE_ROW)
    if heads is None:
        return
    first, *spare = rows[heads[0] + 1 :]
    for row in spare:
        table.remove(row)
    titles = [text_of(cell) for cell in rows[heads[0]].findall(CELL)]
    for cell, column, title in zip(first.findall(CELL), chosen.columns, titles, strict=False):
        if column:
            _tag_cell(cell, column, title, next(numbers))
    control = etree.Element(SDT)
    properties = SubElement(control, PROPERTIES)
    wanted = (("alias", chosen.label[:64]), ("tag", chosen.question), ("id", str(next(numbers))))
    for name, value in wanted:
        SubElement(properties, w(name)).set(w("val"), value)
    inside = SubElement(control, CONTENT)
    table.addprevious(control)
    inside.append(table)


def _fresh_numbers(root: Element) -> Iterator[int]:
    taken = {c.find(f"{PROPERTIES}/{w('id')}") for c in controls.all_controls(root)}
    used = {found.get(w("val")) for found in taken if found is not None}
    return (number for number in count(2_000_000) if str(number) not in used)
