"""What is measured: a figure beside its floor or rival, taken in turns in the same run."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter

Timed = Callable[[], float]
"""Does the work once and tells what it took (seconds, or whatever the figure's unit is)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `ratio` is ours / beside; of a growth the fitted exponent."""

    id: str
    ours: float
    beside: float
    ratio: float
    unit: str
    what: str = ""
    beside_what: str = ""
    spread: str = ""
    """Quartiles of the rounds' ratios."""

    def as_json(self) -> dict[str, object]:
        """What the JSON file says of it."""
        kept = ("id", "ours", "beside", "ratio", "unit")
        return {key: value for key, value in asdict(self).items() if key in kept}


def clocked(act: Callable[[], object]) -> Timed:
    """The wall clock's milliseconds of an act."""

    def timed() -> float:
        start = perf_counter()
        act()
        return (perf_counter() - start) * 1000

    return timed


def in_turns(ours: Timed, beside: Timed, rounds: int) -> tuple[list[float], list[float]]:
    """Both, in turns, after one round that does not count; so a busy moment meets both."""
    ours(), beside()
    found = [(ours(), beside()) for _ in range(rounds)]
    return [one for one, _ in found], [other for _, other in found]


def compared(
    name: str, ours: Sequence[float], beside: Sequence[float], unit: str, what: str, than: str
) -> Figure:
    """A figure of medians; the spread is that of the rounds' own ratios."""
    one, other = statistics.median(ours), statistics.median(beside)
    spread = ""
    if len(ours) == len(beside) and len(ours) > 2:
        low, _, high = statistics.quantiles([a / b for a, b in zip(ours, beside, strict=True)], n=4)
        spread = f"{low:.2f}–{high:.2f}"
    return Figure(name, one, other, one / other, unit, what, than, spread)


def exponent(times: Mapping[int, float]) -> float:
    """The slope of a line through the logarithms of size and time: 1 is linear."""
    xs, ys = [math.log(n) for n in times], [math.log(t) for t in times.values()]
    mid_x, mid_y = statistics.mean(xs), statistics.mean(ys)
    slope = sum((x - mid_x) * (y - mid_y) for x, y in zip(xs, ys, strict=True))
    return slope / sum((x - mid_x) ** 2 for x in xs)


def growth(name: str, times: Mapping[int, float], unit: str, what: str) -> Figure:
    """How a figure grows; `beside` is what the largest would take if it grew linearly."""
    sizes = sorted(times)
    linear = times[sizes[0]] * sizes[-1] / sizes[0]
    sized = " / ".join(f"{size:,}" for size in sizes)
    return Figure(
        name, times[sizes[-1]], linear, exponent(times), unit, f"{what} ({sized})", "linear growth"
    )
