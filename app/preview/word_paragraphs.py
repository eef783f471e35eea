"""Word paragraphs as slabs of lines (w:p, ECMA-376 part 1, 17.3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.documents.controls import w
from app.preview import fonts
from app.preview.breaking import HANGING, NOT_FIRST, NOT_LAST, Kinsoku
from app.preview.drawing import Theme
from app.preview.flow import Slab
from app.preview.lines import SetLine, set_lines
from app.preview.page import Drawing, Letters, Line, Outline, Rect, Region, Row, framed
from app.preview.text import Manner, Paragraph, Run, Spacing, Tab
from app.preview.word_numbering import Numbering
from app.preview.word_pictures import Images, picture_slabs
from app.preview.word_runs import Setting, letters, runs
from app.preview.word_styles import Chain, number, points, value

_ALIGN = {
    "right": "right", "end": "right", "center": "center", "both": "both",
    "distribute": "distribute", "thaiDistribute": "distribute",
}  # fmt: skip
_TABS = {"right": "right", "end": "right", "center": "center", "decimal": "decimal"}
AIRY = 1.3
"""Ems that a line of East-Asian letters takes at least in Word, whatever their face says: which is
why 14 points take two lines of an 18-point grid."""
RISE = 0.8
"""Where the baseline of a line of exact height stands, in parts of the height."""
WORD = Kinsoku(NOT_FIRST, NOT_LAST, HANGING)


Beside = tuple[Any, Any]
"""The paragraphs above and below one; None where there is none."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A section's document grid (w:docGrid, 17.6.5): points of a line, added to a character."""

    pitch: float = 0.0
    wider: float = 0.0


def _no_image(_: str) -> bytes | None:
    return None


@dataclass(slots=True)
class Body:
    """What paragraphs and tables of one document are set with."""

    setting: Setting
    numbering: Numbering
    usual_tab: float = 42.0
    grid: Grid = Grid()
    compatible: int = 15
    """Version of Word whose layout is kept to (w:compatibilityMode)."""
    images: Images = _no_image

    @property
    def theme(self) -> Theme | None:
        return self.setting.styles.theme


def paragraph_slabs(
    element: Any,
    width: float,
    body: Body,
    question: str = "",
    table: str = "",
    beside: Beside = (None, None),
) -> list[Slab]:
    """The lines of a paragraph; `beside` are those above and below it, if any."""
    properties = element.find(w("pPr"))
    chain = body.setting.styles.paragraph(properties, table)
    made = list(runs(element, properties, body.setting, question, table))
    end = _end(properties, body, table)
    manner = _manner(chain, properties, body, made[0].east if made else end[1])
    above, below = (_joined(element, other, chain, body) for other in beside)
    manner = replace(
        manner,
        before=0.0 if above else manner.before,
        after=0.0 if below else manner.after,
    )
    slabs: list[Slab] = []
    for place, part in enumerate(_pages(made)):
        cut = replace(manner, bullet=manner.bullet if place == 0 else ())
        lines = set_lines(Paragraph(tuple(part), cut, end[1]), width)
        slabs += _slabs(lines, cut, chain, width, fresh=place > 0)
    pictures = list(picture_slabs(element, body.images, manner, width))
    slabs = [*pictures, *(slabs if made or not pictures else ())]
    if chain.on("pageBreakBefore"):
        slabs[0].fresh = True
    _frame(slabs, chain, manner, width)
    return slabs


def _pages(made: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs between page breaks."""
    part: list[Run] = []
    for run in made:
        pieces = run.text.split("\f")
        for place, piece in enumerate(pieces):
            if place:
                yield part
                part = []
            if piece:
                part.append(run._replace(text=piece))
    yield part


def _end(properties: Any, body: Body, table: str) -> tuple[Letters, Letters]:
    own = properties.find(w("rPr")) if properties is not None else None
    return letters(body.setting.styles.run(own, properties, table), body.theme)


def _joined(element: Any, other: Any, chain: Chain, body: Body) -> bool:
    """Whether the space between two paragraphs of one style is left out (17.3.1.9)."""
    if other is None or not chain.on("contextualSpacing"):
        return False
    styles = body.setting.styles
    names = {styles.paragraph_style(p.find(w("pPr"))) for p in (element, other)}
    return len(names) == 1


def _manner(chain: Chain, properties: Any, body: Body, look: Letters) -> Manner:
    numbered = chain.find("numPr")
    level = body.numbering.level(numbered)
    indents = chain
    bullet: tuple[Run, ...] = ()
    if level is not None:
        own = [properties] if properties is not None else []
        of_level = level.find(w("pPr"))
        rest = [source for source in chain.sources if source is not properties]
        indents = Chain([*own, *([of_level] if of_level is not None else []), *rest])
        text = body.numbering.next(numbered, level)
        tail = {"space": " ", "nothing": ""}.get(value(level.find(w("suff"))), "")
        bullet = (Run(text + tail, look, look),) if text else ()
    left, right, first = _indents(indents, look)
    on_grid = chain.on("snapToGrid", usual=True)
    pitch = body.grid.pitch if on_grid else 0.0
    return Manner(
        align=_ALIGN.get(value(chain.find("jc")), "left"),
        left=left,
        right=right,
        first=first,
        before=_around(chain, "before", pitch),
        after=_around(chain, "after", pitch),
        spacing=_spacing(chain, pitch),
        tabs=_tabs(chain),
        usual_tab=body.usual_tab,
        wider=body.grid.wider if on_grid else 0.0,
        gap=fonts.GAP if chain.on("autoSpaceDE", usual=True) else 0.0,
        hanging=chain.on("overflowPunct", usual=True),
        rules=WORD if chain.on("kinsoku", usual=True) else Kinsoku(frozenset(), frozenset()),
        bullet=bullet,
    )


def _indents(chain: Chain, look: Letters) -> tuple[float, float, float]:
    """Left, right, first line; those in hundredths of a character go first (17.3.1.12)."""

    def said(*names: str) -> float:
        by_character = [f"{name}Chars" for name in names]
        if counted := number(chain.attribute("ind", *by_character)):
            return counted / 100 * look.size
        return number(chain.attribute("ind", *names)) / 20

    first = said("firstLine")
    if not first or number(chain.attribute("ind", "hanging", "hangingChars")):
        first = -said("hanging") or first
    return said("left", "start"), said("right", "end"), first


def _around(chain: Chain, name: str, pitch: float) -> float:
    """Space before or after: in hundredths of a line, or in points (17.3.1.33)."""
    if counted := number(chain.attribute("spacing", f"{name}Lines")):
        return counted / 100 * (pitch or 12.0)
    return number(chain.attribute("spacing", name)) / 20


def _spacing(chain: Chain, pitch: float) -> Spacing:
    line = number(chain.attribute("spacing", "line"))
    rule = chain.attribute("spacing", "lineRule")
    if line and rule == "exact":
        return Spacing("exact", line / 20, rise=RISE)
    if line and rule == "atLeast":
        return Spacing("least", line / 20, pitch, airy=AIRY)
    return Spacing("times", line / 240 if line else 1.0, pitch, airy=AIRY)


def _tabs(chain: Chain) -> tuple[Tab, ...]:
    """Tab stops of all sources; "clear" takes one away again (17.3.1.37)."""
    found: dict[float, str] = {}
    for source in reversed(chain.sources):
        for tab in source.iterfind(f"{w('tabs')}/{w('tab')}"):
            at, kind = points(tab, "pos"), value(tab)
            if kind == "clear":
                found.pop(at, None)
            else:
                found[at] = _TABS.get(kind, "left")
    return tuple(Tab(at, kind) for at, kind in sorted(found.items()))


def _slabs(
    lines: Sequence[SetLine], manner: Manner, chain: Chain, width: float, *, fresh: bool
) -> list[Slab]:
    """The lines as slabs; which of them stay together (17.3.1.14, .15 and .44)."""
    whole, widow = chain.on("keepLines"), chain.on("widowControl", usual=True)
    last = len(lines) - 1
    made = []
    for place, line in enumerate(lines):
        above = manner.before if place == 0 and not fresh else 0.0
        below = manner.after if place == last else 0.0
        lonely = widow and last > 0 and place in (0, last - 1)
        keep = chain.on("keepNext") if place == last else whole or lonely
        made.append(Slab(above + line.height + below, _drawn(line, above, width), keep))
    made[0].fresh = fresh
    return made


def _drawn(line: SetLine, above: float, width: float) -> Drawing:
    base = above + line.base
    spans: dict[str, Rect] = {}
    for question, start, end in line.spans:
        place = Rect(start, above, end - start, line.height)
        spans[question] = spans[question].with_(place) if question in spans else place
    return Drawing(
        [piece.moved(0, base) for piece in line.pieces],
        [Region(question, place) for question, place in spans.items()],
        [Row(line.text, 0.0, width)],
    )


def _frame(slabs: Sequence[Slab], chain: Chain, manner: Manner, width: float) -> None:
    """Shading behind and borders round a paragraph (w:shd and w:pBdr, 17.3.1.31 and .24)."""
    left, right = manner.left + min(0.0, manner.first), width - manner.right
    shade = value(chain.find("shd"), "fill")
    borders = chain.find("pBdr")
    for place, slab in enumerate(slabs):
        back: list[Outline | Line] = []
        if shade not in ("", "auto"):
            back.append(Outline(framed(Rect(left, 0, right - left, slab.high)), f"#{shade}"))
        for name in ("top", "bottom") if borders is not None else ():
            border = borders.find(w(name))
            at_edge = place == (0 if name == "top" else len(slabs) - 1)
            if border is not None and at_edge and value(border) not in ("none", "nil"):
                gap = number(value(border, "space"))
                y = -gap if name == "top" else slab.high - manner.after + gap
                back.append(
                    Line(
                        (left, y), (right, y), number(value(border, "sz"), 4) / 8, colour_of(border)
                    )
                )
        slab.drawing.items[:0] = back


def colour_of(border: Any) -> str:
    shade = value(border, "color")
    return f"#{shade}" if shade not in ("", "auto") else "#000000"
