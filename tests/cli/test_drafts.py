"""drafts: the same drafts as the window's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from app.drafts.draft import Change
from app.drafts.folder_lock import FolderLock
from app.drafts.store import SqliteDraftStore
from app.environment import Station, SystemClock
from tests.cli.conftest import Program

Answers = Callable[..., Path]


def test_a_draft_is_made_shown_and_listed(program: Program) -> None:
    uid = program("drafts", "new", "--title", "長野県の応募").out.strip()
    (listed,) = program("drafts", "list", "--json").json["drafts"]
    assert (listed["uid"], listed["title"], listed["practice"]) == (uid, "長野県の応募", False)
    assert "長野県の応募" in program("drafts", "show", uid[:8]).out
    assert "長野県の応募" in program("drafts", "list").out


def test_a_draft_from_a_sample_is_for_practice(program: Program) -> None:
    uid = program("drafts", "new", "--sample", "complete", "--json").json["uid"]
    shown = program("drafts", "show", uid, "--json").json
    assert shown["practice"] is True
    assert shown["answers"]["applicant.prefecture"] == "20"
    assert "【練習】" in program("drafts", "show", uid).out
    assert program("drafts", "check", uid).code == 0


def test_whether_a_drafts_texts_fit_is_looked_at_on_request(
    program: Program, answers: Answers
) -> None:
    path = answers(answers={"functions.themes_text": "窓口業務の改革を進める。" * 90})
    uid = program("drafts", "import", path).out.strip()
    assert "様式の枠に収まりません" not in program("drafts", "check", uid).out
    assert "様式の枠に収まりません" in program("drafts", "check", uid, "--fit").out


def test_the_list_names_the_applicant(program: Program) -> None:
    program("drafts", "new", "--title", "空の応募")
    program("drafts", "new", "--sample", "complete", "--title", "応募")
    found = program("drafts", "list", "--json").json["drafts"]
    assert {draft["title"]: draft["prefecture"] for draft in found} == {
        "空の応募": "",
        "応募": "長野県",
    }
    assert "応募（長野県）" in program("drafts", "list").out
    assert "空の応募\n" in program("drafts", "list").out


def test_what_is_deleted_lies_in_the_trash(program: Program) -> None:
    uid = program("drafts", "new").out.strip()
    assert program("drafts", "delete", uid).code == 0
    assert program("drafts", "list", "--json").json["drafts"] == []
    assert program("drafts", "list", "--trash", "--json").json["drafts"][0]["uid"] == uid
    assert program("drafts", "restore", uid).code == 0
    assert program("drafts", "delete", uid, "--for-good", "--yes").code == 0
    assert program("drafts", "show", uid).code == 2


def test_answers_go_in_and_come_out_the_same(program: Program, answers: Answers) -> None:
    path = answers("長野県.json")
    uid = program("drafts", "import", path).out.strip()
    came_out = program("drafts", "export", uid).json
    went_in = json.loads(path.read_text("utf-8"))
    assert came_out["call"] == went_in["call"]
    assert came_out["practice"] is True
    assert came_out["answers"].keys() == went_in["answers"].keys()
    assert came_out["answers"]["overview.summary"] == went_in["answers"]["overview.summary"]
    target = path.parent / "out.json"
    assert program("drafts", "export", uid, "--out", target).code == 0
    assert program("check", target, "--now", "2025-04-03", "--json").json["errors"] == 0


def test_supplements_go_in_with_the_answers(
    program: Program, answers: Answers, tmp_path: Path
) -> None:
    (tmp_path / "要綱.txt").write_text("設置要綱", "utf-8")
    files = [{"name": "要綱.txt", "path": "要綱.txt"}]
    path = answers(answers={"supplements.files": files})
    uid = program("drafts", "import", path).out.strip()
    (tmp_path / "要綱.txt").unlink()
    outcome = program("drafts", "package", uid, "--out", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    assert (tmp_path / "out" / "要綱.txt").read_text("utf-8") == "設置要綱"


def test_written_reasons_go_in_and_come_out(program: Program, answers: Answers) -> None:
    reasons = {"G8-1": "事務局の了解を得ているため。"}
    uid = program("drafts", "import", answers(overrides=reasons)).out.strip()
    assert program("drafts", "export", uid).json["overrides"] == reasons


def test_a_package_is_made_of_a_draft(program: Program, tmp_path: Path) -> None:
    uid = program("drafts", "new", "--sample", "complete").out.strip()
    outcome = program("drafts", "package", uid, "--out", tmp_path / "out", "--json")
    assert outcome.code == 0, outcome.err
    assert (tmp_path / "out" / outcome.json["mail"]).is_file()


def test_an_open_window_and_the_command_line_share_the_store(
    program: Program, own_home: Path
) -> None:
    """The window holds the store open and writes before, between and after."""
    own_home.mkdir()
    window = SqliteDraftStore(own_home / "drafts.sqlite3", SystemClock())
    mine = window.create("r7-dx-jinzai", 1, "窓の下書き")
    uid = program("drafts", "new", "--title", "コマンドの下書き").out.strip()
    window.apply(mine.uid, [Change("answer", "contact.person", "千曲")])
    assert {d.title for d in window.drafts()} == {"窓の下書き", "コマンドの下書き"}
    assert program("drafts", "delete", uid).code == 0
    shown = program("drafts", "show", mine.uid, "--json").json
    assert shown["answers"] == {"contact.person": "千曲"}
    window.close()


def test_while_another_pc_writes_drafts_are_read_but_not_changed(
    program: Program, own_home: Path
) -> None:
    uid = program("drafts", "new").out.strip()
    lock = FolderLock(own_home, SystemClock(), Station("KIKAKU-01", "sato"))
    assert lock.take() is None
    assert uid in program("drafts", "list").out
    refused = program("drafts", "delete", uid)
    assert refused.code == 2
    assert "KIKAKU-01" in refused.err
    lock.release()
    assert program("drafts", "delete", uid).code == 0


def test_deleting_for_good_is_asked_about(program: Program) -> None:
    uid = program("drafts", "new").out.strip()
    refused = program("drafts", "delete", uid, "--for-good", stdin=b"n\n")
    assert refused.code != 0
    assert "バックアップからも" in refused.err
    assert program("drafts", "show", uid).code == 0
    assert program("drafts", "delete", uid, "--for-good", stdin=b"y\n").code == 0
    assert program("drafts", "show", uid).code == 2
