"""Checks for what was left behind: place holders, samples, another prefecture's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.calls.models import Rule
from app.calls.prefectures import PREFECTURES, find
from app.review.checks.vocabulary import outside
from app.review.subject import Span, Subject


def left(text: str, rule: Rule, subject: Subject) -> Iterator[Span]:
    """Each of `words`, save inside the words of `except`."""
    words = subject.words(rule.params["words"])
    for found in outside(text, words, subject.words(rule.params.get("except"))):
        yield Span(*found.span())


_NAMES = re.compile("|".join(prefecture.name for prefecture in PREFECTURES))
"""Scanned from the left, so that 東京都府中市 is 東京都 and never 京都府."""
_BEFORE = re.compile(
    r"(?:隣接|隣県|近隣|先進|先行|他県|他の都道府県|例えば|参考|連携|協定|出身|事例|共同|比較|視察|及び|並びに|、|・|や|と)"
    r"[^。、\n]{0,12}$"
)
_BEHIND = re.compile(
    r"^(?:[^。\n]{0,10}(?:の事例|の取組を参考|など(?:の|が|で)?(?:先進|近隣|他)|等(?:の)?(?:先進|近隣|他)|を参考|と連携|と共同"
    r"|との(?:連携|比較|協定)|への視察|を視察|に倣|出身|から(?:の)?(?:転入|移住)|境))"
)


def other_prefecture(text: str, _rule: Rule, subject: Subject) -> Iterator[Span]:
    """Another prefecture's name in running text, as left behind when a text is copied.

    Considered and left alone: a name that is part of a longer one (東京都府中市), a neighbour or a
    model named as such (隣接する群馬県, 徳島県の事例を参考に, 岐阜県と連携し), and lists of names.
    """
    own = find(subject.draft.answer(subject.call.names.prefecture))
    if own is None:
        return
    for found in _NAMES.finditer(text):
        if found[0] == own.name:
            continue
        before, behind = text[max(0, found.start() - 20) : found.start()], text[found.end() :][:20]
        if not _BEFORE.search(before) and not _BEHIND.search(behind):
            yield Span(*found.span())
