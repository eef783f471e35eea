"""read: produced documents back into answers, as JSON and for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SAMPLES, Program
from tests.documents.hostile_files import FILES

BEFORE = ("--now", "2025-04-03T10:00")
Answers = Callable[..., Path]


@pytest.fixture
def produced(program: Program, answers: Answers, tmp_path: Path) -> list[Path]:
    """Both forms of the sample."""
    outcome = program("export", answers(practice=False), "--out", tmp_path / "一式", *BEFORE)
    assert outcome.code == 0, outcome.err
    return [*(tmp_path / "一式").glob("*.docx"), *(tmp_path / "一式").glob("*.pptx")]


def without_ids(value: Any) -> Any:
    is_table = isinstance(value, list) and value and isinstance(value[0], dict)
    return [{k: v for k, v in row.items() if k != "_id"} for row in value] if is_table else value


def test_what_was_exported_is_read_back(program: Program, produced: list[Path]) -> None:
    outcome = program("read", *produced, "--json")
    assert outcome.code == 0, outcome.err
    assert list(outcome.json) == ["call", "answers", "missing", "outside"]
    sample = json.loads((SAMPLES / "complete.json").read_text("utf-8"))["answers"]
    expected = {k: without_ids(v) for k, v in sample.items() if k != "supplements.files"}
    assert outcome.json["answers"] == expected
    assert (outcome.json["missing"], outcome.json["outside"]) == ([], [])


def test_one_form_is_enough(program: Program, produced: list[Path]) -> None:
    outcome = program("read", produced[0], "--call", "r7-dx-jinzai")
    assert outcome.code == 0, outcome.err
    assert "主任　千曲　花子" in outcome.out


@pytest.mark.parametrize("name", ["encrypted.docx", "macro.docx", "truncated.pptx", "bomb.docx"])
def test_a_file_not_to_be_trusted_is_refused_with_its_reason(
    program: Program, tmp_path: Path, name: str
) -> None:
    make, reason = FILES[name]
    (tmp_path / name).write_bytes(make())
    outcome = program("read", tmp_path / name, "--json")
    assert outcome.code == 2
    assert reason in outcome.json["error"]["what"]


def test_a_file_that_is_not_there_is_told(program: Program, tmp_path: Path) -> None:
    outcome = program("read", tmp_path / "なし.docx")
    assert outcome.code == 2
    assert "なし.docx" in outcome.err
