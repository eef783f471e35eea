"""Whether item numbers come in order: 第１, １, (1), ア, (ア).

公用文作成の考え方（令和４年）and the 公用文作成の要領 before it give this order; where few levels
are needed the first may be left out, so only what is skipped between two levels is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app.calls.models import Rule
from app.review.subject import Span, Subject

KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_LEVELS = (
    r"第(?P<l0>[0-9０-９]{1,2})(?=[\s　])",
    r"[(（](?P<l2>[0-9０-９]{1,2})[)）]",
    r"[(（](?P<l4>[ァ-ヶｱ-ﾝ])[)）]",
    r"(?P<l1>[0-9０-９]{1,2})(?=[\s　.．])(?![.．][0-9０-９])",
    r"(?P<l3>[ア-ン])(?=[\s　.．])",
    r"(?P<l5>[①-⑳])",
)
CIRCLED = 5
_ITEM = re.compile(r"^[ \t　]*(?P<mark>" + "|".join(_LEVELS) + ")", re.MULTILINE)


def disordered(text: str, _rule: Rule, _subject: Subject) -> Iterator[Span]:
    """An item number that does not follow the one before it, or that skips or turns the levels.

    A list that begins again at its first number after a line of prose is a list of its own.
    Circled numbers are counted, but belong to no level: offices use them under any.
    """
    counts: dict[int, int] = {}
    before: int | None = None
    end = 0
    for found in _ITEM.finditer(text):
        level = next(n for n in range(len(_LEVELS)) if found[f"l{n}"])
        number = _count(level, found[f"l{level}"])
        apart = any(map(str.strip, text[end : found.start()].splitlines()[1:]))
        if apart and number == 1 and counts.get(level, 0) > 1:
            counts = {known: count for known, count in counts.items() if known < level}
        if fault := _fault(level, number, before, counts):
            yield Span(*found.span("mark"), message=f"項目の番号「{found['mark']}」{fault}")
        counts = {known: count for known, count in counts.items() if known < level}
        counts[level] = number or 0
        before = before if level == CIRCLED else level
        end = found.end()


def _fault(level: int, number: int | None, before: int | None, counts: dict[int, int]) -> str:
    if before is not None and level != CIRCLED and level not in counts:
        if level > before + 1:
            return "の前の段階が抜けています。"
        if level < before:
            return "が、下の段階の番号より後にあります。"
    if number is not None and number != counts.get(level, 0) + 1:
        return "が続き番号になっていません。"
    return ""


def _count(level: int, sign: str) -> int | None:
    """Which in order a number is, from 1."""
    plain = unicodedata.normalize("NFKC", sign)
    if level in (3, 4):
        return KANA.find(plain) + 1 if plain in KANA else None
    return int(plain)
