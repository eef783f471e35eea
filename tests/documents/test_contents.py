"""What stands where: only what is asked, choices by label, derived texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from app.calls.models import Call, Derived
from app.documents.contents import UNNAMED, contents
from app.drafts.draft import Draft
from tests.documents.conftest import draft_of


def test_every_question_and_derived_text_is_a_tag(call: Call, now: datetime) -> None:
    empty = contents(call, draft_of(call, {}), now)
    derived = {derived.id for form in call.parts for derived in form.derived}
    assert empty.tags == set(call.questions) | derived
    assert empty.names["prefecture"] == UNNAMED


def test_a_question_that_does_not_apply_is_empty_whatever_was_answered(
    call: Call, draft: Draft, now: datetime
) -> None:
    answers = {**draft.answers, "consent.sharing": "agree", "consent.sharing_note": "残った文"}
    stated = contents(call, replace(draft, answers=answers), now)
    assert stated.text("consent.sharing_note") == ""
    assert "consent.sharing_note" not in stated.values


def test_names_and_properties_come_from_the_draft(call: Call, draft: Draft, now: datetime) -> None:
    stated = contents(call, replace(draft, revision=7), now)
    prefecture = stated.text("applicant.prefecture")
    properties = stated.properties("応募書")
    assert properties.title == f"応募書（{prefecture}）"
    assert properties.subject == call.title
    assert properties.author == stated.text("contact.department")
    assert (properties.created, properties.modified) == (draft.created, draft.modified)
    assert (properties.revision, properties.language) == (7, "ja-JP")


def with_derived(call: Call, expression: str) -> Call:
    form = call.parts[0].model_copy(
        update={"derived": (Derived(id="made.text", expression=expression),)}
    )
    return call.model_copy(update={"parts": (form, *call.parts[1:])})


ANSWERS: dict[str, Any] = {
    "applicant.prefecture": "20",
    "applicant.document_date": "2025-04-08",
    "steps.wanted": ["1", "2"],
    "supplements.files": [{"name": "要綱.pdf", "sha256": "", "size": 1}],
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('join(applicant.prefecture, "知事")', "長野県知事"),
        ('"有" if applicant.prefecture == "20" else "無"', "有"),
        ('"有" if has(steps.wanted, "2") else "無"', "有"),
        ('applicant.document_date', "令和７年４月８日"),
        ('"前" if before(applicant.document_date, "2025-05-01") else "後"', "前"),
        ('"前" if before("2025-05-01", applicant.document_date) else "後"', "後"),
        ('join("資料：", supplements.files, count(supplements.files), "点")', "資料：要綱.pdf1点"),
        ("contact.person", ""),
        ("filled(contact.person)", ""),
    ],
)  # fmt: skip
def test_derived_texts_compare_by_value_and_show_labels(
    call: Call, now: datetime, expression: str, expected: str
) -> None:
    stated = contents(with_derived(call, expression), draft_of(call, ANSWERS), now)
    assert stated.text("made.text") == expected
