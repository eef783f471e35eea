"""Input that cannot be used: a Japanese message naming file and place, and exit code 2."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT, Program

BEFORE = ("--now", "2025-04-03T10:00")
Answers = Callable[..., Path]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe\x00",
        "{'call': 'r7'}".encode("cp932"),
        "回答".encode("cp932"),
        b'{"call": "r7-dx-jinzai"}',
        b'{"call": "other-call", "answers": {}}',
        b'{"call": 5, "answers": {}}',
        b'{"call": "r7-dx-jinzai", "answers": []}',
        b'{"call": "r7-dx-jinzai", "answers": {}, "practice": "yes"}',
        b"[" * 100_000,
        b'{"call": "r7-dx-jinzai", "answers": {"contact.email": ' + b"[" * 50_000,
        b'{"call": "r7-dx-jinzai", "answers": {"pool.planned_total": NaN}}',
        b'{"call": "r7-dx-jinzai", "answers": {"pool.planned_total": 1e999}}',
    ],
)
def test_a_file_that_is_no_answers_file(program: Program, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "長野県.json"
    path.write_bytes(content)
    outcome = program("check", path, *BEFORE)
    assert outcome.code == 2
    assert "長野県.json" in outcome.err
    assert len(outcome.err) < 2000


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("contact.email", 5),
        ("contact.email", {"a": 1}),
        ("applicant.prefecture", ["20"]),
        ("steps.wanted", "1"),
        ("steps.wanted", [["1"]]),
        ("consent.costs", "yes"),
        ("pool.planned_total", True),
        ("pool.planned_total", [5]),
        ("posts.table", {}),
        ("posts.table", ["row"]),
        ("posts.table", [{"colour": "red"}]),
        ("posts.table", [{"problem": 5}]),
        ("supplements.files", [{"name": 5}]),
        ("supplements.files", ["file.pdf"]),
        ("no.such_question", "text"),
    ],
)
def test_an_unknown_or_mistyped_value_is_named(
    program: Program, answers: Answers, question: str, value: Any
) -> None:
    outcome = program("check", answers(answers={question: value}), *BEFORE)
    assert outcome.code == 2
    assert "answers.json" in outcome.err
    assert question in outcome.err


def test_all_mistakes_are_named_at_once(program: Program, answers: Answers) -> None:
    path = answers(answers={"contact.email": 5, "no.such_question": 1, "steps.wanted": "1"})
    err = program("check", path, *BEFORE).err
    assert all(key in err for key in ("contact.email", "no.such_question", "steps.wanted"))


@pytest.mark.parametrize(
    "text",
    ["前\x00\x07\x1b後", "前\udc00後", "前\ud83d", "あ" * 90_000, "\u202e逆", "\U0010ffff"],
    ids=["control", "surrogate", "half", "long", "bidi", "nonchar"],
)
def test_any_text_is_checked_and_told(program: Program, answers: Answers, text: str) -> None:
    outcome = program("check", answers(answers={"overview.summary": text}), *BEFORE, "--json")
    assert outcome.code in (0, 1), outcome.err
    assert any(f["question"] == "overview.summary" for f in outcome.json["findings"])


def test_a_million_characters_are_refused_by_name(program: Program, answers: Answers) -> None:
    outcome = program("check", answers(answers={"overview.summary": "あ" * 1_000_000}), *BEFORE)
    assert outcome.code == 2
    assert "answers.json" in outcome.err
    assert "overview.summary" in outcome.err


def test_a_supplement_that_is_not_there_is_named(program: Program, answers: Answers) -> None:
    files = [{"name": "要綱.pdf", "path": "nowhere/要綱.pdf"}]
    path = answers(answers={"supplements.files": files})
    outcome = program("export", path, "--out", "out", *BEFORE)
    assert outcome.code == 2
    assert "要綱.pdf" in outcome.err
    assert not (path.parent / "out").exists()


def test_a_broken_pack_is_named_and_the_others_serve(
    program: Program, answers: Answers, own_home: Path
) -> None:
    broken = own_home / "forms" / "broken"
    shutil.copytree(ROOT / "forms" / "r7-dx-jinzai", broken)
    (broken / "rules.toml").write_text("[[rule]]\nid = 5\n", "utf-8")
    listed = program("calls", "--json")
    assert listed.code == 2
    assert [call["id"] for call in listed.json["calls"]] == ["r7-dx-jinzai"]
    problem = listed.json["problems"][0]
    assert (problem["file"], problem["key"]) == ("rules.toml", "rule[1].id")
    assert problem["reason"]
    assert "broken/rules.toml" in listed.err
    assert program("check", answers(), *BEFORE).code == 0


def test_a_broken_database_is_told_and_left_alone(program: Program, own_home: Path) -> None:
    own_home.mkdir()
    database = own_home / "drafts.sqlite3"
    database.write_bytes(b"this is not a database" * 500)
    outcome = program("drafts", "list")
    assert outcome.code == 2
    assert "drafts.sqlite3" in outcome.err
    assert database.read_bytes() == b"this is not a database" * 500


def test_a_data_folder_that_cannot_be_made_is_told(program: Program, own_home: Path) -> None:
    own_home.write_text("in the way", "utf-8")
    outcome = program("drafts", "new", "--json")
    assert outcome.code == 2
    assert str(own_home) in outcome.json["error"]["what"]
