"""Answers as text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pydantic import TypeAdapter

from app.calls.questions import Question
from app.documents import texts

_QUESTION: TypeAdapter[Any] = TypeAdapter(Question)


def question(kind: str, **more: Any) -> Any:
    return _QUESTION.validate_python({"id": "a.b", "label": "設問", "type": kind, **more})


OPTIONS = [{"value": "a", "label": "同意する"}, {"value": "b", "label": "要相談"}]
LONG = [{"value": str(n), "label": f"第{n}ステップ　課題の把握"} for n in range(1, 4)]
CASES = [
    (question("short_text"), "企画課", "企画課"),
    (question("short_text"), None, ""),
    (question("long_text"), "一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目"),
    (question("email"), "dx@example.jp", "dx@example.jp"),
    (question("choice", options=OPTIONS), "b", "要相談"),
    (question("choice", options=OPTIONS), "知らない値", "知らない値"),
    (question("choice", source="prefectures"), "20", "長野県"),
    (question("multiple_choice", options=OPTIONS), ["a", "b"], "同意する、要相談"),
    (question("multiple_choice", options=LONG), ["1", "3"],
     "第1ステップ　課題の把握\n第3ステップ　課題の把握"),
    (question("multiple_choice", options=OPTIONS), [], ""),
    (question("yes_no", yes="有", no="無"), True, "有"),
    (question("yes_no", yes="有", no="無"), False, "無"),
    (question("yes_no", yes="有", no="無"), None, ""),
    (question("date"), "2025-04-08", "令和７年４月８日"),
    (question("date"), "2025-12-10", "令和７年12月10日"),
    (question("date", month_only=True), "2025-10-01", "令和７年10月"),
    (question("date"), "四月ごろ", "四月ごろ"),
    (question("number", unit="人"), 5, "5人"),
    (question("number", unit="人"), 0, "0人"),
    (question("number", unit="円"), 1234567, "1,234,567円"),
    (question("number", unit="人"), 3.0, "3人"),
    (question("number", unit="日", decimals=1), 2.5, "2.5日"),
    (question("number", unit="人"), "若干名", "若干名"),
    (question("acknowledgement", statement="確認しました。"), True, "☑ 確認しました。"),
    (question("acknowledgement", statement="確認しました。"), None, "□ 確認しました。"),
    (question("files"), [{"name": "要綱.pdf"}, {"name": "表\n２.xlsx"}], "要綱.pdf\n表 ２.xlsx"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "value", "expected"), CASES)
def test_an_answer_is_shown(asked: Any, value: Any, expected: str) -> None:
    assert texts.shown(asked, value) == expected


COLUMNS = [
    {"id": "field", "type": "short_text", "label": "分野"},
    {"id": "people", "type": "number", "label": "人数", "unit": "人"},
    {"id": "kinds", "type": "multiple_choice", "label": "形態", "options": LONG},
]


def test_a_table_gives_rows_of_texts_in_the_order_of_its_columns() -> None:
    asked = question("table", columns=COLUMNS)
    rows = [{"_id": "1", "people": 2, "field": "データ"}, {"_id": "2", "kinds": ["1", "2"]}]
    assert texts.table_rows(asked, rows) == [
        {"field": "データ", "people": "2人", "kinds": ""},
        {"field": "", "people": "", "kinds": "第1ステップ　課題の把握、第2ステップ　課題の把握"},
    ]
    assert texts.shown(asked, rows).splitlines()[0] == "データ／2人／"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("制\x00御\x1b文\x7f字", "制御文字"),
        ("片割れ\ud83d", "片割れ〓"),
        ("終わり\ufffe", "終わり〓"),
        ("タブ\tは残る", "タブ\tは残る"),
        ("行\u2028行\x0b行\x85行", "行\n行\n行\n行"),
        ("𠮷野家🎉", "𠮷野家🎉"),
    ],
)
def test_unfit_characters_are_mended(written: str, kept: str) -> None:
    assert texts.clean(written) == kept


@given(st.text(st.characters(exclude_categories=[])))
def test_clean_text_can_stand_in_xml(written: str) -> None:
    element = etree.Element("a")
    element.text = texts.clean(written)
    assert etree.fromstring(etree.tostring(element)).text == (texts.clean(written) or None)
    assert texts.clean(texts.clean(written)) == texts.clean(written)
