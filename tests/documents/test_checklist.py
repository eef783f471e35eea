"""The checklist to print: everything that is sent, on one page."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from app.documents import checklist
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


@pytest.mark.slow
def test_it_is_a_valid_document_of_one_page(
    tmp_path: Path, faults: Callable[[Path], list[str]], pdf_of: Callable[[Path], Path]
) -> None:
    target = tmp_path / checklist.NAME
    target.write_bytes(checklist.compose(submission(8), NOW))
    assert faults(target) == []
    assert pdf_pages(pdf_of(target)) == 1
