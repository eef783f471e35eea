"""What the pack shows reads like an official text: one punctuation, one width of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from app.calls.models import Call
from app.calls.questions import Acknowledgement, Table

UNFIT = {
    "a half-width kana": re.compile("[\uff61-\uff9f]"),
    "a comma or full stop of another style": re.compile("[，．｡､]"),
    "two or more full-width digits": re.compile("[０-９]{2,}"),
    "a single half-width digit": re.compile(r"(?<![0-9.\-:,A-Z])[0-9](?![0-9.\-:,])"),
    "half-width brackets": re.compile("[()]"),
    "half-width Latin words": re.compile(r"(?<![A-Za-z.@(/])(DX|ICT|IT|KPI|CIO|RPA)(?![A-Za-z])"),
    "a word that official texts write otherwise": re.compile(
        "および|または|ならびに|すべて|下さい|出来"
    ),
}


def _shown(call: Call) -> Iterator[tuple[str, str]]:
    """Every text of the pack that stands on screen or in a document, with its place."""
    for clause in call.clauses:
        yield from ((clause.id, t) for t in (clause.title, clause.summary, clause.handled))
        yield clause.id, clause.unchecked
    for rule in call.rules:
        yield rule.id, re.sub(r"\{\w+\}", "", rule.message)
        yield rule.id, rule.todo
    for section in call.sections:
        yield from ((section.id, text) for text in (section.title, section.help))
    for question in call.questions.values():
        yield from ((question.id, t) for t in (question.label, question.help, question.group))
        if isinstance(question, Acknowledgement):
            yield question.id, question.statement
        if isinstance(question, Table):
            for column in question.columns:
                yield from ((f"{question.id}/{column.id}", t) for t in (column.label, column.help))
        asked = question.columns if isinstance(question, Table) else (question,)
        for options in (getattr(one, "options", ()) for one in asked):
            yield from ((question.id, t) for option in options for t in (option.label, option.help))


@pytest.mark.parametrize("what", UNFIT)
def test_no_text_of_the_pack_holds(call: Call, what: str) -> None:
    pattern = UNFIT[what]
    found = [(place, hit.group()) for place, text in _shown(call) for hit in pattern.finditer(text)]
    assert found == []


def test_help_is_told_in_whole_polite_sentences(call: Call) -> None:
    helps = {q.id: q.help for q in call.questions.values() if q.help}
    assert [key for key, text in helps.items() if not text.endswith(("。", "。）"))] == []


def test_long_texts_say_how_long_they_may_be(call: Call) -> None:
    texts = [q for q in call.questions.values() if q.type == "long_text"]
    assert [q.id for q in texts if not q.recommended or not q.limit] == []
    assert [q.id for q in texts if (q.recommended or 0) >= (q.limit or 0)] == []


def test_every_long_text_has_help_and_an_example(call: Call) -> None:
    texts = [q for q in call.questions.values() if q.type == "long_text"]
    assert [q.id for q in texts if not q.help or not q.example] == []


def test_questions_cite_the_clauses_they_serve(call: Call) -> None:
    assert [q.id for q in call.questions.values() if not q.clauses] == []
