"""Changed characters: marked as a reader would, and never a character too few."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.drafts.differences import spans

TEXTS = st.text(st.sampled_from("県市の人材、。\n0"), max_size=60)


def marked(before: str, after: str) -> tuple[str, str]:
    both = spans(before, after)
    old, new = ("".join(f"[{s.text}]" if s.changed else s.text for s in side) for side in both)
    return old, new


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_the_stretches_are_the_whole_text_and_the_rest_is_common(before: str, after: str) -> None:
    old, new = spans(before, after)
    assert "".join(span.text for span in old) == before
    assert "".join(span.text for span in new) == after
    same = ["".join(span.text for span in side if not span.changed) for side in (old, new)]
    assert same[0] == same[1]
    assert any(span.changed for span in (*old, *new)) == (before != after)


def test_a_changed_word_is_marked() -> None:
    assert marked("市町村を支援する。", "市町村と県を支援する。") == (
        "市町村を支援する。",
        "市町村[と県]を支援する。",
    )
    assert marked("令和７年度に３人", "令和８年度に５人") == (
        "令和[７]年度に[３]人",
        "令和[８]年度に[５]人",
    )


def test_a_number_changes_as_a_whole() -> None:
    assert marked("11月に1,200人", "12月に1,300人") == ("[11]月に[1,200]人", "[12]月に[1,300]人")


def test_what_was_put_in_stands_where_a_reader_sees_it() -> None:
    assert marked("業務の人", "業務と事務の人")[1] == "業務[と事務]の人"
    assert marked("県と町", "県と市と町")[1] == "県と[市と]町"


def test_a_single_common_character_is_no_island() -> None:
    assert marked("甲の乙", "丙の丁") == ("[甲の乙]", "[丙の丁]")


def test_long_texts_are_compared_clause_by_clause() -> None:
    long = "".join(f"{number}番目の文です。" for number in range(3_000))
    old, new = spans(long, long.replace("1500番目", "千五百番目"))
    assert [span.text for span in old if span.changed] == ["1500"]
    assert [span.text for span in new if span.changed] == ["千五百"]
    assert spans("あ" * 50_000, "い" * 50_000)[0][0].changed
