"""The check report is a page that anybody can open, read aloud and print."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from lxml import html

from app.calls.base import Severity
from app.calls.models import Call
from app.documents import report
from app.documents.contents import Contents
from app.drafts.draft import Draft
from app.review.finding import Finding, Place


def finding(severity: Severity, place: Place, message: str, **more: object) -> Finding:
    return Finding(
        f"{message}", "rule", severity, place, ("G2-10",), message, "直してください。", **more  # type: ignore[arg-type]
    )  # fmt: skip


FINDINGS = [
    finding(Severity.WARNING, Place("contact.person"), "<b>職名</b>がありません。"),
    finding(Severity.ADVICE, Place("contact.person"), "助言です。"),
    finding(Severity.ADVICE, Place("contact.person"), "退けた助言です。", dismissed=True),
    finding(Severity.ERROR, Place("contact.person"), "上書き事項です。", override="協議中\nのため"),
]  # fmt: skip


@pytest.fixture
def page(call: Call, draft: Draft, stated: Contents, now: datetime) -> html.HtmlElement:
    return html.document_fromstring(report.compose(call, draft, FINDINGS, stated.names, now))


def test_findings_stand_under_their_severity_with_place_and_clause(
    page: html.HtmlElement, call: Call
) -> None:
    heads = [head.text_content() for head in page.iter("h2")]
    assert heads == [
        "要修正（0件）", "要確認（1件）", "助言（1件）", "理由を付して出力した事項（1件）",
        "対応しないこととした助言（1件）",
    ]  # fmt: skip
    (item,) = page.xpath("//section[2]//li")
    text = item.text_content()
    assert f"担当者の連絡先 ＞ {call.questions['contact.person'].label}" in text
    assert "<b>職名</b>がありません。" in text
    assert call.clause["G2-10"].title in text


def test_reasons_of_overrides_are_given(page: html.HtmlElement) -> None:
    (reason,) = page.xpath("//p[@class='reason']")
    assert reason.text_content().startswith("理由：協議中")


def test_the_page_stands_alone_and_says_its_language(page: html.HtmlElement) -> None:
    assert page.get("lang") == "ja"
    assert not page.xpath("//@src | //link | //script | //@href")
    assert page.xpath("(//h1 | //h2 | //h3)[1]")[0].tag == "h1"
    assert all(head.get("scope") == "row" for head in page.iter("th"))


def test_a_practice_report_says_so(
    call: Call, draft: Draft, stated: Contents, now: datetime
) -> None:
    practice = replace(draft, practice=True)
    assert "【練習】" in report.compose(call, practice, [], stated.names, now).decode()
    assert "【練習】" not in report.compose(call, draft, [], stated.names, now).decode()


def test_a_place_in_a_table_names_row_and_column(call: Call, draft: Draft) -> None:
    table = next(q for q in call.questions.values() if q.type == "table")
    column = table.columns[0]
    rows = [{"_id": "x"}, {"_id": "y"}]
    with_rows = replace(draft, answers={**draft.answers, table.id: rows})
    place = Place(table.id, row="y", column=column.id)
    assert report.place_text(call, with_rows, place).endswith(
        f"{table.label} ＞ 2行目 ＞ {column.label}"
    )


def test_unfit_characters_do_not_break_the_page(
    call: Call, draft: Draft, stated: Contents, now: datetime
) -> None:
    odd = finding(Severity.ERROR, Place("contact.person"), "「\x00\ud800」があります。")
    report.compose(call, draft, [odd], stated.names, now).decode()
