"""What is measured with: the shipped call and its complete sample."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from app.calls import loader
from app.calls.models import Call
from app.drafts.draft import Draft
from app.environment import JST

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2025, 4, 1, 9, 0, tzinfo=JST)
LONGEST = "problems.background"
"""The question with the longest text of the sample."""


@cache
def call() -> Call:
    return loader.load(ROOT / "forms" / "r7-dx-jinzai")


def answers() -> dict[str, Any]:
    path = ROOT / "resources" / "samples" / "complete.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["answers"]
    return {key: value for key, value in found.items() if key != "supplements.files"}


def draft(of: dict[str, Any]) -> Draft:
    return Draft("", call().id, call().version, "応募", True, NOW, NOW, answers=of)
