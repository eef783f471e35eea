"""Where the words of a PDF stand, by poppler: for holding documents against LibreOffice."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

SAME_LINE = 3.0
"""Points by which the heads of words on one line may differ."""
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text without a blank in it; lengths in points from the page's upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def spans(self, word: Word) -> bool:
        """Whether a word stands between its left and right edges, at whatever height."""
        return self.left - 2 <= (word.left + word.right) / 2 <= self.right + 2


def pages_of(pdf: Path) -> list[list[Word]]:
    """The words of each page."""
    made = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=120
    )
    clean = "".join(c for c in made.stdout.decode() if c in "\n\t" or ord(c) >= 32)
    root = etree.fromstring(clean.encode(), etree.XMLParser(recover=True, huge_tree=True))
    return [list(_words(page)) for page in root.iter(f"{XHTML}page")]


def _words(page: etree._Element) -> Iterator[Word]:
    for word in page.iter(f"{XHTML}word"):
        box = (float(word.get(name, "0")) for name in ("xMin", "yMin", "xMax", "yMax"))
        yield Word(word.text or "", *box)


def lines_in(words: list[Word], area: Area) -> list[tuple[str, float]]:
    """The lines between an area's left and right edges: text without blanks, and its foot."""
    found: list[tuple[float, list[Word]]] = []
    for word in sorted(filter(area.spans, words), key=lambda word: (word.top, word.left)):
        if found and word.top - found[-1][0] <= SAME_LINE:
            found[-1][1].append(word)
        else:
            found.append((word.top, [word]))
    return [
        (
            plain("".join(w.text for w in sorted(line, key=lambda word: word.left))),
            max(w.bottom for w in line),
        )
        for _, line in found
    ]


def plain(text: str) -> str:
    """A text without blanks, as comparing wants it."""
    return "".join(unicodedata.normalize("NFC", text).split())


def set_out(text: str, lines: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The run of lines that shows `text`; empty where it is not found whole."""
    wanted = plain(text)
    for start in range(len(lines)):
        left, end = wanted, start
        while left and end < len(lines) and lines[end][0] and left.startswith(lines[end][0]):
            left = left[len(lines[end][0]) :]
            end += 1
        if not left:
            return lines[start:end]
    return []
