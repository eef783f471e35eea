"""The bench's own arithmetic: exponents, ratios, the table and what the JSON file says."""

from __future__ import annotations

import pytest

from tests.bench.figure import Figure, compared, exponent, growth, in_turns
from tests.bench.table import table


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 2.0])
def test_the_exponent_is_the_power_by_which_times_grow(power: float) -> None:
    times = {size: 3.0 * size**power for size in (10, 1_000, 10_000)}
    assert exponent(times) == pytest.approx(power)


def test_growth_is_held_against_linear_growth() -> None:
    found = growth("g", {10: 1.0, 1_000: 50.0}, "ms", "lists")
    assert found.beside == pytest.approx(100.0)
    assert found.ratio < 1


def test_a_ratio_is_of_medians() -> None:
    found = compared("x", [1.0, 4.0, 100.0], [2.0, 2.0, 2.0], "ms", "a", "b")
    assert (found.ours, found.beside, found.ratio) == (4.0, 2.0, 2.0)


def test_both_are_measured_in_turns_after_a_first_round() -> None:
    done: list[str] = []
    in_turns(lambda: done.append("ours") or 1.0, lambda: done.append("beside") or 1.0, 2)
    assert done == ["ours", "beside"] * 3


def test_the_json_file_says_five_things_of_a_figure() -> None:
    said = Figure("x", 1.0, 2.0, 0.5, "ms", "a", "b", "0.4–0.6").as_json()
    assert list(said) == ["id", "ours", "beside", "ratio", "unit"]


def test_the_table_has_a_line_for_each_figure() -> None:
    lines = table([Figure("x", 1.0, 2.0, 0.5, "ms"), Figure("y", 1.0, 2.0, 0.5, "ms")])
    assert [line.split()[1] for line in lines.splitlines()[2:]] == ["x", "y"]
