"""The review as a whole: order, keys, what applies, and that nothing makes it fall over."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.calls import loader
from app.calls.base import Severity
from app.calls.questions import Table
from app.drafts.draft import Draft
from app.environment import JST
from app.review.engine import Reviewer, review
from tests.review.conftest import BEFORE, ROOT, Look, with_cell

CALL = loader.load(ROOT / "forms" / "r7-dx-jinzai")
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
ANSWERS = st.dictionaries(st.sampled_from([*CALL.questions]), JUNK, max_size=12)


def draft(answers: dict[str, Any], **more: Any) -> Draft:
    return Draft("", CALL.id, 1, "", False, BEFORE, BEFORE, answers=answers, **more)


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_no_answers_make_it_fall_over(answers: dict[str, Any]) -> None:
    """Whatever stands in a file or a damaged database: it is reviewed, not refused."""
    found = review(CALL, draft(answers), BEFORE)
    assert len({finding.key for finding in found}) == len(found)
    for finding in found:
        assert finding.message
        assert finding.place.question in {*CALL.questions, ""}


@settings(max_examples=60, deadline=None)
@given(ANSWERS, ANSWERS)
def test_remembering_changes_nothing(before: dict[str, Any], after: dict[str, Any]) -> None:
    """A reviewer that saw other answers before finds the same as one that comes fresh."""
    reviewer = Reviewer(CALL)
    reviewer.review(draft(before), BEFORE)
    assert reviewer.review(draft(after), BEFORE) == Reviewer(CALL).review(draft(after), BEFORE)


PROSE = st.text(st.sampled_from("ＤDXｘ1１2２,，、。（(案)）支援を行う適宜"), max_size=12)
ROW = st.fixed_dictionaries({"_id": st.sampled_from("abc"), "duties": PROSE})
ROWS = st.lists(ROW, max_size=3)
WRITTEN = st.fixed_dictionaries(
    {},
    optional={
        "overview.summary": PROSE,
        "problems.background": PROSE,
        "results.text": PROSE,
        "posts.table": ROWS,
    },
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WRITTEN, min_size=2, max_size=5))
def test_texts_that_come_change_and_go_are_tallied_right(states: list[dict[str, Any]]) -> None:
    """What is reckoned on from the last review is what all the texts together give."""
    reviewer = Reviewer(CALL)
    for answers in states:
        fresh = Reviewer(CALL).review(draft(answers), BEFORE)
        assert reviewer.review(draft(answers), BEFORE) == fresh


def test_the_clock_is_looked_at_whatever_a_rule_depends_on_besides() -> None:
    """A pack may tie the deadline to an answer: it passes though that answer stays the same."""
    tied = {"when": "filled(contact.person)", "where": "contact.person"}
    rules = tuple(r.model_copy(update=tied) if r.check == "deadline" else r for r in CALL.rules)
    call = CALL.model_copy(update={"rules": rules})
    written = draft({"contact.person": "主任　千曲　花子"})
    reviewer = Reviewer(call)

    def told(now: datetime) -> bool:
        return "deadline" in {finding.rule for finding in reviewer.review(written, now)}

    before = CALL.deadline.astimezone(JST)
    assert [told(before), told(before + timedelta(seconds=1)), told(before)] == [False, True, False]


def test_a_list_changed_in_place_is_looked_at_anew(clean: dict[str, Any]) -> None:
    answers = copy.deepcopy(clean)
    assert review(CALL, draft(answers), BEFORE) == []
    answers["posts.table"][0]["main_duty"] = None
    answers["steps.wanted"].remove("3")
    answers["schedule.table"][0]["end"] = "2026-03-17"
    found = {finding.rule for finding in review(CALL, draft(answers), BEFORE)}
    assert {"main_duty_missing", "gap_unexplained", "end_too_late"} <= found


def test_a_number_beyond_all_bounds_is_told() -> None:
    found = review(CALL, draft({"problems.municipalities": 10**400}), BEFORE)
    assert any(f.rule == "range" for f in found)


def test_findings_come_in_reading_order(look: Look) -> None:
    found = look({
        "results.text": "適宜見直す。積極的に行う。",
        "contact.person": None,
        "applicant.prefecture": "99",
    })  # fmt: skip
    questions = [*CALL.questions]
    places = [(questions.index(f.place.question), f.place.start or -1) for f in found]
    assert places == sorted(places)


def test_keys_stay_while_another_place_is_edited(look: Look, clean: dict[str, Any]) -> None:
    changes = {"results.text": "適宜見直す。"}
    before = {finding.key for finding in look(changes)}
    rows = with_cell(clean["schedule.table"], 0, activity="会議")
    after = {finding.key for finding in look({**changes, "schedule.table": rows[::-1]})}
    assert before <= after


def test_only_advice_can_be_dismissed(look: Look) -> None:
    changes = {"results.text": "適宜見直す。", "consent.costs": None, "pool.planned_total": 9}
    keys = frozenset(finding.key for finding in look(changes))
    for finding in look(changes, dismissals=keys):
        assert finding.dismissed is (finding.severity is Severity.ADVICE)
        assert finding.is_open is not finding.dismissed


def test_what_is_not_asked_is_not_checked(look: Look) -> None:
    broken = {"step4.channels": None, "step4.recruiting": "総務省に人材の紹介をお願いしたい。"}
    assert look(broken)
    assert not [
        f for f in look({**broken, "steps.wanted": ["2", "3"]}) if "step4" in f.place.question
    ]


def test_a_row_is_named_in_the_message(look: Look, clean: dict[str, Any]) -> None:
    rows = with_cell(clean["schedule.table"], 1, end="2026-03-17")
    (finding,) = [f for f in look({"schedule.table": rows}) if f.severity is Severity.ERROR]
    assert finding.message.startswith("取組２：終了日の令和８年３月17日（火）")
    assert (finding.place.row, finding.place.column) == ("#2", "end")


def test_a_wrong_weekday_is_a_warning_with_a_mend(look: Look) -> None:
    (finding,) = look({"applicant.document_date": "令和７年４月８日（水）"})
    assert finding.severity is Severity.WARNING
    assert finding.mend == "2025-04-08"


def test_an_empty_draft_is_told_what_is_missing(look: Look) -> None:
    found = review(CALL, draft({}), BEFORE)
    assert all(finding.missing for finding in found)
    assert {f.clause for f in found if f.blocks} >= {"G1-1", "G2-1", "G2-4", "G6-1"}


TABLES = [question for question in CALL.questions.values() if isinstance(question, Table)]
WRONG = {"short_text": "ﾃﾞｼﾞﾀﾙ", "long_text": "ﾃﾞｼﾞﾀﾙ", "date": "2025-04-31", "number": "多数"}
"""What is wrong in a cell of each type, whatever the column."""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_findings_of_one_row_are_told_apart_by_their_columns(table: Table) -> None:
    row = {column.id: WRONG.get(column.type) for column in table.columns}
    answers = {table.id: [{"_id": "a", **row}, {"_id": "b", **row}]}
    found = [f for f in review(CALL, draft(answers), BEFORE) if f.place.row and not f.missing]
    assert {f.place.column for f in found} >= {key for key, value in row.items() if value}
    assert len({f.message for f in found}) == len(found)


def test_the_column_is_named_where_the_words_do_not_say_it(look: Look, clean: Any) -> None:
    wrong = {"activity": "ﾃﾞｼﾞﾀﾙ", "start": None, "end": "令和８年２月30日"}
    rows = with_cell(clean["schedule.table"], 1, **wrong)
    words = [f.message for f in look({"schedule.table": rows}) if f.place.row]
    assert words == [
        "取組２の「取組」：公文書にふさわしくない半角カタカナ（ﾃﾞｼﾞﾀﾙ）が含まれています。",
        "取組２：「開始日」が記入されていません。",
        "取組２の「終了日」：令和８年２月30日という日付はありません。",
    ]
    late = with_cell(clean["schedule.table"], 1, end="2026-05-01")
    words = [f.message for f in look({"schedule.table": late}) if f.place.row]
    assert words[0].startswith("取組２：終了日の")
