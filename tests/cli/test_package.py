"""drafts package: what a package was made from is remembered, and corrected packages."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from app.drafts.approval import fingerprint
from app.drafts.draft import Change, State
from app.drafts.folder_lock import FolderLock
from app.drafts.store import SqliteDraftStore
from app.environment import Station, SystemClock
from tests.cli.conftest import Program

NOW = ("--now", "2025-04-03")


def opened(home: Path) -> SqliteDraftStore:
    return SqliteDraftStore(home / "drafts.sqlite3", SystemClock())


def test_a_package_freezes_the_revision_it_was_made_from(
    program: Program, own_home: Path, tmp_path: Path
) -> None:
    uid = program("drafts", "new", "--sample", "complete").out.strip()
    outcome = program("drafts", "package", uid, "--out", tmp_path / "out", *NOW)
    assert outcome.code == 0, outcome.err
    made = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["draft"]
    with closing(opened(own_home)) as store:
        (frozen,) = store.packages(uid)
        assert (frozen.revision, frozen.fingerprint) == (made["revision"], made["fingerprint"])
        assert frozen.folder == str(tmp_path / "out")
        later = store.apply(uid, [Change("answer", "contact.person", "千曲")])
        assert later.revision > frozen.revision
        assert fingerprint(store.at_revision(uid, frozen.revision)) == frozen.fingerprint


def test_a_corrected_package_holds_the_table_against_what_was_sent(
    program: Program, own_home: Path, tmp_path: Path
) -> None:
    uid = program("drafts", "new", "--sample", "complete").out.strip()
    refused = program("drafts", "package", uid, "--out", tmp_path / "no", "--correction", *NOW)
    assert refused.code == 2
    assert "提出済" in refused.err
    assert not (tmp_path / "no").exists()
    program("drafts", "package", uid, "--out", tmp_path / "sent", *NOW)
    with closing(opened(own_home)) as store:
        store.set_state(uid, State.SUBMITTED)
        store.apply(uid, [Change("answer", "contact.person", "千曲")])
    out = tmp_path / "again"
    outcome = program("drafts", "package", uid, "--out", out, "--correction", "--json", *NOW)
    assert outcome.code == 0, outcome.err
    kinds = {file["kind"]: file["name"] for file in outcome.json["files"]}
    assert "新旧対照表" in kinds["comparison"]
    assert (out / kinds["comparison"]).is_file()


def test_a_package_that_cannot_be_remembered_is_told(
    program: Program, own_home: Path, tmp_path: Path
) -> None:
    uid = program("drafts", "new", "--sample", "complete").out.strip()
    lock = FolderLock(own_home, SystemClock(), Station("KIKAKU-01", "sato"))
    assert lock.take() is None
    outcome = program("drafts", "package", uid, "--out", tmp_path / "out", "--json", *NOW)
    assert outcome.code == 0
    assert outcome.json["manifest"] == "manifest.json"
    assert "記録できませんでした" in outcome.err
