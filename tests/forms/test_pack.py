"""The R7 pack says what the announcement says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.calls.models import Call, Rule
from app.calls.questions import Choice, Table
from app.environment import JST
from app.review.checks import problems

EXAMS = {
    "ＩＴストラテジスト",
    "システムアーキテクト",
    "プロジェクトマネージャ",
    "ネットワークスペシャリスト",
    "データベーススペシャリスト",
    "エンベデッドシステムスペシャリスト",
    "ＩＴサービスマネージャ",
    "システム監査技術者",
}


def test_the_deadline_is_noon_of_a_thursday_in_japan(call: Call) -> None:
    assert call.deadline.astimezone(JST) == datetime(2025, 4, 10, 12, tzinfo=JST)
    assert call.deadline.astimezone(UTC).hour == 3
    assert call.deadline.astimezone(JST).weekday() == 3


def test_the_support_ends_on_a_monday_in_march(call: Call) -> None:
    assert call.support is not None
    assert (call.support.start, call.support.end) == (date(2025, 4, 21), date(2026, 3, 16))
    assert call.support.end.weekday() == 0
    assert call.adoption == date(2025, 4, 21)


def test_the_application_goes_to_the_office_of_the_guideline(call: Call) -> None:
    assert call.issuer.email == "tiikijouhou@soumu.go.jp"
    assert call.issuer.office == "総務省地域力創造グループ地域情報化企画室"


def test_the_milestones_stand_in_order_and_inside_the_support(call: Call) -> None:
    assert call.support is not None
    ids = [milestone.id for milestone in call.milestones]
    assert ids == ["adoption", "accompanying", "interim_first", "interim_second", "final_report"]
    assert all(m.clause == "G10-1" for m in call.milestones)
    assert all(call.support.start <= m.start <= m.end <= call.support.end for m in call.milestones)


def test_the_forms_are_a_letter_of_one_page_and_a_deck(call: Call) -> None:
    letter, deck = call.parts
    assert (letter.kind, letter.page_limit) == ("word", 1)
    assert letter.file_name == "別添１_応募書_{prefecture}.docx"
    assert deck.kind == "slides"
    assert deck.file_name == "別添２_応募書_{prefecture}.pptx"
    assert call.mail.file_name == "送付メール_{prefecture}.eml"


def test_each_step_has_a_section_and_a_page_while_it_is_chosen(call: Call) -> None:
    pages = {page.layout: page.when for page in call.parts[1].pages}
    sections = {section.id: section.when for section in call.sections if section.when}
    expected = {f"step{number}": f'has(steps.wanted, "{number}")' for number in (1, 2, 3, 4)}
    assert pages == sections == expected


def test_the_applicant_is_one_of_the_47_prefectures(call: Call) -> None:
    question = call.questions[call.names.prefecture]
    assert isinstance(question, Choice)
    assert len(question.choices) == 47
    assert question.label_of("20") == "長野県"


def test_a_post_offers_exactly_the_eight_examinations(call: Call) -> None:
    posts = call.questions["posts.table"]
    assert isinstance(posts, Table)
    labels = {option.label for option in posts.column("exams").choices}  # type: ignore[union-attr]
    assert labels == EXAMS == set(call.vocabulary["accelerator_exams"])


def test_each_function_offers_the_four_states_and_must_have_one(call: Call) -> None:
    states = [
        q for q in call.questions.values() if q.id.startswith("functions.") and "state" in q.id
    ]
    assert len(states) == 4
    for question in states:
        assert isinstance(question, Choice)
        assert [o.label for o in question.options] == ["未着手", "検討中", "構築中", "構築済"]
        assert question.required == "error"


def test_rules_have_an_id_of_their_own(call: Call) -> None:
    assert [i for i, count in Counter(rule.id for rule in call.rules).items() if count > 1] == []


def test_rules_name_only_questions_columns_and_word_lists_that_exist(call: Call) -> None:
    unknown = [(rule.id, name) for rule in call.rules for name in _unknown(call, rule)]
    assert unknown == []


def _unknown(call: Call, rule: Rule) -> Iterator[str]:
    yield from (text for text in _texts(rule.params) if _like_id(text) and not _known(call, text))
    if "columns" in rule.params or "column" in rule.params:
        table = call.questions[rule.questions[0]]
        assert isinstance(table, Table)
        columns = {column.id for column in table.columns}
        wanted = [*rule.params.get("columns", ()), *filter(None, [rule.params.get("column")])]
        yield from (name for name in wanted if name not in columns)
    words = rule.params.get("words", ())
    if isinstance(words, str) and words not in call.vocabulary:
        yield words


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def _like_id(text: str) -> bool:
    head, dot, tail = text.partition(".")
    return bool(dot) and head.isidentifier() and tail.replace("_", "").isalpha() and text.islower()


def _known(call: Call, text: str) -> bool:
    mail_domain = text.endswith((".com", ".jp"))
    return text in call.questions or text.startswith("call.") or mail_domain


@pytest.mark.parametrize("field", ["message", "todo"])
def test_rules_that_speak_for_themselves_end_their_sentences(call: Call, field: str) -> None:
    texts = {rule.id: getattr(rule, field) for rule in call.rules if getattr(rule, field)}
    assert [key for key, text in texts.items() if not text.endswith("。")] == []


def test_rules_use_only_checks_and_params_that_exist(call: Call) -> None:
    assert [str(problem) for problem in problems(call)] == []


def test_every_rule_says_what_to_do(call: Call) -> None:
    assert [rule.id for rule in call.rules if not rule.todo] == []
