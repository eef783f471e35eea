"""The measurer without fonts, and stepping a size down."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.documents.measure import NOT_FIRST, CarefulMeasurer, Face, fit, height

FACE = Face("BIZ UDPゴシック", 10)
MEASURER = CarefulMeasurer()


def test_full_width_characters_take_one_em() -> None:
    assert MEASURER.lines("あ" * 25, 100, FACE) == ["あ" * 10, "あ" * 10, "あ" * 5]


def test_line_ends_are_kept() -> None:
    assert MEASURER.lines("一\n\n二", 100, FACE) == ["一", "", "二"]


def test_a_full_stop_does_not_begin_a_line() -> None:
    assert MEASURER.lines("あ" * 10 + "。い", 100, FACE) == ["あ" * 9, "あ。い"]


def test_an_opening_bracket_does_not_end_a_line() -> None:
    assert MEASURER.lines("あ" * 9 + "（い）", 100, FACE) == ["あ" * 9, "（い）"]


def test_a_latin_word_stays_whole_unless_longer_than_a_line() -> None:
    assert MEASURER.lines("あ" * 8 + "Word", 100, FACE) == ["あ" * 8, "Word"]
    assert len(MEASURER.lines("x" * 50, 100, FACE)) > 1


@given(st.text(max_size=200), st.floats(5, 500))
def test_no_character_is_lost(text: str, width: float) -> None:
    text = text.replace("\r", "")
    assert "".join(MEASURER.lines(text, width, FACE)) == text.replace("\n", "")


@given(st.text(alphabet="あ亜、。ー（）aB 1", max_size=200))
def test_no_line_begins_with_a_forbidden_sign(text: str) -> None:
    lines = MEASURER.lines("始めの文" + text, 100, FACE)
    for before, line in itertools.pairwise(lines):
        forbidden = line[:1] in NOT_FIRST
        assert not forbidden or all(c in NOT_FIRST for c in before[1:])


@given(st.integers(0, 3000), st.integers(20, 400))
def test_what_is_stepped_down_fits(count: int, room: int) -> None:
    found = fit(MEASURER, "あ" * count, 200, room, Face("", 18), 10)
    if not found.excess:
        assert found.size >= 10
        assert height(MEASURER, "あ" * count, 200, Face("", found.size)) <= room + 0.1


def test_the_excess_tells_about_how_many_characters_are_too_many() -> None:
    found = fit(MEASURER, "あ" * 130, 100, 26, Face("", 14), 10)
    assert found.excess == 110
    assert found.size < 10
