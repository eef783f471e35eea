"""What a store of drafts promises (contract.DraftStore)."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.drafts.contract import DraftStore
from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from app.errors import InputError
from tests.drafts.conftest import TickingClock


def answer(key: str, value: object) -> Change:
    return Change("answer", key, value)


def begin(store: DraftStore, **answers: object) -> str:
    named = {f"a.{key}": value for key, value in answers.items()}
    return store.create("call", 3, "題名", answers=named, who="佐藤").uid


def test_a_new_draft_holds_what_it_was_begun_with(store: DraftStore) -> None:
    draft = store.load(begin(store, b="文", c=3, d=False))
    assert (draft.title, draft.call_id, draft.call_version) == ("題名", "call", 3)
    assert dict(draft.answers) == {"a.b": "文", "a.c": 3, "a.d": False}
    assert draft.created == draft.modified
    assert draft.created.utcoffset() is not None


def test_what_was_applied_is_there_after_reopening(
    store: SqliteDraftStore, database: Path, clock: TickingClock
) -> None:
    uid = begin(store)
    store.apply(uid, [answer("a.b", "\ud800壊れた字\u0007"), Change("override", "G2-10", "理由")])
    store.apply(uid, [Change("dismissal", "rule:a.b", True), Change("title", "", "別の題名")])
    store.close()
    again = SqliteDraftStore(database, clock)
    draft = again.load(uid)
    again.close()
    assert draft.answers["a.b"] == "\ud800壊れた字\u0007"
    assert dict(draft.overrides) == {"G2-10": "理由"}
    assert draft.dismissals == {"rule:a.b"}
    assert draft.title == "別の題名"


def test_none_takes_an_answer_away(store: DraftStore) -> None:
    uid = begin(store, b="文")
    assert "a.b" not in store.apply(uid, [answer("a.b", None)]).answers


def test_undo_and_redo_go_all_the_way_across_a_restart(
    store: SqliteDraftStore, database: Path, clock: TickingClock
) -> None:
    uid = begin(store)
    for number in range(50):
        store.apply(uid, [answer("a.b", "字" * number + "末"), answer("a.c", number)])
    store.close()
    again = SqliteDraftStore(database, clock)
    for number in reversed(range(49)):
        undone = again.undo(uid)
        assert undone is not None
        draft, keys = undone
        assert draft.answers == {"a.b": "字" * number + "末", "a.c": number}
        assert set(keys) == {"a.b", "a.c"}
    again.undo(uid)
    assert again.load(uid).answers == {}
    assert again.undo(uid) is None
    assert not again.can_undo(uid)
    while again.can_redo(uid):
        again.redo(uid)
    assert again.load(uid).answers["a.c"] == 49
    assert again.redo(uid) is None
    again.close()


def test_typing_in_one_field_is_one_step(store: DraftStore) -> None:
    uid = begin(store, b="前")
    for text in ("あ", "あい", "あいう"):
        store.apply(uid, [answer("a.b", text)], step="field-1")
    store.apply(uid, [answer("a.b", "あいうえ")], step="field-2")
    assert [r.number for r in store.history(uid)] == [3, 2, 1]
    texts = []
    while undone := store.undo(uid):
        texts.append(undone[0].answers["a.b"])
    assert texts == ["あいう", "前"]


def test_a_step_ends_when_it_was_undone(store: DraftStore) -> None:
    uid = begin(store)
    store.apply(uid, [answer("a.b", "あ")], step="s")
    store.undo(uid)
    store.apply(uid, [answer("a.b", "い")], step="s")
    assert not store.can_redo(uid)
    assert len(store.history(uid)) == 3


def test_going_back_to_a_step_does_not_continue_it(store: DraftStore) -> None:
    """Else the revision that history already tells of would change under it."""
    uid = begin(store)
    store.apply(uid, [answer("a.b", "あ")], step="s1")
    store.apply(uid, [answer("a.b", "い")], step="s2")
    store.undo(uid)
    store.apply(uid, [answer("a.b", "う")], step="s1")
    texts = [store.at_revision(uid, n).answers.get("a.b") for n in (2, 3, 4)]
    assert texts == ["あ", "い", "う"]


def test_what_changes_nothing_makes_no_revision(store: DraftStore) -> None:
    uid = begin(store, b="文")
    before = store.load(uid)
    assert store.apply(uid, [answer("a.b", "文"), answer("a.z", None)]) == before
    assert len(store.history(uid)) == 1


def test_typing_after_undo_leaves_the_undone_in_history(store: DraftStore) -> None:
    uid = begin(store)
    store.apply(uid, [answer("a.b", "一")])
    store.apply(uid, [answer("a.b", "二")])
    store.undo(uid)
    store.apply(uid, [answer("a.b", "三")])
    assert not store.can_redo(uid)
    assert [store.at_revision(uid, n).answers.get("a.b") for n in (1, 2, 3, 4)] == [
        None, "一", "二", "三",
    ]  # fmt: skip
    undone = store.undo(uid)
    assert undone is not None
    assert undone[0].answers["a.b"] == "一"


def test_history_says_who_when_and_what(store: DraftStore) -> None:
    uid = begin(store)
    store.apply(uid, [answer("a.b", "一")], who="鈴木")
    newest, first = store.history(uid)
    assert (newest.who, newest.keys) == ("鈴木", ("a.b",))
    assert first.who == "佐藤"
    assert newest.at > first.at
    assert len(store.history(uid, limit=1)) == 1


def test_an_unknown_draft_or_revision_is_told(store: DraftStore) -> None:
    with pytest.raises(InputError, match="下書きはありません"):
        store.load("zz")
    with pytest.raises(InputError, match="下書きはありません"):
        store.apply("zz", [answer("a.b", 1)])
    with pytest.raises(InputError, match="第9版"):
        store.at_revision(begin(store), 9)


def test_a_duplicate_is_independent(store: DraftStore) -> None:
    uid = begin(store, b="元")
    copy = store.duplicate(uid, "控え")
    store.apply(copy.uid, [answer("a.b", "変更")])
    assert store.load(uid).answers["a.b"] == "元"
    assert store.load(copy.uid).title == "控え"


def test_the_trash_holds_until_deleted_for_good(store: DraftStore, database: Path) -> None:
    uid = begin(store, b="消すべき文章")
    store.trash(uid)
    assert store.drafts() == []
    (trashed,) = store.drafts(trashed=True)
    assert trashed.trashed is not None
    store.restore(uid)
    assert [s.uid for s in store.drafts()] == [uid]
    store.delete_for_good(uid)
    assert store.drafts() == store.drafts(trashed=True) == []
    with pytest.raises(InputError):
        store.load(uid)
    escaped = "消すべき文章".encode("ascii", "backslashreplace")
    assert escaped not in database.read_bytes()


def test_the_list_names_the_applicant_and_counts_answers(store: DraftStore) -> None:
    uid = begin(store, b="20", c="", d=[], e=False)
    store.note_errors(uid, 4)
    (summary,) = store.drafts(applicants={"call": "a.b"})
    assert (summary.prefecture, summary.answered, summary.errors) == ("20", 2, 4)
    assert summary.modified == summary.created
    assert store.drafts()[0].prefecture == ""


def test_the_last_changed_comes_first(store: DraftStore) -> None:
    first, second = begin(store), begin(store)
    assert [s.uid for s in store.drafts()] == [second, first]
    store.apply(first, [answer("a.b", 1)])
    assert [s.uid for s in store.drafts()] == [first, second]


def test_rows_get_an_identity_that_stays(store: DraftStore) -> None:
    uid = begin(store)
    rows = store.apply(uid, [answer("a.t", [{"x": 1}, {"x": 2, "_id": "k"}])]).answers["a.t"]
    assert rows[1]["_id"] == "k"
    assert len({row["_id"] for row in rows}) == 2
    rows[0]["x"] = 5
    again = store.apply(uid, [answer("a.t", rows)]).answers["a.t"]
    assert [row["_id"] for row in again] == [row["_id"] for row in rows]


def test_settings_are_remembered(store: DraftStore) -> None:
    assert store.setting("who") is None
    store.set_setting("who", {"name": "佐藤"})
    store.set_setting("who", {"name": "鈴木"})
    assert store.setting("who") == {"name": "鈴木"}
    store.set_setting("who", None)
    assert store.setting("who") is None


def test_the_file_grows_with_what_is_typed(store: DraftStore, database: Path) -> None:
    """A long text typed letter by letter, each letter a step, is not copied each time."""
    uid = begin(store, b="字" * 5_000)
    size = database.stat().st_size
    for number in range(200):
        store.apply(uid, [answer("a.b", "字" * (5_000 + number))])
    assert database.stat().st_size - size < 200 * 420


def test_threads_may_share_a_store(store: DraftStore) -> None:
    from concurrent.futures import ThreadPoolExecutor

    uid = begin(store)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.apply(uid, [answer(f"a.k{n}", n)]), range(100)))
    assert len(store.load(uid).answers) == 100
