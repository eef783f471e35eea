"""Draft files, merging and 新旧対照表 from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from app.drafts.draft import Change
from app.drafts.store import SqliteDraftStore
from app.environment import SystemClock
from tests.cli.conftest import Program


def change(home: Path, uid: str, **answers: object) -> None:
    store = SqliteDraftStore(home / "drafts.sqlite3", SystemClock())
    store.apply(uid, [Change("answer", k.replace("__", "."), v) for k, v in answers.items()])
    store.close()


def answers(program: Program, uid: str) -> dict[str, object]:
    found: dict[str, object] = program("drafts", "show", uid, "--json").json["answers"]
    return found


@pytest.fixture
def uid(program: Program) -> str:
    return program("drafts", "new", "--sample", "complete", "--title", "長野県").out.strip()


@pytest.fixture
def copy(program: Program, uid: str, tmp_path: Path) -> str:
    """The colleague's copy, in the same store."""
    path = tmp_path / "渡す.oubo"
    assert program("drafts", "export", uid, "--out", path).code == 0
    return program("drafts", "import", path, "--title", "写し").out.strip()


def test_two_parts_of_a_draft_come_together(
    program: Program, own_home: Path, uid: str, copy: str, tmp_path: Path
) -> None:
    change(own_home, uid, contact__person="千曲")
    change(own_home, copy, contact__telephone="026-111-1111")
    back = tmp_path / "戻す.oubo"
    program("drafts", "export", copy, "--out", back)
    outcome = program("drafts", "merge", uid, back, "--who", "千曲", "--json")
    assert outcome.code == 0, outcome.err
    assert (outcome.json["changed"], outcome.json["conflicts"]) == (1, 0)
    merged = answers(program, uid)
    assert (merged["contact.person"], merged["contact.telephone"]) == ("千曲", "026-111-1111")


def test_what_both_changed_is_told_and_nothing_done_until_a_side_is_named(
    program: Program, own_home: Path, uid: str, copy: str, tmp_path: Path
) -> None:
    change(own_home, uid, contact__person="千曲")
    change(own_home, copy, contact__person="佐久")
    back = tmp_path / "戻す.oubo"
    program("drafts", "export", copy, "--out", back, "--no-history", "--no-supplements")
    told = program("drafts", "merge", uid, back)
    assert told.code == 1
    assert "今の下書き: 千曲" in told.out
    assert "下書きファイル: 佐久" in told.out
    conflicts = program("drafts", "merge", uid, back, "--json").json["conflicts"]
    assert {entry["theirs"] for entry in conflicts} >= {"佐久"}
    assert answers(program, uid)["contact.person"] == "千曲"
    assert program("drafts", "merge", uid, back, "--take", "theirs").code == 0
    assert answers(program, uid)["contact.person"] == "佐久"


def test_a_file_that_is_none_is_refused(program: Program, uid: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.oubo"
    path.write_bytes(b"PK no zip")
    for arguments in (("import", path), ("merge", uid, path)):
        outcome = program("drafts", *arguments)
        assert outcome.code == 2
        assert "bad.oubo" in outcome.err


def test_versions_are_compared_on_screen_and_in_word(
    program: Program, own_home: Path, uid: str, tmp_path: Path
) -> None:
    change(own_home, uid, contact__telephone="026-222-2222")
    assert "変更後: 026-222-2222" in program("drafts", "compare", uid).out
    found = program("drafts", "compare", uid, "--from", "1", "--to", "2", "--json").json
    assert [entry["question"] for entry in found["changes"]] == ["contact.telephone"]
    assert "変更はありません" in program("drafts", "compare", uid, "--from", "2").out
    path = tmp_path / "対照表.docx"
    assert program("drafts", "compare", uid, "--out", path).code == 0
    table = Document(io.BytesIO(path.read_bytes())).tables[0]
    assert table.rows[1].cells[2].text == "026-222-2222"


def test_a_version_that_is_not_there_and_a_file_that_is_no_word_file_are_told(
    program: Program, uid: str, tmp_path: Path
) -> None:
    assert "第9版" in program("drafts", "compare", uid, "--from", "9").err
    assert ".docx" in program("drafts", "compare", uid, "--out", tmp_path / "x.pdf").err


def test_after_an_undo_the_package_stands_on_the_side_of_its_time(
    program: Program, own_home: Path, uid: str, tmp_path: Path
) -> None:
    change(own_home, uid, contact__telephone="026-222-2222")
    program("drafts", "package", uid, "--out", tmp_path / "out", "--now", "2025-04-03")
    assert program("drafts", "undo", uid).code == 0
    found = program("drafts", "compare", uid, "--json").json
    assert (found["from"], found["to"]) == (1, 2)
    assert [entry["after"] for entry in found["changes"]] == ["026-222-2222"]
