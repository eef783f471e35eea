"""Merging: disjoint edits never conflict, nothing is lost, what both changed is asked."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.drafts.draft import Change, Value
from app.drafts.merge import Difference, Merge, Side, Spot, merge
from app.drafts.whole import Entries, change

QUESTIONS = [f"q{number}" for number in range(8)]
TABLES = ["t0", "t1", "t2"]
plain: st.SearchStrategy[Value] = st.one_of(
    st.text(max_size=8), st.integers(), st.booleans(), st.lists(st.text(max_size=3), max_size=3)
)
cells = st.dictionaries(st.sampled_from(["name", "count", "note"]), plain, max_size=3)
names = st.sampled_from([f"row{number}" for number in range(6)])
tables = st.lists(
    st.builds(lambda name, row: {"_id": name, **row}, names, cells),
    unique_by=lambda row: row["_id"],
    min_size=1,
    max_size=5,
)


def entries_for(questions: list[str], tables_of: list[str]) -> st.SearchStrategy[Entries]:
    """Some answers to some of the questions."""
    known: dict[Any, st.SearchStrategy[Value]] = {("answer", key): plain for key in questions}
    known |= {("answer", key): tables for key in tables_of}
    return st.fixed_dictionaries({}, optional=known)


drafts = entries_for(QUESTIONS, TABLES)


def answers(**values: Value) -> Entries:
    return {("answer", key): value for key, value in values.items()}


def merged(found: Merge, choices: dict[Spot, Side] | None = None) -> Entries:
    result = dict(found.ours)
    change(result, tuple(found.changes(choices)))
    return filled(result)


def filled(entries: Entries) -> Entries:
    """Without empty answers and cells, which say nothing."""
    return {place: _filled(value) for place, value in entries.items() if value not in ("", [])}


def _filled(value: Value) -> Value:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return value
    return [{key: cell for key, cell in row.items() if cell not in ("", [])} for row in value]


def only(found: Merge) -> Difference:
    (difference,) = found.differences
    return difference


@settings(deadline=None)
@given(drafts, entries_for(QUESTIONS[:4], TABLES[:1]), entries_for(QUESTIONS[4:], TABLES[1:]))
def test_edits_to_disjoint_questions_never_conflict_and_lose_nothing_in_either_order(
    base: Entries, mine: Entries, yours: Entries
) -> None:
    ours = {k: v for k, v in base.items() if k[1] in QUESTIONS[4:] + TABLES[1:]} | mine
    theirs = {k: v for k, v in base.items() if k[1] in QUESTIONS[:4] + TABLES[:1]} | yours
    wanted = filled(mine | yours)
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge(base, one, other)
        assert not found.conflicts
        assert merged(found) == wanted


@settings(deadline=None)
@given(drafts, drafts, drafts)
def test_taking_all_of_one_side_gives_that_side_where_it_was_asked(
    base: Entries, ours: Entries, theirs: Entries
) -> None:
    """Without a common revision everything is asked: both drafts can be had whole."""
    found = merge(None, ours, theirs)
    assert len(found.conflicts) == len(found.differences)
    assert merged(found) == filled(ours)
    assert merged(found, {d.spot: Side.THEIRS for d in found.differences}) == filled(theirs)


@settings(deadline=None)
@given(drafts, drafts, drafts)
def test_both_sides_see_the_same_conflicts(base: Entries, ours: Entries, theirs: Entries) -> None:
    there = {d.spot: (d.ours, d.theirs) for d in merge(base, ours, theirs).conflicts}
    here = {d.spot: (d.theirs, d.ours) for d in merge(base, theirs, ours).conflicts}
    assert there == here


@settings(deadline=None)
@given(drafts, drafts)
def test_a_copy_that_was_not_touched_takes_everything_from_the_other(
    base: Entries, changed: Entries
) -> None:
    assert merged(merge(base, base, changed)) == filled(changed)
    assert merged(merge(base, changed, base)) == filled(changed)
    assert not merge(base, changed, changed).differences


def test_two_versions_of_one_answer_are_a_conflict_that_keeps_ours_until_chosen() -> None:
    found = merge(answers(a="旧"), answers(a="甲"), answers(a="乙"))
    assert only(found) == Difference(Spot("answer", "a"), "甲", "乙", True, Side.OURS)
    assert merged(found) == answers(a="甲")
    assert merged(found, {Spot("answer", "a"): Side.THEIRS}) == answers(a="乙")


def test_two_people_may_fill_two_columns_of_one_row() -> None:
    base = answers(t=[{"_id": "1", "name": "千曲", "count": 1}])
    ours = answers(t=[{"_id": "1", "name": "千曲市", "count": 1}])
    theirs = answers(t=[{"_id": "1", "name": "千曲", "count": 2}])
    found = merge(base, ours, theirs)
    assert not found.conflicts
    assert merged(found) == answers(t=[{"_id": "1", "name": "千曲市", "count": 2}])


def test_a_row_removed_here_and_changed_there_is_asked_as_a_row() -> None:
    base = answers(t=[{"_id": "1", "n": 1}, {"_id": "2", "n": 2}])
    ours = answers(t=[{"_id": "2", "n": 2}])
    theirs = answers(t=[{"_id": "1", "n": 9}, {"_id": "2", "n": 2}])
    found = merge(base, ours, theirs)
    (asked,) = found.conflicts
    assert (asked.spot, asked.ours) == (Spot("answer", "t", "1"), None)
    assert merged(found) == ours
    assert merged(found, {asked.spot: Side.THEIRS}) == theirs


def test_rows_added_on_both_sides_all_stay() -> None:
    first = {"_id": "1", "n": 1}
    ours = answers(t=[first, {"_id": "2", "n": 2}])
    theirs = answers(t=[{"_id": "3", "n": 3}, first])
    found = merge(answers(t=[first]), ours, theirs)
    assert not found.conflicts
    assert [row["_id"] for row in merged(found)["answer", "t"]] == ["3", "1", "2"]


def test_rows_arranged_anew_by_one_stay_so_beside_the_others_new_row() -> None:
    base = answers(t=[{"_id": "1"}, {"_id": "2"}])
    ours = answers(t=[{"_id": "1"}, {"_id": "2"}, {"_id": "3"}])
    theirs = answers(t=[{"_id": "2"}, {"_id": "1"}])
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge(base, one, other)
        assert not found.conflicts
        assert [row["_id"] for row in merged(found)["answer", "t"]] == ["2", "3", "1"]


def test_files_added_on_both_sides_all_stay() -> None:
    one, two = ({"name": f"{n}.pdf", "sha256": n * 64, "size": 1} for n in "ab")
    found = merge({}, answers(f=[one]), answers(f=[two]))
    assert not found.conflicts
    assert {row["name"] for row in merged(found)["answer", "f"]} == {"a.pdf", "b.pdf"}


def test_a_yes_is_not_a_one() -> None:
    assert merge(answers(a=1), answers(a=1), answers(a=True)).changes() == [
        Change("answer", "a", True)
    ]
