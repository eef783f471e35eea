"""Words are found in all answers of all drafts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.drafts import search
from app.drafts.draft import Change
from app.drafts.store import SEARCH, SqliteDraftStore
from tests.drafts.conftest import TickingClock

TEXT = "県と市町村が連携し、デジタル人材を確保する。"


@pytest.fixture
def uid(store: SqliteDraftStore) -> str:
    rows = [{"name": "信濃　太郎", "role": "ＣＩＯ補佐官"}]
    answers = {"a.text": TEXT, "a.rows": rows, "a.number": 1234}
    return store.create("call", 1, "長野県の応募", answers=answers).uid


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("デジタル人材", "a.text"),
        ("ﾃﾞｼﾞﾀﾙ人材", "a.text"),
        ("人材", "a.text"),
        ("市", "a.text"),
        ("cio", "a.rows"),
        ("太郎", "a.rows"),
        ("1234", "a.number"),
        ("長野県の応募", ""),
        ('"', None),
        ("確保しない", None),
        ("   ", None),
        ("\0", None),
        ("\ud83d人材あ", None),
    ],
)
def test_words_are_found_whatever_their_width_and_length(
    words: str, question: str | None, store: SqliteDraftStore, uid: str
) -> None:
    expected = [] if question is None else [(uid, question)]
    assert [(hit.uid, hit.question) for hit in store.search(words)] == expected


def test_every_word_must_be_somewhere_in_the_draft(store: SqliteDraftStore, uid: str) -> None:
    store.create("call", 1, "長野県の応募")
    found = store.search("長野県 デジタル人材")
    assert {(hit.uid, hit.question) for hit in found} == {(uid, ""), (uid, "a.text")}
    assert not store.search("長野県 岐阜県")


def test_what_was_changed_is_found_and_what_is_gone_is_not(
    store: SqliteDraftStore, uid: str
) -> None:
    assert store.search("デジタル人材")
    store.apply(uid, [Change("answer", "a.text", "専門人材の育成")])
    assert not store.search("デジタル人材")
    assert store.search("専門人材")[0].snippet == "専門人材の育成"
    store.undo(uid)
    assert store.search("デジタル人材")
    store.delete_for_good(uid)
    assert not store.search("デジタル人材")


def test_a_broken_index_is_made_anew(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    assert store.search("デジタル人材")
    store.close()
    database.with_name(SEARCH).write_bytes(b"not a database at all" * 300)
    with closing(SqliteDraftStore(database, clock)) as again:
        assert again.search("デジタル人材")


def test_an_index_of_another_version_is_made_anew(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    assert store.search("デジタル人材")
    store.close()
    with closing(sqlite3.connect(database.with_name(SEARCH))) as plain:
        plain.execute("PRAGMA user_version = 99")
    with closing(SqliteDraftStore(database, clock)) as again:
        assert again.search("デジタル人材")


def test_it_works_without_the_pieces_of_newer_sqlite(
    store: SqliteDraftStore, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "supported", lambda: False)
    assert store.search("デジタル人材")[0].question == "a.text"


def test_reading_alone_leaves_no_index_behind(
    store: SqliteDraftStore, uid: str, database: Path, clock: TickingClock
) -> None:
    store.close()
    reading = SqliteDraftStore(database, clock, only_reading="閲覧のみです。")
    with closing(reading):
        assert reading.search("デジタル人材")
    assert not database.with_name(SEARCH).exists()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(st.text("県市町村人材ＡaＢb１2\"*'%_ ", max_size=30), min_size=1, max_size=5),
    wanted=st.text("県市町村人材ＡaＢb１2\"*'%_", min_size=1, max_size=5),
)
def test_the_index_finds_what_a_look_through_everything_finds(
    texts: list[str], wanted: str, tmp_path: Path
) -> None:
    index = search.SearchIndex(None)
    try:
        present = {str(number): "1" for number in range(len(texts))}
        index.bring_up_to_date(present, lambda uid: [("q", texts[int(uid)])])
        found = {hit.uid for hit in index.find(wanted)}
    finally:
        index.close()
    expected = {uid for uid in present if search.plain(wanted) in search.plain(texts[int(uid)])}
    assert found == expected
