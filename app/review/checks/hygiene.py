"""Checks for characters that do not survive, or should not be, in an official document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

from app.calls.models import Rule
from app.review.subject import Span, Subject

_KANA_MARK = "\u3099\u309a"
_PLANES = "".join(f"{chr(n << 16 | 0xFFFE)}{chr(n << 16 | 0xFFFF)}" for n in range(1, 17))
_SIGNS = (
    # Emoji=Yes of Unicode's emoji-data.txt, less what officials use as signs (☎ ☑ ✔ ✖ ♨ ➡ ▶),
    # what Japanese character sets hold (♂ ♀ ♪), and the pictures' joiners, which follow.
    r"\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u25fd\u25fe\u2600-\u2604\u2614\u2615\u2618"
    r"\u261d\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2648-\u2653\u265f\u2660\u2663"
    r"\u2665\u2666\u267b\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab"
    r"\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea"
    r"\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712\u271d\u2721\u2728\u2733"
    r"\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27b0\u27bf\u2b1b"
    r"\u2b1c\u2b50\u2b55"
)
_PICTURES = (
    rf"{_SIGNS}\U0001f000-\U0001f0ff\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001f1ff"
    r"\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f201\U0001f202\U0001f21a\U0001f22f"
    r"\U0001f232-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001faff"
)
_TAGS = r"\U000e0020-\U000e007f"
_EMOJI = (
    rf"(?:[{_PICTURES}]\ufe0f?(?:[{_TAGS}]+|\u200d(?:[\u2640\u2642]\ufe0f?|(?=[{_PICTURES}])))?)"
)
KINDS: dict[str, str] = {
    "control": r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200c\u200e"
    r"\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001]"
    rf"|(?<![{_PICTURES}\ufe0f])\u200d|(?<![{_PICTURES}\ufe0f{_TAGS}])[{_TAGS}]+",
    "surrogate": r"[\ud800-\udfff]",
    "private_use": r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]",
    "noncharacter": rf"[\ufdd0-\ufdef\ufffe\uffff\ufffc\ufffd{_PLANES}]",
    "emoji": rf"{_EMOJI}+|[0-9#*]\ufe0f?\u20e3",
    "variation_selector": rf"(?<![{_PICTURES}0-9#*])[\ufe00-\ufe0f]|[\U000e0100-\U000e01ef]",
    "decomposed": rf"[\u3041-\u3098\u309b-\u30ff][{_KANA_MARK}]+"
    rf"|(?<![\u3041-\u30ff\uff61-\uff9f{_KANA_MARK}])[{_KANA_MARK}]+",
    # An item number (ｱ) is left alone: it is how 公用文作成の要領 writes the fifth level.
    "halfwidth_katakana": r"(?:(?<![(（])|(?![\uff71-\uff9d][)）]))"
    rf"[\uff61-\uff9f][\uff61-\uff9f{_KANA_MARK}]*",
    "space": r"[\xa0\u1680\u2000-\u200a\u202f\u205f]",
}
"""Kind → its characters. Line break, tab and carriage return are no control characters here."""
NAMES: dict[str, str] = {
    "private_use": "外字",
    "emoji": "絵文字",
    "variation_selector": "異体字の指定",
    "decomposed": "濁点の離れた文字",
    "halfwidth_katakana": "半角カタカナ",
}
"""What a message calls a kind: the character alone often looks as it should (a decomposed が)."""
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
"""Characters by which other programs break a line (Word's manual break is pasted as \\x0b)."""


def _removed(word: str) -> str:
    return "\n" if word in _BREAKS else ""


def _composed(word: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """A voicing mark that cannot be joined to its letter becomes a sign of its own."""
    return unicodedata.normalize(form, word).replace("\u3099", "゛").replace("\u309a", "゜")


def _widened(word: str) -> str:
    return _composed(word, "NFKC")


def _without_trace(word: str) -> str | None:
    """Nothing is lost with them, save where a character has been replaced that was there."""
    return None if word == "\ufffd" else ""


MENDS: dict[str, Callable[[str], str | None]] = {
    "control": _removed,
    "noncharacter": _without_trace,
    "variation_selector": _removed,
    "decomposed": _composed,
    "halfwidth_katakana": _widened,
    "space": lambda _word: " ",
}
"""Where the mend is certain."""

SUSPECT = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u1680\u180e\u2000-\u200f"
    rf"\u2028-\u202f\u205f-\u206f\u20e3{_KANA_MARK}\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f"
    rf"\ufeff\uff61-\uffa0\ufff9-\uffff{_SIGNS}\U00010000-\U0010ffff]"
)
"""Every character that one of the kinds has: almost no text holds any, and one look is enough.

All beyond the BMP are among them: each range there would be held against every other character.
"""


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Made when the first suspect character is met: that is long after the start."""
    return re.compile(KINDS[kind])


def unfit(text: str, rule: Rule, _subject: Subject) -> Iterator[Span]:
    """Characters of the `kinds` a rule names (those above, or "platform_dependent")."""
    if text.isascii() and text.isprintable():
        return
    kinds = tuple(rule.params["kinds"])
    if "platform_dependent" in kinds:
        yield from _fragile(text)
    if not SUSPECT.search(text):
        return
    for kind in kinds:
        if kind in KINDS:
            mend = MENDS.get(kind)
            for found in _pattern(kind).finditer(text):
                fields = {"kind": NAMES.get(kind, "文字")}
                if kind == "decomposed":
                    fields["word"] = _composed(found[0])
                yield Span(*found.span(), fields, mend=mend(found[0]) if mend else None)


def _fragile(text: str) -> Iterator[Span]:
    """Characters outside JIS X 0208 that an old mail or PC may not show (髙, 﨑, 𠮷).

    ①, Ⅰ, ㈱ and ㍻ (the symbols of code page 932) are left alone: they are common in officials'
    documents, and the mail draft is in UTF-8, where they do not break. The same goes for signs
    that Windows, Apple and JIS map differently (～ － ∥ — ¢ £ ¬).
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


def _is_fragile(char: str) -> bool:
    if char == "\u2014" or _encodes(char, "iso2022_jp") or _is_of_a_kind(char):
        return False
    category = unicodedata.category(char)
    if category.startswith("M") or char.isspace():
        return False
    return category == "Lo" or not _encodes(char, "cp932")


def _is_of_a_kind(char: str) -> bool:
    return any(_pattern(kind).fullmatch(char) for kind in KINDS)


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
