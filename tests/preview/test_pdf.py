"""The PDF for approval: both documents and the check report, numbered, as text that is found."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.calls.models import Call
from app.errors import StorageError
from app.preview import circular
from app.review.engine import review
from tests.documents.conftest import NOW, draft_of, pdf_pages, pdf_text, sample_answers


@pytest.fixture(scope="module")
def saved(call: Call, qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of the sample with mistakes."""
    draft = draft_of(call, sample_answers("errors"))
    path = tmp_path_factory.mktemp("pdf") / "決裁用.pdf"
    circular.save(path, circular.compose(call, draft, review(call, draft, NOW), NOW))
    return path


def test_both_documents_and_the_report_are_in_it(saved: Path) -> None:
    text = pdf_text(saved)
    for words in ("都道府県と市町村が連携した", "期待される効果", "確認結果", "要修正"):
        assert words in text


def test_every_sheet_says_which_of_how_many_it_is(saved: Path) -> None:
    count = pdf_pages(saved)
    for number in range(1, count + 1):
        found = subprocess.run(
            ["pdftotext", "-f", str(number), "-l", str(number), str(saved), "-"],
            check=True,
            capture_output=True,
        )
        assert f"{number}/{count}" in found.stdout.decode().split()


def test_all_sheets_are_a4_turned_as_the_page_lies(saved: Path) -> None:
    found = subprocess.run(
        ["pdfinfo", "-l", "-1", str(saved)], check=True, capture_output=True
    ).stdout.decode()
    sizes = {
        tuple(round(float(part)) for part in line.split()[3:6:2])
        for line in found.splitlines()
        if " size:" in line and line.startswith("Page ")
    }
    assert sizes == {(595, 842), (842, 595)}


def test_its_author_is_the_applicants_department(call: Call, qapp: object, tmp_path: Path) -> None:
    sample, path = sample_answers("complete"), tmp_path / "決裁用.pdf"
    path.write_bytes(circular.compose(call, draft_of(call, sample), [], NOW))
    found = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True).stdout.decode()
    assert f"Author:          {sample['contact.department']}\n" in found


def test_fonts_are_embedded(saved: Path) -> None:
    found = subprocess.run(["pdffonts", str(saved)], check=True, capture_output=True)
    rows = found.stdout.decode().splitlines()[2:]
    assert rows
    assert all(" yes " in row for row in rows)


def test_no_finding_is_left_out(saved: Path, call: Call) -> None:
    draft = draft_of(call, sample_answers("errors"))
    text = pdf_text(saved)
    for finding in review(call, draft, NOW):
        assert "".join(finding.message.split())[:12] in text


def test_the_name_says_what_it_is_and_marks_practice(call: Call) -> None:
    sample = sample_answers("complete")
    plain = circular.name(call, draft_of(call, sample), NOW)
    assert plain.startswith("決裁用_")
    assert plain.endswith("_長野県.pdf")
    practice = circular.name(call, draft_of(call, sample, practice=True), NOW)
    assert practice == f"【練習】{plain}"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as told:
        circular.save(tmp_path / "ない" / "a.pdf", b"")
    assert "PDF を保存できません" in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_saving_leaves_nothing_beside(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    circular.save(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert target.read_bytes() == b"new"
