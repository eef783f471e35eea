"""The checklist to print: everything that is sent, on one page."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from app.documents import checklist, manifest
from app.documents.checklist import Submission
from app.environment import JST
from tests.documents.conftest import pdf_pages

NOW = datetime(2025, 4, 7, 9, tzinfo=JST)


def submission(files: int = 3, *, practice: bool = False) -> Submission:
    return Submission(
        "令和７年度の募集",
        "長野県",
        "someone@example.jp",
        "応募書の提出について",
        datetime(2025, 4, 10, 12, tzinfo=JST),
        tuple((f"補足資料{n}.pdf", 1_200_000) for n in range(files)),
        4_900_000,
        practice,
    )


def said(made: bytes) -> str:
    document = Document(io.BytesIO(made))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_it_says_what_goes_where_until_when() -> None:
    text = said(checklist.compose(submission(), NOW))
    for word in ("someone@example.jp", "応募書の提出について", "補足資料2.pdf", "1.2MB", "4.9MB"):
        assert word in text
    assert "令和７年４月10日（木）　12:00" in text
    assert text.count("☐") == len(checklist.CHECKS) + 4


def test_a_practice_draft_is_marked() -> None:
    assert "提出には使えません" in said(checklist.compose(submission(practice=True), NOW))


def test_the_same_gives_the_same_bytes() -> None:
    assert checklist.compose(submission(), NOW) == checklist.compose(submission(), NOW)


def packaged(folder: Path) -> None:
    """A folder with a package of one form."""
    form = manifest.described("応募書.docx", "form", b"form")
    (folder / form.name).write_bytes(b"form")
    record = {"created": "2025", "files": [asdict(form)]}
    (folder / manifest.NAME).write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def test_it_lies_in_the_folder_and_in_the_record_of_the_package(tmp_path: Path) -> None:
    packaged(tmp_path)
    for now in (NOW, NOW.replace(hour=10)):
        assert checklist.write(tmp_path, submission(), now) == ()
        data = (tmp_path / checklist.NAME).read_bytes()
        assert data == checklist.compose(submission(), now)
        assert manifest.found_in(tmp_path)[checklist.NAME] == hashlib.sha256(data).hexdigest()
    record = json.loads((tmp_path / manifest.NAME).read_text("utf-8"))
    assert [file["kind"] for file in record["files"]] == ["form", "checklist"]
    assert record["created"] == "2025"
    assert len(list(tmp_path.iterdir())) == 3


def test_one_that_was_filled_in_is_kept(tmp_path: Path) -> None:
    packaged(tmp_path)
    checklist.write(tmp_path, submission(), NOW)
    (tmp_path / checklist.NAME).write_bytes(b"ticked off")
    (kept,) = checklist.write(tmp_path, submission(), NOW)
    assert kept == "提出チェックリスト（以前のファイル）.docx"
    assert (tmp_path / kept).read_bytes() == b"ticked off"


@pytest.mark.parametrize("record", [None, "{", "[]", '{"files": 3}'])
def test_it_is_made_without_a_record_too(tmp_path: Path, record: str | None) -> None:
    if record is not None:
        (tmp_path / manifest.NAME).write_text(record, "utf-8")
    assert checklist.write(tmp_path, submission(), NOW) == ()
    assert (tmp_path / checklist.NAME).is_file()
    if record is not None:
        assert (tmp_path / manifest.NAME).read_text("utf-8") == record


@pytest.mark.slow
def test_it_is_a_valid_document_of_one_page(
    tmp_path: Path, faults: Callable[[Path], list[str]], pdf_of: Callable[[Path], Path]
) -> None:
    target = tmp_path / checklist.NAME
    target.write_bytes(checklist.compose(submission(8), NOW))
    assert faults(target) == []
    assert pdf_pages(pdf_of(target)) == 1
