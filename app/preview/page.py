"""A produced page as a plain list of what is drawn on it, ready to be painted anywhere.

All lengths are in points from the page's upper left corner. Nothing here knows of Word or
PowerPoint, nor of Qt: `app.preview.painter` paints it, at any zoom, on pictures and into PDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

BLACK = "#000000"


class Rect(NamedTuple):
    """A place on a page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def moved(self, across: float, down: float) -> Rect:
        return Rect(self.left + across, self.top + down, self.width, self.height)

    def with_(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        right, bottom = max(self.right, other.right), max(self.bottom, other.bottom)
        return Rect(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look: the family they are drawn with, size in points."""

    family: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    colour: str = BLACK
    dots: bool = False
    """Whether each stands on a whole dot of the device that text is laid out on."""


class Text(NamedTuple):
    """Letters in a row: `left` is where the first begins, `base` their baseline."""

    left: float
    base: float
    text: str
    letters: Letters
    spread: float = 0.0
    """Points added behind every character (justified lines)."""

    def moved(self, across: float, down: float) -> Text:
        return self._replace(left=self.left + across, base=self.base + down)


class Line(NamedTuple):
    """A stroke from one point to another."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    colour: str
    style: str = "solid"
    """solid, dash, dot or double."""

    def moved(self, across: float, down: float) -> Line:
        (x, y), (to_x, to_y) = self.start, self.end
        return self._replace(start=(x + across, y + down), end=(to_x + across, to_y + down))


Move = tuple[str, tuple[tuple[float, float], ...]]
"""A step of an outline: M (move), L (line), C (curve with three points), Z (close)."""


class Outline(NamedTuple):
    """A closed or open figure, filled, stroked or both."""

    moves: tuple[Move, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    style: str = "solid"

    def moved(self, across: float, down: float) -> Outline:
        return self._replace(
            moves=tuple((k, tuple((x + across, y + down) for x, y in p)) for k, p in self.moves)
        )


class Picture(NamedTuple):
    """An image file (PNG, JPEG …) in a place."""

    place: Rect
    data: bytes

    def moved(self, across: float, down: float) -> Picture:
        return self._replace(place=self.place.moved(across, down))


Item = Text | Line | Outline | Picture


class Region(NamedTuple):
    """Where on a page a question's answer stands."""

    question: str
    place: Rect

    def moved(self, across: float, down: float) -> Region:
        return self._replace(place=self.place.moved(across, down))


class Row(NamedTuple):
    """A line of text as it is broken, and the edges of the column it stands in."""

    text: str
    left: float
    right: float

    def moved(self, across: float) -> Row:
        return Row(self.text, self.left + across, self.right + across)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a produced document."""

    width: float
    height: float
    items: tuple[Item, ...] = ()
    regions: tuple[Region, ...] = ()
    colour: str = "#FFFFFF"
    rows: tuple[Row, ...] = ()
    """The lines of text, for comparing with how others break them."""

    def at(self, x: float, y: float) -> str:
        """The question at a point: of several the smallest region; "" where there is none."""
        found = [region for region in self.regions if region.place.holds(x, y)]
        if not found:
            return ""
        return min(found, key=lambda r: r.place.width * r.place.height).question

    def places(self, question: str) -> list[Rect]:
        return [region.place for region in self.regions if region.question == question]


@dataclass(slots=True)
class Drawing:
    """What is being put on a page, or on a piece of one that is moved to its place later."""

    items: list[Item] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, other: Drawing, across: float = 0.0, down: float = 0.0) -> None:
        """Put another drawing into this one."""
        self.rows += [row.moved(across) for row in other.rows]
        if across or down:
            self.items += [item.moved(across, down) for item in other.items]
            self.regions += [region.moved(across, down) for region in other.regions]
        else:
            self.items += other.items
            self.regions += other.regions

    def page(self, width: float, height: float, colour: str = "#FFFFFF") -> Page:
        return Page(width, height, tuple(self.items), tuple(self.regions), colour, tuple(self.rows))


def framed(place: Rect) -> tuple[Move, ...]:
    """The outline of a rectangle."""
    return polygon(
        (place.left, place.top),
        (place.right, place.top),
        (place.right, place.bottom),
        (place.left, place.bottom),
    )


def polygon(*points: tuple[float, float]) -> tuple[Move, ...]:
    first, *others = points
    return (("M", (first,)), *(("L", (point,)) for point in others), ("Z", ()))


@lru_cache(maxsize=512)
def in_family(letters: Letters, family: str) -> Letters:
    """The same letters in another family."""
    return letters if letters.family == family else replace(letters, family=family)
