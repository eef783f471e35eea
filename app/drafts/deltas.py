"""A change of a value as what was cut out and what was put in.

A long text that grows letter by letter must not fill the database with copies of itself: only
the differing middle of the value's JSON is kept, beside the lengths of what stays around it.
"""

from __future__ import annotations

import json

NOTHING = None
"""The JSON of a value that is not there."""


def split(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Both texts as deltas to each other; None (no value) is kept as it is."""
    if before is None or after is None:
        return _whole(before), _whole(after)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    return (
        json.dumps([head, tail, before[head : len(before) - tail]]),
        json.dumps([head, tail, after[head : len(after) - tail]]),
    )


def join(present: str | None, delta: str | None) -> str | None:
    """The other text: `present` with its middle replaced as the delta says."""
    if delta is None:
        return None
    head, tail, middle = json.loads(delta)
    if present is None:
        return str(middle)
    return present[:head] + str(middle) + present[len(present) - tail :]


def _whole(text: str | None) -> str | None:
    return None if text is None else json.dumps([0, 0, text])


def _common(left: str, right: str) -> int:
    """How many characters both begin with, found by halving (fast in C for long texts)."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
