"""What every store of drafts promises, as tests: run them against a store by a subclass.

    class TestMine(DraftStoreContract):
        @pytest.fixture
        def store(self): return MyStore(...)

Lasting across a restart, threads and the disk are each store's own tests.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from app.drafts.approval import Comment, fingerprint
from app.drafts.contract import DraftStore
from app.drafts.draft import Change, State, Value
from app.environment import JST
from app.errors import InputError


def answer(key: str, value: Value) -> Change:
    return Change("answer", key, value)


class DraftStoreContract:
    """Subclass it as Test… with a fixture `store`."""

    @pytest.fixture
    def uid(self, store: DraftStore) -> str:
        return store.create("call", 2, "題名", answers={"a.b": "前"}, who="佐藤").uid

    def test_a_new_draft_holds_what_it_was_begun_with(self, store: DraftStore) -> None:
        draft = store.create("call", 2, "題名", answers={"a.b": 1}, practice=True)
        assert (draft.call_id, draft.call_version, draft.title) == ("call", 2, "題名")
        assert (dict(draft.answers), draft.practice) == ({"a.b": 1}, True)
        assert draft.state is State.WRITING
        assert store.load(draft.uid) == draft
        assert draft.created.tzinfo is not None

    def test_every_kind_of_change(self, store: DraftStore, uid: str) -> None:
        changes = [
            answer("a.c", ["一", "二"]),
            Change("override", "G2-10", "理由"),
            Change("dismissal", "key", True),
            Change("title", "", "別の題名"),
        ]
        draft = store.apply(uid, changes)
        assert dict(draft.answers) == {"a.b": "前", "a.c": ["一", "二"]}
        assert dict(draft.overrides) == {"G2-10": "理由"}
        assert draft.dismissals == {"key"}
        assert draft.title == "別の題名"
        gone = [replace(change, value=None) for change in changes[:3]]
        draft = store.apply(uid, gone)
        assert dict(draft.answers) == {"a.b": "前"}
        assert not draft.overrides
        assert not draft.dismissals

    def test_rows_have_an_identity_that_stays(self, store: DraftStore, uid: str) -> None:
        draft = store.apply(uid, [answer("a.rows", [{"name": "一"}, {"name": "二"}])])
        rows = draft.answers["a.rows"]
        assert len({row["_id"] for row in rows}) == 2
        again = store.apply(uid, [answer("a.rows", [*rows, {"name": "三"}])])
        assert again.answers["a.rows"][:2] == rows

    def test_files_are_named_by_every_revision(self, store: DraftStore, uid: str) -> None:
        one, other, free = ("ab" * 32, "ac" * 32, "ad" * 32)
        files = [{"name": "a.pdf", "sha256": name, "size": 1} for name in (one, other)]
        store.apply(uid, [answer("a.files", files[:1])])
        store.apply(uid, [answer("a.files", files[1:])])
        store.undo(uid)
        store.undo(uid)
        store.apply(uid, [answer("a.b", "別の道")])
        second = store.create("call", 2, "二つ目", answers={"a.files": files[:1]}).uid
        assert store.named_files({one, other, free}) == {one, other}
        assert store.named_files({one, other, free}, second) == {one}
        store.delete_for_good(uid)
        assert store.named_files({one, other, free}) == {one}

    def test_settings_are_found_by_the_beginning_of_their_names(self, store: DraftStore) -> None:
        for name in ("dates/a", "dates/b", "date", "who"):
            store.set_setting(name, [name])
        assert store.settings("dates/") == {"dates/a": ["dates/a"], "dates/b": ["dates/b"]}
        assert store.settings("どこ") == {}

    def test_the_list_follows_every_change(self, store: DraftStore, uid: str) -> None:
        other = store.create("call", 2, "二つ目").uid
        assert {d.title for d in store.drafts()} == {"題名", "二つ目"}
        store.drafts().clear()
        store.apply(uid, [Change("title", "", "改題"), answer("a.p", "20")])
        assert {d.title for d in store.drafts()} == {"改題", "二つ目"}
        found = store.drafts(applicants={"call": "a.p"})
        assert {d.prefecture for d in found} == {"20", ""}
        store.note_errors(other, 7)
        store.trash(uid)
        assert [(d.uid, d.errors) for d in store.drafts()] == [(other, 7)]
        assert [d.uid for d in store.drafts(trashed=True)] == [uid]
        store.undo(uid)
        assert store.drafts(trashed=True)[0].title == "題名"

    def test_undo_and_redo_go_all_the_way(self, store: DraftStore, uid: str) -> None:
        states = [dict(store.load(uid).answers)]
        for number in range(4):
            store.apply(uid, [answer("a.b", f"文{number}")])
            states.append(dict(store.load(uid).answers))
        for state in reversed(states[:-1]):
            found = store.undo(uid)
            assert found is not None
            assert (dict(found[0].answers), found[1]) == (state, ("a.b",))
        assert not store.can_undo(uid)
        assert store.undo(uid) is None
        for state in states[1:]:
            found = store.redo(uid)
            assert found is not None
            assert dict(found[0].answers) == state
        assert not store.can_redo(uid)
        assert store.redo(uid) is None

    def test_typing_in_one_field_is_one_step(self, store: DraftStore, uid: str) -> None:
        for text in ("a", "ab", "abc"):
            store.apply(uid, [answer("a.c", text)], step="one")
        store.apply(uid, [answer("a.c", "abcd")], step="two")
        assert len(store.history(uid)) == 3
        store.undo(uid)
        assert store.load(uid).answers["a.c"] == "abc"
        store.undo(uid)
        assert "a.c" not in store.load(uid).answers

    def test_a_step_does_not_go_on_after_undo(self, store: DraftStore, uid: str) -> None:
        store.apply(uid, [answer("a.b", "後")], step="one")
        store.undo(uid)
        store.apply(uid, [answer("a.b", "別")], step="one")
        assert len(store.history(uid)) == 3

    def test_what_changes_nothing_makes_no_revision(self, store: DraftStore, uid: str) -> None:
        before = store.load(uid)
        assert store.apply(uid, [answer("a.b", "前"), answer("a.none", None)]) == before

    def test_typing_after_undo_leaves_the_undone_in_history(
        self, store: DraftStore, uid: str
    ) -> None:
        undone = store.apply(uid, [answer("a.b", "後")]).revision
        store.undo(uid)
        store.apply(uid, [answer("a.b", "別")])
        assert not store.can_redo(uid)
        assert store.at_revision(uid, undone).answers["a.b"] == "後"
        assert store.load(uid).answers["a.b"] == "別"

    def test_history_says_who_when_and_what(self, store: DraftStore, uid: str) -> None:
        store.apply(uid, [answer("a.d", 2), answer("a.c", 1)], who="鈴木")
        newest, first = store.history(uid)
        assert (newest.who, newest.keys, newest.number) == ("鈴木", ("a.c", "a.d"), 2)
        assert first.who == "佐藤"
        assert newest.at > first.at
        assert store.history(uid, limit=1) == [newest]

    def test_what_is_not_there_is_told(self, store: DraftStore, uid: str) -> None:
        for ask in (
            lambda: store.load("nothing"),
            lambda: store.apply("nothing", [answer("a.b", 1)]),
            lambda: store.trash("nothing"),
            lambda: store.delete_for_good("nothing"),
            lambda: store.at_revision(uid, 99),
            lambda: store.name_revision(uid, 99, "x"),
        ):
            with pytest.raises(InputError):
                ask()

    def test_a_duplicate_is_independent(self, store: DraftStore, uid: str) -> None:
        copy = store.duplicate(uid, "写し")
        store.apply(copy.uid, [answer("a.b", "写しで")])
        assert store.load(uid).answers["a.b"] == "前"
        assert store.load(copy.uid).title == "写し"

    def test_the_trash_and_the_end(self, store: DraftStore, uid: str) -> None:
        store.trash(uid)
        assert store.drafts() == []
        assert store.drafts(trashed=True)[0].trashed is not None
        store.restore(uid)
        assert [draft.uid for draft in store.drafts()] == [uid]
        store.delete_for_good(uid)
        assert store.drafts() == store.drafts(trashed=True) == []

    def test_the_list(self, store: DraftStore, uid: str) -> None:
        other = store.create("call", 2, "別", answers={"a.who": "20", "a.empty": ""}).uid
        store.note_errors(other, 3)
        first, second = store.drafts(applicants={"call": "a.who"})
        assert (first.uid, first.prefecture, first.answered, first.errors) == (other, "20", 1, 3)
        assert (second.uid, second.prefecture, second.errors) == (uid, "", None)
        store.apply(uid, [answer("a.b", "後")])
        assert store.drafts()[0].uid == uid

    def test_words_are_found(self, store: DraftStore, uid: str) -> None:
        store.apply(uid, [answer("a.c", "ＤＸ人材を確保する")])
        assert [(h.uid, h.question) for h in store.search("dx人材")] == [(uid, "a.c")]
        assert {h.question for h in store.search("題名 人材")} == {"", "a.c"}
        assert store.search("人材 どこにもない") == []
        assert store.search(" ") == []

    def test_the_way_through_the_office(self, store: DraftStore, uid: str) -> None:
        asked = store.set_state(uid, State.REVIEW_ASKED, who="佐藤", comment="願います")
        assert asked.state is State.REVIEW_ASKED
        (step,) = store.approvals(uid)
        assert (step.state, step.who, step.comment, step.revision) == (
            State.REVIEW_ASKED,
            "佐藤",
            "願います",
            asked.revision,
        )
        assert not store.drafts()[0].changed_since
        store.apply(uid, [answer("a.b", "後")])
        assert store.drafts()[0].changed_since

    def test_what_was_approved_or_named_stays_as_it_was(self, store: DraftStore, uid: str) -> None:
        number = store.apply(uid, [answer("a.b", "確認")], step="one").revision
        store.name_revision(uid, number, "係長確認済")
        store.apply(uid, [answer("a.b", "その後")], step="one")
        assert store.at_revision(uid, number).answers["a.b"] == "確認"
        assert [r.note for r in store.history(uid)] == ["", "係長確認済", ""]

    def test_comments(self, store: DraftStore, uid: str) -> None:
        at = datetime(2025, 4, 1, 9, 0, tzinfo=JST)
        comment = Comment("c1", "a.b", at, "鈴木", "ここを直す", None, "")
        store.put_comments(uid, [comment])
        store.put_comments(uid, [replace(comment, resolved=at, resolved_by="佐藤")])
        (found,) = store.comments(uid)
        assert (found.resolved, found.resolved_by) == (at, "佐藤")
        store.remove_comment(uid, "c1")
        assert store.comments(uid) == []

    def test_a_package_freezes_its_revision(self, store: DraftStore, uid: str) -> None:
        draft = store.load(uid)
        frozen = store.freeze(uid, draft.revision, "D:/提出", who="佐藤")
        assert frozen.fingerprint == fingerprint(draft)
        store.set_state(uid, State.SUBMITTED)
        (package,) = store.packages(uid)
        assert package.sent
        store.apply(uid, [answer("a.b", "後")])
        assert fingerprint(store.load(uid)) != package.fingerprint

    def test_a_copy_is_taken_in_beside_the_others(self, store: DraftStore, uid: str) -> None:
        taken = store.take_in(store.whole(uid), "写し")
        assert taken.uid != uid
        assert (taken.title, dict(taken.answers)) == ("写し", {"a.b": "前"})

    def test_a_merge_is_one_step(self, store: DraftStore, uid: str) -> None:
        copy = store.take_in(store.whole(uid))
        store.apply(copy.uid, [answer("a.c", "写しで")])
        whole = store.whole(copy.uid)
        merged = store.merge_in(uid, whole, [answer("a.c", "写しで")], who="佐藤")
        assert dict(merged.answers) == {"a.b": "前", "a.c": "写しで"}
        store.undo(uid)
        assert dict(store.load(uid).answers) == {"a.b": "前"}

    def test_settings_are_remembered(self, store: DraftStore) -> None:
        assert store.setting("who") is None
        store.set_setting("who", "佐藤")
        assert store.setting("who") == "佐藤"
        store.set_setting("who", None)
        assert store.setting("who") is None

    def test_it_says_whether_it_takes_changes(self, store: DraftStore) -> None:
        assert store.only_reading == ""
