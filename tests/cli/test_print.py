"""print: the PDF for approval, drawn without a display."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Program
from tests.documents.conftest import pdf_pages, pdf_text

Answers = Callable[..., Path]


def test_a_pdf_is_written(program: Program, answers: Answers, tmp_path: Path) -> None:
    target = tmp_path / "決裁.pdf"
    outcome = program("print", answers(), "--out", target, "--now", "2025-04-03T10:00", "--json")
    assert outcome.code == 0, outcome.err
    assert outcome.json["file"] == str(target)
    assert outcome.json["size"] == target.stat().st_size
    assert pdf_pages(target) >= 10
    assert "確認結果" in pdf_text(target)


def test_a_folder_that_is_not_there_is_told(
    program: Program, answers: Answers, tmp_path: Path
) -> None:
    outcome = program("print", answers(), "--out", tmp_path / "ない" / "a.pdf")
    assert outcome.code == 2
    assert "PDF を保存できません" in outcome.err
