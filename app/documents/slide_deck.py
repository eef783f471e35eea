"""A template read once: its slides as molds, and the package around them.

python-pptx reads the template and makes the pages that come from layouts; what is kept are
strings. A deck is then the molds' strings joined, in a package whose other parts stay as they are.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError

from app.calls.models import Call, Form
from app.documents import opc, slide_pages, slide_places
from app.documents.contents import Contents
from app.documents.slide_mold import Mold, Tokens, cleared
from app.documents.slide_places import Reading
from app.documents.slide_text import Faces, Setting, face_all
from app.errors import InputError

DRAWING_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
USUAL_FACE = "BIZ UDPゴシック"
PRESENTATION, LINKS = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_SLIDE_LIST = re.compile("<p:sldIdLst>.*?</p:sldIdLst>|<p:sldIdLst/>", re.DOTALL)


@dataclass(slots=True)
class State:
    """A deck being made; what the molds' slots read."""

    call: Call
    contents: Contents
    setting: Setting
    free_number: int = 0
    """An id that is free on the further slides of the table being written."""
    further: list[str] = field(default_factory=list)
    """Parts of tables that go on on further slides of the present one."""
    frame: str = ""
    """The part of a table on the further slide being written."""


@dataclass(frozen=True, slots=True)
class Further:
    """The slide on which a table goes on."""

    mold: Mold
    free_number: int


@dataclass(frozen=True, slots=True)
class SlideMold:
    """One slide of the template, or a page from a layout."""

    name: str
    part: str
    """Its part in the template; "" for a page from a layout."""
    entry: tuple[str, str]
    """Its id and relationship in the presentation, if it is a slide of the template."""
    links: bytes
    """The relationships of a page that is made anew, and of its further slides."""
    mold: Mold
    further: Further | None


@dataclass(frozen=True, slots=True)
class DeckMold:
    """A template, read."""

    parts: opc.Parts
    """Everything but the slides, the list of slides and what speaks of them."""
    slides: tuple[SlideMold, ...]
    faces: Faces
    presentation: tuple[str, str]
    """presentation.xml before and behind the list of slides."""
    links: str
    """The presentation's relationships, without those of slides, without the end tag."""
    types: str
    """[Content_Types].xml likewise."""
    free: tuple[int, int, int]
    """The first free number of a part, a slide id and a relationship."""


@lru_cache(maxsize=4)
def read(
    template: bytes,
    label: str,
    pages: tuple[tuple[str, str], ...],
    tags: frozenset[str],
    tables: frozenset[str],
    *,
    all_pages: bool = True,
) -> DeckMold:
    """Read a template. `pages` are the layout and anchor of each page the form may add.

    Without `all_pages` those whose layout the template lacks are left out. Raises InputError for
    a file that cannot be used.
    """
    parts = opc.read(template, label)
    presentation = _opened(template, label)
    reading = Reading(_faces(presentation), tags, tables, _optional(presentation))
    own = {slide.part.partname.lstrip("/"): entry for slide, entry in _listed(presentation)}
    slide_pages.add_all(presentation, label, pages, needed=all_pages)
    slides = [_slide(presentation, slide, own, reading) for slide in list(presentation.slides)]
    return _assembled(parts, own, slides, reading.faces)


def _opened(template: bytes, label: str) -> Any:
    """The template as python-pptx sees it."""
    try:
        return Presentation(io.BytesIO(template))
    except (ValueError, KeyError, AttributeError, PythonPptxError) as error:
        what = f"ひな形「{label}」は PowerPoint のファイルとして読めません。"
        raise InputError(what, opc.ADVICE) from error


def _listed(presentation: Any) -> Iterator[tuple[Any, tuple[str, str]]]:
    entries = presentation.slides._sldIdLst.sldId_lst
    for slide, entry in zip(presentation.slides, entries, strict=True):
        yield slide, (str(entry.get("id")), str(entry.rId))


def _faces(presentation: Any) -> Faces:
    """The theme's faces for body text (ECMA-376 part 1, 20.1.4.1.24 minorFont)."""
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT

    theme = etree.fromstring(presentation.slide_masters[0].part.part_related_by(RT.THEME).blob)
    minor = theme.find(f".//{{{DRAWING_MAIN}}}minorFont")
    if minor is None:
        raise InputError("ひな形の配色とフォントの設定を読めません。", opc.ADVICE)
    latin, east_asian = (
        face.get("typeface") if (face := minor.find(f"{{{DRAWING_MAIN}}}{tag}")) is not None else ""
        for tag in ("latin", "ea")
    )
    return Faces(latin or USUAL_FACE, east_asian or USUAL_FACE)


def _optional(presentation: Any) -> frozenset[str]:
    """Tags with a label of their own that goes away with them."""
    shapes = (s for slide in presentation.slides for s in slide_places.leaves(slide.shapes))
    names = (shape.name for shape in shapes)
    return frozenset(name.removeprefix("with:") for name in names if name.startswith("with:"))


def _slide(
    presentation: Any, slide: Any, own: dict[str, tuple[str, str]], reading: Reading
) -> SlideMold:
    name, part = slide_pages.name_of(slide), slide.part.partname.lstrip("/")
    grows = slide_places.grows(slide, reading)
    further = _further(presentation, slide, reading) if grows else None
    tokens = Tokens()
    cleared(slide._element)
    slide_places.cut(slide, reading, tokens)
    face_all(slide._element, reading.faces)
    is_own = part in own
    links = bytes(slide.part._rels.xml) if not is_own else _layout_link(slide)
    return SlideMold(
        name,
        part if is_own else "",
        own.get(part, ("", "")),
        links,
        tokens.cut(_whole(slide._element)),
        further,
    )


def _layout_link(slide: Any) -> bytes:
    """The relationships of a further slide: to its layout alone."""
    target = slide.slide_layout.part.partname.relative_ref("/ppt/slides")
    return (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{RELATIONSHIPS}/slideLayout" '
        f'Target="{target}"/></Relationships>'
    ).encode()


def _further(presentation: Any, slide: Any, reading: Reading) -> Further:
    """The slide on which the table of `slide` goes on."""
    made = slide_pages.continuation(presentation, slide, slide)
    cleared(made._element)
    free = 1 + max(int(n) for n in made.shapes._spTree.xpath("//p:cNvPr/@id"))
    tokens = Tokens()
    title = made.shapes.title
    slide_places.furnish(made, title.text_frame.text if title is not None else "", reading, tokens)
    face_all(made._element, reading.faces)
    token = tokens.token(lambda state: state.frame)
    behind = title._element if title is not None else made.shapes._spTree[-1]
    behind.tail = token + (behind.tail or "")
    return Further(tokens.cut(_whole(made._element)), free)


def _whole(root: Any) -> str:
    xml: str = etree.tostring(root, encoding="unicode")
    return HEAD + xml


def _assembled(
    parts: opc.Parts, own: dict[str, tuple[str, str]], slides: list[SlideMold], faces: Faces
) -> DeckMold:
    kept = {name: data for name, data in parts.items() if name not in own}
    before, behind = _around(_text(kept.pop(PRESENTATION)))
    links = _without(_text(kept.pop(LINKS)), "Id", {relation for _, relation in own.values()})
    types = _without(_text(kept.pop(opc.CONTENT_TYPES)), "PartName", {f"/{name}" for name in own})
    numbers = [int(n) for name in own for n in re.findall(r"slide(\d+)\.xml", name)]
    ids = [int(number) for number, _ in own.values()]
    relations = [int(n) for n in re.findall(r'Id="rId(\d+)"', _text(parts[LINKS]))]
    free = (1 + max(numbers, default=0), 1 + max(ids, default=255), 1 + max(relations, default=0))
    return DeckMold(kept, tuple(slides), faces, (before, behind), links, types, free)


def _text(data: bytes) -> str:
    """A part as text with the usual head, whatever its own encoding."""
    root = etree.fromstring(data)
    return HEAD + str(etree.tostring(root, encoding="unicode"))


def _around(xml: str) -> tuple[str, str]:
    found = _SLIDE_LIST.search(xml)
    if found is None:
        raise InputError("ひな形にスライドがありません。", opc.ADVICE)
    return xml[: found.start()], xml[found.end() :]


def _without(xml: str, attribute: str, values: set[str]) -> str:
    """A flat list of elements without those that name a slide, and without the end tag."""
    root = etree.fromstring(xml.encode())
    for child in list(root):
        if child.get(attribute) in values:
            root.remove(child)
    shown = str(etree.tostring(root, encoding="unicode"))
    return HEAD + shown[: shown.rindex("</")] if len(root) else HEAD + shown.replace("/>", ">")


def pages_of(form: Form) -> tuple[tuple[str, str], ...]:
    """What `read` wants to know of a form's pages."""
    return tuple((page.layout, page.after) for page in form.pages)


def deck(mold: DeckMold, wanted: frozenset[str], state: State) -> opc.Parts:
    """The parts of a deck. `wanted`: the layouts of the pages that apply."""
    parts = dict(mold.parts)
    number, identity, relation = mold.free
    listed, links, types = [], [mold.links], [mold.types]
    for slide in mold.slides:
        if not slide.part and slide.name not in wanted:
            continue
        for place, (xml, own_links) in enumerate(_pages(slide, state)):
            if slide.part and not place:
                part, entry = slide.part, slide.entry
            else:
                part, entry = f"ppt/slides/slide{number}.xml", (str(identity), f"rId{relation}")
                number, identity, relation = number + 1, identity + 1, relation + 1
                folder, _, name = part.rpartition("/")
                parts[f"{folder}/_rels/{name}.rels"] = own_links
            parts[part] = xml.encode()
            listed.append(f'<p:sldId id="{entry[0]}" r:id="{entry[1]}"/>')
            target = part.removeprefix("ppt/")
            links.append(
                f'<Relationship Id="{entry[1]}" Type="{RELATIONSHIPS}/slide" Target="{target}"/>'
            )
            types.append(f'<Override PartName="/{part}" ContentType="{SLIDE_TYPE}"/>')
    before, behind = mold.presentation
    shown = f"{before}<p:sldIdLst>{''.join(listed)}</p:sldIdLst>{behind}"
    parts[PRESENTATION] = shown.encode()
    parts[LINKS] = f"{''.join(links)}</Relationships>".encode()
    parts[opc.CONTENT_TYPES] = f"{''.join(types)}</Types>".encode()
    return parts


def _pages(slide: SlideMold, state: State) -> Iterator[tuple[str, bytes]]:
    """A slide, and the further ones of its tables."""
    state.further = []
    state.free_number = slide.further.free_number if slide.further else 0
    yield slide.mold.filled(state), slide.links
    for frame in state.further if slide.further else ():
        assert slide.further is not None
        state.frame = frame
        yield slide.further.mold.filled(state), slide.links
