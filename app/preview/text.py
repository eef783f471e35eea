"""Text before it is broken into lines: runs, and how a paragraph of them is set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from app.preview.breaking import USUAL, Kinsoku
from app.preview.page import Letters


class Run(NamedTuple):
    """A stretch of text in one look; a line break is "\\n", a tab is "\\t"."""

    text: str
    latin: Letters
    east: Letters
    question: str = ""
    raised: float = 0.0
    """Points by which the baseline is raised (superscript)."""
    more: float = 0.0
    """Points added behind every character."""


class Tab(NamedTuple):
    """A tab stop, in points from the paragraph's left edge; left, center, right, decimal."""

    at: float
    kind: str = "left"


@dataclass(frozen=True, slots=True)
class Spacing:
    """The distance of lines: `exact` and `least` in points, `times` in natural heights."""

    rule: str = "times"
    value: float = 1.0
    pitch: float = 0.0
    """Points of the document grid that lines keep to (w:docGrid, 17.6.5); 0 for none."""
    airy: float = 0.0
    """Ems that East-Asian letters take at least."""
    rise: float = 0.0
    """Where the baseline of a line of exact height stands, in parts of it; 0: as low as letters
    allow."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a paragraph is set. Lengths in points."""

    align: str = "left"
    """left, right, center, both (justified), distribute."""
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    """Added to the left of the first line; negative for a hanging one."""
    before: float = 0.0
    after: float = 0.0
    spacing: Spacing = field(default_factory=Spacing)
    tabs: tuple[Tab, ...] = ()
    usual_tab: float = 42.0
    wider: float = 0.0
    """Points added to every Japanese character (w:docGrid/@charSpace, 17.6.5)."""
    gap: float = 0.25
    """Ems between Japanese and Latin letters (w:autoSpaceDE, 17.3.1.2)."""
    gap_at_signs: bool = False
    """Whether there is a gap also where one of both is a sign, not a letter."""
    hanging: bool = True
    rules: Kinsoku = USUAL
    bullet: tuple[Run, ...] = ()
    """Stands before the first line, at its `first` indent."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs and their manner; `end` is how letters would look where there are none."""

    runs: tuple[Run, ...]
    manner: Manner
    end: Letters
