"""Checks for characters that do not survive, or should not be, in an official document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from app.calls.models import Rule
from app.review.subject import Span, Subject

_KANA_MARK = "\u3099\u309a"
KINDS: dict[str, str] = {
    "control": r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u2069\ufeff]",
    "surrogate": r"[\ud800-\udfff]",
    "private_use": r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]",
    "noncharacter": r"[\ufdd0-\ufdef\ufffe\uffff\ufffc\ufffd]",
    "emoji": r"[\u231a\u231b\u23e9-\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    r"\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2-\u26f5\u26fa\u26fd\u2705"
    r"\u270a\u270b\u2728\u274c\u274e\u2753-\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50"
    r"\u2b55\u200d\U0001f000-\U0001f0ff\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001f1ff"
    r"\U0001f300-\U0001faff]+",
    "variation_selector": r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]",
    "decomposed": rf"[\u3041-\u30ff][{_KANA_MARK}]",
    "halfwidth_katakana": rf"[\uff61-\uff9f][\uff61-\uff9f{_KANA_MARK}]*",
}
"""Kind → its characters. Line break, tab and carriage return are no control characters here."""


def _removed(_word: str) -> str:
    return ""


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def _widened(word: str) -> str:
    """Full width; a voicing mark that stands alone becomes a sign of its own."""
    return unicodedata.normalize("NFKC", word).replace("\u3099", "゛").replace("\u309a", "゜")


MENDS: dict[str, Callable[[str], str]] = {
    "control": _removed,
    "noncharacter": _removed,
    "variation_selector": _removed,
    "decomposed": _composed,
    "halfwidth_katakana": _widened,
}
"""Where the mend is certain."""

_PATTERNS = {kind: re.compile(source) for kind, source in KINDS.items()}


def unfit(text: str, rule: Rule, _subject: Subject) -> Iterator[Span]:
    """Characters of the `kinds` a rule names (those above, or "platform_dependent")."""
    if text.isascii() and text.isprintable():
        return
    for kind in rule.params["kinds"]:
        if kind == "platform_dependent":
            yield from _fragile(text)
        elif pattern := _PATTERNS.get(kind):
            mend = MENDS.get(kind)
            for found in pattern.finditer(text):
                yield Span(*found.span(), mend=mend(found[0]) if mend else None)


def _fragile(text: str) -> Iterator[Span]:
    """Characters outside JIS X 0208 that an old mail or PC may not show (髙, 﨑, 𠮷).

    ①, Ⅰ, ㈱ and ㍻ (the symbols of code page 932) are left alone: they are common in officials'
    documents, and the mail draft is in UTF-8, where they do not break. The same goes for signs
    that Windows and JIS map differently (～ － ∥ ¢ £ ¬).
    """
    try:
        text.encode("iso2022_jp")
    except UnicodeEncodeError:
        pass
    else:
        return
    fragile = {char for char in set(text) if ord(char) > 0x7F and _is_fragile(char)}
    if fragile:
        for found in re.finditer("[" + re.escape("".join(sorted(fragile))) + "]", text):
            yield Span(*found.span())


_TOLD_ELSEWHERE = re.compile("|".join(KINDS.values()))


def _is_fragile(char: str) -> bool:
    if _encodes(char, "iso2022_jp") or _TOLD_ELSEWHERE.fullmatch(char):
        return False
    if unicodedata.combining(char) or char.isspace():
        return False
    return unicodedata.category(char) == "Lo" or not _encodes(char, "cp932")


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
