"""提出チェックリスト: one A4 page to print and tick off before the mail is sent.

A Word document for the office itself: it lies beside what is sent and is not enclosed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.documents import file_names, manifest, opc, placing, properties, texts
from app.documents.contents import Properties
from app.environment import JST
from app.review import dates

NAME = file_names.CHECKLIST
TITLE = "提出チェックリスト"
PRACTICE = "【練習】このチェックリストは練習用です。提出には使えません。"
FONT, BOX = "ＭＳ 明朝", "☐"
PAGE, MARGIN = (Mm(210), Mm(297)), Mm(20)
LABEL, REST = Mm(36), Mm(134)
TICK, FILE, SIZE = Mm(12), Mm(128), Mm(30)
CHECKS = (
    "様式を開き、記載内容に誤りや空欄がない",
    "宛先のメールアドレスが上記と一致している",
    "件名が上記と一致している",
    "下記のファイルが全て添付されている（ほかのファイルは添付していない）",
    "決裁その他の庁内手続が済んでいる",
    "締切までに送信し、送信済みのメールを保存した",
)
BY_HAND = (
    ("確認者", "　　　　　　　　　　　（確認日　　月　　日）"),
    ("送信日時", "　　月　　日　　時　　分"),
)


@dataclass(frozen=True, slots=True)
class Submission:
    """What is sent where until when."""

    title: str
    """The call."""
    applicant: str
    address: str
    subject: str
    deadline: datetime
    files: tuple[tuple[str, int], ...]
    """Name and size in bytes of what is enclosed, in order."""
    mail_bytes: int
    practice: bool = False


def compose(submission: Submission, now: datetime) -> bytes:
    """The document's bytes; equal content and time give equal bytes."""
    document = Document()
    _set_up(document)
    title = _line(document, TITLE, size=16, bold=True)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if submission.practice:
        _line(document, PRACTICE, bold=True)
    _line(document, submission.title)
    _facts(document, submission)
    _heading(document, "確認すること")
    _ticks(document, [(text, "") for text in CHECKS])
    _heading(document, "添付するファイル")
    files = [(name, _size(count)) for name, count in submission.files]
    _ticks(document, [*files, ("メール全体の大きさ（添付後）", _size(submission.mail_bytes))])
    _heading(document, "記録")
    _pairs(document, BY_HAND)
    made = now.astimezone(JST)
    note = f"作成：{dates.japanese(made.date(), weekday=False)}　{made:%H:%M}"
    _line(document, note, size=9).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    buffer = io.BytesIO()
    document.save(buffer)
    about = Properties(title=TITLE, subject=TITLE, author="", created=now, modified=now)
    return opc.write(properties.marked(opc.reopened(buffer.getvalue()), about))


def write(folder: Path, submission: Submission, now: datetime) -> tuple[str, ...]:
    """Put the checklist into a package's folder, and into its record for the next package.

    The new names of files that gave way: a checklist somebody filled in. Raises StorageError.
    """
    data = compose(submission, now)
    files = {NAME: data}
    record = manifest.with_file(folder, manifest.described(NAME, "checklist", data))
    if record is not None:
        files[manifest.NAME] = record

    def former(there: Path) -> dict[str, str]:
        found = manifest.found_in(there)
        return {name: found[name] for name in files if name in found}

    return placing.place(folder, files, former=former, step=lambda _name: None).kept_aside


def _facts(document: Any, submission: Submission) -> None:
    due = submission.deadline.astimezone(JST)
    _pairs(
        document,
        (
            ("応募者", submission.applicant),
            ("締切", f"{dates.japanese(due.date())}　{due:%H:%M}（必着）"),
            ("宛先", submission.address),
            ("件名", submission.subject),
        ),
    )


def _size(count: int) -> str:
    return f"{count / 1e6:.1f}MB" if count >= 1e6 else f"{max(1, round(count / 1e3))}KB"


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "ja-JP")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(0)


def _line(document: Any, text: str, *, size: float = 10.5, bold: bool = False) -> Any:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    run = paragraph.add_run(texts.clean(text))
    run.font.size, run.font.bold = Pt(size), bold
    return paragraph


def _heading(document: Any, text: str) -> None:
    paragraph = _line(document, text, size=12, bold=True)
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.keep_with_next = True


def _pairs(document: Any, rows: Sequence[tuple[str, str]]) -> None:
    _table(document, rows, (LABEL, REST))


def _ticks(document: Any, rows: Sequence[tuple[str, str]]) -> None:
    if any(last for _, last in rows):
        _table(document, [(BOX, *row) for row in rows], (TICK, FILE, SIZE))
    else:
        _table(document, [(BOX, text) for text, _ in rows], (TICK, FILE + SIZE))


def _table(document: Any, rows: Sequence[Sequence[str]], widths: Sequence[Any]) -> None:
    table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in rows:
        for cell, text, width in zip(table.add_row().cells, row, widths, strict=True):
            cell.width = width
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(3)
            paragraph.paragraph_format.space_after = Pt(3)
            run = paragraph.add_run(texts.clean(text))
            if text == BOX:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                run.font.size = Pt(14)
                _face(run, "ＭＳ ゴシック")


def _face(run: Any, family: str) -> None:
    run.font.name = family
    run._r.rPr.rFonts.set(qn("w:eastAsia"), family)
