"""The built-in checks that any call's rules can use by name.

A check knows nothing of a particular call: words, limits and questions come from the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.calls.loader import Problem
from app.calls.models import Call, Rule
from app.review.checks import (
    dates,
    figures,
    hygiene,
    items,
    leftovers,
    named,
    personal,
    style,
    tables,
    vocabulary,
    width,
)
from app.review.checks.kinds import Check, ClockCheck, DraftCheck, TextCheck
from app.review.checks.trial import trial


@dataclass(frozen=True, slots=True)
class Entry:
    """A check with the params it needs and those it knows besides."""

    run: Check
    needs: frozenset[str] = field(default_factory=frozenset)
    knows: frozenset[str] = field(default_factory=frozenset)


def _entry(run: Check, needs: str = "", knows: str = "") -> Entry:
    return Entry(run, frozenset(needs.split()), frozenset(knows.split()))


CHECKS: dict[str, Entry] = {
    "deadline": _entry(ClockCheck(dates.deadline)),
    "date_window": _entry(DraftCheck(dates.window), knows="not_before not_after"),
    "date_order": _entry(DraftCheck(dates.order), "start end"),
    "row_order": _entry(DraftCheck(dates.row_order), "column"),
    "total": _entry(DraftCheck(figures.total), "parts total"),
    "table_total": _entry(DraftCheck(figures.table_total), "sum total"),
    "grouped_total": _entry(DraftCheck(figures.grouped_total), "sum by groups"),
    "figures_agree": _entry(figures.agree, "figures"),
    "unique_rows": _entry(DraftCheck(tables.unique_rows), "columns"),
    "vocabulary_advice": _entry(TextCheck(vocabulary.contained), "words", "except"),
    "requests": _entry(
        TextCheck(vocabulary.requested), "objects verbs asked", "direct others instead except"
    ),
    "text_hygiene": _entry(TextCheck(hygiene.unfit), "kinds"),
    "text_width": _entry(width.check),
    "text_items": _entry(TextCheck(items.disordered)),
    "text_dates": _entry(TextCheck(dates.misdated)),
    "text_style": _entry(
        TextCheck(style.unclear), knows="max_sentence same_ending piled max_piled vague"
    ),
    "leftovers": _entry(TextCheck(leftovers.left), "words", "except blanks"),
    "other_prefecture": _entry(TextCheck(leftovers.other_prefecture)),
    "private_mail": _entry(DraftCheck(personal.private_mail), "private_domains"),
    "personal_data": _entry(TextCheck(personal.private), knows="private_domains"),
}


WORDS = frozenset((
    "words", "except", "private_domains", "objects", "verbs", "asked", "direct", "others",
    "instead", "piled", "vague",
))  # fmt: skip
"""Params that are words: a list, or the name of one of the call's vocabularies."""


def problems(call: Call) -> list[Problem]:
    """Rules of a call that name a check or params that do not exist, or that cannot be run."""
    found = [problem for n, rule in enumerate(call.rules, 1) for problem in _wrong(call, n, rule)]
    return found or list(_unrunnable(call))


def _unrunnable(call: Call) -> Iterator[Problem]:
    """Checks whose params are of the wrong shape (they fail on a draft made up for the trial), or
    name what does not exist."""
    subject = trial(call)
    for number, rule in enumerate(call.rules, 1):
        if rule.check is None:
            continue
        key = f"rule[{number}]（{rule.id}）.params"
        wrong = [(f"{key}.{name}", reason) for name, reason in named.unknown(rule, subject)]
        try:
            if not wrong:
                list(CHECKS[rule.check].run(rule, subject, {}))
        except Exception:
            wrong = [(key, "params の値の形が正しくありません")]
        yield from (Problem(call.folder, "rules.toml", *found) for found in wrong)


def _wrong(call: Call, number: int, rule: Rule) -> Iterator[Problem]:
    key = f"rule[{number}]（{rule.id}）"
    if rule.check is None:
        return
    entry = CHECKS.get(rule.check)
    if entry is None:
        known = "、".join(CHECKS)
        reason = f"確認「{rule.check}」はありません（使えるもの: {known}）"
        yield Problem(call.folder, "rules.toml", f"{key}.check", reason)
        return
    for name in entry.needs - rule.params.keys():
        yield Problem(call.folder, "rules.toml", f"{key}.params", f"{name} が必要です")
    for name in rule.params.keys() - entry.needs - entry.knows:
        reason = f"{name} は確認「{rule.check}」では使いません"
        yield Problem(call.folder, "rules.toml", f"{key}.params", reason)
    for name in sorted(WORDS & rule.params.keys()):
        words = rule.params[name]
        if isinstance(words, str) and words not in call.vocabulary:
            reason = f"call.toml の vocabulary に {words} がありません"
            yield Problem(call.folder, "rules.toml", f"{key}.params.{name}", reason)
