"""The three ways a check looks: at the draft, at each text by itself, or at all texts together.

Text checks are remembered for each text, so that a key press costs one text's check and not
that of the whole draft.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol, TypeVar

from app.calls.models import Rule
from app.review.subject import Cell, Hit, Span, Subject, Texts

MOST = 100
"""Findings of one rule in one text; whoever has more has pasted something else altogether."""
Found = TypeVar("Found")
Memory = dict[Any, Any]
"""What a reviewer remembers for one rule between two reviews."""


class Check(Protocol):
    def __call__(self, rule: Rule, subject: Subject, memory: Memory) -> Iterable[Hit]: ...


class DraftCheck:
    """A cheap check that looks at the draft anew each time."""

    def __init__(self, look: Callable[[Rule, Subject], Iterable[Hit]]) -> None:
        self._look = look

    def __call__(self, rule: Rule, subject: Subject, memory: Memory) -> Iterable[Hit]:  # noqa: ARG002
        return self._look(rule, subject)


class ClockCheck(DraftCheck):
    """A draft check that looks at the clock as well, whose answer passes with no answer changed."""


TextLook = Callable[[str, Rule, Subject], Iterable[Span]]


class TextCheck:
    """A check of each text by itself."""

    def __init__(self, look: TextLook) -> None:
        self._look = look

    def __call__(self, rule: Rule, subject: Subject, memory: Memory) -> Iterator[Hit]:
        context = _context(subject)
        if memory.get("context") != context:
            memory.clear()
            memory["context"] = context

        def look(text: str) -> tuple[Span, ...]:
            return tuple(islice(self._look(text, rule, subject), MOST))

        cells = subject.texts_for(rule)
        found = remembered(memory, "spans", subject.values_of(cells), look)
        for place in [place for place, spans in enumerate(found) if spans]:
            for span in found[place]:
                yield hit(cells[place], span)


def remembered(
    memory: Memory, key: object, texts: Texts, look: Callable[[str], Found]
) -> Sequence[Found]:
    """What each text was found to hold, looked for again only where the text has changed.

    By position: almost always the same text stands there, and no key need be made of it. What is
    given back is good until the next time.
    """
    before: list[str]
    found: list[Found]
    before, found = memory.get(key, ([], []))
    if before is not texts:
        changed = [(place, look(texts[place])) for place in texts.changed_since(before)]
        del found[len(texts) :]
        for place, held in changed:
            found[place : place + 1] = [held]
        memory[key] = (texts, found)
    return found


class WholeCheck:
    """A check that compares texts with each other; each text's tally is remembered."""

    def __init__(self, look: Callable[[list[Cell], Memory], Iterable[tuple[Cell, Span]]]) -> None:
        self._look = look

    def __call__(self, rule: Rule, subject: Subject, memory: Memory) -> Iterator[Hit]:
        for cell, span in self._look(subject.texts_for(rule), memory):
            yield hit(cell, span)


def hit(cell: Cell, span: Span) -> Hit:
    """A span of a text as a hit at its place."""
    word = cell.value[span.start : span.end]
    return Hit(
        replace(cell.place, start=span.start, end=span.end),
        {"word": visible(word), **span.fields},
        span.message,
        span.mend,
        "" if span.mend is None else word,
        word[:40],
    )


def _context(subject: Subject) -> str:
    """What else a text's check depends on: whose application it is."""
    return str(subject.draft.answer(subject.call.names.prefecture))


_UNSEEN = re.compile(r"[\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def visible(word: str) -> str:
    """Words as a message can show them; by its code a character of which nothing is to be seen."""
    seen = "".join(filter(_is_seen, word[:20]))
    return seen if seen.strip() else _told(word[:1])


def _is_seen(char: str) -> bool:
    return char in " \u3000" or (
        char.isprintable() and not char.isspace() and not _UNSEEN.match(char)
    )


def _told(char: str) -> str:
    """What a character is: 外字 and newer emoji are seen where a font has them."""
    code = f"U+{ord(char):04X}"
    category = unicodedata.category(char)
    if category == "Cs":
        return f"壊れた文字 {code}"
    return code if category in ("Co", "Cn") else f"目に見えない文字 {code}"
