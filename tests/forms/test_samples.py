"""The sample answers: one as it should be, one just begun, one full of errors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.calls.base import Severity
from app.calls.models import Call
from app.drafts.draft import Draft
from app.drafts.exchange import read_answers
from app.drafts.route import route
from app.environment import JST
from tests.drafts.test_exchange import bare
from tests.forms.clauses import CLAUSES
from tests.forms.conftest import SAMPLES
from tests.forms.values import unfit

Sample = Callable[[str], dict[str, Any]]
BEFORE_THE_DEADLINE = datetime(2025, 4, 1, 9, tzinfo=JST)
LONG_AFTER = datetime(2026, 11, 23, 9, tzinfo=JST)


def _draft(call: Call, found: dict[str, Any], *, practice: bool = True) -> Draft:
    at = BEFORE_THE_DEADLINE
    return Draft("", call.id, call.version, "", practice, at, at, answers=found["answers"])


@pytest.mark.parametrize("name", ["complete", "begun", "errors"])
def test_a_sample_is_for_practice_with_this_call(call: Call, sample: Sample, name: str) -> None:
    found = sample(name)
    assert (found["call"], found["practice"]) == (call.id, True)
    assert found["answers"].keys() <= call.questions.keys()
    assert "サンプル" in found["answers"]["overview.title"]


@pytest.mark.parametrize("name", ["complete", "begun", "errors"])
def test_a_sample_can_be_read_as_any_answers_file(call: Call, sample: Sample, name: str) -> None:
    path = SAMPLES / f"{name}.json"
    found = read_answers(path, {call.id: call}, base=SAMPLES, file_label=path.name)
    assert found.practice
    assert {key: bare(value) for key, value in found.answers.items()} == sample(name)["answers"]


def test_rows_get_the_same_ids_wherever_a_file_is_read(call: Call) -> None:
    path = SAMPLES / "complete.json"
    first, second = (
        read_answers(path, {call.id: call}, base=SAMPLES, file_label="").answers for _ in range(2)
    )
    assert first == second
    ids = [row["_id"] for row in first["posts.table"]]
    assert len(set(ids)) == len(ids) == 5


@pytest.mark.parametrize("name", ["complete", "begun"])
def test_answers_fit_their_questions(call: Call, sample: Sample, name: str) -> None:
    assert list(unfit(call, sample(name)["answers"])) == []


def test_complete_answers_every_question_that_is_asked(call: Call, sample: Sample) -> None:
    draft = _draft(call, sample("complete"))
    asked = {q.id for q in route(call, draft, BEFORE_THE_DEADLINE).questions()}
    assert asked - draft.answers.keys() == {"supplements.files"}
    assert draft.answers.keys() <= asked


def test_complete_has_three_steps_five_posts_and_twelve_activities(sample: Sample) -> None:
    answers = sample("complete")["answers"]
    assert len(answers["steps.wanted"]) == 3
    assert len(answers["posts.table"]) == 5
    assert len(answers["schedule.table"]) == 12


def test_long_texts_are_as_long_as_officials_write_them(call: Call, sample: Sample) -> None:
    answers = sample("complete")["answers"]
    lengths = {
        q.id: len(answers[q.id])
        for q in call.questions.values()
        if q.type == "long_text" and q.id in answers
    }
    assert {key: n for key, n in lengths.items() if not 150 <= n <= 400} == {}
    assert len(lengths) > 15


def test_complete_falls_short_of_nothing(call: Call, sample: Sample) -> None:
    from app.review.engine import review

    found = review(call, _draft(call, sample("complete")), BEFORE_THE_DEADLINE)
    grave = [f for f in found if f.severity is not Severity.ADVICE]
    assert [(f.rule, f.place, f.message) for f in grave] == []


def test_the_deadline_only_advises_whoever_practises_today(call: Call, sample: Sample) -> None:
    from app.review.engine import review

    found = review(call, _draft(call, sample("complete")), LONG_AFTER)
    assert [f.rule for f in found if f.severity is not Severity.ADVICE] == []
    assert "G8-1" in {f.clause for f in found}


def test_a_real_draft_made_from_the_sample_is_told_so(call: Call, sample: Sample) -> None:
    from app.review.engine import review

    found = review(call, _draft(call, sample("complete"), practice=False), LONG_AFTER)
    assert {"deadline", "sample_left"} <= {f.rule for f in found}


def test_errors_has_every_error_of_the_guideline(call: Call, sample: Sample) -> None:
    """All at once: in a draft that is not for practice, a day after the deadline.

    G2-4 (no step) and G2-10 (step 4 without coordination) exclude each other in a clean draft;
    the sample has a step that does not exist beside step 4.
    """
    from app.review.engine import review

    late = call.deadline + timedelta(days=1)
    found = review(call, _draft(call, sample("errors"), practice=False), late)
    cited = {f.clause for f in found if f.severity is Severity.ERROR}
    assert cited >= {clause for clause, levels in CLAUSES.items() if Severity.ERROR in levels}


def test_errors_triggers_every_rule_that_is_an_error(call: Call, sample: Sample) -> None:
    from app.review.engine import review

    late = call.deadline + timedelta(days=1)
    found = review(call, _draft(call, sample("errors"), practice=False), late)
    rules = {rule.id for rule in call.rules if rule.severity is Severity.ERROR}
    assert rules - {f.rule for f in found} == set()


def test_errors_leaves_every_required_question_empty_or_wrong(call: Call, sample: Sample) -> None:
    from app.review.engine import review

    found = review(call, _draft(call, sample("errors")), BEFORE_THE_DEADLINE)
    at = {f.place.question for f in found if f.severity is Severity.ERROR}
    required = {q.id for q in call.questions.values() if q.required is Severity.ERROR}
    assert required - at == set()


def test_no_step_at_all_is_an_error(call: Call, sample: Sample) -> None:
    from app.review.engine import review

    found = sample("complete")
    draft = _draft(call, {"answers": {**found["answers"], "steps.wanted": []}})
    findings = review(call, draft, BEFORE_THE_DEADLINE)
    assert "G2-4" in {f.clause for f in findings if f.severity is Severity.ERROR}


def test_begun_still_has_much_to_do_but_nothing_wrong(call: Call, sample: Sample) -> None:
    from app.review.engine import review

    draft = _draft(call, sample("begun"))
    found = review(call, draft, BEFORE_THE_DEADLINE)
    errors = {f.place.question for f in found if f.severity is Severity.ERROR}
    assert errors
    assert errors.isdisjoint(draft.answers), "an error only where nothing was answered yet"
