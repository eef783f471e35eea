"""How long a review takes: the whole sample, after one key press, and as texts grow.

    python -m tests.bench.review

Medians of one run. Growth is the exponent fitted over ×1, ×10 and ×100 of the text: 1 is linear.
"""

from __future__ import annotations

import json
import math
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from app.calls import loader
from app.calls.models import Call
from app.drafts.draft import Draft
from app.environment import JST
from app.review.engine import Reviewer, review

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2025, 4, 1, 9, 0, tzinfo=JST)
LONGEST = "problems.background"
FRAME = 1000 / 60
"""Milliseconds of one frame at 60 Hz."""


def main() -> None:
    call = loader.load(ROOT / "forms" / "r7-dx-jinzai")
    sample = json.loads((ROOT / "resources" / "samples" / "complete.json").read_text("utf-8"))
    answers: dict[str, Any] = sample["answers"]
    fresh = median(lambda: review(call, draft(call, answers), NOW), 15)
    key = key_press(call, answers)
    print(f"全体の確認（初回）      {fresh:8.2f} ms")
    print(f"１文字入力した後の確認  {key:8.2f} ms（60 Hz の１コマの {key / FRAME:.0%}）")
    times = {n: grown(call, answers, n) for n in (1, 10, 100)}
    for factor, taken in times.items():
        print(f"文章が{factor:>3}倍の全体確認  {taken:8.2f} ms（１倍の {taken / times[1]:.1f}倍）")
    print(f"増え方の指数            {exponent(times):8.2f}（１で比例）")


def draft(call: Call, answers: dict[str, Any]) -> Draft:
    return Draft("", call.id, call.version, "", True, NOW, NOW, answers=answers)


def key_press(call: Call, answers: dict[str, Any]) -> float:
    """The review of a draft in which one more letter stands in its longest text."""
    reviewer = Reviewer(call)
    typed = dict(answers)

    def press() -> None:
        typed[LONGEST] += "県"
        reviewer.review(draft(call, dict(typed)), NOW)

    return median(press, 60)


def grown(call: Call, answers: dict[str, Any], factor: int) -> float:
    longer = {
        key: value * factor if isinstance(value, str) and len(value) > 100 else value
        for key, value in answers.items()
    }
    return median(lambda: review(call, draft(call, longer), NOW), 7)


def median(act: Callable[[], object], times: int) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def exponent(times: dict[int, float]) -> float:
    """The slope of a line through the logarithms of size and time."""
    xs, ys = [math.log(n) for n in times], [math.log(t) for t in times.values()]
    mid_x, mid_y = statistics.mean(xs), statistics.mean(ys)
    slope = sum((x - mid_x) * (y - mid_y) for x, y in zip(xs, ys, strict=True))
    return slope / sum((x - mid_x) ** 2 for x in xs)


if __name__ == "__main__":
    main()
