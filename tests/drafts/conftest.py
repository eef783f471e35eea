"""Stores with a clock that ticks, and the shipped call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.calls import loader
from app.calls.models import Call
from app.drafts.store import SqliteDraftStore
from app.environment import JST

ROOT = Path(__file__).resolve().parents[2]


class TickingClock:
    """A second later each time it is asked."""

    def __init__(self) -> None:
        self._now = datetime(2025, 4, 1, 9, 0, tzinfo=JST)

    def now(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "drafts.sqlite3"


@pytest.fixture
def store(database: Path, clock: TickingClock) -> Iterator[SqliteDraftStore]:
    store = SqliteDraftStore(database, clock)
    yield store
    store.close()


@pytest.fixture(scope="session")
def calls() -> dict[str, Call]:
    return loader.load_all([ROOT / "forms"]).calls


@pytest.fixture(scope="session")
def call(calls: dict[str, Call]) -> Call:
    return calls["r7-dx-jinzai"]
