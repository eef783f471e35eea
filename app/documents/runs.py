"""Text into the content of a control: runs that keep the format of the control's own text."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.controls import (
    CELL,
    CONTENT,
    PARAGRAPH,
    RUN,
    SDT,
    TABLE,
    TABLE_ROW,
    W14,
    Nesting,
    content,
    nesting,
    properties,
    w,
)

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BLANK = "\u3000"
"""What an unanswered control holds: Word shows its own prompt in a control without any text."""
BOXES = {True: ("checkedState", "☑"), False: ("uncheckedState", "☐")}
"""What a check box shows unless it says otherwise."""
_FORMAT, _STYLE, _FONTS = w("rPr"), w("rStyle"), w("rFonts")
_HOLDERS = (TABLE, TABLE_ROW, CELL, SDT, CONTENT)
_MARK_ONLY = (w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("rPrChange"))
"""Revision marks, which belong to the text that was there (17.13.5)."""
_AFTER_SIZE = (
    "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip
_HEX = re.compile("[0-9A-Fa-f]{4}")
_BREAKS = {"\n": w("br"), "\t": w("tab")}


@dataclass(frozen=True, slots=True)
class Styles:
    """What must be known of a document's styles."""

    placeholder: frozenset[str]
    """Ids of the character style that greys out a prompt ("Placeholder Text")."""

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """From the root of word/styles.xml. Word localises ids, never the built-in names."""
        ids = {"PlaceholderText"}
        for style in root.iterfind(w("style")) if root is not None else ():
            name = style.find(w("name"))
            if name is not None and str(name.get(w("val"))).lower() == "placeholder text":
                ids.add(str(style.get(w("styleId"))))
        return cls(frozenset(ids))


def put(control: Element, text: str, styles: Styles, largest: float | None = None) -> None:
    """Make `text` the whole content of a control.

    The first run's format, the first paragraph's and the cell's stay. Line breaks and tabs
    become w:br and w:tab (17.3.3.1, 17.3.3.32). What marks a prompt goes: w:showingPlcHdr
    (17.5.2.39) and the prompt's own style; and so does w:dataBinding (17.5.2.6), by which Word
    would put the bound data in the place of the text. `largest` (points) makes the text smaller
    where it would stand larger.
    """
    about = properties(control)
    is_prompt = about.find(w("showingPlcHdr")) is not None
    for name in ("showingPlcHdr", "dataBinding"):
        for found in about.findall(w(name)):
            about.remove(found)
    for picker in about.iter(w("date"), w("comboBox"), w("dropDownList")):
        for stale in ("fullDate", "lastValue"):
            picker.attrib.pop(w(stale), None)
    if "\n" in text and (plain := about.find(w("text"))) is not None:
        plain.set(w("multiLine"), "1")
    inside = content(control)
    holder = inside if nesting(control) is Nesting.INLINE else _only_paragraph(inside)
    shape = _format(holder, about, styles if is_prompt else None)
    if largest is not None:
        _shrink(shape, largest)
    _write(holder, text, shape)


def _only_paragraph(inside: Element) -> Element:
    """The paragraph that takes the text, after the other paragraphs beside it were removed.

    In a row or a whole table it is the last cell's, as labels stand to the left of answers.
    """
    place = inside
    while place.find(PARAGRAPH) is None and (inner := [*place.iterchildren(*_HOLDERS)]):
        place = inner[-1]
    kept = place.find(PARAGRAPH)
    if kept is None:
        kept = _child(place, PARAGRAPH)
    for other in [*place]:
        if other is not kept and other.tag != w("tcPr"):
            place.remove(other)
    return kept


def _format(holder: Element, about: Element, prompt_styles: Styles | None) -> Element:
    """The run format of the text that stands there, without that of a prompt.

    Where a prompt has a style of its own, the control's format for what is typed
    (w:sdtPr/w:rPr, 17.5.2.27) fills in.
    """
    first = next(holder.iter(RUN), None)
    found = first.find(_FORMAT) if first is not None else holder.find(f"{w('pPr')}/{_FORMAT}")
    shape = deepcopy(found) if found is not None else holder.makeelement(_FORMAT)
    style = shape.find(_STYLE)
    for mark in _MARK_ONLY:
        etree.strip_elements(shape, mark)
    if prompt_styles and style is not None and style.get(w("val")) in prompt_styles.placeholder:
        shape.remove(style)
        typed = about.find(_FORMAT)
        if typed is not None and len(shape) == 0:
            shape.extend(deepcopy(child) for child in typed)
    return _with_hint(shape)


def _with_hint(shape: Element) -> Element:
    """Say that characters of both worlds (①, “ ”, ×) take the East Asian face (17.3.2.26)."""
    fonts = shape.find(_FONTS)
    if fonts is None:
        fonts = shape.makeelement(_FONTS)
        shape.insert(1 if shape.find(_STYLE) is not None else 0, fonts)
    fonts.set(w("hint"), "eastAsia")
    return shape


def _shrink(shape: Element, largest: float) -> None:
    """Bring the size of letters down to `largest` points (w:sz in half points, 17.3.2.38)."""
    for name in ("sz", "szCs"):
        found = shape.find(w(name))
        if found is None:
            found = shape.makeelement(w(name))
            _insert_size(shape, found)
        stated = found.get(w("val"), "")
        if not stated.isdecimal() or int(stated) > largest * 2:
            found.set(w("val"), str(round(largest * 2)))


def _insert_size(shape: Element, size: Element) -> None:
    """Where CT_RPr wants it (17.3.2.28): before what may follow a size."""
    after = {w(name) for name in _AFTER_SIZE}
    follower = next((child for child in shape if child.tag in after), None)
    if follower is None:
        shape.append(size)
    else:
        follower.addprevious(size)


def _write(holder: Element, text: str, shape: Element) -> None:
    """Replace everything in a paragraph or an inline content by one run."""
    for child in [*holder]:
        if child.tag != w("pPr"):
            holder.remove(child)
    run = _child(holder, RUN)
    run.append(shape)
    for piece, end in _pieces(text or BLANK):
        if piece:
            node = _child(run, w("t"))
            node.text = piece
            node.set(XML_SPACE, "preserve")
        if end:
            _child(run, _BREAKS[end])


def _pieces(text: str) -> list[tuple[str, str]]:
    """Stretches of text, each with the line break or tab behind it."""
    pieces: list[tuple[str, str]] = []
    start = 0
    for place, character in enumerate(text):
        if character in _BREAKS:
            pieces.append((text[start:place], character))
            start = place + 1
    return [*pieces, (text[start:], "")]


def _child(parent: Element, name: str) -> Element:
    made = parent.makeelement(name)
    parent.append(made)
    return made


def tick(control: Element, *, on: bool) -> str | None:
    """Set a check box control (w14:checkbox, MS-DOCX 2.5.2.1).

    Gives the character it shows then, or None where the control is no check box.
    """
    box = properties(control).find(f"{{{W14}}}checkbox")
    if box is None:
        return None
    state = box.find(f"{{{W14}}}checked")
    if state is None:
        state = box.makeelement(f"{{{W14}}}checked")
        box.insert(0, state)
    state.set(f"{{{W14}}}val", "1" if on else "0")
    name, usual = BOXES[on]
    shown = box.find(f"{{{W14}}}{name}")
    code = "" if shown is None else str(shown.get(f"{{{W14}}}val", ""))
    return chr(int(code, 16)) if _HEX.fullmatch(code) else usual


def set_date(control: Element, iso: str) -> None:
    """Tell a date picker (w:date, 17.5.2.7) the day whose text it shows."""
    picker = properties(control).find(w("date"))
    if picker is not None:
        picker.set(w("fullDate"), f"{iso}T00:00:00Z")
