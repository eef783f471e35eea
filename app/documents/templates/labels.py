"""How alike a form's label and a question are.

Labels are compared as NFKC without what forms decorate them with: numbers, brackets, spaces, marks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from app.calls.models import Call, Form
from app.calls.questions import Question

_NUMBERING = re.compile(
    r"^(第?[0-9]+[章節項条]?|[0-9]+[-.][0-9]+|[アイウエオカキク]|[a-z])[.．、。)\s]+"
)
_BRACKETED = re.compile(r"[(【\[〔<「『][^)】\]〕>」』]*[)】\]〕>」』]")
_CIRCLED = re.compile(r"^[\u2460-\u2473\u3251-\u325f\u2776-\u277f]")
_MARKS = re.compile(r"[\W_]+")
_NOTE = re.compile(r"[※*].*$", re.DOTALL)
SHORTEST = 2
CONTAINED = 0.62
"""Where a label stands wholly within a longer one; the rest by how much of it that is."""


@lru_cache(maxsize=4096)
def normalised(label: str) -> str:
    """「２．氏　名（ふりがな）：」 → 「氏名ふりがな」"""
    text = _CIRCLED.sub("", label.strip())
    text = unicodedata.normalize("NFKC", _NOTE.sub("", text)).strip().lower()
    text = _NUMBERING.sub("", re.sub(r"^\([0-9a-zア-ン一二三四五六七八九十]+\)\s*", "", text))
    return _MARKS.sub("", text)


@lru_cache(maxsize=4096)
def _forms(label: str) -> tuple[str, ...]:
    """A label as it is and without what stands in brackets."""
    short = _BRACKETED.sub("", unicodedata.normalize("NFKC", label))
    return tuple(dict.fromkeys(filter(None, (normalised(label), normalised(short)))))


@lru_cache(maxsize=65536)
def similarity(left: str, right: str) -> float:
    """From 0 to 1; 1 where both say the same but for decoration."""
    return max((_alike(a, b) for a in _forms(left) for b in _forms(right)), default=0.0)


def _alike(left: str, right: str) -> float:
    if left == right:
        return 1.0
    short, long = sorted((left, right), key=len)
    ratio = SequenceMatcher(None, left, right, autojunk=False).ratio()
    if len(short) >= SHORTEST and short in long:
        return max(ratio, CONTAINED + (1 - CONTAINED) * len(short) / len(long))
    return ratio


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the labels a form might give it, and how much each of them tells."""

    question: Question
    labels: tuple[tuple[str, float], ...]
    section: str = ""

    def match(self, label: str) -> float:
        return max(similarity(label, own) * weight for own, weight in self.labels)


def asked(call: Call, form: Form) -> list[Asked]:
    """The questions of a form that a document has a place for, with their labels.

    Questions of other forms with the same call come too, at a little less: a sheet often repeats
    the applicant's name.
    """
    found = []
    for question in call.questions.values():
        here = 1.0 if call.form_of[call.section_of[question.id].id] is form else 0.9
        labels = [(question.label, here)]
        if question.group:
            labels += [(question.group + question.label, here)]
        labels += [(call.section_of[question.id].title + question.label, here)]
        found.append(Asked(question, tuple(labels), call.section_of[question.id].title))
    return found
