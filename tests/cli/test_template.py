"""template: check, suggest, tag, use, reset."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Program

CALL = ("--call", "r7-dx-jinzai")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    script = ROOT / "tests" / "data" / "layouts" / "draw_up.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True)
    return tmp_path / "letter.docx"


def test_a_file_goes_from_untagged_to_used_and_back(
    program: Program, letter: Path, own_home: Path, tmp_path: Path
) -> None:
    lacking = program("template", "check", letter, *CALL, "--json")
    assert lacking.code == 1
    assert {entry["status"] for entry in lacking.json["questions"]} == {"missing"}
    found = program("template", "suggest", letter, *CALL, "--json")
    assert found.code == 0
    places = {entry["question"]: entry["place"] for entry in found.json["suggestions"]}
    assert places["applicant.governor"] == "p5"
    refused = program("template", "use", letter, *CALL)
    assert refused.code == 1
    assert "まだ様式として使えません" in refused.err
    made = program("template", "tag", letter, *CALL, "--out", tmp_path / "b.docx", "--take", "all")
    assert made.code == 0, made.out
    assert program("template", "check", tmp_path / "b.docx", *CALL).code == 0
    assert program("template", "use", tmp_path / "b.docx", *CALL).code == 0
    place = own_home / "templates" / "r7-dx-jinzai" / "attachment1.docx"
    assert place.read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert "別添１" in program("template", "reset", *CALL).out
    assert not place.exists()


def test_single_choices_are_taken(program: Program, letter: Path, tmp_path: Path) -> None:
    take = ("--take", "contact.person=p25", "--take", "contact.email=p27")
    made = program("template", "tag", letter, *CALL, "--out", tmp_path / "b.docx", *take)
    assert made.code == 1
    assert "あり 2件" in made.out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("check", "none.docx", *CALL), "「none.docx」がありません"),
        (("check", "none.xlsx", *CALL), "この募集の様式のファイルではありません"),
        (("tag", "letter.docx", *CALL, "--out", "b.pptx", "--take", "all"), "拡張子"),
        (("tag", "letter.docx", *CALL, "--out", "b.docx", "--take", "what"), "「what」を読め"),
        (("use", "none.docx", "--call", "no"), "募集「no」はありません"),
    ],
)  # fmt: skip
def test_bad_input_is_told(
    program: Program, letter: Path, arguments: tuple[str, ...], reason: str
) -> None:
    outcome = program("template", *arguments)
    assert outcome.code == 2
    assert reason in outcome.err
