"""Where a line of Japanese text may end, as Office decides it.

Sources: JIS X 4051 (kinsoku); w:kinsoku, w:noLineBreaksAfter and w:noLineBreaksBefore (ECMA-376
part 1, 17.3.1.16, 17.15.1.58 and .59), p:kinsoku (19.2.1.17). SMALL is kept to by PowerPoint and
LibreOffice; Word leaves it out in its usual setting.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

NOT_FIRST = frozenset(
    "!%),.:;?]}¢°’”‰′″℃、。々〉》」』】〕゛゜ゝゞ・ヽヾ！％），．：；？］｝｡｣､･ﾞﾟ￠"
)
SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーｧｨｩｪｫｬｭｮｯｰ")
"""Small kana and the sign of a long vowel."""
NOT_LAST = frozenset("$([\\{£¥‘“〈《「『【〔＄（［｛｢￡￥")
HANGING = frozenset("、。，．｡､,.")
"""May stand beyond the right edge (w:overflowPunct, 17.3.1.21)."""


@dataclass(frozen=True, slots=True)
class Kinsoku:
    """The rules of one document."""

    not_first: frozenset[str] = NOT_FIRST | SMALL
    not_last: frozenset[str] = NOT_LAST
    hanging: frozenset[str] = HANGING


USUAL = Kinsoku()


@lru_cache(maxsize=16_384)
def is_wide(char: str) -> bool:
    """Whether a character is set in the East-Asian face (17.3.2.26, with the hint eastAsia)."""
    if char < "\u0080":
        return False
    kind = unicodedata.east_asian_width(char)
    if kind == "A":
        return not char.isalpha() or char >= "\u0370"
    return kind in "WFH"


def may_break(before: str, after: str, rules: Kinsoku) -> bool:
    """Whether a line may end between two characters."""
    if after in " \n\u00a0" or before == "\u00a0":
        return False
    if before in " \t" or after == "\t":
        return True
    if before in rules.not_last or after in rules.not_first:
        return False
    if is_wide(before) or is_wide(after):
        return True
    return before in "-\u2010\u2013" and not after.isdigit()
