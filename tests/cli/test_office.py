"""The versions of a draft, its way through the office and its backups, on the command line."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from app.drafts.folder_lock import FolderLock
from app.drafts.store import SqliteDraftStore
from app.environment import SystemClock, this_station
from tests.cli.conftest import Program


@pytest.fixture
def uid(program: Program) -> str:
    return program("drafts", "new", "--title", "題名").out.strip()


def rename(home: Path, uid: str, title: str) -> None:
    from app.drafts.draft import Change

    with closing(SqliteDraftStore(home / "drafts.sqlite3", SystemClock())) as store:
        store.apply(uid, [Change("title", "", title)], who="佐藤")


def test_versions_are_listed_named_and_gone_back_to(
    program: Program, own_home: Path, uid: str
) -> None:
    rename(own_home, uid, "改題")
    assert program("drafts", "name", uid, 2, "係長確認済").code == 0
    found = program("drafts", "history", uid, "--json").json
    assert found["revision"] == 2
    newest, first = found["revisions"]
    assert (newest["number"], newest["who"], newest["note"]) == (2, "佐藤", "係長確認済")
    assert (first["number"], first["merged"]) == (1, None)
    assert "係長確認済" in program("drafts", "history", uid).out
    assert program("drafts", "undo", uid).code == 0
    assert program("drafts", "show", uid, "--json").json["title"] == "題名"
    again = program("drafts", "undo", uid)
    assert (again.code, "戻せません" in again.err) == (2, True)
    assert program("drafts", "redo", uid).code == 0
    assert program("drafts", "back", uid, 1, "--who", "鈴木").code == 0
    shown = program("drafts", "show", uid, "--json").json
    assert (shown["title"], shown["revision"]) == ("題名", 3)
    assert program("drafts", "back", uid, 9).code == 2


def test_states_follow_each_other(program: Program, uid: str) -> None:
    refused = program("drafts", "state", uid, "submitted", "--who", "長野")
    assert (refused.code, "進めません" in refused.err) == (2, True)
    for state in ("review_asked", "approved", "submitted", "writing"):
        told = program("drafts", "state", uid, state, "--who", "長野", "--comment", "件")
        assert told.code == 0, told.err
    steps = program("drafts", "history", uid, "--json").json["approvals"]
    assert [step["state"] for step in steps][-2:] == ["submitted", "writing"]
    assert {(step["who"], step["comment"]) for step in steps} == {("長野", "件")}


def test_comments_are_written_settled_and_opened_again(program: Program, uid: str) -> None:
    where = ("--question", "contact.person", "--who", "課長")
    made = program("drafts", "comment", uid, "職名も必要です。", *where).out.strip()
    assert program("drafts", "comment", uid, "x", "--question", "no.such", "--who", "a").code == 2
    assert "職名も必要です。" in program("drafts", "comments", uid).out
    program("drafts", "resolve", uid, made, "--who", "佐藤")
    (entry,) = program("drafts", "comments", uid, "--json").json["comments"]
    assert (entry["open"], entry["resolved_by"], entry["who"]) == (False, "佐藤", "課長")
    program("drafts", "resolve", uid, made, "--who", "佐藤", "--reopen")
    (entry,) = program("drafts", "comments", uid, "--json").json["comments"]
    assert (entry["open"], entry["resolved"]) == (True, None)
    assert program("drafts", "resolve", uid, "none", "--who", "佐藤").code == 2


def test_a_broken_file_is_recovered_and_kept(program: Program, own_home: Path, uid: str) -> None:
    database = own_home / "drafts.sqlite3"
    with closing(SqliteDraftStore(database, SystemClock())) as store:
        store.back_up()
    (entry,) = program("drafts", "backups", "--json").json["backups"]
    assert (entry["good"], entry["drafts"][0]["uid"]) == (True, uid)
    rename(own_home, uid, "改題")
    taken = program("drafts", "recover", entry["name"], "--draft", uid, "--json").json
    assert taken["title"].startswith("題名（")
    assert taken["uid"] != uid
    database.write_bytes(b"broken" * 999)
    assert program("drafts", "list").code == 2
    refused = program("drafts", "recover", stdin=b"n\n")
    assert refused.code == 130
    assert database.read_bytes() == b"broken" * 999
    done = program("drafts", "recover", "--yes", "--json")
    assert done.code == 0, done.err
    assert (own_home / done.json["aside"]).read_bytes() == b"broken" * 999
    assert program("drafts", "show", uid, "--json").json["title"] == "題名"


def test_nothing_is_put_back_under_an_open_window(
    program: Program, own_home: Path, uid: str
) -> None:
    with closing(SqliteDraftStore(own_home / "drafts.sqlite3", SystemClock())) as store:
        store.back_up()
    lock = FolderLock(own_home, SystemClock(), this_station())
    assert lock.take() is None
    refused = program("drafts", "recover", "--yes")
    assert refused.code == 2
    assert "ウィンドウを閉じて" in refused.err
    lock.release()
    assert program("drafts", "recover", "--yes").code == 0
    assert program("drafts", "recover", "no-such").code == 2
