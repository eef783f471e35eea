"""The way through a call: which sections are asked, what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

import pytest

from app.calls.base import Severity
from app.calls.models import Call
from app.calls.questions import Table
from app.drafts.draft import Change, Draft, State, is_filled
from app.drafts.route import applicant, route
from app.environment import JST

NOW = datetime(2025, 4, 1, 9, 0, tzinfo=JST)


def draft_of(call: Call, **answers: Any) -> Draft:
    named = {key.replace("__", "."): value for key, value in answers.items()}
    bare = Draft("", call.id, call.version, "題名", False, NOW, NOW)
    return replace(bare, answers=MappingProxyType(named))


def test_sections_follow_the_answers(call: Call) -> None:
    """What a `when` hides is neither asked nor reached; what is shown stands in order."""
    conditional = [section for section in call.sections if section.when]
    assert conditional, "the call has sections that depend on answers"
    without = route(call, draft_of(call), NOW)
    with_all = route(call, draft_of(call, steps__wanted=["1", "2", "3", "4"]), NOW)
    assert set(without.sections) < set(with_all.sections)
    order = [section.id for section in call.sections]
    for way in (without, with_all):
        ids = [section.id for section in way.sections]
        assert ids == [i for i in order if i in ids]
        hidden = set(order) - set(ids)
        assert not any(way.asks(q.id) for s in call.sections if s.id in hidden for q in s.questions)


def test_next_and_previous_are_each_others_way_back(call: Call) -> None:
    way = route(call, draft_of(call, steps__wanted=["1", "4"]), NOW)
    first, last = way.sections[0], way.sections[-1]
    assert way.previous(first.id) is None
    assert way.next(last.id) is None
    for section in way.sections[:-1]:
        following = way.next(section.id)
        assert following is not None
        assert way.previous(following.id) == section


def test_a_section_that_is_not_asked_leads_to_the_first(call: Call) -> None:
    way = route(call, draft_of(call), NOW)
    gone = next(section for section in call.sections if section not in way.sections)
    assert way.next(gone.id) == way.previous(gone.id) == way.sections[0]


def test_questions_of_a_section_are_those_that_apply(call: Call) -> None:
    way = route(call, draft_of(call), NOW)
    together = [q.id for section in way.sections for q in way.questions(section)]
    assert together == [q.id for q in way.questions()]
    assert all(way.asks(name) for name in together)


def test_columns_follow_the_cells_of_their_row(call: Call) -> None:
    """A column with a condition on its row is asked in that row alone."""
    table = next(q for q in call.questions.values() if isinstance(q, Table))
    always, dependent = table.columns[0], table.columns[1]
    depends = dependent.model_copy(update={"when": f'row.{always.id} == "x"'})
    short = table.model_copy(update={"columns": (always, depends)})
    way = route(call, draft_of(call), NOW)
    assert way.columns(short, {"_id": "r", always.id: "x"}) == [always, depends]
    assert way.columns(short, {"_id": "r", always.id: "y"}) == [always]
    assert way.columns(short, {}) == [always]


@pytest.mark.parametrize(("value", "name"), [("20", "長野県"), ("99", "99"), (None, "")])
def test_the_applicant_is_named_as_people_write_it(value: str, name: str, call: Call) -> None:
    draft = draft_of(call).changed(Change("answer", call.names.prefecture, value))
    assert applicant(call, draft) == name


def test_a_change_makes_a_new_draft(call: Call) -> None:
    draft = draft_of(call, a__b="前")
    changed = draft.changed(Change("answer", "a.b", "後"))
    assert (draft.answer("a.b"), changed.answer("a.b")) == ("前", "後")
    assert "a.b" not in changed.changed(Change("answer", "a.b", None)).answers
    noted = draft.changed(Change("dismissal", "k", True)).changed(Change("override", "G1", "理由"))
    assert (noted.dismissals, dict(noted.overrides)) == ({"k"}, {"G1": "理由"})
    assert not noted.changed(Change("dismissal", "k", None)).dismissals
    assert draft.changed(Change("title", "", "新しい題名")).title == "新しい題名"


def test_a_states_label_is_japanese() -> None:
    assert [state.label for state in State] == ["作成中", "確認依頼", "確認済", "提出済"]


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        (None, False),
        ("", False),
        (" \n　", False),
        ([], False),
        (False, True),
        (0, True),
        ("a", True),
    ],
)
def test_what_answers(value: object, filled: bool) -> None:
    assert is_filled(value) is filled


@pytest.mark.parametrize(
    ("answers", "demanded"),
    [
        ({"steps__wanted": ["2"]}, Severity.WARNING),
        ({"steps__wanted": ["4"]}, Severity.ERROR),
        ({"steps__wanted": ["4"], "organisation__personnel_state": "agreed"}, Severity.ERROR),
    ],
)
def test_what_rules_want_filled_in_depends_on_the_other_answers(
    call: Call, answers: dict[str, Any], demanded: Severity
) -> None:
    """G2-10: coordination is needed closely in step 4."""
    found = route(call, draft_of(call, **answers), NOW).demands
    assert found["organisation.personnel_state"] is demanded
    assert "step4.career" not in found, "only advised"


def test_nothing_is_demanded_while_no_condition_holds(call: Call) -> None:
    begun = {"functions__direction_state": "building"}
    assert "functions.direction_text" not in route(call, draft_of(call), NOW).demands
    assert "functions.direction_text" in route(call, draft_of(call, **begun), NOW).demands


def test_a_table_is_demanded_unless_its_rows_are_to_be_worked_out(call: Call) -> None:
    """G2-7: at least one row, or a statement that it is to be worked out."""
    chosen = {"steps__wanted": ["2"]}
    assert "posts.table" in route(call, draft_of(call, **chosen), NOW).demands
    later = {**chosen, "step2__undecided": True}
    assert "posts.table" not in route(call, draft_of(call, **later), NOW).demands
