"""What a question says of its own answer."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.base import Severity
from app.review.checks import width
from tests.review.conftest import Look, with_cell


@pytest.mark.parametrize(
    "number",
    [
        "026-235-7111",
        "０２６－２３５－７１１１",
        "0262357111",
        "026(235)7111",
        "０２６（２３５）７１１１",
        "（026）235-7111",
        "090-1234-5678",
        "026-235-7111（内線1234）",
        "026-235-7111（内線：2345、2346）",
        "026-235-7111（代）",
        "026-235-7111（直通）",
        "026-232-0111（代表）内線 1234",
    ],
)
def test_a_telephone_number_as_offices_write_it(look: Look, number: str) -> None:
    assert look({"contact.telephone": number}) == []


@pytest.mark.parametrize(
    "number",
    ["235-7111", "026-235-711", "026-235-71111", "+81-26-235-7111", "026-235-7111（係長）",
     "026(235-7111", "026-235-7111内線" + "1" * 60],
)  # fmt: skip
def test_what_is_no_telephone_number(look: Look, number: str) -> None:
    assert [f.rule for f in look({"contact.telephone": number})] == ["telephone"]


@pytest.mark.parametrize(
    ("number", "marked", "mend"),
    [
        ("026-０００-0000", "026-０００-0000", "026-000-0000"),
        ("026-2３5-7111", "026-2３5-7111", "026-235-7111"),
        ("026－235－7111", "026－235－7111", "026-235-7111"),
        ("026ー235ー7111（代）", "026ー235ー7111", "026-235-7111"),
        ("０２６-２３５-７１１１", "０２６-２３５-７１１１", "026-235-7111"),
        ("026（２３５）7111", "026（２３５）7111", "026（235）7111"),
        ("（０２６）235-7111", "（０２６）235-7111", "（026）235-7111"),
        ("026-０００-0000（内線1234）", "026-０００-0000", "026-000-0000"),
    ],
)
def test_a_telephone_number_in_both_widths_is_mended(
    look: Look, number: str, marked: str, mend: str
) -> None:
    (finding,) = look({"contact.telephone": number})
    assert (finding.rule, finding.severity) == ("width_mixed", Severity.ADVICE)
    assert (finding.clauses, finding.marked, finding.mend) == (("G7-1",), marked, mend)
    assert finding.message == f"「{marked}」の中で全角と半角が混ざっています。"
    start, end = finding.place.start, finding.place.end
    assert start is not None
    assert end is not None
    assert look({"contact.telephone": number[:start] + mend + number[end:]}) == []


def test_an_extension_in_another_width_than_the_number_is_mended(look: Look) -> None:
    for number, marked, mend in (
        ("026-235-7111（内線１２３４）", "１２３４", "1234"),
        ("０２６－２３５－７１１１（内線1234）", "０２６－２３５－７１１１", "026-235-7111"),
    ):
        (finding,) = look({"contact.telephone": number})
        assert (finding.marked, finding.mend) == (marked, mend)
        assert finding.message == f"「{marked}」の全角と半角が、電話番号の中でそろっていません。"


@given(st.text(st.sampled_from("０２６1237-－ー‐（）()内線センタ 、"), max_size=70))
def test_a_mended_telephone_number_is_in_one_width(number: str) -> None:
    mended = number
    for span in width.in_telephone(number):
        assert span.mend
        assert len(span.mend) == span.end - span.start
        mended = mended[: span.start] + span.mend + mended[span.end :]
    assert list(width.in_telephone(mended)) == []
    plain, now = (unicodedata.normalize("NFKC", text) for text in (number, mended))
    assert re.sub(r"\D", "", now) == re.sub(r"\D", "", plain)
    assert mended.count("センター") == number.count("センター")


def test_numbers_are_told_as_officials_write_them(
    look: Look, clean: dict[str, list[dict[str, object]]]
) -> None:
    """One digit full-width, more half-width; and always with what is to be done."""
    rows = clean["posts.table"]
    (finding,) = look({"posts.table": with_cell(rows, 3, years=0.55)})
    assert finding.message == "ポスト４：「期間」の小数点以下が１桁を超えています。"
    assert finding.todo == "小数点以下１桁までで入力してください。"
    (finding,) = look({"problems.municipalities": 77.0, "step1.interviews": 11.5, **STEPS})
    assert finding.message == "「ヒアリングを予定する市町村の数」が整数ではありません。"
    assert finding.todo == "整数で入力してください。"
    (finding,) = look({"overview.title": "県" * 61})
    assert finding.message == "「応募の名称」が60文字を超えています（１文字超過）。"


def test_a_confirmation_is_asked_for_as_it_is_given(look: Look) -> None:
    (finding,) = look({"consent.costs": None})
    assert finding.severity is Severity.ERROR
    assert finding.todo == "内容を読み、チェックを付けてください。"


def test_an_advice_orders_nothing_to_be_filled_in(look: Look) -> None:
    """Beside it stands: 把握していない場合は空欄としてください。"""
    found = look({"problems.in_need": None, "problems.municipalities": None})
    assert {f.severity: f.todo for f in found if f.rule == "required"} == {
        Severity.ADVICE: "必要に応じて記入してください。",
        Severity.WARNING: "記入してください。",
    }


STEPS = {
    "steps.wanted": ["1", "2"],
    "schedule.table": [
        {"activity": name, "step": step, "start": "2025-05-01", "end": "2025-05-30", "owner": "課"}
        for name, step in (("調査", "1"), ("検証", "2"))
    ],
}
