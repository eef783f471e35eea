"""Whole drafts: handed out with their history, taken in as copies, and merged again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.drafts.approval import Comment
from app.drafts.draft import Change, Draft, State
from app.drafts.merge import Side, merge_copies
from app.drafts.store import SqliteDraftStore
from app.drafts.whole import Step, WholeDraft, common, entries_of
from tests.drafts.conftest import TickingClock


@pytest.fixture
def other(tmp_path: Path, clock: TickingClock) -> Iterator[SqliteDraftStore]:
    """The colleague's PC."""
    with closing(SqliteDraftStore(tmp_path / "other" / "drafts.sqlite3", clock)) as store:
        yield store


def answer(store: SqliteDraftStore, uid: str, who: str = "", **answers: object) -> Draft:
    return store.apply(uid, [Change("answer", k, v) for k, v in answers.items()], who=who)


def merged(
    store: SqliteDraftStore, uid: str, theirs: WholeDraft, side: Side | None = None
) -> Draft:
    """Merge as a person would who takes one side of every conflict."""
    found = merge_copies(store.whole(uid), theirs)
    assert side or not found.conflicts
    choices = {difference.spot: side for difference in found.conflicts if side}
    return store.merge_in(uid, theirs, found.changes(choices), who="統合した人")


@pytest.fixture
def draft(store: SqliteDraftStore) -> Draft:
    made = store.create("call", 1, "応募", answers={"a": "はじめ"}, who="甲")
    return answer(store, made.uid, "甲", b="二つ目", t=[{"_id": "1", "n": 1}])


def test_a_copy_says_the_same_and_can_go_back_as_far(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft
) -> None:
    store.name_revision(draft.uid, 2, "係長確認済")
    copy = other.take_in(store.whole(draft.uid))
    assert entries_of(copy) == entries_of(draft)
    assert copy.uid != draft.uid
    assert [(r.who, r.note) for r in other.history(copy.uid)] == [("甲", "係長確認済"), ("甲", "")]
    assert other.at_revision(copy.uid, 1).answers == {"a": "はじめ"}
    undone = other.undo(copy.uid)
    assert undone is not None
    assert undone[0].answers == {"a": "はじめ"}
    assert other.redo(copy.uid) is not None
    assert other.load(copy.uid).answers == draft.answers


def test_copies_of_a_draft_are_known_by_their_lineage(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft
) -> None:
    other.take_in(store.whole(draft.uid))
    again = other.take_in(store.whole(draft.uid), "もう一つ")
    assert again.title == "もう一つ"
    assert {s.lineage for s in other.drafts()} == {s.lineage for s in store.drafts()}


def test_what_goes_on_around_a_draft_comes_along(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft, clock: TickingClock
) -> None:
    store.set_state(draft.uid, State.REVIEW_ASKED, who="甲", comment="お願いします。")
    store.put_comments(draft.uid, [Comment("c1", "a", clock.now(), "乙", "短く。")])
    store.freeze(draft.uid, 2, "D:/提出", who="甲")
    answer(store, draft.uid, a="続き")
    copy = other.take_in(store.whole(draft.uid))
    assert copy.state is State.REVIEW_ASKED
    assert other.approvals(copy.uid) == store.approvals(draft.uid)
    assert other.comments(copy.uid) == store.comments(draft.uid)
    assert other.packages(copy.uid) == store.packages(draft.uid)
    assert [s.changed_since for s in other.drafts()] == [True]


def test_two_fill_different_sections_and_both_are_kept(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft
) -> None:
    copy = other.take_in(store.whole(draft.uid))
    ours = answer(
        store, draft.uid, "甲", a="甲の文", t=[{"_id": "1", "n": 1}, {"_id": "2", "n": 2}]
    )
    answer(other, copy.uid, "乙", c="乙の文", t=[{"_id": "3", "n": 3}, {"_id": "1", "n": 1}])
    result = merged(store, draft.uid, other.whole(copy.uid))
    assert (result.answers["a"], result.answers["c"]) == ("甲の文", "乙の文")
    assert [row["n"] for row in result.answers["t"]] == [3, 1, 2]
    newest = store.history(draft.uid)[0]
    assert (newest.who, set(newest.keys)) == ("統合した人", {"c", "t"})
    assert store.at_revision(draft.uid, newest.merged).answers["c"] == "乙の文"
    undone = store.undo(draft.uid)
    assert undone is not None
    assert entries_of(undone[0]) == entries_of(ours)


def test_each_keeps_its_own_name_for_its_copy(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft
) -> None:
    copy = other.take_in(store.whole(draft.uid), "佐久の写し")
    answer(other, copy.uid, c="乙")
    assert merged(store, draft.uid, other.whole(copy.uid)).title == "応募"


def test_merging_again_asks_only_for_what_is_new(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft
) -> None:
    copy = other.take_in(store.whole(draft.uid))
    answer(store, draft.uid, a="甲")
    answer(other, copy.uid, a="乙")
    assert merged(store, draft.uid, other.whole(copy.uid), Side.OURS).answers["a"] == "甲"
    answer(other, copy.uid, c="あとから")
    result = merged(store, draft.uid, other.whole(copy.uid))
    assert (result.answers["a"], result.answers["c"]) == ("甲", "あとから")


def test_what_was_merged_goes_back_without_a_question(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft
) -> None:
    copy = other.take_in(store.whole(draft.uid))
    answer(store, draft.uid, a="甲")
    answer(other, copy.uid, b="乙")
    both = merged(store, draft.uid, other.whole(copy.uid))
    back = merged(other, copy.uid, store.whole(draft.uid))
    assert entries_of(back) == entries_of(both)
    merged(store, draft.uid, other.whole(copy.uid))
    revisions = store.history(draft.uid)
    merged(store, draft.uid, other.whole(copy.uid))
    assert store.history(draft.uid) == revisions


def test_a_copy_without_history_finds_what_both_come_from(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft
) -> None:
    copy = other.take_in(store.whole(draft.uid).without_history())
    assert len(other.history(copy.uid)) == 1
    answer(store, draft.uid, a="甲")
    answer(other, copy.uid, b=None)
    answer(other, copy.uid, c="乙")
    result = merged(store, draft.uid, other.whole(copy.uid).without_history())
    assert result.answers == {"a": "甲", "c": "乙", "t": draft.answers["t"]}
    theirs = store.at_revision(draft.uid, store.history(draft.uid)[0].merged)
    assert theirs.answers == {"a": "はじめ", "c": "乙", "t": draft.answers["t"]}


def test_what_both_come_from_is_found_whatever_the_clocks_say(
    store: SqliteDraftStore, draft: Draft
) -> None:
    """A PC whose clock went backwards."""
    whole = store.whole(draft.uid)
    first, second = whole.steps
    backwards = replace(second, at=first.at - timedelta(days=400))
    copy = replace(whole, steps=(first, backwards))
    assert common(copy, copy) == second.name


def test_typing_on_after_a_copy_was_made_is_not_a_conflict(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft
) -> None:
    store.apply(draft.uid, [Change("answer", "a", "書き")], step="typing:a")
    copy = other.take_in(store.whole(draft.uid))
    store.apply(draft.uid, [Change("answer", "a", "書きかけ")], step="typing:a")
    answer(other, copy.uid, c="乙")
    result = merged(store, draft.uid, other.whole(copy.uid))
    assert (result.answers["a"], result.answers["c"]) == ("書きかけ", "乙")


def test_typing_on_after_a_backup_is_seen_as_a_change(
    store: SqliteDraftStore, draft: Draft
) -> None:
    """A copy of the file holds the same revision as it was before typing went on."""
    store.apply(draft.uid, [Change("answer", "a", "書き")], step="typing:a")
    names = {step.name for step in _unsealed(store, draft.uid).steps}
    store.apply(draft.uid, [Change("answer", "a", "書きかけ")], step="typing:a")
    assert {step.name for step in store.whole(draft.uid).steps} != names


def _unsealed(store: SqliteDraftStore, uid: str) -> WholeDraft:
    from app.drafts import lineage

    with store._connection.reading() as db:
        return lineage.whole(db, uid)


def test_drafts_that_have_nothing_in_common_are_merged_by_choice(
    store: SqliteDraftStore, draft: Draft
) -> None:
    stranger = store.create("call", 1, "応募", answers={"a": "別", "c": "乙"})
    result = merged(store, draft.uid, store.whole(stranger.uid), Side.THEIRS)
    assert result.answers == {"a": "別", "c": "乙"}
    for revision in store.history(draft.uid):
        assert store.at_revision(draft.uid, revision.number).title == "応募"
    assert store.at_revision(draft.uid, 3).answers == {"a": "別", "c": "乙"}


def test_whoever_wrote_an_answer_is_named_after_a_merge(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft
) -> None:
    copy = other.take_in(store.whole(draft.uid))
    answer(store, draft.uid, "甲", a="甲の文")
    answer(other, copy.uid, "乙", c="乙の文")
    merged(store, draft.uid, other.whole(copy.uid))
    whole = store.whole(draft.uid)
    authors = {key: whole.last_change(("answer", key)) for key in "abc"}
    assert {key: step and step.who for key, step in authors.items()} == {
        "a": "甲",
        "b": "甲",
        "c": "乙",
    }


def test_a_remark_settled_on_one_side_is_settled(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft, clock: TickingClock
) -> None:
    remark = Comment("c1", "a", clock.now(), "乙", "短く。")
    store.put_comments(draft.uid, [remark])
    copy = other.take_in(store.whole(draft.uid))
    other.put_comments(
        copy.uid,
        [
            Comment("c1", "a", remark.at, "乙", "短く。", clock.now(), "乙"),
            Comment("c2", "b", clock.now(), "乙", "数は。"),
        ],
    )
    merged(store, draft.uid, other.whole(copy.uid))
    assert store.comments(draft.uid) == other.comments(copy.uid)


def test_a_long_history_travels_too(
    store: SqliteDraftStore, other: SqliteDraftStore, draft: Draft
) -> None:
    """Longer than Python's stack is deep."""
    whole = store.whole(draft.uid)
    steps = list(whole.steps)
    for number in range(1_500):
        before = steps[-1]
        change = (Change("answer", "a", f"{number}"),)
        steps.append(Step(f"step{number:08}", (before.name,), before.at, "甲", "", change))
    long = replace(whole, steps=tuple(steps), head=steps[-1].name)
    copy = other.take_in(long)
    assert copy.answers["a"] == "1499"
    assert other.whole(copy.uid).steps == long.steps
    answer(store, draft.uid, b="甲")
    assert merged(store, draft.uid, other.whole(copy.uid)).answers["a"] == "1499"
    assert store.at_revision(draft.uid, 1).answers == {"a": "はじめ"}


KEYS = st.sampled_from("abcdef")
SCRIPT = st.lists(st.tuples(st.booleans(), KEYS, st.text(max_size=4)), max_size=12)


@settings(max_examples=25, deadline=None)
@given(SCRIPT)
def test_people_who_keep_to_their_own_questions_agree_after_any_number_of_merges(
    script: list[tuple[bool, str, str]],
) -> None:
    """Each True is the first person's typing, each False the second's; 'f' means: exchange."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drafts.sqlite3"
        with closing(SqliteDraftStore(path, TickingClock())) as store:
            one = store.create("call", 1, "応募").uid
            two = store.take_in(store.whole(one)).uid
            wanted: dict[str, str] = {}
            for first, key, text in script:
                mine, yours = (one, two) if first else (two, one)
                if key == "f":
                    merged(store, mine, store.whole(yours))
                    continue
                name = f"{key}-{first}"
                answer(store, mine, **{name: text})
                wanted[name] = text
            merged(store, one, store.whole(two))
            merged(store, two, store.whole(one))
            said = [{k: v for k, v in store.load(uid).answers.items() if v} for uid in (one, two)]
            assert said == [{k: v for k, v in wanted.items() if v}] * 2
            for revision in store.history(one):
                store.at_revision(one, revision.number)
