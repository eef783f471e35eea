"""Checks for words: given ones, and requests for what is not to be had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.calls.models import Rule
from app.review.subject import Span, Subject, is_inside, sentences


@lru_cache(maxsize=256)
def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, the longest first."""
    ordered = sorted(filter(None, words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")


def outside(
    text: str, words: tuple[str, ...], exceptions: tuple[str, ...]
) -> Iterator[re.Match[str]]:
    """The words where they are not part of one of the exceptions."""
    matches = list(words_pattern(words).finditer(text))
    if not matches:
        return
    shielded = [found.span() for found in words_pattern(exceptions).finditer(text)]
    yield from (found for found in matches if not is_inside(shielded, *found.span()))


def contained(text: str, rule: Rule, subject: Subject) -> Iterator[Span]:
    """Each of `words` (a list or a vocabulary's name)."""
    words = subject.words(rule.params["words"])
    for found in outside(text, words, subject.words(rule.params.get("except"))):
        yield Span(*found.span())


def requested(text: str, rule: Rule, subject: Subject) -> Iterator[Span]:
    """A sentence that asks somebody for something.

    One of the `objects` followed by one of the `verbs` in a sentence that names one of `asked`,
    or followed by one of the `direct` verbs, which ask the reader without naming anybody, unless
    the sentence names one of `others`, who are asked then. Where one of `instead` follows the
    object, that is what is asked for.
    """
    objects = words_pattern(subject.words(rule.params["objects"]))
    asked = subject.words(rule.params["asked"])
    verbs = subject.words(rule.params["verbs"])
    direct = subject.words(rule.params.get("direct"))
    others = subject.words(rule.params.get("others"))
    instead = subject.words(rule.params.get("instead"))
    if not objects.search(text):
        return
    words, exceptions = (
        subject.words(rule.params["objects"]),
        subject.words(rule.params.get("except")),
    )
    for start, sentence in sentences(text):
        asking = _last(words_pattern(verbs), sentence) if _names(sentence, asked) else -1
        if not _names(sentence, others):
            asking = max(asking, _last(words_pattern(direct), sentence))
        denied = max(_last(_DENIED, sentence), _last(words_pattern(instead), sentence))
        for found in outside(sentence, words, exceptions):
            if denied < found.end() <= asking:
                yield Span(start + found.start(), start + found.end())
                break


_DENIED = re.compile(
    r"との(?:声|要望|意見|回答|相談|希望)"
    r"|(?:求め|希望し|要望し|依頼し|お願いし|期待し)(?:る(?:もの|こと)では|ない|ず|ません)"
    r"|求められ|(?:希望|要望|依頼|お願い|期待)され"
)
"""The sentence says that it does not ask, or tells what others ask."""


def _names(sentence: str, names: tuple[str, ...]) -> bool:
    return any(name in sentence for name in names)


def _last(pattern: re.Pattern[str], sentence: str) -> int:
    """Where the last match begins; -1 if there is none."""
    return max((found.start() for found in pattern.finditer(sentence)), default=-1)
