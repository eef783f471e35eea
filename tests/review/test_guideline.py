"""Every clause of the guideline: a draft that falls short of it, and one that just does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.calls.base import Severity
from app.calls.models import Call
from tests.review.conftest import AFTER, BEFORE, Look, with_cell

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE
Answers = dict[str, Any]
Change = Callable[[Answers], Answers]


def put(**answers: Any) -> Change:
    """Answers by question id, with __ for the dot."""
    given = {key.replace("__", "."): value for key, value in answers.items()}
    return lambda _clean: given


def cell(table: str, number: int, **cells: Any) -> Change:
    return lambda clean: {table: with_cell(clean[table], number, **cells)}


def added(question: str, text: str) -> Change:
    return lambda clean: {question: clean[question] + text}


POSTS, PLAN = "posts.table", "schedule.table"
ALL = ["1", "2", "3", "4"]
BROKEN: list[tuple[str, Severity, Change, Change]] = [
    ("G1-1", ERROR, put(functions__direction_state=None), put(functions__direction_state="none")),
    ("G1-1", ERROR, put(functions__themes_state=None), put(functions__themes_state="considering")),
    (
        "G1-1",
        WARNING,
        put(functions__situation_state="built", functions__situation_text=None),
        put(functions__situation_state="considering", functions__situation_text=None),
    ),
    ("G1-2", WARNING, put(pool__planned_regular=None), put(pool__planned_regular=3)),
    ("G1-2", WARNING, put(pool__planned_total=8), put(pool__planned_total=7)),
    # The table has three people who are employed for years.
    ("G1-2", WARNING, put(pool__planned_regular=2), put(pool__planned_regular=3)),
    (
        "G1-3",
        WARNING,
        cell(POSTS, 0, requirement=["exam"], exams=None),
        cell(POSTS, 0, requirement=["exam"], exams=["st"]),
    ),
    (
        "G1-3",
        ADVICE,
        cell(POSTS, 0, experience="情報処理安全確保支援士の登録を受けていること"),
        cell(POSTS, 0, experience="ＩＴストラテジスト試験に合格していること"),
    ),
    (
        "G1-3",
        ADVICE,
        cell(POSTS, 0, experience="応用情報技術者試験の合格"),
        cell(POSTS, 0, experience="システム監査技術者試験の合格"),
    ),
    (
        "G1-4",
        WARNING,
        cell(POSTS, 0, engagement="regular", main_duty=None),
        cell(POSTS, 0, engagement="regular", main_duty=True),
    ),
    (
        "G1-5",
        WARNING,
        put(overview__difficulties=["people"]),
        put(overview__difficulties=["recruiting"]),
    ),
    (
        "G1-6",
        ADVICE,
        put(overview__pool_start="2026-04-01"),
        put(overview__pool_start="2026-03-31"),
    ),
    ("G2-1", ERROR, put(applicant__prefecture="48"), put(applicant__prefecture="20")),
    ("G2-1", ERROR, put(applicant__prefecture=None), put(applicant__prefecture="20")),
    (
        "G2-2",
        ADVICE,
        put(pool__planned_regular=0, pool__planned_total=4, posts__table=None),
        put(
            pool__planned_regular=0,
            pool__planned_total=4,
            posts__table=None,
            pool__no_regular_reason="相談が月１回程度にとどまり、短時間の勤務で対応できるため。",
        ),
    ),
    ("G2-4", ERROR, put(steps__wanted=None), put(steps__wanted=["2", "3", "4"])),
    (
        "G2-5",
        WARNING,
        put(steps__wanted=["2", "4"], steps__gap_reason=None),
        put(steps__wanted=["2", "4"], steps__gap_reason="第３ステップは県が実施済みである。"),
    ),
    (
        "G2-6",
        WARNING,
        put(steps__wanted=ALL, step1__interviews=0),
        put(steps__wanted=ALL, step1__interviews=1),
    ),
    (
        "G2-7",
        WARNING,
        put(posts__table=None, step2__undecided=None),
        put(posts__table=None, step2__undecided=True),
    ),
    (
        "G2-8",
        ADVICE,
        cell(POSTS, 0, engagement="regular", nature="advice"),
        cell(POSTS, 0, engagement="regular", nature="continuous"),
    ),
    (
        "G2-8",
        ADVICE,
        cell(POSTS, 4, engagement="contract", nature="continuous"),
        cell(POSTS, 4, engagement="contract", nature="rare"),
    ),
    (
        "G2-9",
        WARNING,
        put(step4__frequent_dispatch=True, step4__reception=None),
        put(step4__frequent_dispatch=False, step4__reception=None),
    ),
    (
        "G2-9",
        ADVICE,
        put(step4__career=None),
        put(step4__career="任期は３年とし、最長５年とする。"),
    ),
    (
        "G2-10",
        ERROR,
        put(organisation__personnel_state=None),
        put(organisation__personnel_state="agreed"),
    ),
    (
        "G2-10",
        WARNING,
        put(steps__wanted=["2", "3"], organisation__finance_state=None),
        put(steps__wanted=["2", "3"], organisation__finance_state="agreed"),
    ),
    ("G3-2", ERROR, put(consent__costs=None), put(consent__costs=True)),
    ("G4-1", ERROR, cell(PLAN, 11, end="2026-03-17"), cell(PLAN, 11, end="2026-03-16")),
    ("G4-1", WARNING, cell(PLAN, 0, start="2025-04-20"), cell(PLAN, 0, start="2025-04-21")),
    # A wrong weekday is told by itself, and does not hide where the date lies.
    (
        "G4-1",
        ERROR,
        cell(PLAN, 11, end="令和８年３月17日（月）"),
        cell(PLAN, 11, end="令和８年３月16日（火）"),
    ),
    (
        "G1-6",
        ADVICE,
        put(overview__pool_start="令和８年４月"),
        put(overview__pool_start="令和８年３月"),
    ),
    ("G1-3", ERROR, cell(POSTS, 1, exams=["sc"]), cell(POSTS, 1, exams=["au"])),
    ("G5-2", ERROR, put(consent__sharing=None), put(consent__sharing="disagree")),
    ("G6-1", ERROR, put(contact__department=None), put(contact__department="ＤＸ推進課")),
    ("G6-1", ERROR, put(contact__person=None), put(contact__person="主任　千曲　花子")),
    ("G6-1", ERROR, put(contact__telephone=None), put(contact__telephone="026-000-0000")),
    (
        "G6-1",
        WARNING,
        put(contact__email="DX@Gmail.com"),
        put(contact__email="dx@live.city.example.lg.jp"),
    ),
    (
        "G6-1",
        WARNING,
        put(contact__email="hanako@gmail.com"),
        put(contact__email="gmail@pref.example.lg.jp"),
    ),
    ("G6-1", WARNING, put(contact__email="dx@ocn.ne.jp"), put(contact__email="dx@ocn.go.jp")),
    (
        "G1-3",
        ADVICE,
        cell(POSTS, 0, experience="安全確保支援士の登録"),
        cell(POSTS, 0, experience="応用情報科学研究科の修了"),
    ),
    (
        "G1-3",
        ADVICE,
        cell(POSTS, 0, experience="基本情報技術者試験の合格"),
        added("results.text", "職員50人がＩＴパスポート試験に合格した。"),
    ),
    ("G6-1", ERROR, put(contact__email="dx@"), put(contact__email="dx@pref.example.lg.jp")),
    (
        "G7-1",
        ADVICE,
        added("results.text", "適宜見直す。"),
        added("results.text", "年２回見直す。"),
    ),
    ("G10-1", ADVICE, cell(PLAN, 11, end="2026-02-21"), cell(PLAN, 11, end="2026-02-20")),
    # The same activity twice, but for a blank and the width of a letter.
    (
        "G7-1",
        WARNING,
        lambda clean: {
            PLAN: [
                {**clean[PLAN][0], "activity": "ＤＸ 会議"},
                {**clean[PLAN][0], "_id": "again", "activity": "DX会議"},
                *clean[PLAN][1:],
            ]
        },
        lambda clean: {
            PLAN: [
                {**clean[PLAN][0], "activity": "ＤＸ会議"},
                {**clean[PLAN][0], "_id": "again", "activity": "ＤＸ部会"},
                *clean[PLAN][1:],
            ]
        },
    ),
    ("G11-1", ERROR, put(consent__report=None), put(consent__report=True)),
    ("G12-1", ERROR, put(consent__matching=None), put(consent__matching=True)),
    (
        "G12-1",
        WARNING,
        added("step4.recruiting", "総務省には、人材の紹介をお願いしたい。"),
        added("step4.recruiting", "総務省には、募集の方法についての助言をお願いしたい。"),
    ),
]


def _id(case: tuple[str, Severity, Change, Change]) -> str:
    return f"{case[0]}-{case[1]}"


@pytest.mark.parametrize("case", BROKEN, ids=_id)
def test_a_draft_that_falls_short_and_one_that_just_does_not(
    case: tuple[str, Severity, Change, Change], look: Look, clean: Answers
) -> None:
    clause, severity, broken, beside = case
    found = [f for f in look(broken(clean)) if clause in f.clauses and f.severity is severity]
    assert found, f"{clause} の指摘がありません"
    kept = [f for f in look(beside(clean)) if clause in f.clauses and f.severity is severity]
    assert not [f.message for f in kept if f.place.question == found[0].place.question]


def test_the_clean_draft_is_clean(look: Look) -> None:
    assert [finding.message for finding in look()] == []


def test_the_deadline(look: Look, call: Call) -> None:
    """G8-1: an error the second after, nothing at the last second; advice in a practice draft."""
    assert not look(now=call.deadline)
    (finding,) = look(now=AFTER)
    assert (finding.clause, finding.severity, finding.overridable) == ("G8-1", ERROR, True)
    (advice,) = look(now=AFTER, practice=True)
    assert (advice.clause, advice.severity) == ("G8-1", ADVICE)


@pytest.mark.parametrize(
    ("clause", "broken"), [("G2-10", "organisation.finance_state"), ("G8-1", "")]
)
def test_a_marked_error_can_be_overridden_with_a_reason(
    look: Look, clause: str, broken: str
) -> None:
    now = AFTER if not broken else BEFORE
    changes = {broken: None} if broken else None
    (open_one,) = look(changes, now)
    assert open_one.blocks
    (overridden,) = look(changes, now, overrides={clause: "４月中旬に協議するため。"})
    assert overridden.override
    assert not overridden.blocks
    (blank,) = look(changes, now, overrides={clause: " "})
    assert blank.blocks


def test_an_unmarked_error_cannot_be_overridden(look: Look) -> None:
    (finding,) = look({"consent.costs": None}, overrides={"G3-2": "理由"})
    assert finding.blocks
    assert not finding.overridable


def test_every_clause_has_a_case_or_says_why_not(call: Call) -> None:
    tried = {case[0] for case in BROKEN} | {"G8-1"}
    cited = {name for question in call.questions.values() for name in question.clauses}
    cited |= {name for section in call.sections for name in section.clauses}
    for clause in call.clauses:
        if clause.id not in tried:
            assert clause.unchecked, f"{clause.id}: 試験も、確認しない理由もありません"
            assert clause.id in cited, f"{clause.id}: 画面のどこにも示されません"
