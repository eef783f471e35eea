"""The review of the whole sample, as its texts grow, and of many files at once."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from app.review.engine import Reviewer, review
from tests.bench import sample
from tests.bench.figure import Figure, clocked, growth

FACTORS = (1, 10, 100)
FILES = (1, 47, 1_000)


AIM = 3.0
"""Milliseconds for the whole sample, so that a key press is answered within one frame."""


def figures() -> list[Figure]:
    times = {factor: _review(factor) for factor in FACTORS}
    ten, one = times[10], times[1]
    what, than = "review of the sample with ×10 text", "ten times the review of the sample"
    whole = Figure("review", ten, one * 10, ten / (one * 10), "ms", what, than)
    key = _key()
    again = Figure("review_key", key, AIM, key / AIM, "ms", "review after a key, median", "the aim")
    grown = growth("review_growth", times, "ms", "review, text ×")
    return [whole, again, grown, _bulk()]


def _review(factor: int) -> float:
    """A review by which nothing is remembered yet."""
    longer: dict[str, Any] = {
        key: value * factor if isinstance(value, str) and len(value) > 100 else value
        for key, value in sample.answers().items()
    }
    act = clocked(lambda: Reviewer(sample.call()).review(sample.draft(longer), sample.NOW))
    return statistics.median(act() for _ in range(7))


def _key() -> float:
    """A review of the whole sample, of which one text has changed since the last."""
    answers, times = sample.answers(), []
    for number in range(200):
        text = answers[sample.LONGEST] + "あ" * (number % 7)
        draft = sample.draft({**answers, sample.LONGEST: text})
        times.append(clocked(partial(review, sample.call(), draft, sample.NOW))())
    return statistics.median(times)


def _bulk() -> Figure:
    """`check` of a folder of answer files, less what starting the program takes."""
    with tempfile.TemporaryDirectory() as place:
        times = {count: _check(Path(place) / str(count), count) for count in FILES}
        start = times[FILES[0]]
        grown = {count: max(0.1, times[count] - start) for count in FILES[1:]}
    return growth("bulk_growth", grown, "ms", "check of a folder, files")


def _check(folder: Path, count: int) -> float:
    folder.mkdir()
    content = json.dumps({"call": sample.call().id, "answers": sample.answers()})
    for number in range(count):
        (folder / f"{number:04}.json").write_text(content, "utf-8")
    command = [sys.executable, "-m", "app", "check", str(folder), "--json"]
    act = clocked(lambda: subprocess.run(command, cwd=sample.ROOT, capture_output=True))
    return statistics.median(act() for _ in range(3 if count < 100 else 1))
