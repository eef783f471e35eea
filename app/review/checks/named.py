"""What the params of a rule name: questions, columns, days and words.

A name that is misspelt would leave the rule silent for ever, so it is told when the pack is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.calls.models import Call, Rule
from app.calls.questions import Table
from app.review.checks.dates import limit
from app.review.subject import Subject

MOST_WORDS = 2_000
"""Words of one param; the time to look for them grows with their number."""


def unknown(rule: Rule, subject: Subject) -> Iterator[tuple[str, str]]:
    """Params that name what does not exist, each with the reason."""
    call, params = subject.call, rule.params
    for name, question in _questions(params):
        if question not in call.questions:
            yield name, f"設問 {question} はありません"
    for name, table, column in _columns(rule):
        if not _has_column(call, table, column):
            yield name, f"設問 {table} に列 {column} はありません"
    for name in ("not_before", "not_after"):
        if name in params and limit(params[name], subject) is None:
            yield name, f"{params[name]} は日付としても、日付の名前としても読み取れません"
    for name, value in params.items():
        if isinstance(value, tuple) and len(value) > MOST_WORDS:
            yield name, f"多すぎます（{MOST_WORDS}個まで）"


def _questions(params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for part in _listed(params.get("parts")):
        yield "parts", str(part)
    if "total" in params:
        yield "total", str(params["total"])
    for key in ("figures", "groups"):
        for entry in _listed(params.get(key)):
            if isinstance(entry, dict) and "question" in entry:
                for name in (entry["question"], *_listed(entry.get("or"))):
                    yield key, str(name)


def _columns(rule: Rule) -> Iterator[tuple[str, str, str]]:
    params = rule.params
    if isinstance(params.get("sum"), str):
        table, _, column = params["sum"].partition("/")
        yield "sum", table, column
        if isinstance(params.get("by"), str):
            yield "by", table, params["by"]
    for table in rule.questions:
        for name in ("start", "end", "column"):
            if isinstance(params.get(name), str):
                yield name, table, params[name]
        for column in _listed(params.get("columns")):
            yield "columns", table, str(column)


def _listed(value: object) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def _has_column(call: Call, table: str, column: str) -> bool:
    question = call.questions.get(table)
    return isinstance(question, Table) and column in {c.id for c in question.columns}
