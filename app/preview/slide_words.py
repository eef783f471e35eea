"""Text bodies of slides: what their styles say, as paragraphs ready to be set.

DrawingML text (ECMA-376 part 1, 21.1.2). What a run does not say itself is looked up in its
paragraph's list style, in those of the layout's and the master's placeholder, in the master's text
styles and in the presentation's defaults, in this order (21.1.2.4.12).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from app.preview import fonts
from app.preview.breaking import USUAL, Kinsoku
from app.preview.drawing import EMU, Theme, colour, qn
from app.preview.lines import set_lines
from app.preview.page import BLACK, Drawing, Letters, Rect, Region, Row
from app.preview.text import Manner, Paragraph, Run, Spacing, Tab

INSETS = (91_440, 45_720, 91_440, 45_720)
"""Left, top, right, bottom where nothing is said (21.1.2.1.1)."""
GAP = 0.238
"""Ems between Japanese and Latin letters: a fifth of a line's height in LibreOffice, measured in
its PDFs. PowerPoint leaves none, so that a line may hold a little more there."""
_ALIGN = {"l": "left", "r": "right", "ctr": "center", "just": "both", "dist": "distribute"}
_NUMBERS = {
    "arabicPeriod": "{}.", "arabicParenR": "{})", "arabicParenBoth": "({})", "arabicPlain": "{}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looks:
    """Where the looks of a text body come from: its own list style first."""

    bodies: tuple[Any, ...]
    """Text bodies, the shape's own before those it inherits from."""
    styles: tuple[Any, ...]
    """Further list styles: of the master and of the presentation."""
    theme: Theme
    number: int
    """Of the slide, for its number field."""
    colour: str = ""
    """Said by the shape's style (p:style/a:fontRef) or the table's; before the master's styles."""
    bold: bool = False
    rules: Kinsoku = USUAL

    def levels(self, level: int) -> Iterator[Any]:
        """The paragraph styles of a level, nearest first."""
        name = qn(f"a:lvl{level + 1}pPr")
        lists = [body.find(qn("a:lstStyle")) for body in self.bodies]
        by_style = [self._of_style()] if self.colour or self.bold else []
        yield from self._found(name, lists)
        yield from by_style
        yield from self._found(name, self.styles)

    def _of_style(self) -> Any:
        """What the style of the shape or table says, as a paragraph style."""
        made = etree.Element(qn("a:lvl1pPr"))
        run = etree.SubElement(made, qn("a:defRPr"))
        if self.bold:
            run.set("b", "1")
        if self.colour:
            fill = etree.SubElement(run, qn("a:solidFill"))
            etree.SubElement(fill, qn("a:srgbClr")).set("val", self.colour.lstrip("#"))
        return made

    @staticmethod
    def _found(name: str, styles: Sequence[Any]) -> Iterator[Any]:
        for style in styles:
            found = style.find(name) if style is not None else None
            if found is not None:
                yield found

    def of_body(self, name: str, otherwise: str = "") -> str:
        """An attribute of a:bodyPr, inherited."""
        for body in self.bodies:
            properties = body.find(qn("a:bodyPr"))
            if properties is not None and properties.get(name) is not None:
                return str(properties.get(name))
        return otherwise


def put_text(drawing: Drawing, place: Rect, looks: Looks, question: str = "") -> float:
    """Set a text body in its place; gives the height it takes, insets included."""
    left, top, right, bottom = insets(looks)
    wide = place.width - left - right
    if looks.of_body("wrap") == "none":
        wide = max(wide, 4000.0)
    made, high = text(looks, wide)
    free = place.height - top - bottom - high
    shift = {"ctr": free / 2, "b": free}.get(looks.of_body("anchor", "t"), 0.0)
    drawing.add(made, place.left + left, place.top + top + shift)
    if question:
        drawing.regions.append(Region(question, place))
    return high + top + bottom


def insets(looks: Looks) -> tuple[float, float, float, float]:
    found = [
        int(looks.of_body(name) or usual) / EMU
        for name, usual in zip(("lIns", "tIns", "rIns", "bIns"), INSETS, strict=True)
    ]
    return found[0], found[1], found[2], found[3]


def text(looks: Looks, width: float) -> tuple[Drawing, float]:
    """The lines of a text body from the top, and their height."""
    made, at = Drawing(), 0.0
    scale, less = _autofit(looks)
    counts: dict[int, int] = {}
    for place, element in enumerate(looks.bodies[0].findall(qn("a:p"))):
        paragraph = _paragraph(element, looks, scale, less, counts)
        manner = paragraph.manner
        at += manner.before if place else 0.0
        for line in set_lines(paragraph, width):
            base = at + line.base
            made.items += [piece.moved(0, base) for piece in line.pieces]
            made.rows.append(Row(line.text, 0.0, width))
            at += line.height
        at += manner.after
    return made, at


def _autofit(looks: Looks) -> tuple[float, float]:
    """By how much letters and distances are made smaller (a:normAutofit, 21.1.2.1.3)."""
    properties = looks.bodies[0].find(qn("a:bodyPr"))
    fitted = properties.find(qn("a:normAutofit")) if properties is not None else None
    if fitted is None:
        return 1.0, 0.0
    return _part(fitted.get("fontScale", "100000")), _part(fitted.get("lnSpcReduction", "0"))


def _part(value: str) -> float:
    return float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100_000


def _paragraph(
    element: Any, looks: Looks, scale: float, less: float, counts: dict[int, int]
) -> Paragraph:
    own = element.find(qn("a:pPr"))
    level = int(own.get("lvl", "0")) if own is not None else 0
    sources = [source for source in (own, *looks.levels(level)) if source is not None]
    end = _letters(element.find(qn("a:endParaRPr")), sources, looks, scale)
    runs = tuple(_runs(element, sources, looks, scale))
    look = runs[0].east if runs else end[1]
    counted = counts if runs else {}
    return Paragraph(runs, _manner(sources, looks, look, less, level, counted), end[1])


def _runs(element: Any, sources: Sequence[Any], looks: Looks, scale: float) -> Iterator[Run]:
    for child in element:
        kind = child.tag.rpartition("}")[2]
        if kind not in ("r", "br", "fld"):
            continue
        latin, east = _letters(child.find(qn("a:rPr")), sources, looks, scale)
        if kind == "br":
            yield Run("\n", latin, east)
            continue
        words = child.findtext(qn("a:t")) or ""
        if kind == "fld" and child.get("type") == "slidenum":
            words = str(looks.number)
        yield Run(words.replace("\v", "\n").replace("\u2028", "\n"), latin, east)


def _letters(
    own: Any, sources: Sequence[Any], looks: Looks, scale: float
) -> tuple[Letters, Letters]:
    """How Latin and how Japanese letters of a run look."""
    chain = [own] if own is not None else []
    chain += [found for s in sources if (found := s.find(qn("a:defRPr"))) is not None]

    def stated(name: str, otherwise: str) -> str:
        return next((c.get(name) for c in chain if c.get(name) is not None), otherwise)

    def family(name: str, usual: str) -> str:
        faces = (c.find(qn(name)) for c in chain)
        face = next((f.get("typeface", "") for f in faces if f is not None), usual)
        return looks.theme.family(face, east=name == "a:ea")

    fills = (colour(c.find(qn("a:solidFill")), looks.theme) for c in chain)
    size = int(stated("sz", "1800")) / 100 * scale
    like = Letters(
        "",
        fonts.on_device(size),
        bold=stated("b", "0") in ("1", "true"),
        italic=stated("i", "0") in ("1", "true"),
        underline=stated("u", "none") != "none",
        strike=stated("strike", "noStrike") != "noStrike",
        colour=next(filter(None, fills), looks.theme.colours.get("tx1", BLACK)),
        dots=True,
    )
    east = family("a:ea", "+mn-ea") or family("a:latin", "+mn-lt")
    latin = family("a:latin", "+mn-lt") or east
    return (
        replace(like, family=fonts.shown_as(latin) if latin else like.family),
        replace(like, family=fonts.shown_as(east) if east else like.family),
    )


def _manner(
    sources: Sequence[Any],
    looks: Looks,
    look: Letters,
    less: float,
    level: int,
    counts: dict[int, int],
) -> Manner:
    def stated(name: str, otherwise: str) -> str:
        return next((s.get(name) for s in sources if s.get(name) is not None), otherwise)

    def nested(name: str) -> Any:
        return next((f for s in sources if (f := s.find(qn(name))) is not None), None)

    natural = sum(fonts.extent(look.family, look.bold)) * look.size
    tabs = nested("a:tabLst")
    kinds = {"l": "left", "r": "right", "ctr": "center", "dec": "decimal"}
    return Manner(
        align=_ALIGN.get(stated("algn", "l"), "left"),
        left=int(stated("marL", "0")) / EMU,
        right=int(stated("marR", "0")) / EMU,
        first=int(stated("indent", "0")) / EMU,
        before=_around(nested("a:spcBef"), natural),
        after=_around(nested("a:spcAft"), natural),
        spacing=_spacing(nested("a:lnSpc"), less),
        tabs=tuple(
            Tab(int(t.get("pos", "0")) / EMU, kinds.get(t.get("algn", "l"), "left"))
            for t in (tabs if tabs is not None else ())
        ),
        usual_tab=int(stated("defTabSz", "914400")) / EMU,
        hanging=stated("hangingPunct", "1") in ("1", "true"),
        rules=looks.rules,
        gap=GAP,
        gap_at_signs=True,
        bullet=_bullet(sources, look, level, counts),
    )


def _around(holder: Any, natural: float) -> float:
    """Space before or after a paragraph: points, or parts of a line."""
    for child in holder if holder is not None else ():
        if child.tag == qn("a:spcPts"):
            return int(child.get("val", "0")) / 100
        return _part(child.get("val", "0")) * natural
    return 0.0


def _spacing(holder: Any, less: float) -> Spacing:
    for child in holder if holder is not None else ():
        if child.tag == qn("a:spcPts"):
            return Spacing("exact", int(child.get("val", "0")) / 100 * (1 - less))
        return Spacing("times", _part(child.get("val", "100000")) - less)
    return Spacing("times", 1.0 - less)


def _bullet(
    sources: Sequence[Any], look: Letters, level: int, counts: dict[int, int]
) -> tuple[Run, ...]:
    """The bullet or number before a paragraph (21.1.2.4); none before an empty one."""
    for source in sources:
        for child in source:
            kind = child.tag.rpartition("}")[2]
            if kind == "buNone":
                counts.pop(level, None)
                return ()
            if kind == "buChar":
                return (Run(child.get("char", "•"), look, look),)
            if kind == "buAutoNum":
                counts[level] = counts.get(level, int(child.get("startAt", "1")) - 1) + 1
                form = _NUMBERS.get(child.get("type", ""), "{}.")
                return (Run(form.format(counts[level]), look, look),)
    return ()
