"""The way through the sections of a call: which are asked, what comes next. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any

from app.calls import expressions
from app.calls.base import Severity
from app.calls.models import Call, Section
from app.calls.questions import Choice, Column, Question, Table
from app.drafts.draft import Draft


def names_for(call: Call, draft: Draft, now: datetime) -> dict[str, Any]:
    """What expressions of a call pack may read: every question's answer, dates, practice."""
    values: dict[str, Any] = dict.fromkeys(call.questions)
    values.update((key, value) for key, value in draft.answers.items() if key in values)
    values["practice"] = draft.practice
    values["today"] = now.date().isoformat()
    values["names.prefecture"] = applicant(call, draft)
    values["call.deadline"] = call.deadline.isoformat()
    values["call.support_start"] = call.support.start.isoformat() if call.support else None
    values["call.support_end"] = call.support.end.isoformat() if call.support else None
    return expressions.nested(values)


def applicant(call: Call, draft: Draft) -> str:
    """The applicant's name as a person writes it (長野県), or "" while it is not answered."""
    question, value = call.questions[call.names.prefecture], draft.answer(call.names.prefecture)
    if value is None:
        return ""
    return question.label_of(value) if isinstance(question, Choice) else str(value)


Evaluate = Callable[[str, Mapping[str, Any]], Any]


NEEDED = (Severity.ERROR, Severity.WARNING)
"""How much an answer may be needed, the most first: 必須 and 記入推奨."""


class Route:
    """The sections and questions that apply to one state of a draft."""

    def __init__(
        self,
        call: Call,
        names: Mapping[str, Any],
        evaluate: Evaluate = expressions.evaluate,
    ) -> None:
        """`evaluate` may be an `expressions.Evaluator`, which remembers results."""
        self._call = call
        self._names = names
        self._evaluate = evaluate
        self.sections: tuple[Section, ...] = tuple(
            section for section in call.sections if self.holds(section.when)
        )
        self._open = {
            question.id: question
            for section in self.sections
            for question in section.questions
            if self.holds(question.when)
        }

    def holds(self, when: str | None, row: Mapping[str, Any] | None = None) -> bool:
        """Whether a condition is met; none is always met."""
        if when is None:
            return True
        names = self._names if row is None else {**self._names, "row": row}
        return bool(self._evaluate(when, names))

    def asks(self, question_id: str) -> bool:
        return question_id in self._open

    @cached_property
    def demands(self) -> dict[str, Severity]:
        """Question id → how much a rule wants it filled in as the other answers are now."""
        found: dict[str, Severity] = {}
        for question, rule, condition in self._call.demands:
            if self.asks(question) and self._applies(rule.when, condition):
                practice = rule.practice_severity if self._names.get("practice") else None
                weights = (practice or rule.severity, found.get(question, Severity.ADVICE))
                found[question] = min(weights, key=lambda severity: severity.rank)
        return found

    def need(self, question: Question) -> Severity | None:
        """How much an answer is needed, by the question itself or by a rule; None: it is free."""
        weights = (question.required, self.demands.get(question.id))
        return next((weight for weight in NEEDED if weight in weights), None)

    def _applies(self, *conditions: str | None) -> bool:
        with suppress(expressions.ExpressionError):  # what cannot be evaluated demands nothing
            return all(map(self.holds, conditions))
        return False

    def questions(self, section: Section | None = None) -> list[Question]:
        """The questions that apply, of one section or of all, in order."""
        if section is None:
            return list(self._open.values())
        return [question for question in section.questions if question.id in self._open]

    def columns(self, table: Table, row: Mapping[str, Any]) -> list[Column]:
        """The columns that apply to one row."""
        cells = {column.id: row.get(column.id) for column in table.columns}
        return [column for column in table.columns if self.holds(column.when, cells)]

    def next(self, section_id: str) -> Section | None:
        return self._beside(section_id, 1)

    def previous(self, section_id: str) -> Section | None:
        return self._beside(section_id, -1)

    def _beside(self, section_id: str, step: int) -> Section | None:
        ids = [section.id for section in self.sections]
        if section_id not in ids:
            return self.sections[0] if self.sections else None
        place = ids.index(section_id) + step
        return self.sections[place] if 0 <= place < len(ids) else None


def route(call: Call, draft: Draft, now: datetime) -> Route:
    """The way through a draft as it is now."""
    return Route(call, names_for(call, draft, now))
