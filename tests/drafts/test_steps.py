"""Any sequence of steps, against a model that keeps every state whole."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from tests.drafts.conftest import TickingClock

KEYS = st.sampled_from(["a.b", "a.c", "b.a"])
TEXTS = st.text(max_size=30) | st.text(alphabet='あい\ud800\U0001f600\\"\n', max_size=8)
VALUES = st.none() | TEXTS | st.integers(-5, 5) | st.booleans() | st.lists(TEXTS, max_size=3)


class Steps(RuleBasedStateMachine):
    drafts = Bundle("drafts")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "drafts.sqlite3"
        self.clock = TickingClock()
        self.store = SqliteDraftStore(self.path, self.clock)
        self.line: dict[str, list[dict[str, Any]]] = {}
        """Each draft's states from the first to what redo can reach."""
        self.at: dict[str, int] = {}
        self.revisions: dict[str, dict[int, dict[str, Any]]] = {}

    def _begun(self, uid: str, answers: dict[str, Any]) -> str:
        self.line[uid], self.at[uid], self.revisions[uid] = [answers], 0, {1: answers}
        return uid

    @rule(target=drafts)
    def create(self) -> str:
        return self._begun(self.store.create("call", 1, "題名").uid, {})

    @rule(target=drafts, uid=drafts)
    def duplicate(self, uid: str) -> str:
        copy = self.store.duplicate(uid, "控え").uid
        return self._begun(copy, dict(self.line[uid][self.at[uid]]))

    @rule(uid=drafts, changes=st.dictionaries(KEYS, VALUES, min_size=1))
    def apply(self, uid: str, changes: dict[str, Any]) -> None:
        before = self.line[uid][self.at[uid]]
        changes = {k: None if v == [] else v for k, v in changes.items()}
        after = {k: v for k, v in {**before, **changes}.items() if v is not None}
        draft = self.store.apply(uid, [Change("answer", *entry) for entry in changes.items()])
        if repr(sorted(after.items())) != repr(sorted(before.items())):
            self.at[uid] += 1
            self.line[uid][self.at[uid] :] = [after]
            self.revisions[uid][draft.revision] = after

    @rule(uid=drafts)
    def undo(self, uid: str) -> None:
        assert (self.store.undo(uid) is not None) == (self.at[uid] > 0)
        self.at[uid] = max(0, self.at[uid] - 1)

    @rule(uid=drafts)
    def redo(self, uid: str) -> None:
        can = self.at[uid] < len(self.line[uid]) - 1
        assert (self.store.redo(uid) is not None) == can
        self.at[uid] += can

    @rule(uid=drafts)
    def trash(self, uid: str) -> None:
        self.store.trash(uid)
        assert uid in {draft.uid for draft in self.store.drafts(trashed=True)}
        self.store.restore(uid)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = SqliteDraftStore(self.path, self.clock)

    @rule(uid=drafts)
    def look_back(self, uid: str) -> None:
        for number, answers in self.revisions[uid].items():
            assert dict(self.store.at_revision(uid, number).answers) == answers

    @invariant()
    def every_draft_is_as_it_should_be(self) -> None:
        for uid, line in self.line.items():
            assert dict(self.store.load(uid).answers) == line[self.at[uid]]
            assert self.store.can_undo(uid) == (self.at[uid] > 0)
            assert self.store.can_redo(uid) == (self.at[uid] < len(line) - 1)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


Steps.TestCase.settings = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestSteps = Steps.TestCase
