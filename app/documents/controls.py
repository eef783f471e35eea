"""Content controls of a Word document: finding them, and their five nestings.

A content control is a *structured document tag*, w:sdt (ECMA-376 part 1, 17.5.2). Its
w:sdtPr/w:tag (17.5.2.42) names it, its w:sdtContent holds what it encloses: paragraphs and tables
(block, 17.5.2.29; a whole table is a block with a w:tbl), runs (inline, 17.5.2.31), a cell
(17.5.2.32) or rows (17.5.2.30). python-docx does not see them; this works on the element tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def w(name: str) -> str:
    """The Clark name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


SDT, CONTENT, PROPERTIES = w("sdt"), w("sdtContent"), w("sdtPr")
PARAGRAPH, RUN, TABLE, TABLE_ROW, CELL = w("p"), w("r"), w("tbl"), w("tr"), w("tc")
REPEATING = f"{{{W15}}}repeatingSection"
REPEATING_ITEM = f"{{{W15}}}repeatingSectionItem"


class Nesting(Enum):
    """What a control encloses."""

    BLOCK = "block"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    INLINE = "inline"


def all_controls(root: Element) -> Iterator[Element]:
    """Every control below an element, in document order, outer ones first."""
    return root.iter(SDT)


def properties(control: Element) -> Element:
    """The control's w:sdtPr, made if there is none (it is optional, 17.5.2.38)."""
    found = control.find(PROPERTIES)
    if found is None:
        found = control.makeelement(PROPERTIES)
        control.insert(0, found)
    return found


def tag(control: Element) -> str:
    """The control's tag; "" where it has none."""
    found = control.find(f"{PROPERTIES}/{w('tag')}")
    return "" if found is None else str(found.get(w("val"), ""))


def content(control: Element) -> Element:
    """The control's w:sdtContent, made if there is none."""
    found = control.find(CONTENT)
    if found is None:
        found = control.makeelement(CONTENT)
        control.append(found)
    return found


def nesting(control: Element) -> Nesting:
    """What the control encloses; an empty one is judged by what it stands in."""
    inside = {child.tag for child in _unwrapped(content(control))}
    for kind, name in (
        (Nesting.ROW, TABLE_ROW),
        (Nesting.CELL, CELL),
        (Nesting.BLOCK, PARAGRAPH),
        (Nesting.TABLE, TABLE),
        (Nesting.INLINE, RUN),
    ):
        if name in inside:
            return kind
    parent = _real_parent(control)
    around = {PARAGRAPH: Nesting.INLINE, TABLE_ROW: Nesting.CELL, TABLE: Nesting.ROW}
    return around.get(str(parent.tag) if parent is not None else "", Nesting.BLOCK)


def is_repeating(control: Element) -> bool:
    """Whether it is a repeating section (w15:repeatingSection, MS-DOCX 2.5.4)."""
    return control.find(f"{PROPERTIES}/{REPEATING}") is not None


def is_repeating_item(control: Element) -> bool:
    return control.find(f"{PROPERTIES}/{REPEATING_ITEM}") is not None


def _unwrapped(elements: Iterable[Element]) -> Iterator[Element]:
    """Elements, with controls among them replaced by what they enclose."""
    for element in elements:
        if element.tag == SDT:
            yield from _unwrapped(content(element))
        else:
            yield element


def _real_parent(element: Element) -> Element | None:
    parent = element.getparent()
    while parent is not None and parent.tag in (SDT, CONTENT):
        parent = parent.getparent()
    return parent
