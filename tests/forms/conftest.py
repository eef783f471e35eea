"""The R7 call pack as it is shipped."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.calls import loader
from app.calls.models import Call

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "forms" / "r7-dx-jinzai"
SAMPLES = ROOT / "resources" / "samples"


@pytest.fixture(scope="session")
def call() -> Call:
    return loader.load(PACK)


@pytest.fixture(scope="session")
def sample() -> Callable[[str], dict[str, Any]]:
    """A sample answers file by its name."""

    def read(name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
        return found

    return read
