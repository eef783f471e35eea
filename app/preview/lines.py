"""Sets paragraphs in lines: where each begins and ends, and where its letters stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.preview import fonts
from app.preview.breaking import is_wide, may_break
from app.preview.page import Letters, Text
from app.preview.text import Manner, Paragraph, Run, Tab

SLACK = 0.02
"""Points by which a line may be too long, for the sake of rounding."""


@dataclass(slots=True)
class Glyph:
    """A character in its place; `wide` is its advance, gaps included."""

    char: str
    letters: Letters
    wide: float
    question: str
    raised: float


@dataclass(slots=True)
class SetLine:
    """A line: its letters from the paragraph's left edge, its height, where its baseline is."""

    pieces: list[Text] = field(default_factory=list)
    """Their `base` is measured from the line's own baseline."""
    spans: list[tuple[str, float, float]] = field(default_factory=list)
    """Question, and from where to where it stands."""
    text: str = ""
    height: float = 0.0
    base: float = 0.0
    """From the line's top down to its baseline."""
    width: float = 0.0


def set_lines(paragraph: Paragraph, width: float) -> list[SetLine]:
    """The lines of a paragraph in a column `width` points wide."""
    manner = paragraph.manner
    glyphs = list(_glyphs(paragraph.runs, manner))
    made: list[SetLine] = []
    start = 0
    while True:
        first = not made
        left = manner.left + (manner.first if first else 0.0)
        edge = width - manner.right
        if first and manner.bullet:
            edge -= max(0.0, -manner.first)
        end, following = _end(glyphs, start, left, edge, manner)
        last = following >= len(glyphs) and (end == following or start == len(glyphs))
        line = _line(glyphs[start:end], left, edge, manner, stretched=not last and end == following)
        if first and manner.bullet:
            _put_bullet(line, manner)
        _measure(line, glyphs[start:end] or glyphs[start : start + 1], paragraph)
        made.append(line)
        start = following
        if last:
            return made


def _glyphs(runs: Sequence[Run], manner: Manner) -> Iterator[Glyph]:
    """Each character with its advance; the gap between scripts belongs to the former one."""
    gap, wider = manner.gap, manner.wider
    before: Glyph | None = None
    for run in runs:
        for char in run.text:
            japanese = is_wide(char)
            letters = run.east if japanese else run.latin
            wide = 0.0
            if char not in "\n\t":
                wide = _advance(char, letters) + run.more + (wider if japanese else 0.0)
            glyph = Glyph(char, letters, wide, run.question, run.raised)
            if before is not None:
                if gap and _foreign(before.char, char, manner.gap_at_signs):
                    space = gap * min(before.letters.size, letters.size)
                    before.wide += fonts.in_dots(space, int) if letters.dots else space
                yield before
            before = glyph
    if before is not None:
        yield before


def _advance(char: str, letters: Letters) -> float:
    wide = fonts.advance(char, letters.family, bold=letters.bold) * letters.size
    return fonts.in_dots(wide) if letters.dots else wide


def _foreign(one: str, other: str, signs: bool) -> bool:
    """Whether one is a Latin letter or digit and the other Japanese (with `signs`: or a sign)."""
    if _is_word(one) == _is_word(other):
        return False
    japanese = other if _is_word(one) else one
    return is_wide(japanese) and (signs or japanese.isalnum())


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _end(
    glyphs: Sequence[Glyph], start: int, left: float, edge: float, manner: Manner
) -> tuple[int, int]:
    """Where a line that begins at `start` ends, and where the next one begins."""
    at = left
    for place in range(start, len(glyphs)):
        glyph = glyphs[place]
        if glyph.char == "\n":
            return place, place + 1
        if glyph.char == "\t":
            at, glyph.wide = _tabbed(glyphs, place, at, edge, manner)
            continue
        at += glyph.wide
        if at > edge + SLACK and place > start and glyph.char != " ":
            if at - glyph.wide + _advance(glyph.char, glyph.letters) <= edge + SLACK:
                continue  # only the gap behind it is too much
            broken = _broken(glyphs, start, place, manner)
            return broken, broken
    return len(glyphs), len(glyphs)


def _broken(glyphs: Sequence[Glyph], start: int, place: int, manner: Manner) -> int:
    """The break before (or, for what may hang over the edge, behind) a character too many."""
    limit = place
    if manner.hanging and glyphs[place].char in manner.rules.hanging:
        limit = place + 1
    for at in range(limit, start, -1):
        if at >= len(glyphs):
            return at
        if may_break(glyphs[at - 1].char, glyphs[at].char, manner.rules):
            return at
    return place


def _tabbed(
    glyphs: Sequence[Glyph], place: int, at: float, edge: float, manner: Manner
) -> tuple[float, float]:
    """Where the text behind a tab begins, and how wide the tab is."""
    stop = next((tab for tab in manner.tabs if tab.at > at + SLACK), None)
    if stop is None and at < manner.left:
        stop = Tab(manner.left)  # a hanging indent is a tab stop
    if stop is None:
        stop = Tab((int(at / manner.usual_tab + 1e-6) + 1) * manner.usual_tab)
    to = stop.at
    if stop.kind in ("right", "center", "decimal"):
        behind = 0.0
        for glyph in glyphs[place + 1 :]:
            if glyph.char in "\t\n" or (stop.kind == "decimal" and glyph.char in ".．"):
                break
            behind += glyph.wide
        to = max(at, stop.at - (behind / 2 if stop.kind == "center" else behind))
    to = max(at, min(to, edge))
    return to, to - at


def _line(
    glyphs: Sequence[Glyph], left: float, edge: float, manner: Manner, *, stretched: bool
) -> SetLine:
    """Put the characters of one line in their places."""
    shown = len(glyphs)
    while shown and glyphs[shown - 1].char == " ":
        shown -= 1
    wide = sum(glyph.wide for glyph in glyphs[:shown])
    if shown and glyphs[shown - 1].char not in "\t\n":
        wide -= glyphs[shown - 1].wide - _advance(glyphs[shown - 1].char, glyphs[shown - 1].letters)
    room = edge - left - wide
    at, spread = left, 0.0
    if manner.align == "right":
        at += room if room > 0 else 0.0
    elif manner.align == "center":
        at += room / 2 if room > 0 else 0.0
    elif manner.align == "distribute" or (manner.align == "both" and stretched):
        spread = _spread(glyphs[:shown], room)
    line = SetLine(text="".join(glyph.char for glyph in glyphs), width=wide)
    _place(line, glyphs[:shown], at, spread)
    return line


def _spread(glyphs: Sequence[Glyph], room: float) -> float:
    """Points added behind each Japanese character and blank, so that the line is filled."""
    places = sum(is_wide(glyph.char) or glyph.char == " " for glyph in glyphs[:-1])
    return room / places if places else 0.0


def _place(line: SetLine, glyphs: Sequence[Glyph], at: float, spread: float) -> None:
    """Gather characters of one look, without a gap between them, into pieces."""
    piece: list[str] = []
    begin, letters, raised, each = at, None, 0.0, 0.0
    question, since = "", at

    def finish() -> None:
        if piece and letters is not None:
            line.pieces.append(Text(begin, -raised, "".join(piece), letters, each))
        piece.clear()

    for glyph in glyphs:
        more = spread if is_wide(glyph.char) or glyph.char == " " else 0.0
        if glyph.question != question:
            if question:
                line.spans.append((question, since, at))
            question, since = glyph.question, at
        same = glyph.letters is letters or glyph.letters == letters
        if not same or glyph.raised != raised or more != each or glyph.char == "\t":
            finish()
        if not piece:
            begin, letters, raised, each = at, glyph.letters, glyph.raised, more
        if glyph.char != "\t":
            piece.append(glyph.char)
        at += glyph.wide + more
        if glyph.char == "\t" or abs(glyph.wide - _advance(glyph.char, glyph.letters)) > 1e-6:
            finish()
    finish()
    if question:
        line.spans.append((question, since, at))


def _put_bullet(line: SetLine, manner: Manner) -> None:
    """Put the bullet at the first line's indent; its text begins at the others', or behind it."""
    start = at = manner.left + manner.first
    bullet = []
    for glyph in _glyphs(manner.bullet, manner):
        bullet.append(Text(at, 0.0, glyph.char, glyph.letters))
        at += glyph.wide
    shift = max(at, manner.left) - start
    line.pieces = [*bullet, *(piece.moved(shift, 0) for piece in line.pieces)]
    line.spans = [(question, a + shift, b + shift) for question, a, b in line.spans]


def _measure(line: SetLine, glyphs: Sequence[Glyph], paragraph: Paragraph) -> None:
    """The line's height and baseline from its tallest letters and the rule for lines."""
    looks = {id(glyph.letters): glyph.letters for glyph in glyphs if glyph.char != "\n"}
    ascent = descent = 0.0
    spacing = paragraph.manner.spacing
    for letters in looks.values() or [paragraph.end]:
        up, down = fonts.extent(letters.family, letters.bold)
        air = max(0.0, spacing.airy - up - down) / 2
        ascent = max(ascent, (up + air) * letters.size)
        descent = max(descent, (down + air) * letters.size)
    natural = ascent + descent
    if spacing.rule == "exact":
        line.height = spacing.value
    elif spacing.rule == "least":
        line.height = max(spacing.value, natural)
    else:
        line.height = natural * spacing.value
    if spacing.pitch and spacing.rule != "exact":
        whole = -(-max(natural, line.height if spacing.rule == "least" else 0) // spacing.pitch)
        line.height = max(1, whole) * spacing.pitch
        line.height *= spacing.value if spacing.rule == "times" else 1.0
        line.base = (line.height - natural) / 2 + ascent
    elif spacing.rule == "exact" and spacing.rise:
        line.base = line.height * spacing.rise
    else:
        line.base = line.height - descent
