"""Texts measured with the fonts of this PC, so that lines break where Office breaks them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from app.documents.measure import Face, broken

REFERENCE = 1000
"""Pixels of the size at which widths are read: large enough that no hinting rounds them."""
DOTS = 600
"""Dots to an inch of the device that office programs lay text out on."""
GAP = 0.25
"""Ems that Word and LibreOffice leave between Japanese and Latin letters (w:autoSpaceDE,
ECMA-376 part 1, 17.3.1.2). PowerPoint leaves none: a text may be a little shorter there."""
SAME = {
    "ＭＳ 明朝": ("MS Mincho",),
    "ＭＳ ゴシック": ("MS Gothic",),
    "ＭＳ Ｐ明朝": ("MS PMincho",),
    "ＭＳ Ｐゴシック": ("MS PGothic",),
    "メイリオ": ("Meiryo",),
    "游明朝": ("Yu Mincho",),
    "游ゴシック": ("Yu Gothic",),
    "BIZ UDゴシック": ("BIZ UDGothic",),
    "BIZ UDPゴシック": ("BIZ UDPGothic",),
    "BIZ UD明朝": ("BIZ UDMincho",),
    "BIZ UDP明朝": ("BIZ UDPMincho",),
}
"""A family's Japanese name and the name it goes by elsewhere."""
STAND_INS = {
    "ＭＳ 明朝": ("BIZ UD明朝", "IPAex明朝"),
    "ＭＳ ゴシック": ("BIZ UDゴシック", "IPAexゴシック"),
    "ＭＳ Ｐ明朝": ("BIZ UDP明朝", "IPA P明朝", "IPAex明朝"),
    "ＭＳ Ｐゴシック": ("BIZ UDPゴシック", "IPA Pゴシック", "IPAexゴシック"),
    "BIZ UDPゴシック": ("ＭＳ Ｐゴシック", "IPA Pゴシック"),
    "BIZ UDゴシック": ("ＭＳ ゴシック", "IPAexゴシック"),
}
"""Families whose letters are as wide, or nearly so, tried in this order."""
LAST_RESORTS = ("Noto Sans CJK JP", "メイリオ", "游ゴシック", "IPAexゴシック")
"""Any face with Japanese letters is nearer than one without."""


@lru_cache(maxsize=64)
def installed(family: str) -> str:
    """The family as this PC names it; "" where it has none of that name."""
    names = (family, *SAME.get(family, ()))
    return next((name for name in names if QFontDatabase.hasFamily(name)), "")


@lru_cache(maxsize=64)
def shown_as(family: str) -> str:
    """The installed family that a family is drawn and measured with."""
    tried = (family, *STAND_INS.get(family, ()), *LAST_RESORTS)
    return next(filter(None, map(installed, tried)), family)


def font(family: str, pixels: float, *, bold: bool = False) -> QFont:
    """The font to draw a family with, `pixels` high."""
    made = QFont(shown_as(family))
    made.setPixelSize(max(1, round(pixels)))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setKerning(False)
    return made


class _Own(threading.local):
    """What each thread has of its own."""

    def __init__(self) -> None:
        self.metrics: dict[tuple[str, bool], QFontMetricsF] = {}


_own = _Own()


def _metrics(family: str, bold: bool) -> QFontMetricsF:
    """Metrics of this thread's own: Qt loads the faces of one object in the thread that asks."""
    kept = _own.metrics
    if (family, bold) not in kept:
        kept[family, bold] = QFontMetricsF(font(family, REFERENCE, bold=bold))
    return kept[family, bold]


@lru_cache(maxsize=32)
def _ruler(family: str, bold: bool) -> Callable[[str], float]:
    """Widths in ems of pieces of text in one face, each character's read once."""
    known: dict[str, float] = {}

    def width(text: str) -> float:
        total = 0.0
        for character in text:
            wide = known.get(character)
            if wide is None:
                wide = _metrics(family, bold).horizontalAdvance(character) / REFERENCE
                known[character] = wide
            total += wide
        return total

    return width


def advance(text: str, family: str, *, bold: bool = False) -> float:
    """The width of a text on one line, in ems."""
    return _ruler(family, bold)(text)


class FontMeasurer:
    """The TextMeasurer that knows fonts (see app.documents.measure). For any thread."""

    def has(self, family: str) -> bool:
        return bool(installed(family))

    def lines(self, text: str, width: float, face: Face) -> list[str]:
        return broken(text, max(1.0, width / face.size), _ruler(face.family, face.bold), GAP)


@lru_cache(maxsize=64)
def extent(family: str, bold: bool = False) -> tuple[float, float]:
    """Ascent and descent of a family as it is drawn, in ems."""
    metrics = _metrics(family, bold)
    return metrics.ascent() / REFERENCE, metrics.descent() / REFERENCE


def in_dots(length: float, whole: Callable[[float], int] = round) -> float:
    """A length in points brought to whole dots of the device."""
    return whole(length * DOTS / 72) * 72 / DOTS


def on_device(points: float) -> float:
    """The size at which an office program sets letters: a whole number of dots, 600 to the inch.

    LibreOffice lays slides out on such a device (10.5 points are 87 dots, 10.44 points), so that
    lines break alike on every screen and printer.
    """
    hundredths = round(points * 2540 / 72)
    return round(hundredths * DOTS / 2540) * 72 / DOTS
