"""Text in shapes and cells of a slide: read the template's style, write a text in it.

DrawingML text (ECMA-376 part 1, 21.1.2). python-pptx names only the Latin face of a run; Japanese
text is shown in the East-Asian one (a:ea), so both are always written here.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn as looked_up

from app.documents.measure import LINE_SPACING, Face, Overflow, TextMeasurer, fit

qn: Callable[[str], str] = lru_cache(maxsize=None)(looked_up)
"""A tag with its namespace ("a:ea"); python-pptx puts it together anew each time."""
EMU = 12_700
"""English metric units in a point."""
USUAL_SIZE = 14.0
INSETS = (91_440, 45_720, 91_440, 45_720)
"""Left, top, right, bottom inset where nothing is written (21.1.2.1.1), in EMU."""
FIELD = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\}")
"""A field inside a template's own text: {overview.applicant}, in a table's row {activity}."""
_DECLARED = re.compile(
    ' xmlns:(?:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    '|p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    '|r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")'
)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BEFORE_FONTS = frozenset(
    qn(f"a:{name}")
    for name in [
        "ln",
        "noFill",
        "solidFill",
        "gradFill",
        "blipFill",
        "pattFill",
        "grpFill",
        "effectLst",
        "effectDag",
        "highlight",
        "uLnTx",
        "uLn",
        "uFillTx",
        "uFill",
    ]
)
"""What stands before a:latin in run properties (21.1.2.3.9)."""


def escaped(text: str) -> str:
    """A text as XML character data; a carriage return would be read as a line feed."""
    found = text.translate(_ESCAPES)
    return found.replace("\r", "&#13;") if "\r" in found else found


def inner_xml(element: Any) -> str:
    """An element's XML as it stands inside a slide, whose root declares the usual namespaces."""
    xml: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return _DECLARED.sub("", xml)


@dataclass(frozen=True, slots=True)
class Faces:
    """The Latin and the East-Asian face of a presentation's body text."""

    latin: str
    east_asian: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What every text of a deck is set with."""

    faces: Faces
    measurer: TextMeasurer
    smallest: float
    """Floor in points (Form.smallest_font)."""
    on_overflow: Callable[[Overflow], None]


@dataclass(frozen=True, slots=True)
class Box:
    """Room for text in points, insets already taken off."""

    width: float
    height: float


def face_of(bodies: Iterable[Any], faces: Faces) -> Face:
    """The face of a text body; what it does not say itself is looked up in the following ones."""
    size: float | None = None
    bold: str | None = None
    family: str | None = None
    for body in bodies:
        for properties in _run_properties(body):
            size = size or (int(properties.get("sz")) / 100 if properties.get("sz") else None)
            bold = bold or properties.get("b")
            east_asian = properties.find(qn("a:ea"))
            if family is None and east_asian is not None:
                family = east_asian.get("typeface")
    named = family if family and not family.startswith("+") else faces.east_asian
    return Face(named, size or USUAL_SIZE, bold in ("1", "true"))


def _run_properties(body: Any) -> list[Any]:
    paths = ("a:p/a:r/a:rPr", "a:p/a:endParaRPr", "a:lstStyle/a:lvl1pPr/a:defRPr")
    return [found for path in paths for found in body.findall(_path(path))[:1]]


def _path(path: str) -> str:
    return "/".join(qn(step) for step in path.split("/"))


def insets(bodies: Iterable[Any]) -> tuple[float, float]:
    """Horizontal and vertical insets together, in points."""
    found: list[int | None] = [None] * 4
    for body in bodies:
        properties = body.find(qn("a:bodyPr"))
        if properties is not None:
            for n, name in enumerate(("lIns", "tIns", "rIns", "bIns")):
                if found[n] is None and properties.get(name) is not None:
                    found[n] = int(properties.get(name))
    left, top, right, bottom = (
        usual if value is None else value for value, usual in zip(found, INSETS, strict=True)
    )
    return (left + right) / EMU, (top + bottom) / EMU


class Body:
    """How a text body writes paragraphs: in the style of the template's first one.

    Each line of a text becomes a paragraph; size, distance of lines and both faces are explicit.
    """

    __slots__ = ("_empty", "_lines", "face")

    def __init__(self, body: Any, face: Face, faces: Faces) -> None:
        """`face` is the body's own (face_of)."""
        paragraphs = body.findall(qn("a:p"))
        style = paragraphs[0].find(qn("a:pPr")) if paragraphs else None
        run = next(iter(_run_properties(body)), None)
        self.face = face
        self._lines, self._empty = (
            _paragraph(line, style, run, face, faces) for line in (_LINE, "")
        )

    def paragraphs(self, text: str, size: float) -> str:
        """The XML of a text's paragraphs, `size` points large."""
        sized, spaced = str(round(size * 100)), str(round(size * LINE_SPACING * 100))
        full, empty = (
            part.replace(_SIZE, sized).replace(_SPACING, spaced)
            for part in (self._lines, self._empty)
        )
        head, _, tail = full.partition(_LINE)
        return "".join(
            f"{head}{escaped(line)}{tail}" if line else empty for line in text.split("\n")
        )


_LINE, _SIZE, _SPACING = "\ue010", "7777700", "1011010"
"""What stands for a line, its size and the distance of lines in a paragraph's model."""


def _paragraph(line: str, style: Any, run: Any, face: Face, faces: Faces) -> str:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    made = parse_xml(f"<a:p {nsdecls('a')}/>")
    properties = copy.deepcopy(style) if style is not None else made.makeelement(qn("a:pPr"))
    for old in properties.findall(qn("a:lnSpc")):
        properties.remove(old)
    spacing = properties.makeelement(qn("a:lnSpc"))
    exact = spacing.makeelement(qn("a:spcPts"))
    exact.set("val", _SPACING)
    spacing.append(exact)
    properties.insert(0, spacing)
    made.append(properties)
    if line:
        piece = made.makeelement(qn("a:r"))
        piece.append(_styled(piece, "a:rPr", run, face, faces))
        words = piece.makeelement(qn("a:t"))
        words.text = line
        piece.append(words)
        made.append(piece)
    else:
        made.append(_styled(made, "a:endParaRPr", run, face, faces))
    return inner_xml(made)


def _styled(parent: Any, tag: str, like: Any, face: Face, faces: Faces) -> Any:
    made = parent.makeelement(qn(tag))
    if like is not None:
        for name, value in like.attrib.items():
            made.set(name, value)
        made.extend(copy.deepcopy(child) for child in like)
    made.set("lang", "ja-JP")
    made.set("altLang", "en-US")
    made.set("sz", _SIZE)
    for name in ("dirty", "err", "smtClean"):
        made.attrib.pop(name, None)
    name_faces(made, Faces(faces.latin, face.family))
    return made


def name_faces(properties: Any, faces: Faces) -> None:
    """Give run properties a:latin and a:ea (21.1.2.3.9: in this order, after the fills)."""
    for tag, typeface in (("a:ea", faces.east_asian), ("a:latin", faces.latin)):
        if (found := properties.find(qn(tag))) is None:
            found = properties.makeelement(qn(tag))
            found.set("typeface", typeface)
        else:
            properties.remove(found)
        before = [child for child in properties if child.tag in _BEFORE_FONTS]
        properties.insert(len(before), found)


def face_all(root: Any, faces: Faces) -> None:
    """Name both faces on everything that stands in a tree; what names one already keeps it."""
    for properties in root.iter(qn("a:rPr"), qn("a:endParaRPr")):
        name_faces(properties, faces)
    for run in root.iter(qn("a:r"), qn("a:fld")):
        if run.find(qn("a:rPr")) is None:
            made = run.makeelement(qn("a:rPr"))
            made.set("lang", "ja-JP")
            name_faces(made, faces)
            run.insert(0, made)


def fitted(
    body: Body, tag: str, text: str, box: Box, setting: Setting, largest: float | None = None
) -> str:
    """A text's paragraphs at the largest size that fits; announced where the floor is too large."""
    face = body.face if largest is None else replace(body.face, size=largest)
    found = fit(setting.measurer, text, box.width, box.height, face, setting.smallest)
    if found.excess:
        setting.on_overflow(Overflow(tag, found.excess, face.family))
    return body.paragraphs(text, found.size)


def mark_fitted(body: Any) -> None:
    """a:normAutofit: PowerPoint goes on fitting when a colleague changes the text."""
    properties = body.find(qn("a:bodyPr"))
    for name in ("a:noAutofit", "a:normAutofit", "a:spAutoFit"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    warp = properties.find(qn("a:prstTxWarp"))
    properties.insert(0 if warp is None else 1, properties.makeelement(qn("a:normAutofit")))
