"""Which answers a rule looks at, so that it is asked again only when one of them has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.calls import expressions
from app.calls.models import Call, Rule
from app.calls.questions import Table
from app.review.checks import CHECKS
from app.review.checks.kinds import ClockCheck, DraftCheck

_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


def needs(rule: Rule, call: Call) -> frozenset[str] | None:
    """The questions on whose answers alone a rule's hits depend; None if it cannot be said.

    It cannot of checks of texts, which look at all of them and remember each text's hits
    themselves, nor of what looks at the clock.
    """
    if rule.check is not None:
        entry = CHECKS.get(rule.check)
        if entry is None or not isinstance(entry.run, DraftCheck):
            return None
        if isinstance(entry.run, ClockCheck):
            return None
    named = set(_named(rule, call))
    return frozenset(named) if named else None


def _named(rule: Rule, call: Call) -> Iterator[str]:
    conditions = [rule.when, rule.expression]
    yield from rule.questions
    for text in _texts(rule.params):
        yield from (name for name in _NAME.findall(text) if name in call.questions)
    tables = [q for q in map(call.questions.get, rule.questions) if isinstance(q, Table)]
    conditions += [column.when for table in tables for column in table.columns]
    for source in filter(None, conditions):
        for name in expressions.names_in(source)[0]:
            if name in call.questions:
                yield name
            elif name == "names.prefecture":
                yield call.names.prefecture


def _texts(value: object) -> Iterator[str]:
    """Every text in the params of a rule, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
