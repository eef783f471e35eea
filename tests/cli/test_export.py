"""export: a package, or a reason and nothing."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program

BEFORE = ("--now", "2025-04-03T10:00")
AFTER = ("--now", "2025-04-11T09:00")
Answers = Callable[..., Path]


def test_a_package_is_written(program: Program, answers: Answers, tmp_path: Path) -> None:
    supplement = tmp_path / "要綱.txt"
    supplement.write_text("設置要綱", "utf-8")
    files = [{"name": "要綱.txt", "path": "要綱.txt"}]
    path = answers(practice=False, answers={"supplements.files": files})
    outcome = program("export", path, "--out", tmp_path / "一式", *BEFORE, "--json")
    assert outcome.code == 0, outcome.err
    names = {file.name for file in (tmp_path / "一式").iterdir()}
    assert names == {
        "別添１_応募書_長野県.docx",
        "別添２_応募書_長野県.pptx",
        "要綱.txt",
        "送付メール_長野県.eml",
        "確認結果.html",
        "manifest.json",
    }
    manifest = json.loads((tmp_path / "一式" / "manifest.json").read_text("utf-8"))
    for file in manifest["files"]:
        data = (tmp_path / "一式" / file["name"]).read_bytes()
        assert (file["size"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert manifest["files"] == outcome.json["files"]
    assert manifest["created"].endswith("+09:00")


def test_practice_is_marked(program: Program, answers: Answers, tmp_path: Path) -> None:
    outcome = program("export", answers(), "--out", tmp_path / "out", *AFTER)
    assert outcome.code == 0, outcome.err
    marked = {f.name for f in (tmp_path / "out").iterdir() if f.name.startswith("【練習】")}
    assert {Path(name).suffix for name in marked} == {".docx", ".pptx", ".eml"}


def test_errors_hold_the_package_back(program: Program, answers: Answers, tmp_path: Path) -> None:
    path = answers(answers={"contact.email": None})
    outcome = program("export", path, "--out", tmp_path / "out", *BEFORE, "--json")
    assert outcome.code == 1
    assert not (tmp_path / "out").exists()
    assert [f["clause"] for f in outcome.json["findings"] if f["severity"] == "error"] == ["G6-1"]
    assert "修正が必要な指摘が1件" in outcome.err


def test_an_overridden_deadline_goes_into_the_manifest(
    program: Program, answers: Answers, tmp_path: Path
) -> None:
    path, target = answers(practice=False), tmp_path / "out"
    assert program("export", path, "--out", target, *AFTER).code == 1
    reason = "総務省と協議済みのため"
    late = program("export", path, "--out", target, *AFTER, "--override", f"G8-1={reason}")
    assert late.code == 0, late.err
    (override,) = json.loads((target / "manifest.json").read_text("utf-8"))["overrides"]
    assert (override["clause"], override["reason"]) == ("G8-1", reason)


def test_what_must_be_mended_cannot_be_overridden(
    program: Program, answers: Answers, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    outcome = program("export", answers(), "--out", target, *BEFORE, "--override", "G6-1=急ぐため")
    assert outcome.code == 2
    assert "G6-1" in outcome.err
    assert not target.exists()


@pytest.mark.parametrize("place", ["file.txt", "file.txt/inner", "/proc/package"])
def test_a_folder_that_cannot_be_made_is_told(
    program: Program, answers: Answers, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file.txt").write_text("in the way", "utf-8")
    outcome = program("export", answers(), "--out", place, *BEFORE)
    assert outcome.code == 2
    assert Path(place).name in outcome.err
    assert (tmp_path / "file.txt").read_text("utf-8") == "in the way"


def test_a_supplement_with_macros_goes_along_with_a_warning(
    program: Program, answers: Answers, tmp_path: Path
) -> None:
    (tmp_path / "集計.xlsm").write_bytes(b"PK")
    files = [{"name": "集計.xlsm", "path": "集計.xlsm"}]
    path = answers(practice=False, answers={"supplements.files": files})
    outcome = program("export", path, "--out", tmp_path / "一式", *BEFORE)
    assert outcome.code == 0, outcome.err
    assert "注意: 補足資料「集計.xlsm」: マクロが含まれています。" in outcome.err
    assert (tmp_path / "一式" / "集計.xlsm").exists()


def test_texts_are_measured_as_in_the_window(
    program: Program, answers: Answers, tmp_path: Path, qapp: object
) -> None:
    """Both write the same files: text is not made smaller here because widths are guessed."""
    from app.calls.loader import load
    from app.documents import package
    from app.documents.contents import contents
    from app.preview.fonts import FontMeasurer
    from tests.documents.conftest import NOW, PACK, draft_of, sample_answers

    assert qapp
    answered = {**sample_answers("complete"), "supplements.files": []}
    path = answers(practice=False, answers={"supplements.files": []})
    outcome = program("export", path, "--out", tmp_path / "一式", *BEFORE)
    assert outcome.code == 0, outcome.err
    call = load(PACK)
    stated = contents(call, draft_of(call, answered), NOW)
    deck = package.fill(call, call.parts[1], stated, measurer=FontMeasurer())
    written = (tmp_path / "一式" / "別添２_応募書_長野県.pptx").read_bytes()
    assert slides_of(written) == slides_of(deck)


def slides_of(deck: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "slides/slide" in name}


def test_texts_that_are_too_long_are_findings_of_the_export(
    program: Program, answers: Answers, tmp_path: Path
) -> None:
    path = answers(answers={"functions.themes_text": "窓口業務の改革を進める。" * 90})
    outcome = program("export", path, "--out", tmp_path / "一式", *BEFORE, "--json")
    assert outcome.code == 0, outcome.err
    (told,) = (f for f in outcome.json["findings"] if f["rule"] == "fit")
    assert told["question"] == "functions.themes_text"
    assert "収まりません" in " ".join(outcome.json["notes"])
    report = (tmp_path / "一式" / "確認結果.html").read_text("utf-8")
    assert "様式の枠に収まりません" in report
