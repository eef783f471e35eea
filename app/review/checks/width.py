"""Whether a document is consistent in full and half width, brackets and punctuation.

公用文作成の考え方（文化審議会建議、令和４年１月７日）Ⅰ-4: arithmetical figures are used in
horizontal writing; whether full or half width is left to the writer, but it is kept the same
within a document. Ⅰ-5(1): 。 and 、 are the rule, ， may be used, kept the same within a document;
brackets are （ ） and 「 」. Many offices write one digit full-width and more half-width: that is
consistent.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from app.calls.models import Rule
from app.review.checks.kinds import MOST, Memory, WholeCheck, hit, remembered
from app.review.subject import Cell, Hit, Span, Subject, Texts, is_inside

_MARKS = re.compile(
    r"(?P<number>[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?)|(?P<word>[A-Za-zＡ-Ｚａ-ｚ]+)"
    r"|(?P<comma>[、，,])|(?P<stop>[。．.](?![0-9０-９]))"
    r"|(?P<bracket>[()（）])|(?P<square>[\[\]［］])|(?P<curly>[{}｛｝])"
)
_FULL = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
_DIGIT = re.compile(r"[0-9０-９]")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
_ADDRESS = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,255}|https?://[!-~]{1,2000}"
    # An item number: (1), （ア）, １．. Its brackets and stop are chosen with the numbering.
    r"|[(（](?:[0-9０-９]{1,2}|[ァ-ヶｱ-ﾝa-zａ-ｚ])[)）]"
    r"|^[ \t　]*(?:[0-9０-９]{1,2}|[ア-ンa-zａ-ｚ])[．.]",
    re.MULTILINE,
)


_FIGURES = r"(?:[（(][0-9０-９]+[）)]|[0-9０-９])"
_DIALLED = re.compile(rf"{_FIGURES}(?:[‐‑–—−－ー\- 　]{{0,2}}{_FIGURES})*")
"""A telephone number, or its extension."""
_LONG_SIGN = r"(?<=[0-9０-９])ー(?=[0-9０-９])"
_HALF_DIALLED, _FULL_DIALLED = re.compile(r"[0-9\-]"), re.compile(rf"[０-９－]|{_LONG_SIGN}")
_FULL_DIGIT, _SIGN = re.compile(r"[０-９]"), re.compile(rf"[‐‑–—−－]|{_LONG_SIGN}")
LONGEST_TELEPHONE = 60
"""Characters of an answer in which a telephone number is looked at."""
MIXED = "「{word}」の中で全角と半角が混ざっています。"
UNLIKE = "「{word}」の全角と半角が、電話番号の中でそろっていません。"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that can be written in two ways: the kind of choice, and the way taken."""

    start: int
    end: int
    choice: str
    way: str
    mixed: bool = False


CHOICES: dict[str, str] = {
    "digit": "１桁の数字",
    "digits": "２桁以上の数字",
    "comma": "読点",
    "stop": "句点",
    "bracket": "丸括弧",
    "square": "角括弧",
    "curly": "波括弧",
}


def mixed(cells: list[Cell], memory: Memory) -> Iterator[tuple[Cell, Span]]:
    """The less frequent way wherever a document mixes two; and mixtures inside one number."""
    marks = remembered(memory, "marks", Texts(cell.value for cell in cells), Marks)
    tally = _tally(marks, memory)
    usual = _usual(tally)
    unusual = {(choice, way) for choice, way in tally if choice != "part" and way != usual[choice]}
    for cell, marked in zip(cells, marks, strict=True):
        if marked.mixed or not unusual.isdisjoint(marked.ways):
            yield from ((cell, span) for span in islice(_told(cell.value, marked, usual), MOST))


_WHOLE = WholeCheck(mixed)


def check(rule: Rule, subject: Subject, memory: Memory) -> Iterator[Hit]:
    """What is mixed in the texts, and within each telephone number."""
    yield from _WHOLE(rule, subject, memory)
    for cell in subject.telephones_for(rule):
        yield from (hit(cell, span) for span in in_telephone(cell.value))


def in_telephone(number: str) -> Iterator[Span]:
    """What is in full width in a telephone number that has both widths, with half width for it.

    All of it in full width is a way of writing, and so are brackets in full width.
    """
    parts = list(_DIALLED.finditer(number[:LONGEST_TELEPHONE]))
    halves = [bool(_HALF_DIALLED.search(part[0])) for part in parts]
    for part, half in zip(parts, halves, strict=True):
        if any(halves) and _FULL_DIALLED.search(part[0]):
            mend = _SIGN.sub("-", _FULL_DIGIT.sub(lambda c: str(int(c[0])), part[0]))
            message = (MIXED if half else UNLIKE).format(word=part[0])
            yield Span(*part.span(), message=message, mend=mend)


class Marks:
    """What a text holds that can be written in two ways."""

    def __init__(self, text: str) -> None:
        self.found = tuple(_read(text))
        self.ways = Counter((mark.choice, mark.way) for mark in self.found)
        self.mixed = any(mark.mixed for mark in self.found)


def _tally(marks: Sequence[Marks], memory: Memory) -> Counter[tuple[str, str]]:
    """How often each way is taken in all the texts; reckoned on from the last time."""
    before: list[Marks] = memory.get("tallied", [])
    tally: Counter[tuple[str, str]] = memory.setdefault("tally", Counter())
    for old, new in zip_longest(before, marks):
        if old is not new:
            tally.subtract(old.ways if old else {})
            tally.update(new.ways if new else {})
            for way in [way for way in (old.ways if old else ()) if not tally[way]]:
                del tally[way]
    memory["tallied"] = list(marks)
    return tally


def _told(text: str, marked: Marks, usual: dict[str, str]) -> Iterator[Span]:
    for mark in marked.found:
        if mark.choice != "part" and (mark.mixed or mark.way != usual[mark.choice]):
            yield _span(text, mark, usual[mark.choice])


def _read(text: str) -> Iterator[Mark]:
    shielded = [found.span() for found in _ADDRESS.finditer(text)]
    for found in _MARKS.finditer(text):
        start, end = found.span()
        if is_inside(shielded, start, end):
            continue
        if found[0] in ",." and not _is_japanese(text[start - 1 : start]):
            continue
        kind = str(found.lastgroup)
        yield MARKS[kind](found[0], start, end, text)


def _is_japanese(char: str) -> bool:
    """What a half-width comma or full stop follows where it stands for a Japanese one."""
    return "ぁ" <= char <= "ー" or "一" <= char <= "龠" or char in ("々", "）", "」")


def _number(word: str, start: int, end: int, text: str) -> Mark:
    """A whole number: 2,000 and 1.5 are one, and their signs no punctuation."""
    full, digits = len(_FULL.findall(word)), len(_DIGIT.findall(word))
    if _LATIN.match(text, start - 1) and start:
        return Mark(start, end, "part", "", mixed=0 < full < digits)  # A4 and IPv6 are names
    # A digit in a telephone number or an item number is not "one digit".
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    lone = len(word) == 1 and not any(c in ".,．，-－/()（）" for c in around)
    choice = "digit" if lone else "digits"
    if len(word) == 1 and not lone:
        choice = "part"
    way = "full" if full * 2 > digits else "half"
    return Mark(start, end, choice, way, mixed=0 < full < digits)


def _word(word: str, start: int, end: int, _text: str) -> Mark:
    plain = unicodedata.normalize("NFKC", word)
    full = len(_FULL.findall(word))
    way = "full" if full * 2 > len(word) else "half"
    return Mark(start, end, f"word:{plain}", way, mixed=0 < full < len(word))


def _sign(choice: str) -> Callable[[str, int, int, str], Mark]:
    def read(word: str, start: int, end: int, _text: str) -> Mark:
        way = word if word in SIGNS else "full" if word in "（）［］｛｝" else "half"
        return Mark(start, end, choice, way)

    return read


SIGNS = "、，,。．."
"""Signs that are taken one for another whatever their width."""
MARKS: dict[str, Callable[[str, int, int, str], Mark]] = {
    "number": _number,
    "word": _word,
    "comma": _sign("comma"),
    "stop": _sign("stop"),
    "bracket": _sign("bracket"),
    "square": _sign("square"),
    "curly": _sign("curly"),
}
PREFERRED = {"、", "。"}
"""What is taken for the usual way where both are equally frequent."""


def _is_preferred(choice: str, way: str) -> bool:
    return way in PREFERRED or way == ("half" if choice == "digits" else "full")


def _usual(tally: Counter[tuple[str, str]]) -> dict[str, str]:
    usual: dict[str, str] = {}
    ways: dict[str, list[tuple[int, bool, str]]] = {}
    for (choice, way), count in tally.items():
        ways.setdefault(choice, []).append((count, _is_preferred(choice, way), way))
    for choice, found in ways.items():
        usual[choice] = max(found)[2] if choice != "part" else ""
    return usual


def _span(text: str, mark: Mark, wanted: str) -> Span:
    word = text[mark.start : mark.end]
    if mark.mixed:
        message = MIXED.format(word=word)
    elif mark.choice.startswith("word:"):
        message = f"「{word}」の全角と半角が、文書の中でそろっていません。"
    else:
        name = CHOICES.get(mark.choice, "数字")
        message = f"{name}の書き方が、文書の中でそろっていません（「{word}」）。"
    return Span(mark.start, mark.end, message=message, mend=_mend(word, wanted))


def _mend(word: str, wanted: str) -> str | None:
    if wanted == "half":
        return unicodedata.normalize("NFKC", word)
    if wanted == "full":
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)
    return wanted or None
