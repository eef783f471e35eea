"""Every clause of the guideline is asked, explained or checked, as its table says."""

from __future__ import annotations

from collections import defaultdict

import pytest

from app.calls.base import Severity
from app.calls.models import Call
from tests.forms.clauses import CLAUSES, HELP_ONLY, OVERRIDABLE


def _severities(call: Call) -> dict[str, set[Severity]]:
    """The severities with which each clause can be cited: by rules, and by required questions."""
    found: dict[str, set[Severity]] = defaultdict(set)
    for rule in call.rules:
        for clause in rule.clauses:
            found[clause].add(rule.severity)
    for question in call.questions.values():
        if question.required and question.clauses:
            found[question.clauses[0]].add(question.required)
    return found


def test_the_pack_holds_exactly_the_clauses_of_the_guideline(call: Call) -> None:
    assert [clause.id for clause in call.clauses] == list(CLAUSES)


@pytest.mark.parametrize("clause", sorted(CLAUSES.keys() - HELP_ONLY))
def test_a_clause_that_can_be_checked_is_checked(call: Call, clause: str) -> None:
    severities = _severities(call)[clause]
    assert severities, "neither a rule nor a required question cites it"
    assert severities >= CLAUSES[clause]
    assert not call.clause[clause].unchecked


@pytest.mark.parametrize("clause", sorted(HELP_ONLY))
def test_a_clause_for_help_only_says_why_and_is_no_ground_for_a_finding(
    call: Call, clause: str
) -> None:
    assert call.clause[clause].unchecked
    assert clause not in {cited for rule in call.rules for cited in rule.clauses}


@pytest.mark.parametrize("clause", sorted(HELP_ONLY))
def test_a_clause_for_help_is_shown_beside_a_question_or_section(call: Call, clause: str) -> None:
    asked = {c for question in call.questions.values() for c in question.clauses}
    assert clause in asked | {c for section in call.sections for c in section.clauses}


def test_errors_stand_only_where_the_guideline_has_errors(call: Call) -> None:
    """Besides text that no document can hold, which is an error of nature."""
    found = {clause for clause, levels in _severities(call).items() if Severity.ERROR in levels}
    expected = {clause for clause, levels in CLAUSES.items() if Severity.ERROR in levels}
    assert found - {"G7-1"} == expected


def test_only_the_marked_clauses_can_be_overridden(call: Call) -> None:
    assert {c for rule in call.rules if rule.overridable for c in rule.clauses} == OVERRIDABLE


def test_the_deadline_only_advises_in_a_practice_draft(call: Call) -> None:
    (rule,) = [rule for rule in call.rules if rule.check == "deadline"]
    assert (rule.severity, rule.practice_severity) == (Severity.ERROR, Severity.ADVICE)


@pytest.mark.parametrize("field", ["summary", "handled", "unchecked"])
def test_clauses_are_told_in_whole_sentences(call: Call, field: str) -> None:
    texts = {clause.id: getattr(clause, field) for clause in call.clauses}
    assert [key for key, text in texts.items() if text and not text.endswith("。")] == []


def test_what_must_not_stay_empty_is_exactly_what_the_guideline_demands(call: Call) -> None:
    required = [q.id for q in call.questions.values() if q.required is Severity.ERROR]
    assert required == [
        "applicant.prefecture",
        "contact.department",
        "contact.person",
        "contact.telephone",
        "contact.email",
        "consent.costs",
        "consent.report",
        "consent.matching",
        "consent.sharing",
        "functions.direction_state",
        "functions.situation_state",
        "functions.specialists_state",
        "functions.themes_state",
        "steps.wanted",
    ]
