"""How kana are typed on a keyboard: every spelling that an input method takes."""

from __future__ import annotations

from itertools import product

ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}
SPELLED: dict[str, tuple[str, ...]] = {
    kana: (consonant + vowel,)
    for consonant, row in ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
} | {
    "し": ("si", "shi"),
    "ち": ("ti", "chi"),
    "つ": ("tu", "tsu"),
    "ふ": ("hu", "fu"),
    "じ": ("zi", "ji"),
    "や": ("ya",),
    "ゆ": ("yu",),
    "よ": ("yo",),
    "わ": ("wa",),
    "を": ("wo",),
    "ん": ("n", "nn"),
    "きょ": ("kyo",),
    "ひょ": ("hyo",),
    "しょ": ("syo", "sho"),
    "ちょ": ("tyo", "cho"),
}


def spellings(kana: str) -> set[str]:
    """Every way of typing a word written in hiragana; empty if it holds what is not known."""
    parts: list[tuple[str, ...]] = []
    doubled, place = False, 0
    while place < len(kana):
        if kana[place] == "っ":
            doubled, place = True, place + 1
            continue
        length = 2 if kana[place : place + 2] in SPELLED else 1
        ways = SPELLED.get(kana[place : place + length])
        if ways is None:
            return set()
        parts.append(tuple(way[0] + way for way in ways) if doubled else ways)
        doubled, place = False, place + length
    return {"".join(way) for way in product(*parts)}
