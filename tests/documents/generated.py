"""Answers of any kind to any call: what hypothesis makes of its questions."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from app.calls.models import Call

WORDS = (
    "市町村の窓口業務をデジタル化し、職員の負担を減らす。",
    "ﾊﾝｶｸ",
    "①㈱㍻髙﨑𠮷野家",
    "<&>\"'",
    "ＤＸ推進",
    "Ｅ－ｍａｉｌ：dx@example.jp",
    "\t字下げ",
    "一行目\n二行目\n\n四行目",
    "が゙",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "مرحبا",
    "\x00\x0b\ufffe",
    "　　空白　",
    "～〜−－―",
    "]]>",
    "{tag}",
    "％s{0}",
    "＝SUM(A1)",
    "W" * 90,
    "あ" * 400,
    "\u200b\u2028\u00ad",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
)
DATES = st.dates(date(2024, 1, 1), date(2028, 12, 31)).map(date.isoformat)
MOST_ROWS = 25


def answers(call: Call) -> st.SearchStrategy[dict[str, Any]]:
    """Any of the call's questions answered, or not."""
    each = {key: _value(question) for key, question in call.questions.items()}
    return st.fixed_dictionaries({}, optional=each)


def _value(asked: Any) -> st.SearchStrategy[Any]:
    """A value such as the question or column may hold."""
    choices = [option.value for option in getattr(asked, "choices", ())]
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "short_text": TEXTS.map(lambda text: text.replace("\n", " ")),
        "long_text": TEXTS,
        "email": st.just("dx@pref.example.jp"),
        "telephone": st.just("０２６－２３５－０００１"),
        "date": DATES | st.just("四月ごろ"),
        "number": st.integers(-5, 10**9)
        | st.floats(0, 1e6, allow_nan=False).map(lambda x: round(x, 3)),
        "yes_no": st.booleans(),
        "acknowledgement": st.booleans(),
        "choice": st.sampled_from(choices) if choices else st.none(),
        "multiple_choice": st.lists(st.sampled_from(choices), unique=True)
        if choices
        else st.none(),
        "files": st.just([]),
    }
    if asked.type != "table":
        return kinds[asked.type]
    row = st.fixed_dictionaries({}, optional={c.id: _value(c) for c in asked.columns})
    return st.lists(row, max_size=MOST_ROWS).map(
        lambda rows: [{"_id": f"r{n}", **row} for n, row in enumerate(rows)]
    )
