"""Whether a text is concrete, brief and clear.

公用文作成の考え方（令和４年）Ⅲ-3: sentences are kept short (50 to 60 characters read easily) and
the same endings are not repeated; Ⅱ: words are concrete. The limits come from the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.calls.models import Rule
from app.review.checks.vocabulary import words_pattern
from app.review.dates import digits
from app.review.subject import Span, Subject, sentences

_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)|「[^「」]*」")
_TO = re.compile(r"(?<![一平同均高上初中優劣対不特])等(?![級しい分号式身価辺])")
_FIGURE = re.compile(
    r"[0-9０-９]|[一二三四五六七八九十百千]+(?:つ|人|名|回|件|年|月|日|か|ヶ|カ|箇|団体|市|町|村|割|度目"
    r"|点目|段階|区分|種類|分野|期)|(?<!前)年度[末内]|年内|毎[年月週日回]|隔[年月週]|翌[年月週日]|四半期"
)
"""Figures and dates that make a vague word concrete; 一部, 十分 and 第三者 are none."""


def unclear(text: str, rule: Rule, subject: Subject) -> Iterator[Span]:
    """Long sentences (`max_sentence` characters, brackets not counted), the same ending
    `same_ending` times in a row, `piled` words more than `max_piled` times in a sentence, and
    `vague` words in a sentence without any figure."""
    found = list(sentences(text))
    yield from _long(found, int(rule.params.get("max_sentence", 0)))
    yield from _repeated(found, int(rule.params.get("same_ending", 0)))
    yield from _piled(
        found, subject.words(rule.params.get("piled")), int(rule.params.get("max_piled", 2))
    )
    yield from _vague(found, subject.words(rule.params.get("vague")))


def _long(found: list[tuple[int, str]], limit: int) -> Iterator[Span]:
    for start, sentence in found:
        if limit and len(sentence) > limit:
            length = len(_BRACKETED.sub("", sentence).strip())
            if length > limit:
                message = f"一文が長くなっています（約{length}文字）。"
                yield Span(start, start + len(sentence), message=message)


def _ending(sentence: str) -> str:
    bare = _BRACKETED.sub("", sentence).strip()
    return bare[-4:-1] if bare.endswith("。") and len(bare) > 5 else ""


def _repeated(found: list[tuple[int, str]], times: int) -> Iterator[Span]:
    if times < 2:
        return
    run = 1
    endings = [_ending(sentence) for _, sentence in found]
    for place in range(1, len(found)):
        same = endings[place] and endings[place] == endings[place - 1]
        run = run + 1 if same else 1
        if run == times:
            start, sentence = found[place]
            message = f"同じ文末（…{endings[place]}。）が{digits(times)}回続いています。"
            yield Span(start, start + len(sentence), message=message)


def _piled(found: list[tuple[int, str]], words: tuple[str, ...], most: int) -> Iterator[Span]:
    others = words_pattern(tuple(word for word in words if word != "等"))
    for start, sentence in found:
        places = [match.span() for match in others.finditer(sentence)]
        if "等" in words:
            places += [match.span() for match in _TO.finditer(sentence)]
        if len(places) > most:
            first, last = sorted(places)[most]
            message = f"「など」「等」が一文に{digits(len(places))}回使われています。"
            yield Span(start + first, start + last, message=message)


def _vague(found: list[tuple[int, str]], words: tuple[str, ...]) -> Iterator[Span]:
    pattern = words_pattern(words)
    for start, sentence in found:
        match = pattern.search(sentence)
        if match and not _FIGURE.search(sentence):
            message = f"「{match[0]}」に、時期や数値が添えられていません。"
            yield Span(start + match.start(), start + match.end(), message=message)
