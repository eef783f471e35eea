"""A clean draft of the R7 call, to be changed in one place by each test."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.calls import loader
from app.calls.models import Call
from app.drafts.draft import Draft
from app.environment import JST
from app.review.engine import review
from app.review.finding import Finding

ROOT = Path(__file__).resolve().parents[2]
BEFORE = datetime(2025, 4, 1, 9, 0, tzinfo=JST)
AFTER = datetime(2025, 4, 10, 12, 0, 1, tzinfo=JST)
STEP1 = {
    "step1.interviews": 12,
    "step1.selection": "人口規模別に三つの区分を設け、各区分から４団体ずつ選ぶ。",
    "step1.known_problems": "窓口業務では、11団体で業務の見直しを担う職員がいない。",
    "step1.staff": "ＤＸ推進課の職員３人",
}
"""The sample begins at the second step; the review of the first is tested as well."""

Changes = Mapping[str, Any]
Look = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def call() -> Call:
    return loader.load(ROOT / "forms" / "r7-dx-jinzai")


@pytest.fixture(scope="session")
def clean() -> dict[str, Any]:
    """Answers in which nothing falls short: the complete sample without its marks."""
    text = (ROOT / "resources" / "samples" / "complete.json").read_text("utf-8")
    answers: dict[str, Any] = json.loads(text.replace("（サンプル）", "").replace("サンプル", "推"))
    return {**answers["answers"], **STEP1}


@pytest.fixture
def draft_of(call: Call, clean: dict[str, Any]) -> Callable[..., Draft]:
    """The clean draft with some answers changed (None takes one away)."""

    def make(changes: Changes | None = None, *, practice: bool = False, **more: Any) -> Draft:
        answers = {**clean, **(changes or {})}
        kept = {key: value for key, value in answers.items() if value is not None}
        return Draft("", call.id, call.version, "", practice, BEFORE, BEFORE, answers=kept, **more)

    return make


@pytest.fixture
def look(call: Call, draft_of: Callable[..., Draft]) -> Look:
    """What the review finds in the clean draft after these changes."""

    def find(changes: Changes | None = None, now: datetime = BEFORE, **more: Any) -> list[Finding]:
        return review(call, draft_of(changes, **more), now)

    return find


def with_cell(rows: list[dict[str, Any]], number: int, **cells: Any) -> list[dict[str, Any]]:
    """A table with some cells of one row (from 0) changed; None empties a cell."""
    changed = {k: v for k, v in {**rows[number], **cells}.items() if v is not None}
    return [*rows[:number], changed, *rows[number + 1 :]]
