"""The review: a call, a draft and a moment in, findings out. Pure."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.calls import expressions
from app.calls.base import Severity
from app.calls.models import Call, Rule
from app.calls.questions import Question, Table
from app.drafts.draft import Draft
from app.drafts.route import Route, names_for
from app.review import dating, own
from app.review.checks import CHECKS
from app.review.checks.kinds import Memory
from app.review.dates import digits
from app.review.finding import Finding, Place
from app.review.needs import needs
from app.review.reading import Reading
from app.review.snapshot import Snapshots
from app.review.subject import Group, Hit, Subject, row_id, same

_FIELD = re.compile(r"\{(\w+)\}")


def review(call: Call, draft: Draft, now: datetime) -> list[Finding]:
    """Everything that falls short, in reading order; overridden and dismissed ones are flagged.

    `now` is aware; what it says about the PC's time zone does not matter.
    """
    if getattr(_last, "call", None) is not call:
        _last.call, _last.reviewer = call, Reviewer(call)
    found: list[Finding] = _last.reviewer.review(draft, now)
    return found


_last = threading.local()
"""The reviewer of the call last reviewed in a thread: what it remembers changes no finding."""


class Reviewer:
    """Reviews drafts of one call, remembering what did not change since the last time."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self.route: Route
        """The way through the draft that was last reviewed; not there before."""
        self._evaluate = expressions.Evaluator()
        self._snapshots = Snapshots()
        self._kept: dict[str, Group] = {}
        self._needs = {rule.id: needs(rule, call) for rule in call.rules}
        self._answers: Mapping[str, Any] = {}
        self._round: tuple[object, ...] = ()
        """What all rules depend on: practice, reasons, dismissals, the day, the questions asked."""
        self._found: dict[str, list[Finding]] = {}
        self._memories: dict[str, Memory] = {rule.id: {} for rule in call.rules}
        self._dates = dating.dated(call.questions.values())
        self._reading = Reading(call)

    def review(self, draft: Draft, now: datetime) -> list[Finding]:
        """As `review`; only rules whose answers changed are evaluated again."""
        draft = replace(draft, answers=self._snapshots.of(draft.answers))
        names = dating.understood(names_for(self._call, draft, now), self._dates)
        self.route = route = Route(self._call, names, self._evaluate)
        subject = Subject(self._call, draft, now, names, route, self._kept)
        changed = self._changed(subject)
        found = list(self._own(subject))
        for rule in self._call.rules:
            looked_at = self._needs[rule.id]
            if changed is None or looked_at is None or not changed.isdisjoint(looked_at):
                self._found[rule.id] = list(self._ruled(rule, subject))
            found += self._found[rule.id]
        return self._in_order(_numbered(found), subject)

    def _changed(self, subject: Subject) -> set[str] | None:
        """The questions whose answers are others than in the last review; None: look at all."""
        draft, last = subject.draft, self._answers
        asked = tuple(question.id for question in subject.route.questions())
        before, self._round = self._round, (
            draft.practice, dict(draft.overrides), draft.dismissals, subject.now.date(), asked
        )  # fmt: skip
        self._answers = draft.answers
        if before != self._round:
            return None
        return {
            name
            for name in self._call.questions
            if not same(last.get(name), draft.answers.get(name))
        }

    # ---- questions' own findings ----

    def _own(self, subject: Subject) -> Iterator[Finding]:
        for item in own.own(subject):
            clauses = _cited(self._call.questions[item.hit.place.question], item.hit.place.column)
            yield _finding(item.name, item.severity, clauses, item.hit, subject, item.todo)

    # ---- rules ----

    def _ruled(self, rule: Rule, subject: Subject) -> Iterator[Finding]:
        severity, todo = rule.severity, rule.todo
        if subject.draft.practice:
            severity = rule.practice_severity or severity
            todo = rule.practice_todo or todo
        reason = _reason(rule, subject.draft)
        for hit in self._hits(rule, subject):
            if hit.place.question and not subject.route.asks(hit.place.question):
                continue
            yield _finding(rule.id, severity, rule.clauses, hit, subject, todo, rule, reason)

    def _hits(self, rule: Rule, subject: Subject) -> Iterable[Hit]:
        if rule.when is not None and not self._true(rule.when, subject.names):
            return ()
        if rule.check is None:
            return self._expressed(rule, subject)
        entry = CHECKS.get(rule.check)
        if entry is None or entry.needs - rule.params.keys():
            return ()  # told by app.review.checks.problems when the pack is loaded
        return entry.run(rule, subject, self._memories[rule.id])

    def _expressed(self, rule: Rule, subject: Subject) -> Iterator[Hit]:
        source = rule.expression or ""
        if not rule.each_row:
            place = Place(rule.questions[0] if rule.questions else "", column=rule.column)
            if self._true(source, subject.names):
                missing = bool(place.question) and subject.draft.answer(place.question) is None
                yield Hit(place, _value(subject.draft.answer(place.question)), missing=missing)
            return
        for table in rule.questions:
            question = subject.call.questions[table]
            if not isinstance(question, Table):
                continue
            blank: dict[str, Any] = {column.id: None for column in question.columns}
            for number, row in enumerate(_rows(subject.names, table), 1):
                cells = {**blank, **row}
                if self._true(source, {**subject.names, "row": cells}, str(number)):
                    value = cells.get(rule.column) if rule.column else None
                    place = subject.row_place(table, number, rule.column)
                    yield Hit(place, {"row": str(number), **_value(value)}, missing=value is None)

    def _true(self, source: str, names: Mapping[str, Any], key: str = "") -> bool:
        """Whether an expression holds; one that cannot be evaluated holds nothing."""
        try:
            return bool(self._evaluate(source, names, key))
        except expressions.ExpressionError:
            return False

    # ---- order ----

    def _in_order(self, found: list[Finding], subject: Subject) -> list[Finding]:
        numbers = self._reading.numbers(subject.rows)

        def where(finding: Finding) -> tuple[int, ...]:
            start = finding.place.start
            place = self._reading.at(finding.place, numbers)
            return (*place, -1 if start is None else start, finding.severity.rank)

        return sorted(found, key=where)


def _rows(names: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:
    """The rows of a table as expressions read them."""
    head, _, tail = table.partition(".")
    rows = names[head][tail]
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _cited(question: Question, column: str | None) -> tuple[str, ...]:
    """The clause that a question's own findings cite: its first, or the first of the column."""
    if column and isinstance(question, Table) and (own := question.column(column).clauses):
        return own[:1]
    return question.clauses[:1]


def _value(value: object) -> dict[str, str]:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        from app.review.checks.figures import plain

        return {"value": plain(value)}
    return {"value": value[:40]} if isinstance(value, str) else {}


def _reason(rule: Rule, draft: Draft) -> str:
    """The written reason for which a rule is overridden, or ""."""
    if not rule.overridable:
        return ""
    reasons = (str(draft.overrides.get(clause, "")).strip() for clause in rule.clauses)
    return next(filter(None, reasons), "")


def _finding(
    name: str,
    severity: Severity,
    clauses: tuple[str, ...],
    hit: Hit,
    subject: Subject,
    todo: str,
    rule: Rule | None = None,
    reason: str = "",
) -> Finding:
    place = hit.place
    label = _label(place, subject)
    fields = {"label": label, **hit.fields}
    words = (rule.message if rule else "") or hit.message
    message = _filled(words, fields)
    if place.row and "{row}" not in words:
        # A rule for one column says in its own words what is meant.
        own = "{label}" in words and "label" not in hit.fields
        is_named = own or place.column is None or (rule is not None and rule.column is not None)
        column = "" if is_named else f"の「{label}」"
        message = f"{_row_name(place, subject)}{column}：{message}"
    overridable = bool(rule and rule.overridable and severity is Severity.ERROR)
    key = "/".join((name, place.question, place.row or "", place.column or "", hit.words))
    return Finding(
        key=key,
        rule=name,
        severity=severity,
        place=place,
        clauses=clauses,
        message=message,
        todo=_filled(todo, fields),
        overridable=overridable,
        override=reason if overridable else "",
        dismissed=severity is Severity.ADVICE and key in subject.draft.dismissals,
        missing=hit.missing,
        mend=hit.mend,
        marked=hit.marked,
    )


def _label(place: Place, subject: Subject) -> str:
    if not place.question:
        return ""
    question = subject.call.questions[place.question]
    if place.column and isinstance(question, Table):
        return question.column(place.column).label
    return subject.label(place.question)


def _row_name(place: Place, subject: Subject) -> str:
    question = subject.call.questions[place.question]
    for number, row in enumerate(subject.rows(place.question), 1):
        if row_id(row, number) == place.row:
            unit = question.row_label if isinstance(question, Table) else ""
            shown = digits(number)
            return f"{shown}行目" if unit in ("", "行") else f"{unit}{shown}"
    return ""


def _filled(text: str, fields: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda found: fields.get(found[1], found[0]), text)


def _numbered(found: list[Finding]) -> list[Finding]:
    """Keys made unique: the second of the same words at the same place gets a number."""
    seen: Counter[str] = Counter()
    result = []
    for finding in found:
        seen[finding.key] += 1
        count = seen[finding.key]
        result.append(finding if count == 1 else replace(finding, key=f"{finding.key}#{count}"))
    return result
