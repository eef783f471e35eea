"""Which characters of a text changed: for showing two versions beside each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

PIECE = re.compile(r"[^。、\n]*[。、\n]?")
"""Texts are first compared clause by clause."""
WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[０-９]+(?:[．，][０-９]+)*|[A-Za-z]+|.", re.DOTALL)
"""Within a clause, letter by letter; but a number or a Latin word changes as a whole."""
MOST_PAIRS = 100_000
"""Beyond so many pairs of equal characters a changed stretch is marked as a whole: the time that
comparing takes grows with them."""
SHORTEST_SAME = 2
"""Fewer unchanged characters between two changes are marked with them: single ones only confuse."""

Blocks = Iterator[tuple[str, str, bool]]
"""Stretches of both texts, and whether they differ."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text."""

    text: str
    changed: bool


def spans(before: str, after: str) -> tuple[list[Span], list[Span]]:
    """Both texts in stretches; what is marked in the first went, what is in the second came.

    Together the stretches of each are the whole text.
    """
    blocks = _tidied(_characters(_clauses(before, after)))
    old = [Span(one, changed) for one, _other, changed in blocks if one]
    new = [Span(other, changed) for _one, other, changed in blocks if other]
    return old, new


def _clauses(before: str, after: str) -> Blocks:
    olds, news = PIECE.findall(before), PIECE.findall(after)
    for tag, a, b, c, d in _matched(olds, news):
        yield "".join(olds[a:b]), "".join(news[c:d]), tag != "equal"


def _characters(blocks: Blocks) -> Blocks:
    for old, new, changed in blocks:
        if changed:
            yield from _slid(list(_words(old, new)))
        else:
            yield old, new, False


def _words(before: str, after: str) -> Blocks:
    olds, news = WORD.findall(before), WORD.findall(after)
    for tag, a, b, c, d in _matched(olds, news):
        yield "".join(olds[a:b]), "".join(news[c:d]), tag != "equal"


def _slid(blocks: list[tuple[str, str, bool]]) -> Blocks:
    """What only came or only went, as far to the end as it can stand: 業務［と事務］の."""
    for place in range(len(blocks) - 1):
        (old, new, changed), (same, _same, is_changed) = blocks[place : place + 2]
        if not changed or is_changed or (old and new) or not place:
            continue
        moved, count = old or new, 0
        while count < len(same) and moved[0] == same[count]:
            moved, count = moved[1:] + moved[0], count + 1
        before, kept = blocks[place - 1][0] + same[:count], same[count:]
        blocks[place - 1] = (before, before, False)
        blocks[place] = (moved if old else "", moved if new else "", True)
        blocks[place + 1] = (kept, kept, False)
    yield from blocks


def _matched(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    here, there = Counter(old), Counter(new)
    if sum(count * there[item] for item, count in here.items()) > MOST_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _tidied(blocks: Blocks) -> list[tuple[str, str, bool]]:
    """Neighbours of one kind joined, with what little stands between two changes."""
    joined: list[tuple[str, str, bool]] = []
    for old, new, changed in blocks:
        if changed and len(joined) > 1 and not joined[-1][2] and _is_short(joined[-1][0]):
            same, before = joined.pop(), joined.pop()
            joined.append((before[0] + same[0] + old, before[1] + same[1] + new, True))
        elif joined and joined[-1][2] == changed:
            before = joined.pop()
            joined.append((before[0] + old, before[1] + new, changed))
        else:
            joined.append((old, new, changed))
    return joined


def _is_short(same: str) -> bool:
    return len(same) < SHORTEST_SAME and "\n" not in same
