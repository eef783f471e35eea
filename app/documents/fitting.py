"""Whether the answers fit their places in the documents, told as findings at the questions.

The documents are filled as the export fills them, so that what is told is what will be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from app.calls.base import Severity
from app.calls.models import Call
from app.documents.contents import contents
from app.documents.measure import Overflow
from app.drafts.draft import Draft
from app.review.finding import Finding, Place

if TYPE_CHECKING:
    from app.documents.measure import TextMeasurer

RULE = "fit"
"""The rule id of these findings."""
NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
"""What may be a question's id in an expression."""
ROUNDED = 10
"""Above this many characters a surplus is told in tens: it is an estimate."""


def review(
    call: Call, draft: Draft, now: datetime, measurer: TextMeasurer | None = None
) -> list[Finding]:
    """The answers that are too long for their places, in the order of the questions.

    Takes as long as filling the documents does: not for every key press. Raises InputError where
    a template cannot be used.
    """
    from app.documents import package

    stated = contents(call, draft, now)
    found: list[Overflow] = []
    for form in call.parts:
        package.fill(call, form, stated, measurer=measurer, on_overflow=found.append)
    return merged(call, [], (finding(call, overflow, measurer) for overflow in found))


def finding(call: Call, overflow: Overflow, measurer: TextMeasurer | None) -> Finding:
    """What is told at the question whose answer is too long."""
    question = call.questions[_question(call, overflow.tag)]
    exact = measurer is not None and measurer.has(overflow.family)
    return Finding(
        key=f"{RULE}:{overflow.tag}",
        rule=RULE,
        severity=Severity.WARNING,
        place=Place(question.id),
        clauses=question.clauses,
        message=_message(overflow) + ("" if exact else _estimate(overflow)),
        todo="文を短くするか、補足資料に移してください。",
    )


def note(call: Call, overflow: Overflow) -> str:
    """The same as a sentence of the export's notes."""
    label = call.questions[_question(call, overflow.tag)].label
    return f"「{label}」：{_message(overflow)}"


def _question(call: Call, tag: str) -> str:
    """The question behind a tag; of a derived text the first one it is derived from."""
    if tag in call.questions:
        return tag
    sources = (d.expression for form in call.parts for d in form.derived if d.id == tag)
    read = (name for source in sources for name in NAME.findall(source) if name in call.questions)
    return next(read, next(iter(call.questions)))


def _message(overflow: Overflow) -> str:
    much = _about(overflow.excess)
    if overflow.pages:
        return (
            f"様式が{overflow.pages}ページに収まりません。全体で約{much:,}文字分長くなっています。"
        )
    return f"様式の枠に収まりません。約{much:,}文字長くなっています。"


def _about(excess: int) -> int:
    return excess if excess <= ROUNDED else -(-excess // ROUNDED) * ROUNDED


def _estimate(overflow: Overflow) -> str:
    return f"（このパソコンに「{overflow.family}」がないため、目安です。）"


def merged(call: Call, findings: Iterable[Finding], more: Iterable[Finding]) -> list[Finding]:
    """Two lists of findings as one, in the order of the questions."""
    order = {question: number for number, question in enumerate(call.questions)}
    both = [*findings, *more]
    return sorted(both, key=lambda found: order.get(found.place.question, len(order)))
