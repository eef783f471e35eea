"""Deltas: either text can be had from the other, and they are as small as what differs."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from app.drafts import deltas

STORED = st.none() | st.text(alphabet='ab\\u"', max_size=12)


@given(before=STORED, after=STORED)
def test_each_side_gives_the_other(before: str | None, after: str | None) -> None:
    backward, forward = deltas.split(before, after)
    assert deltas.join(before, forward) == after
    assert deltas.join(after, backward) == before


@given(stay=st.text(max_size=200), typed=st.text(max_size=3))
def test_a_delta_holds_only_what_differs(stay: str, typed: str) -> None:
    before, after = json.dumps(stay + stay), json.dumps(stay + typed + stay)
    _, forward = deltas.split(before, after)
    assert forward is not None
    assert len(forward) <= len(json.dumps(json.dumps(typed))) + 20
