"""What is typed in one go, as undo takes it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.fields.run import SLIP, Run, ends, follow


def steps(*texts: str) -> list[str]:
    """The texts at which undo stops on its way back, from the last one."""
    run = Run()
    run.begin(texts[0])
    kept = [texts[0]]
    for text in texts[1:]:
        if run.takes(text) and len(kept) > 1:
            kept[-1] = text
        else:
            kept.append(text)
    return kept


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (("", "a", "ab", "abc"), ["", "abc"]),
        (("xy", "xay", "xaby"), ["xy", "xaby"]),
        (("", "長野", "長野県", "長野県の"), ["", "長野県の"]),
        (("abc", "ab", "a", ""), ["abc", ""]),
        (("abc", "bc", "c"), ["abc", "c"]),
        (("", "ab", "abab", "ababab"), ["", "ababab"]),
    ],
)
def test_letters_one_after_the_other_are_one_step(texts: tuple[str, ...], kept: list[str]) -> None:
    assert steps(*texts) == kept


def test_a_deletion_never_belongs_to_the_writing_before_it() -> None:
    assert steps("", "本", "本文", "") == ["", "本文", ""]
    assert steps("", "本", "本文", "本") == ["", "本文", "本"]


def test_a_slip_of_the_pen_is_one_step_with_what_is_written_instead() -> None:
    assert steps("abx", "ab", "abc", "abcd") == ["abx", "abcd"]
    long = "あ" * (SLIP + 1)
    assert steps(long, "", "い", "いう") == [long, "", "いう"]


def test_another_place_begins_anew() -> None:
    assert steps("..", "a..", "a..b", "a..bc") == ["..", "a..", "a..bc"]


def test_a_paragraph_begins_anew() -> None:
    assert steps("", "a", "a\n", "a\nb") == ["", "a", "a\nb"]


def test_what_is_typed_over_a_selection_goes_on() -> None:
    assert steps("abcdef", "aXef", "aXYef") == ["abcdef", "aXYef"]


def test_what_is_put_in_at_once_stands_by_itself() -> None:
    run = Run()
    assert not run.takes("a")
    run.cut()
    assert not run.takes("aXY")
    run.cut()
    assert not run.takes("aXYb")
    assert run.takes("aXYbc")


TEXT = st.text("ab𠮷\n", max_size=8)


@given(before=TEXT, after=TEXT)
def test_the_ends_are_alike_and_do_not_overlap(before: str, after: str) -> None:
    head, tail = ends(before, after)
    assert before[:head] == after[:head]
    assert before[len(before) - tail :] == after[len(after) - tail :]
    assert head + tail <= min(len(before), len(after))
    assert ends(before, before) == (len(before), 0)


@given(left=TEXT, right=TEXT, put=st.text("xyz", min_size=1, max_size=4))
def test_a_cursor_stays_where_it_was_written(left: str, right: str, put: str) -> None:
    """Behind what was typed: taken back and brought back, one goes on at the same place."""
    there = follow(len(left + put), left + put + right, left + right)
    assert there == len(left)
    assert follow(there, left + right, left + put + right) == len(left + put)


@given(before=TEXT, after=TEXT, part=st.floats(0, 1))
def test_a_cursor_is_always_within_the_text(before: str, after: str, part: float) -> None:
    assert 0 <= follow(round(part * len(before)), before, after) <= len(after)
