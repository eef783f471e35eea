"""Each expression of rules.toml: what makes it speak, and that it is silent otherwise.

The expressions are evaluated as they stand, so that a slip in the pack shows here and not as a
finding that never comes. What the findings look like is told in tests/review.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest

from app.calls import expressions
from app.calls.models import Call, Rule
from app.calls.questions import Table
from app.drafts.draft import Draft
from app.drafts.route import Route, names_for
from app.environment import JST

NOW = datetime(2025, 4, 1, 9, tzinfo=JST)
Changes = Mapping[str, Any]

ALL = ["1", "2", "3", "4"]
FIRST = {"steps.wanted": ALL, "step1.interviews": 12}

BROKEN: dict[str, list[Changes]] = {
    "direction_undescribed": [{"functions.direction_text": None}],
    "situation_undescribed": [{"functions.situation_text": "　"}],
    "specialists_undescribed": [
        {"functions.specialists_state": "built", "functions.specialists_text": None}
    ],
    "themes_undescribed": [{"functions.themes_text": ""}],
    "specialists_built_without_people": [
        {"functions.specialists_state": "built", "pool.present_total": 0}
    ],
    "planned_nobody": [{"pool.planned_total": 0}],
    "planned_fewer": [{"pool.planned_total": 2, "pool.present_total": 3}],
    "posts_more_than_planned": [{"pool.planned_total": 5}],
    "requirement_missing": [{"posts.table": {"requirement": None}}],
    "exams_missing": [{"posts.table": {"requirement": ["exam"], "exams": None}}],
    "main_duty_missing": [
        {"posts.table": {"main_duty": False}},
        {"posts.table": {"main_duty": None}},
    ],
    "recruiting_not_chosen": [{"overview.difficulties": ["people", "administration"]}],
    "pool_late": [{"overview.pool_start": "2026-04-01"}],
    "no_regular": [{"pool.planned_regular": 0}],
    "gap_unexplained": [
        {"steps.wanted": ["1", "3"]},
        {"steps.wanted": ["1", "4"]},
        {"steps.wanted": ["2", "4"]},
        {"steps.wanted": ["1", "2", "4"]},
        {"steps.wanted": ["1", "3", "4"]},
    ],
    "interviews_none": [{**FIRST, "step1.interviews": 0}],
    "interviews_too_many": [{**FIRST, "step1.interviews": 78}],
    "in_need_too_many": [{"problems.in_need": 78}],
    "posts_missing": [{"posts.table": None}, {"posts.table": None, "step2.undecided": False}],
    "posts_advised": [{"steps.wanted": ["3"], "posts.table": None}],
    "posts_contradictory": [{"step2.undecided": True}],
    "advisory_regular": [
        {"posts.table": {"engagement": "regular", "nature": nature}}
        for nature in ("advice", "project", "rare")
    ],
    "continuous_not_regular": [
        {"posts.table": {"engagement": engagement, "nature": "continuous"}}
        for engagement in ("part_time", "side_job", "contract")
    ],
    "regular_few_hours": [{"posts.table": {"engagement": "regular", "hours": 15}}],
    "full_time_not_regular": [
        {"posts.table": {"engagement": engagement, "nature": "rare", "hours": 30, "years": 2}}
        for engagement in ("part_time", "side_job", "contract")
    ],
    "regular_short_term": [{"posts.table": {"engagement": "regular", "years": 1}}],
    "channels_only_website": [{"step4.channels": ["website"]}],
    "reception_missing": [{"step4.reception": None}],
    "career_missing": [{"step4.career": None}],
    "personnel_state_missing": [{"steps.wanted": ["2", "3"], "organisation.personnel_state": None}],
    "personnel_state_missing_step4": [{"organisation.personnel_state": None}],
    "finance_state_missing": [{"steps.wanted": ["2", "3"], "organisation.finance_state": None}],
    "finance_state_missing_step4": [{"organisation.finance_state": None}],
    "personnel_undescribed": [{"organisation.personnel_text": None}],
    "finance_undescribed": [{"organisation.finance_text": None}],
    "personnel_not_begun": [{"organisation.personnel_state": "none"}],
    "finance_not_begun": [{"organisation.finance_state": "none"}],
    "after_accompanying": [
        {"schedule.table": {"end": "2026-02-21"}},
        {"schedule.table": {"end": "2026-03-16"}},
        {"schedule.table": {"start": "2026-02-21", "end": None}},
    ],
    "activity_of_other_step": [{"schedule.table": {"step": "1"}}],
    "step1_unscheduled": [{**FIRST, "schedule.table": [{"_id": "a", "step": "2"}]}],
    "step2_unscheduled": [{"schedule.table": [{"_id": "a", "step": "3"}]}],
    "step3_unscheduled": [{"schedule.table": [{"_id": "a", "step": "4"}]}],
    "step4_unscheduled": [{"schedule.table": [{"_id": "a", "step": "2"}]}],
    "indicator_after_support": [{"results.indicators": {"due": "2026-04-01"}}],
    "dated_after_deadline": [{"applicant.document_date": "2025-04-11"}],
}
"""Rule → changes to the complete sample that each break it; a dict for a table changes row one."""

JUST_RIGHT: dict[str, list[Changes]] = {
    "direction_undescribed": [
        {"functions.direction_state": "considering", "functions.direction_text": None}
    ],
    "posts_more_than_planned": [{"pool.planned_total": 6}, {"pool.planned_total": None}],
    "main_duty_missing": [{"posts.table": {"engagement": "contract", "main_duty": False}}],
    "pool_late": [{"overview.pool_start": "2026-03-01"}, {"overview.pool_start": "春頃"}],
    "no_regular": [{"pool.planned_regular": 0, "pool.no_regular_reason": "理由"}],
    "gap_unexplained": [
        {"steps.wanted": wanted}
        for wanted in ([], ["1"], ["4"], ["1", "2"], ["3", "4"], ["2", "3", "4"], ALL)
    ]
    + [{"steps.wanted": ["1", "3"], "steps.gap_reason": "実施済みのため"}],
    "interviews_too_many": [{**FIRST, "step1.interviews": 77}],
    "posts_missing": [
        {"posts.table": None, "step2.undecided": True},
        {"posts.table": None, "steps.wanted": ["1"]},
    ],
    "regular_few_hours": [{"posts.table": {"engagement": "regular", "hours": None}}],
    "full_time_not_regular": [
        {"posts.table": {"engagement": "contract", "nature": "rare", "hours": 29.5, "years": 2}},
        {"posts.table": {"engagement": "contract", "nature": "rare", "hours": 30, "years": 1.5}},
    ],
    "regular_short_term": [{"posts.table": {"engagement": "regular", "years": 2}}],
    "reception_missing": [{"step4.reception": None, "step4.frequent_dispatch": False}],
    "career_missing": [{"step4.career": None, "steps.wanted": ["2", "3"]}],
    "after_accompanying": [
        {"schedule.table": {"end": "2026-02-20"}},
        {"schedule.table": {"end": "2026-03-17"}},
    ],
    "activity_of_other_step": [{"schedule.table": {"step": "all"}}],
    "indicator_after_support": [{"results.indicators": {"due": "2026-03-01"}}],
    "dated_after_deadline": [{"applicant.document_date": "2025-04-10"}],
}
"""Rule → changes that come near and do not break it."""


def _cases(table: Mapping[str, list[Changes]]) -> list[Any]:
    return [
        pytest.param(rule, changes, id=f"{rule}-{number}")
        for rule, several in table.items()
        for number, changes in enumerate(several, 1)
    ]


def _changed(answers: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    result = dict(answers)
    for key, value in changes.items():
        if isinstance(value, dict):
            first, *others = answers[key]
            result[key] = [{**first, **value}, *others]
        else:
            result[key] = value
    return result


def _speaks(call: Call, rule: Rule, answers: Mapping[str, Any]) -> bool:
    """Whether a rule's expression is true of these answers, in any row where it reads rows."""
    draft = Draft("", call.id, call.version, "", True, NOW, NOW, answers=answers)
    names = names_for(call, draft, NOW)
    route = Route(call, names)
    if not route.holds(rule.when) or not any(map(route.asks, rule.questions)):
        return False
    assert rule.expression
    if not rule.each_row:
        return bool(expressions.evaluate(rule.expression, names))
    table = call.questions[rule.questions[0]]
    assert isinstance(table, Table)
    rows = draft.answer(table.id) or []
    cells = [{column.id: row.get(column.id) for column in table.columns} for row in rows]
    return any(expressions.evaluate(rule.expression, {**names, "row": row}) for row in cells)


@pytest.fixture(scope="module")
def complete(sample: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    answers: dict[str, Any] = sample("complete")["answers"]
    return answers


def _rule(call: Call, rule_id: str) -> Rule:
    return next(rule for rule in call.rules if rule.id == rule_id)


def test_every_expression_is_tried(call: Call) -> None:
    assert {rule.id for rule in call.rules if rule.expression} == BROKEN.keys()
    assert JUST_RIGHT.keys() <= BROKEN.keys()


@pytest.mark.parametrize("rule_id", BROKEN)
def test_the_complete_sample_breaks_none(
    call: Call, complete: dict[str, Any], rule_id: str
) -> None:
    assert not _speaks(call, _rule(call, rule_id), complete)


@pytest.mark.parametrize(("rule_id", "changes"), _cases(BROKEN))
def test_a_rule_speaks_where_it_is_broken(
    call: Call, complete: dict[str, Any], rule_id: str, changes: Changes
) -> None:
    assert _speaks(call, _rule(call, rule_id), _changed(complete, changes))


@pytest.mark.parametrize(("rule_id", "changes"), _cases(JUST_RIGHT))
def test_a_rule_is_silent_just_beside(
    call: Call, complete: dict[str, Any], rule_id: str, changes: Changes
) -> None:
    assert not _speaks(call, _rule(call, rule_id), _changed(complete, changes))


@pytest.mark.parametrize("rule_id", BROKEN)
def test_an_empty_draft_is_spared_rules_about_what_it_says(call: Call, rule_id: str) -> None:
    """Before anything is answered only the coordination with the departments is asked for."""
    asked_at_once = {"personnel_state_missing", "finance_state_missing"}
    assert _speaks(call, _rule(call, rule_id), {}) == (rule_id in asked_at_once)
