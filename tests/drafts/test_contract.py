"""Both stores keep the contract: the real one, and that in memory which tests of the window use."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.drafts.store import SqliteDraftStore
from tests.drafts.conftest import TickingClock
from tests.drafts.contract import DraftStoreContract
from tests.ui.memory_store import MemoryStore


class TestSqlite(DraftStoreContract):
    @pytest.fixture
    def store(self, store: SqliteDraftStore) -> SqliteDraftStore:
        return store


class TestMemory(DraftStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> MemoryStore:
        return MemoryStore(TickingClock())
