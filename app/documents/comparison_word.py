"""新旧対照表 as a Word document, as officials circulate it.

A4 landscape, three columns (項目／変更前／変更後), what changed underlined, the heading row on
every page. Made with python-docx; widths are in millimetres, sizes in points.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app import moving
from app.documents import comparison, opc, properties, texts
from app.documents.comparison import Entry
from app.documents.contents import Properties
from app.drafts.contract import Revision
from app.drafts.differences import Span
from app.environment import JST
from app.review import dates

FONT = "ＭＳ 明朝"
TITLE, HEADINGS = "新旧対照表", ("項目", "変更前", "変更後")
ADDED, REMOVED, NOTHING = "（新設）", "（削除）", "変更はありません。"
NOTE = "（注）下線は変更した部分を示す。"
PAGE, MARGIN = (Mm(297), Mm(210)), Mm(20)
WIDTHS = (Mm(53), Mm(102), Mm(102))
SHADE = "E7E6E6"


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands above the table."""

    subject: str
    """What is compared: the application and the call it answers."""
    before: str
    """Which version: 第3版（令和７年４月１日 10:30　千曲）."""
    after: str
    date: str
    """In Japanese, as it is printed."""
    now: datetime


def compose_for(
    found: Sequence[Entry], subject: str, pair: tuple[Revision, Revision], now: datetime
) -> bytes:
    """The document that compares two revisions, dated today. The draft's name is left out."""
    date = dates.japanese(now.astimezone(JST).date(), weekday=False)
    before, after = (comparison.version(revision) for revision in pair)
    facts = Facts(subject, before, after, date, now)
    return compose([entry for entry in found if entry.spot.kind != "title"], facts)


def compose(found: Sequence[Entry], facts: Facts) -> bytes:
    """The document's bytes; equal content and date give equal bytes."""
    document = Document()
    _set_up(document)
    _line(document, facts.date, WD_ALIGN_PARAGRAPH.RIGHT)
    title = _line(document, TITLE, WD_ALIGN_PARAGRAPH.CENTER, size=14)
    title.paragraph_format.space_after = Pt(6)
    _line(document, facts.subject)
    _line(document, f"変更前：{facts.before}")
    _line(document, f"変更後：{facts.after}").paragraph_format.space_after = Pt(6)
    if found:
        _table(document, found)
        _line(document, NOTE).paragraph_format.space_before = Pt(4)
    else:
        _line(document, NOTHING)
    buffer = io.BytesIO()
    document.save(buffer)
    about = Properties(
        title=f"{TITLE}　{texts.single_line(facts.subject)}",
        subject=TITLE,
        author="",
        created=facts.now,
        modified=facts.now,
    )
    return opc.write(properties.marked(opc.reopened(buffer.getvalue()), about))


def write(path: Path, data: bytes) -> None:
    """Write a document beside, then put it in its place. Raises OSError; the old one stays."""
    beside = path.with_name(f"{path.name}.part")
    try:
        beside.write_bytes(data)
        moving.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
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
    _number_pages(section)


def _number_pages(section: Any) -> None:
    """The page's number and how many there are, centred at the foot (ECMA-376 17.16.5)."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in ("PAGE", " / ", "NUMPAGES"):
        if not piece.isalpha():
            paragraph.add_run(piece)
            continue
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), piece)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        paragraph._p.append(field)


def _line(document: Any, text: str, alignment: Any = None, size: float | None = None) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    run = paragraph.add_run(texts.clean(text))
    if size is not None:
        run.font.size = Pt(size)
    return paragraph


# ---- the table ----


def _table(document: Any, found: Sequence[Entry]) -> None:
    table = document.add_table(rows=1, cols=len(HEADINGS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    _head(table.rows[0])
    section = ""
    for entry in found:
        _row(table.add_row(), entry, with_section=entry.section != section)
        section = entry.section


def _head(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)
    for cell, heading, width in zip(row.cells, HEADINGS, WIDTHS, strict=True):
        cell.width = width
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell.paragraphs[0].add_run(heading)
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), SHADE)
        cell._tc.get_or_add_tcPr().append(shade)


def _row(row: Any, entry: Entry, *, with_section: bool) -> None:
    for cell, width in zip(row.cells, WIDTHS, strict=True):
        cell.width = width
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    item, before, after = (cell.paragraphs[0] for cell in row.cells)
    if with_section and entry.section:
        item.add_run(entry.section)
        item = row.cells[0].add_paragraph()
    item.add_run(texts.clean(entry.item))
    old, new = entry.spans()
    _write(before, [Span(ADDED, False)] if entry.is_added else old)
    _write(after, [Span(REMOVED, False)] if entry.is_removed else new)
    if entry.is_added:
        _underline(after)
    if entry.is_removed:
        _underline(before)


def _write(paragraph: Any, spans: Sequence[Span]) -> None:
    for span in spans:
        run = paragraph.add_run(span.text)
        run.font.underline = True if span.changed else None


def _underline(paragraph: Any) -> None:
    for run in paragraph.runs:
        run.font.underline = True
