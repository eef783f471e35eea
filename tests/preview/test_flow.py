"""Slabs are stacked on pages; what belongs together stays together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.preview.flow import Slab, paged
from app.preview.page import Drawing, Row


def slab(text: str, high: float = 10, *, keep: bool = False, fresh: bool = False) -> Slab:
    return Slab(high, Drawing(rows=[Row(text, 0, 0)]), keep, fresh)


def pages(slabs: list[Slab], room: float = 30) -> list[str]:
    return ["".join(row.text for row in drawing.rows) for drawing in paged(slabs, room)]


def test_a_page_holds_what_has_room() -> None:
    assert pages([slab(c) for c in "あいうえ"]) == ["あいう", "え"]


def test_nothing_takes_a_page() -> None:
    assert pages([]) == [""]


def test_a_heading_stays_with_what_follows() -> None:
    assert pages([slab("あ"), slab("い"), slab("題", keep=True), slab("う")]) == ["あい", "題う"]


def test_more_than_a_page_that_should_stay_together_does_not() -> None:
    assert pages([slab(c, keep=True) for c in "あいうえ"]) == ["あいう", "え"]


def test_a_page_break_begins_a_page() -> None:
    assert pages([slab("あ"), slab("い", fresh=True)]) == ["あ", "い"]


def test_the_head_of_a_table_is_repeated() -> None:
    head = slab("頭")
    rows = [slab(c) for c in "あいう"]
    for row in rows:
        row.heads = (head,)
    assert pages([head, *rows]) == ["頭あい", "頭う"]


def test_a_row_too_tall_beside_the_repeated_head_does_not_go_round_for_ever() -> None:
    row = slab("高", 25)
    row.heads = (slab("頭"),)
    assert pages([slab("前", 20), row]) == ["前", "頭高"]


def test_a_tall_row_is_divided() -> None:
    def tall(text: str) -> Slab:
        def split(room: float) -> tuple[Slab, Slab] | None:
            count = int(room // 10)
            return (tall(text[:count]), tall(text[count:])) if 0 < count < len(text) else None

        made = slab(text, 10 * len(text))
        made.split = split
        return made

    assert pages([slab("前"), tall("あいうえお")]) == ["前あい", "うえお"]


@given(st.lists(st.tuples(st.floats(1, 50), st.booleans(), st.booleans()), max_size=30))
def test_everything_is_placed_once_and_in_order(found: list[tuple[float, bool, bool]]) -> None:
    slabs = [slab(chr(0x4E00 + n), h, keep=k, fresh=f) for n, (h, k, f) in enumerate(found)]
    assert "".join(pages(slabs)) == "".join(s.drawing.rows[0].text for s in slabs)
