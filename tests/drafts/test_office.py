"""A draft's way through the office: approvals, comments, milestones and packages that were sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.drafts.approval import STEPS, Comment, fingerprint
from app.drafts.draft import Change, Draft, State
from app.drafts.store import SqliteDraftStore
from app.errors import InputError
from tests.drafts.conftest import TickingClock


@pytest.fixture
def draft(store: SqliteDraftStore) -> Draft:
    return store.create("r7", 1, "応募", answers={"a.b": "はじめ"})


def test_a_draft_goes_through_the_office(store: SqliteDraftStore, draft: Draft) -> None:
    store.set_state(draft.uid, State.REVIEW_ASKED, who="長野 花子", comment="お願いします。")
    asked = store.set_state(draft.uid, State.APPROVED, who="係長")
    assert asked.state is State.APPROVED
    steps = store.approvals(draft.uid)
    assert [(s.state, s.who, s.comment) for s in steps] == [
        (State.REVIEW_ASKED, "長野 花子", "お願いします。"),
        (State.APPROVED, "係長", ""),
    ]
    assert {s.revision for s in steps} == {draft.revision}


def test_every_state_has_a_way_on_and_a_way_back() -> None:
    assert set(STEPS) == set(State)
    assert all(State.WRITING in ways for state, ways in STEPS.items() if state != State.WRITING)


def test_the_list_tells_what_was_changed_after_approval(
    store: SqliteDraftStore, draft: Draft
) -> None:
    store.set_state(draft.uid, State.APPROVED)
    assert [s.changed_since for s in store.drafts()] == [False]
    store.apply(draft.uid, [Change("answer", "a.b", "なおし")])
    assert [(s.state, s.changed_since) for s in store.drafts()] == [(State.APPROVED, True)]
    store.undo(draft.uid)
    assert [s.changed_since for s in store.drafts()] == [False]


@pytest.mark.parametrize("how", ["approve", "freeze", "name"])
def test_typing_on_leaves_a_revision_that_counts_as_it_was(
    store: SqliteDraftStore, draft: Draft, how: str
) -> None:
    typed = store.apply(draft.uid, [Change("answer", "a.b", "確認した文")], step="typing:a.b")
    {
        "approve": lambda: store.set_state(draft.uid, State.APPROVED),
        "freeze": lambda: store.freeze(draft.uid, typed.revision, "提出一式"),
        "name": lambda: store.name_revision(draft.uid, typed.revision, "係長確認済"),
    }[how]()
    later = store.apply(draft.uid, [Change("answer", "a.b", "続き")], step="typing:a.b")
    assert later.revision != typed.revision
    assert store.at_revision(draft.uid, typed.revision).answer("a.b") == "確認した文"


def test_comments_are_open_until_resolved(
    store: SqliteDraftStore, draft: Draft, clock: TickingClock
) -> None:
    remark = Comment("c1", "a.b", clock.now(), "係長", "根拠の数字を入れてください。")
    store.put_comments(draft.uid, [remark])
    assert store.comments(draft.uid) == [remark]
    done = replace(remark, resolved=clock.now(), resolved_by="長野 花子")
    store.put_comments(draft.uid, [done])
    assert store.comments(draft.uid) == [done]
    assert not store.comments(draft.uid)[0].is_open
    store.remove_comment(draft.uid, "c1")
    assert store.comments(draft.uid) == []


def test_comments_and_approvals_are_no_steps_to_undo(
    store: SqliteDraftStore, draft: Draft, clock: TickingClock
) -> None:
    store.put_comments(draft.uid, [Comment("c1", "", clock.now(), "係長", "確認しました。")])
    store.set_state(draft.uid, State.REVIEW_ASKED)
    assert not store.can_undo(draft.uid)
    assert store.load(draft.uid).revision == draft.revision


def test_a_revision_can_be_a_milestone(store: SqliteDraftStore, draft: Draft) -> None:
    store.name_revision(draft.uid, draft.revision, "係長確認済")
    assert [r.note for r in store.history(draft.uid)] == ["係長確認済"]
    with pytest.raises(InputError):
        store.name_revision(draft.uid, 99, "ない版")


def test_a_package_freezes_what_it_was_made_from(store: SqliteDraftStore, draft: Draft) -> None:
    made = store.freeze(draft.uid, draft.revision, "提出一式_長野県", who="長野 花子")
    assert made.fingerprint == fingerprint(draft)
    changed = store.apply(draft.uid, [Change("answer", "a.b", "なおし")])
    assert fingerprint(changed) != made.fingerprint
    assert fingerprint(store.at_revision(draft.uid, made.revision)) == made.fingerprint
    assert store.packages(draft.uid) == [made]


def test_submitted_marks_the_newest_package(store: SqliteDraftStore, draft: Draft) -> None:
    store.freeze(draft.uid, draft.revision, "一度目")
    store.freeze(draft.uid, draft.revision, "二度目")
    store.set_state(draft.uid, State.SUBMITTED)
    assert [(p.folder, p.sent) for p in store.packages(draft.uid)] == [
        ("一度目", False),
        ("二度目", True),
    ]


def test_a_fingerprint_is_of_what_is_said_alone(store: SqliteDraftStore, draft: Draft) -> None:
    copy = store.duplicate(draft.uid, "写し")
    assert fingerprint(copy) == fingerprint(draft)


def test_nothing_of_it_stays_after_deleting_for_good(
    store: SqliteDraftStore, draft: Draft, clock: TickingClock
) -> None:
    store.put_comments(draft.uid, [Comment("c1", "", clock.now(), "係長", "確認しました。")])
    store.set_state(draft.uid, State.REVIEW_ASKED)
    store.freeze(draft.uid, draft.revision, "提出一式")
    store.delete_for_good(draft.uid)
    assert (store.comments(draft.uid), store.approvals(draft.uid)) == ([], [])
    assert store.packages(draft.uid) == []
