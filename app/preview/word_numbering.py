"""Numbers and bullets before paragraphs (w:numbering, ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.documents.controls import w
from app.preview.word_styles import value

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_KANJI = "〇一二三四五六七八九"
_SYMBOLS = {
    0xF06C: "●", 0xF06E: "■", 0xF075: "◆", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓",
}  # fmt: skip
"""Bullets that are named by their place in the faces Symbol and Wingdings."""
_PLACE = re.compile(r"%(\d)")


def _roman(count: int) -> str:
    signs = (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
        (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    )  # fmt: skip
    made = ""
    for amount, sign in signs:
        while count >= amount:
            made, count = made + sign, count - amount
    return made


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _kanji(count: int) -> str:
    if count < 10:
        return _KANJI[count]
    tens, ones = divmod(count, 10)
    return ("" if tens == 1 else _KANJI[tens % 10]) + "十" + (_KANJI[ones] if ones else "")


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": lambda n: str(n).translate(_WIDE),
    "decimalFullWidth2": lambda n: str(n).translate(_WIDE),
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalEnclosedCircle": _circled,
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "aiueoFullWidth": lambda n: _KANA[(n - 1) % len(_KANA)],
    "aiueo": lambda n: _KANA[(n - 1) % len(_KANA)],
    "iroha": lambda n: _IROHA[(n - 1) % len(_IROHA)],
    "irohaFullWidth": lambda n: _IROHA[(n - 1) % len(_IROHA)],
    "japaneseCounting": _kanji,
    "ideographDigital": _kanji,
    "none": lambda _: "",
}
"""Formats of numbers (17.18.59); others are shown as decimal."""


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document from its beginning."""

    root: Any
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def level(self, properties: Any) -> Any:
        """The w:lvl that a w:numPr refers to; None for none."""
        number = value(properties.find(w("numId"))) if properties is not None else ""
        if not number or number == "0":
            return None
        level = value(properties.find(w("ilvl")), otherwise="0")
        abstract = self._abstract(number)
        found = abstract.iterfind(w("lvl")) if abstract is not None else ()
        return next((lvl for lvl in found if value(lvl, "ilvl") == level), None)

    def _abstract(self, number: str) -> Any:
        for entry in self.root.iterfind(w("num")):
            if value(entry, "numId") == number:
                name = value(entry.find(w("abstractNumId")))
                for abstract in self.root.iterfind(w("abstractNum")):
                    if value(abstract, "abstractNumId") == name:
                        return abstract
        return None

    def next(self, properties: Any, level: Any) -> str:
        """Count one paragraph of a level; gives the text before it."""
        number = value(properties.find(w("numId")))
        depth = int(value(level, "ilvl", "0"))
        counts = self.counts.setdefault(number, {})
        start = int(value(level.find(w("start")), otherwise="1"))
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if value(level.find(w("numFmt"))) == "bullet":
            mark = value(level.find(w("lvlText")), otherwise="•")
            return "".join(
                _SYMBOLS.get(ord(c), "•") if 0xE000 <= ord(c) <= 0xF8FF else c for c in mark
            )
        levels = {int(value(lvl, "ilvl", "0")): lvl for lvl in level.getparent().iterfind(w("lvl"))}

        def shown(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            kind = value(levels[at].find(w("numFmt"))) if at in levels else "decimal"
            return FORMATS.get(kind, str)(max(1, counts.get(at, 1)))

        return _PLACE.sub(shown, value(level.find(w("lvlText"))))
