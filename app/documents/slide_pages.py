"""Slides that are made while filling: pages from layouts, and continuations of long tables.

A slide is never copied: it is made from its layout by python-pptx's add_slide, which gives it the
layout's placeholders under names of its own; they get the layout's names (question ids) back, and
the footer and slide number that add_slide leaves out.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from app.errors import InputError

FURNITURE = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
CONTINUED = "（続き）"


def name_of(slide: Any) -> str:
    """The slide's own name (p:cSld/@name, ECMA-376 part 1, 19.3.1.16)."""
    return str(slide._element.cSld.get("name", ""))


def add_all(
    deck: Any, template: str, pages: Sequence[tuple[str, str]], *, needed: bool = True
) -> None:
    """Add a page from each layout, behind the slide or page it follows: (layout, anchor).

    Raises InputError where the template lacks a layout or slide that is named; unless they are
    not `needed`: then a page without a layout is left out.
    """
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    anchors = dict(pages)
    for layout, after in pages:
        if layout not in layouts and not needed:
            continue
        if layout not in layouts:
            raise _missing(template, f"レイアウト「{layout}」")
        by_name = {name_of(slide): slide for slide in deck.slides}
        while after not in by_name and after in anchors:
            after = anchors[after]
        if after not in by_name:
            raise _missing(template, f"スライド「{after}」")
        add(deck, layouts[layout], layout, by_name[after])


def _missing(template: str, what: str) -> InputError:
    return InputError(
        f"ひな形「{template}」に{what}がありません。",
        "募集パックのひな形を確かめてください。",
    )


def add(deck: Any, layout: Any, name: str, after: Any) -> Any:
    """Make a slide from a layout and move it behind another one."""
    slide = deck.slides.add_slide(layout)
    slide._element.cSld.set("name", name)
    originals = {shape.placeholder_format.idx: shape for shape in layout.placeholders}
    for shape in slide.placeholders:
        original = originals[shape.placeholder_format.idx]
        shape.name = original.name
        if text := _description(original):
            shape._element.nvSpPr.cNvPr.set("descr", text)
        if shape.placeholder_format.type == PP_PLACEHOLDER.TITLE and original.has_text_frame:
            shape.text_frame.text = original.text_frame.text
    for original in layout.placeholders:
        if original.placeholder_format.type in FURNITURE:
            _furnish(slide, original)
    _move(deck, slide, after)
    return slide


def _description(shape: Any) -> str:
    return str(shape._element.nvSpPr.cNvPr.get("descr", ""))


def _furnish(slide: Any, original: Any) -> None:
    """The footer, slide number or date of the layout on the slide itself, where it is shown."""
    shape = copy.deepcopy(original._element)
    number = 1 + max(int(n) for n in slide._element.xpath("//p:cNvPr/@id"))
    shape.nvSpPr.cNvPr.set("id", str(number))
    for child in list(shape.spPr):
        shape.spPr.remove(child)
    slide.shapes._spTree.append(shape)


def _move(deck: Any, slide: Any, after: Any) -> None:
    order = deck.slides._sldIdLst
    entries = {deck.part.related_part(entry.rId): entry for entry in order.sldId_lst}
    entry = entries[slide.part]
    order.remove(entry)
    entries[after.part].addnext(entry)


def _entitle(title: Any, source: Any) -> None:
    """The title of the slide that is continued: at its place, in its look, marked."""
    text = source.text_frame.text
    for name in ("spPr", "txBody"):
        old, new = getattr(title._element, name), getattr(source._element, name)
        title._element.replace(old, copy.deepcopy(new))
    runs = [run for line in title.text_frame.paragraphs for run in line.runs]
    if runs:
        runs[-1].text += CONTINUED
    else:
        title.text_frame.text = text + CONTINUED


def continuation(deck: Any, source: Any, after: Any) -> Any:
    """A further slide for a table that began on `source`: same layout, title marked."""
    slide = add(deck, source.slide_layout, f"{name_of(source)}+", after)
    if source.shapes.title is not None and slide.shapes.title is not None:
        _entitle(slide.shapes.title, source.shapes.title)
    return slide
