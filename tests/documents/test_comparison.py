"""新旧対照表: what changed, in the words of the form, and marked as officials mark it."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from docx import Document

from app.calls.models import Call
from app.documents import comparison, comparison_word, opc
from app.documents.comparison import Entry
from app.drafts.contract import Revision
from app.drafts.draft import Draft
from app.drafts.merge import merge
from app.drafts.rows import by_content, identified
from app.drafts.whole import entries_of
from app.environment import JST
from tests.documents.conftest import draft_of, pdf_pages, pdf_text, sample_answers

NOW = datetime(2025, 4, 8, 10, 30, tzinfo=JST)


@pytest.fixture
def draft(call: Call) -> Draft:
    answers = sample_answers("complete")
    return draft_of(call, {k: identified(v, by_content) for k, v in answers.items()})


def saying(draft: Draft, answers: dict[str, Any]) -> Draft:
    said = {k: v for k, v in (dict(draft.answers) | answers).items() if v is not None}
    return replace(draft, answers=MappingProxyType(said))


def marked(entry: Entry) -> tuple[str, str]:
    old, new = ("".join(f"[{s.text}]" if s.changed else s.text for s in x) for x in entry.spans())
    return old, new


def rows(draft: Draft) -> list[dict[str, Any]]:
    return copy.deepcopy(list(draft.answers["posts.table"]))


def test_the_same_version_has_no_differences(call: Call, draft: Draft) -> None:
    assert comparison.entries(call, draft, draft) == []


def test_changes_stand_in_the_order_of_the_form_in_its_words(call: Call, draft: Draft) -> None:
    after = saying(draft, {"overview.pool_start": "2026-02-01", "pool.planned_total": 9})
    after = replace(after, title="新しい名前", overrides=MappingProxyType({"G8-1": "了解済み"}))
    found = comparison.entries(call, draft, after)
    assert [(e.section, e.item) for e in found] == [
        ("", "下書きの名前"),
        ("応募の概要", "人材プールの運用開始（予定）"),
        ("人材プールの現状と計画", "計画する人数 ＞ 合計"),
        ("", "理由の記入（G8-1）"),
    ]
    assert marked(found[1]) == ("令和８年[１]月", "令和８年[２]月")
    assert marked(found[2]) == ("[7]人", "[9]人")


def test_what_is_new_or_gone_says_so(call: Call, draft: Draft) -> None:
    without = saying(draft, {"organisation.personnel_text": None})
    (gone,) = comparison.entries(call, draft, without)
    assert gone.is_removed
    assert not gone.is_added
    (new,) = comparison.entries(call, without, draft)
    assert new.is_added
    assert new.before == ""


def test_a_changed_row_shows_what_it_is_known_by_and_what_changed(call: Call, draft: Draft) -> None:
    table = rows(draft)
    table[1]["people"] = 3
    (entry,) = comparison.entries(call, draft, saying(draft, {"posts.table": table}))
    assert entry.item.endswith("＞ 2行目")
    lines = entry.after.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("課題：")


def test_rows_are_followed_when_others_come_and_go(call: Call, draft: Draft) -> None:
    table = rows(draft)
    gone, new = table.pop(0), {"_id": "new", "problem": "新しい課題"}
    found = comparison.entries(call, draft, saying(draft, {"posts.table": [new, *table]}))
    told = {(e.spot.row, e.is_added, e.is_removed) for e in found}
    assert told == {(gone["_id"], False, True), ("new", True, False)}


def test_rows_arranged_anew_are_told_by_their_first_column(call: Call, draft: Draft) -> None:
    (entry,) = comparison.entries(call, draft, saying(draft, {"posts.table": rows(draft)[::-1]}))
    assert entry.item.endswith("行の順番")
    assert entry.before.splitlines()[0][2:] == entry.after.splitlines()[-1][2:]


def test_a_question_of_another_version_of_the_call_is_told_by_its_id(
    call: Call, draft: Draft
) -> None:
    (entry,) = comparison.entries(call, draft, saying(draft, {"next.year": "来年"}))
    assert "next.year" in entry.item


def test_a_version_tells_when_who_and_what_for() -> None:
    revision = Revision(3, NOW, "千曲　花子", "係長確認済", ())
    told = "第3版（令和７年４月８日 10:30　千曲 花子　係長確認済）"
    assert comparison.version(revision).replace("\u3000花", " 花") == told


def test_restoring_makes_a_draft_say_what_it_said(call: Call, draft: Draft) -> None:
    before = saying(draft, {"contact.person": None, "posts.table": rows(draft)[1:], "a.b": "x"})
    for change in comparison.restoring(before, draft):
        before = before.changed(change)
    assert entries_of(before) == entries_of(draft)


def test_conflicts_are_told_by_row_and_column(call: Call, draft: Draft) -> None:
    ours, theirs = rows(draft), rows(draft)
    ours[0]["people"], theirs[0]["people"] = 5, 6
    del ours[1]
    mine, yours = (saying(draft, {"posts.table": t}) for t in (ours, theirs))
    found = merge(None, entries_of(mine), entries_of(yours)).differences
    told = [comparison.merge_item(call, d, yours)[1] for d in found]
    assert told[0].endswith("1行目 ＞ 人数")
    assert comparison.merge_text(call, found[0].spot, found[0].theirs, yours) == "6人"
    assert told[1].endswith("2行目")
    assert comparison.merge_text(call, found[1].spot, found[1].theirs, yours).startswith("課題：")


# ---- the Word document ----


def composed(call: Call, before: Draft, after: Draft) -> bytes:
    pair = (Revision(1, NOW, "", "", ()), Revision(2, NOW, "甲", "", ()))
    found = comparison.entries(call, before, after)
    return comparison_word.compose_for(found, "長野県の応募", pair, NOW)


@pytest.fixture
def document(call: Call, draft: Draft) -> Any:
    table = rows(draft)[1:]
    answers = {"pool.planned_total": 9, "posts.table": table, "organisation.personnel_text": None}
    after = saying(draft, answers)
    return Document(io.BytesIO(composed(call, draft, after)))


def test_the_page_is_a4_across(document: Any) -> None:
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_the_table_has_its_columns_and_repeats_its_head(document: Any) -> None:
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["項目", "変更前", "変更後"]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert not table.rows[1]._tr.xpath("./w:trPr/w:tblHeader")
    tops = table._tbl.xpath(".//w:vAlign/@w:val")
    assert set(tops) == {"top"}


def test_changed_characters_are_underlined(document: Any) -> None:
    (table,) = document.tables
    told = {row.cells[0].text: row.cells for row in table.rows}
    total = told["人材プールの現状と計画\n計画する人数 ＞ 合計"]
    runs = [(run.text, bool(run.underline)) for run in total[2].paragraphs[0].runs]
    assert runs == [("9", True), ("人", False)]
    gone = next(cells for text, cells in told.items() if "計画するポスト ＞ 1行目" in text)
    assert gone[2].text == "（削除）"
    assert all(run.underline for run in gone[1].paragraphs[0].runs if run.text.strip())


def test_the_faces_are_named_for_japanese_too(document: Any) -> None:
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert "ＭＳ 明朝" in fonts.attrib.values()
    assert any(key.endswith("eastAsia") for key in fonts.attrib)


def test_equal_versions_give_equal_bytes_that_name_nobody(call: Call, draft: Draft) -> None:
    after = saying(draft, {"pool.planned_total": 9})
    data = composed(call, draft, after)
    assert composed(call, draft, after) == data
    core = opc.reopened(data)["docProps/core.xml"].decode()
    assert "python-docx" not in core
    assert "2025-04-08T01:30:00Z" in core


@pytest.mark.slow
def test_the_document_is_valid_and_prints_on_pages_with_a_head_each(
    call: Call,
    draft: Draft,
    tmp_path: Path,
    pdf_of: Callable[..., Path],
    faults: Callable[[Path], list[str]],
) -> None:
    path = tmp_path / "comparison.docx"
    empty = draft_of(call, {})
    path.write_bytes(composed(call, empty, draft))
    assert faults(path) == []
    pdf = pdf_of(path)
    assert pdf_pages(pdf) > 3
    assert pdf_text(pdf).count("項目変更前変更後") == pdf_pages(pdf)


def test_no_differences_are_told_in_words(call: Call, draft: Draft) -> None:
    document = Document(io.BytesIO(composed(call, draft, draft)))
    assert not document.tables
    assert "変更はありません。" in [p.text for p in document.paragraphs]


def test_control_characters_and_half_ones_do_no_harm(call: Call, draft: Draft) -> None:
    after = saying(draft, {"contact.person": "千\x00曲\ud83d"})
    document = Document(io.BytesIO(composed(call, draft, after)))
    assert "千曲〓" in document.tables[0].rows[1].cells[2].text
