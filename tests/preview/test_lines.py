"""How text is broken into lines and where its letters come to stand."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.preview.breaking import NOT_FIRST, NOT_LAST, USUAL, Kinsoku, is_wide, may_break
from app.preview.lines import SetLine, set_lines
from app.preview.page import Letters
from app.preview.text import Manner, Paragraph, Run, Spacing, Tab

GOTHIC = Letters("BIZ UDゴシック", 10)
"""Every Japanese letter is as wide as it is high, every Latin one half of that."""
PLAIN = Manner(gap=0.0)


def lines(text: str, width: float = 100, manner: Manner = PLAIN) -> list[SetLine]:
    return set_lines(Paragraph((Run(text, GOTHIC, GOTHIC),), manner, GOTHIC), width)


def broken(text: str, width: float = 100, manner: Manner = PLAIN) -> list[str]:
    return [line.text for line in lines(text, width, manner)]


def test_ten_letters_of_ten_points_fill_a_hundred() -> None:
    assert broken("あ" * 25) == ["あ" * 10, "あ" * 10, "あ" * 5]


def test_a_line_break_is_kept_and_an_empty_line_too() -> None:
    assert broken("一\n\n二\n") == ["一", "", "二", ""]


def test_a_full_stop_may_stand_beyond_the_edge() -> None:
    assert broken("あ" * 10 + "。い") == ["あ" * 10 + "。", "い"]


def test_where_nothing_may_hang_a_letter_is_carried_over() -> None:
    assert broken("あ" * 10 + "。い", manner=replace(PLAIN, hanging=False)) == ["あ" * 9, "あ。い"]


def test_an_opening_bracket_does_not_end_a_line() -> None:
    assert broken("あ" * 9 + "「い」") == ["あ" * 9, "「い」"]


def test_small_kana_begin_a_line_only_where_the_rules_let_them() -> None:
    word = Kinsoku(NOT_FIRST, NOT_LAST)
    assert broken("あ" * 10 + "ッき") == ["あ" * 9, "あッき"]
    assert broken("あ" * 10 + "ッき", manner=replace(PLAIN, rules=word)) == ["あ" * 10, "ッき"]


def test_a_latin_word_stays_whole_unless_it_is_longer_than_a_line() -> None:
    assert broken("あ" * 9 + "Word") == ["あ" * 9, "Word"]
    assert broken("x" * 45) == ["x" * 20, "x" * 20, "x" * 5]


def test_between_scripts_there_is_a_gap() -> None:
    with_gap = replace(PLAIN, gap=0.25)
    assert lines("第12号", manner=with_gap)[0].width == pytest.approx(30 + 2 * 2.5)
    assert lines("、12。", manner=with_gap)[0].width == pytest.approx(30)
    assert lines("、12。", manner=replace(with_gap, gap_at_signs=True))[0].width == pytest.approx(
        35
    )


def test_alignment() -> None:
    def left(align: str) -> float:
        return lines("ああ", manner=replace(PLAIN, align=align))[0].pieces[0].left

    assert [left(align) for align in ("left", "center", "right")] == pytest.approx([0, 40, 80])


def test_a_justified_line_reaches_the_edge_but_the_last_does_not() -> None:
    first, last = lines("あ" * 9 + "Word", manner=replace(PLAIN, align="both"))
    (piece,) = first.pieces[:1]
    assert piece.spread == pytest.approx(10 / 8)
    assert all(not piece.spread for piece in last.pieces)


def test_a_hanging_indent_moves_all_lines_but_the_first() -> None:
    first, second = lines("あ" * 12, manner=replace(PLAIN, left=20, first=-20))
    assert first.pieces[0].left == 0
    assert second.pieces[0].left == 20


def test_a_bullet_stands_before_its_text() -> None:
    bullet = replace(PLAIN, left=20, first=-20, bullet=(Run("・", GOTHIC, GOTHIC),))
    (line,) = lines("あ", manner=bullet)
    assert [(piece.text, piece.left) for piece in line.pieces] == [("・", 0), ("あ", 20)]


def test_tabs_go_to_their_stops() -> None:
    manner = replace(PLAIN, tabs=(Tab(30), Tab(90, "right")), usual_tab=42)
    (line,) = lines("あ\tい\t1", manner=manner)
    assert [piece.left for piece in line.pieces] == pytest.approx([0, 30, 85])
    (usual,) = lines("あ\tい")
    assert usual.pieces[1].left == 42


def test_the_height_of_lines() -> None:
    def high(spacing: Spacing) -> float:
        return lines("あ", manner=replace(PLAIN, spacing=spacing))[0].height

    natural = high(Spacing())
    assert high(Spacing("exact", 16)) == 16
    assert high(Spacing("least", 3)) == natural
    assert high(Spacing("times", 2)) == pytest.approx(2 * natural)
    assert high(Spacing(airy=1.3)) == pytest.approx(13)
    assert high(Spacing(pitch=18)) == 18


def test_fourteen_points_take_two_lines_of_the_usual_grid_in_word() -> None:
    large = replace(GOTHIC, size=14)
    manner = replace(PLAIN, spacing=Spacing(pitch=18, airy=1.3))
    (line,) = set_lines(Paragraph((Run("あ", large, large),), manner, large), 100)
    assert line.height == 36


def test_each_question_has_its_span() -> None:
    runs = (
        Run("ああ", GOTHIC, GOTHIC, "a.b"),
        Run("い", GOTHIC, GOTHIC),
        Run("う", GOTHIC, GOTHIC, "c.d"),
    )
    (line,) = set_lines(Paragraph(runs, PLAIN, GOTHIC), 100)
    assert line.spans == [("a.b", 0, 20), ("c.d", 30, 40)]


@given(st.text(max_size=120), st.floats(5, 400))
def test_no_character_is_lost(text: str, width: float) -> None:
    found = "".join(line.text for line in lines(text, width))
    assert found == text.replace("\n", "")


@given(st.text(alphabet="あ亜、。「」（）ーッaB 1", max_size=120))
def test_lines_keep_to_the_rules(text: str) -> None:
    for before, line in itertools.pairwise(broken("始め" + text, 100)):
        if len(before) > 1 and line:
            allowed = [
                n for n in range(1, len(before)) if may_break(before[n - 1], before[n], USUAL)
            ]
            assert may_break(before[-1], line[0], USUAL) or not allowed


def test_signs_are_japanese_and_accents_are_not() -> None:
    assert all(map(is_wide, "あ亜①…×“、Ａ"))
    assert not any(map(is_wide, "aZ0é-"))
