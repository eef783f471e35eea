"""Whether a text fits: what a measurer of texts must do, and a careful one without fonts.

All lengths are in points. The distance between lines is fixed by `LINE_SPACING` and written into
the documents (a:spcPts), so that the height of a text follows from its number of lines whichever
font a PC has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

LINE_SPACING = 1.3
"""Distance between lines, in sizes of the font."""
SURE = 0.992
"""Part of a width that is filled when it is asked whether a text fits: programs set the same font
up to 0.5 % wider or narrower, as they round it to the grid of a printer."""
STEP = 0.5
"""Points by which a size is stepped down."""
LAST_SIZE = 4.0
"""Points below which a text is not made smaller, announced or not."""

NOT_FIRST = frozenset(
    "、。，．・：；？！ゝゞ々ー）〕］｝〉》」』】’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    ",.:;?!)]}％%｡､･ｰﾞﾟ゛゜…‥～"
)
"""Characters that do not begin a line (行頭禁則, JIS X 4051)."""
NOT_LAST = frozenset("（〔［｛〈《「『【‘“([{｢￥$＄")
"""Characters that do not end a line (行末禁則)."""
_UNITS = re.compile(r"[!-~\u00a1-\u024f]+|[^!-~\u00a1-\u024f]")
ROOMY = 1.5
"""Ems for each character with which a text certainly stays on one line."""
WIDEST = 1.1
"""Ems that no character but a tab is wider than."""
_BACK = 12
"""Units that are at most carried over to the next line for the sake of kinsoku."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font as it is used: its family (East-Asian face), size in points, weight."""

    family: str
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Overflow:
    """A text that does not fit even at the smallest size the form allows."""

    tag: str
    excess: int
    """About how many characters too long."""
    family: str = ""
    """The face it was measured in."""
    pages: int = 0
    """The form's page limit, where it is the whole document that is too long."""


class TextMeasurer(Protocol):
    """Breaks text into lines as the program that shows the document would."""

    def has(self, family: str) -> bool:
        """Whether it measures with this face itself, so that its lines are those of Word."""
        ...

    def lines(self, text: str, width: float, face: Face) -> list[str]:
        """The lines of `text` in a box `width` points wide; "\\n" ends a line."""
        ...


@dataclass(frozen=True, slots=True)
class Fit:
    """The size at which a text fits, and about how many characters are too many at the floor."""

    size: float
    excess: int = 0


def height(measurer: TextMeasurer, text: str, width: float, face: Face) -> float:
    """The height of a text in points."""
    one_line = len(text) * ROOMY * face.size <= width and "\n" not in text and "\t" not in text
    return (1 if one_line else len(measurer.lines(text, width, face))) * face.size * LINE_SPACING


def fit(
    measurer: TextMeasurer, text: str, width: float, room: float, face: Face, smallest: float
) -> Fit:
    """The largest size, in half points from the face's own downwards, at which a text fits.

    Below `smallest` the text is still made to fit, but `excess` tells by how much it is too long.
    """

    def fits(size: float) -> bool:
        return height(measurer, text, width * SURE, replace(face, size=size)) <= room + 0.01

    if fits(face.size):
        return Fit(face.size)
    size = _largest(fits, face.size)
    floor = min(smallest, face.size)
    if size >= floor:
        return Fit(size)
    lines = measurer.lines(text, width, replace(face, size=floor))
    kept = int((room + 0.01) // (floor * LINE_SPACING))
    return Fit(size, max(1, sum(map(len, lines[kept:]))))


def _largest(fits: object, size: float) -> float:
    """The largest size that fits, by halving; LAST_SIZE where none does."""
    assert callable(fits)
    low, high = 0, int((size - LAST_SIZE) / STEP)
    if high <= 0:
        return min(size, LAST_SIZE)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(LAST_SIZE + middle * STEP):
            low = middle
        else:
            high = middle - 1
    return LAST_SIZE + low * STEP


class CarefulMeasurer:
    """A measurer that knows no fonts and therefore reckons each character rather too wide.

    Full-width characters take one em, half-width ones what the widest of the usual Gothic faces
    gives them; lines are broken after JIS X 4051 (kinsoku), Latin words stay whole.
    """

    def has(self, family: str) -> bool:  # noqa: ARG002 - it has none
        return False

    def lines(self, text: str, width: float, face: Face) -> list[str]:
        ems = max(1.0, width / face.size * (0.97 if face.bold else 1.0))
        return broken(text, ems, _width)


Width = Callable[[str], float]
"""The width of a piece of text that stays on one line, in ems."""


def broken(text: str, ems: float, width: Width, gap: float = 0.0) -> list[str]:
    """`text` in lines `ems` wide, after JIS X 4051; "\\n" ends a line, Latin words stay whole.

    `gap`: ems between Japanese and Latin letters (和欧間アキ).
    """
    return [line for part in text.split("\n") for line in _broken(part, ems, width, gap)]


def _broken(text: str, ems: float, width: Width, gap: float) -> Iterator[str]:
    if len(text) * (WIDEST + gap) <= ems and "\t" not in text:
        yield text  # most texts of tables: nothing to measure
        return
    line: list[str] = []
    used = 0.0
    for unit in _units(text, ems, width):
        wide = width(unit)
        if gap and line and _are_foreign(line[-1][-1], unit[0]):
            wide += gap
        if line and used + wide > ems and not unit.isspace():
            carried = _carried(line, unit)
            yield "".join(line)
            line, used = carried, sum(map(width, carried))
        line.append(unit)
        used += wide
    yield "".join(line)


def _are_foreign(one: str, other: str) -> bool:
    """Whether one is Latin (ASCII here) and the other Japanese."""
    return one.isascii() != other.isascii() and not one.isspace() and not other.isspace()


@lru_cache(maxsize=512)
def _split(text: str) -> list[str]:
    """A text's units; remembered, as a text is tried at several sizes. Not to be changed."""
    return _UNITS.findall(text)


def _units(text: str, ems: float, width: Width) -> list[str]:
    """Pieces between which a line may end; a word longer than a line in single characters."""
    units = _split(text)
    if all(len(unit) == 1 or width(unit) <= ems for unit in units):
        return units
    return [part for unit in units for part in (unit if width(unit) > ems else (unit,))]


def _carried(line: list[str], unit: str) -> list[str]:
    """What must go over to the next line together with `unit`; taken off `line`."""
    carried: list[str] = []
    first = unit
    while (
        len(line) > 1
        and len(carried) < _BACK
        and (first[0] in NOT_FIRST or line[-1][-1] in NOT_LAST)
    ):
        first = line.pop()
        carried.insert(0, first)
    return carried


@lru_cache(maxsize=8192)
def _width(unit: str) -> float:
    """Width in ems."""
    return sum(map(_character, unit))


def _character(char: str) -> float:
    if char == "\t":
        return 4.0
    if char in "MW@%mw":
        return 0.95
    if char.isascii():
        return 0.72 if char.isupper() else 0.6
    if unicodedata.combining(char):
        return 0.0
    return 0.6 if unicodedata.east_asian_width(char) == "H" else 1.0
