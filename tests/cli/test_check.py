"""check: findings as text and JSON, exit codes, a folder at once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import answers as reviewing
from app.cli import main
from app.environment import SystemClock, find_paths
from tests.cli.conftest import Program

BEFORE = ("--now", "2025-04-03T10:00")
AFTER = ("--now", "2025-04-10T12:00:01")
Answers = Callable[..., Path]


def test_the_complete_sample_has_no_error(program: Program, answers: Answers) -> None:
    outcome = program("check", answers(), *BEFORE, "--json")
    assert outcome.code == 0
    assert outcome.json["errors"] == 0


def test_the_errors_sample_has_errors(program: Program, answers: Answers) -> None:
    outcome = program("check", answers(sample="errors"), *BEFORE, "--json")
    assert outcome.code == 1
    for finding in outcome.json["findings"]:
        assert {"severity", "question", "clause", "message"} <= finding.keys()
        assert finding["severity"] in ("error", "warning", "advice")
        assert finding["clause"].startswith("G")
    clauses = {f["clause"] for f in outcome.json["findings"] if f["severity"] == "error"}
    assert {"G1-1", "G2-1", "G2-4", "G3-2", "G4-1", "G5-2", "G6-1", "G11-1", "G12-1"} <= clauses


def test_text_for_people_names_place_message_and_what_to_do(
    program: Program, answers: Answers
) -> None:
    outcome = program("check", answers(answers={"contact.email": None}), *BEFORE)
    assert outcome.code == 1
    assert "［要修正］G6-1" in outcome.out
    assert "担当者の連絡先 ＞ メールアドレス" in outcome.out
    assert "→ " in outcome.out
    assert "要修正 1件" in outcome.out


def test_a_row_is_counted_from_one(program: Program, answers: Answers) -> None:
    path = answers()
    rows = json.loads(path.read_text("utf-8"))["answers"]["schedule.table"]
    rows[2]["end"] = "2026-03-17"
    found = program("check", answers(answers={"schedule.table": rows}), *BEFORE, "--json").json
    (finding,) = [f for f in found["findings"] if f["severity"] == "error"]
    assert (finding["question"], finding["row"], finding["column"]) == ("schedule.table", 3, "end")


def test_after_the_deadline_practice_is_advised_and_a_real_draft_is_held(
    program: Program, answers: Answers
) -> None:
    practice = program("check", answers(), *AFTER, "--json")
    real = program("check", answers(practice=False), *AFTER, "--json")
    assert (practice.code, real.code) == (0, 1)
    (late,) = [f for f in real.json["findings"] if f["severity"] == "error"]
    assert (late["clause"], late["overridable"]) == ("G8-1", True)
    advised = [f for f in practice.json["findings"] if f["rule"] == "deadline"]
    assert [f["severity"] for f in advised] == ["advice"]
    assert "このまま出力できます" in advised[0]["todo"]


def test_the_deadline_is_in_japan_time(program: Program, answers: Answers) -> None:
    path = answers(practice=False)
    at_noon = program("check", path, "--now", "2025-04-10T02:59:59+00:00", "--json")
    later = program("check", path, "--now", "2025-04-10T03:00:01Z", "--json")
    assert (at_noon.code, later.code) == (0, 1)


def test_answers_may_come_by_standard_input(program: Program, answers: Answers) -> None:
    outcome = program("check", "-", *BEFORE, "--json", stdin=answers().read_bytes())
    assert outcome.code == 0


def test_a_folder_is_checked_file_by_file(program: Program, answers: Answers) -> None:
    folder = answers("20.json").parent / "secretariat"
    folder.mkdir()
    for name, sample in (("a.json", "complete"), ("b.json", "errors")):
        answers(name, sample).rename(folder / name)
    (folder / "c.json").write_text("{", "utf-8")
    (folder / "notes.txt").write_text("not answers", "utf-8")
    outcome = program("check", folder, *BEFORE, "--json")
    first, second, third = outcome.json["results"]
    assert outcome.err == "", "how far it is belongs on a terminal only"
    assert outcome.code == 2
    assert (first["file"], first["errors"]) == ("a.json", 0)
    assert second["errors"] > 0
    assert "c.json" in third["error"]["what"]
    text = program("check", folder, *BEFORE).out
    assert "3件のうち、要修正の指摘があるもの 1件、使えないもの 1件" in text


def test_a_fault_of_ours_at_one_file_keeps_back_no_other(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = answers("20.json").parent / "secretariat"
    folder.mkdir()
    for name in ("a.json", "b.json"):
        answers(name).rename(folder / name)
    review = reviewing.review_file

    def fail_at_a(path: Path, *more: Any) -> Any:
        if path.name == "a.json":
            raise ZeroDivisionError
        return review(path, *more)

    monkeypatch.setattr(reviewing, "review_file", fail_at_a)
    arguments = ["check", str(folder), *BEFORE, "--json"]
    code = main(arguments, paths=find_paths(), clock=SystemClock(), open_window=lambda: 0)
    first, second = json.loads(capsys.readouterr().out)["results"]
    assert first["error"]["what"] == "予期しない不具合が起きました。"
    assert second["errors"] == 0
    assert code == 2


@pytest.mark.skipif(os.name != "posix", reason="pipes and links without rights are of POSIX")
def test_what_is_no_file_is_reported_and_not_waited_for(program: Program, answers: Answers) -> None:
    folder = answers("20.json").parent / "secretariat"
    folder.mkdir()
    answers("a.json").rename(folder / "大文字.JSON")
    os.mkfifo(folder / "pipe.json")
    (folder / "gone.json").symlink_to(folder / "nowhere")
    (folder / "folder.json").mkdir()
    (folder / "._大文字.json").write_bytes(b"\0")
    outcome = program("check", folder, *BEFORE, "--json")
    results = {result["file"]: result for result in outcome.json["results"]}
    assert results.keys() == {"大文字.JSON", "pipe.json", "gone.json"}
    assert results["大文字.JSON"]["errors"] == 0
    assert "ファイルではありません" in results["pipe.json"]["error"]["what"]
    assert "ありません" in results["gone.json"]["error"]["what"]


@pytest.mark.parametrize("many", [False, True], ids=["a file", "a folder"])
def test_whether_texts_fit_is_looked_at_on_request(
    program: Program, answers: Answers, tmp_path: Path, many: bool
) -> None:
    path = answers(answers={"functions.themes_text": "窓口業務の改革を進める。" * 90})
    source = tmp_path / "folder" if many else path
    if many:
        source.mkdir()
        (source / "a.json").write_bytes(path.read_bytes())

    def rules(*more: str) -> set[str]:
        found = program("check", source, *BEFORE, "--json", *more).json
        return {f["rule"] for f in (found["results"][0] if many else found)["findings"]}

    assert "fit" not in rules()
    assert "fit" in rules("--fit")
