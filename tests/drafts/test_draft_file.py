"""Draft files: everything comes along, equal drafts give equal bytes, hostile ones are refused."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.calls.models import Call
from app.drafts import draft_file, draft_file_zip
from app.drafts.approval import Comment
from app.drafts.draft import Change, Draft, State
from app.drafts.draft_file_models import schema
from app.drafts.store import SqliteDraftStore
from app.drafts.supplements import SupplementFolder
from app.drafts.whole import Step
from app.errors import InputError, StorageError
from tests.drafts.conftest import ROOT, TickingClock

Calls = dict[str, Call]
CONTENT = b"%PDF-1.7 supplement"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
SCHEMA = ROOT / "resources" / "schema" / "draft-file.schema.json"


@pytest.fixture
def folder(tmp_path: Path) -> SupplementFolder:
    return SupplementFolder(tmp_path / "supplements")


@pytest.fixture
def draft(
    store: SqliteDraftStore, call: Call, folder: SupplementFolder, clock: TickingClock
) -> Draft:
    """With history, a milestone, a remark, an approval, a package and a supplement."""
    sample = json.loads((ROOT / "resources/samples/complete.json").read_text("utf-8"))["answers"]
    uid = store.create(call.id, call.version, "長野県", answers=sample, who="甲").uid
    entry = folder.put(io.BytesIO(CONTENT), "要綱.pdf")
    store.apply(uid, [Change("answer", "supplements.files", [entry])], who="乙")
    store.apply(uid, [Change("override", "G8-1", "了解済み"), Change("dismissal", "k", True)])
    store.name_revision(uid, 2, "係長確認済")
    store.put_comments(uid, [Comment("c1", "contact.person", clock.now(), "乙", "氏名を。")])
    store.freeze(uid, 2, "C:\\Users\\nagano\\提出一式", who="甲")
    store.set_state(uid, State.REVIEW_ASKED, who="甲", comment="お願いします。")
    return store.load(uid)


@pytest.fixture
def file(store: SqliteDraftStore, draft: Draft, folder: SupplementFolder, tmp_path: Path) -> Path:
    path = tmp_path / "長野県.oubo"
    draft_file.write(path, store.whole(draft.uid), folder)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, content: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


Edit = Callable[[dict[str, Any], dict[str, Any]], object]


def edited(file: Path, edit: Edit) -> Path:
    """The file with draft.json and history.json changed by `edit`."""
    content = parts(file)
    draft, history = (json.loads(content[name]) for name in ("draft.json", "history.json"))
    edit(draft, history)
    content["draft.json"] = json.dumps(draft).encode()
    content["history.json"] = json.dumps(history).encode()
    return pack(file, content)


# ---- what comes along ----


def test_a_draft_comes_out_as_it_went_in(
    store: SqliteDraftStore, draft: Draft, file: Path, calls: Calls, tmp_path: Path
) -> None:
    found = draft_file.read(file, calls)
    whole = store.whole(draft.uid)
    assert found.whole.steps == whole.steps
    assert (found.whole.lineage, found.whole.head) == (whole.lineage, whole.head)
    assert found.whole.comments == whole.comments
    assert [a.who for _name, a in found.whole.approvals] == ["甲"]
    assert [(n, p.folder) for n, p in found.whole.packages] == [
        (whole.packages[0][0], "提出一式")
    ], "where it lay on the other PC is nobody's business"
    here = found.whole.draft
    assert (here.title, here.answers, here.overrides, here.dismissals, here.state) == (
        draft.title, draft.answers, draft.overrides, draft.dismissals, State.REVIEW_ASKED,
    )  # fmt: skip
    other = SupplementFolder(tmp_path / "other")
    draft_file.keep_supplements(found, other)
    assert other.read(draft.answers["supplements.files"][0]) == CONTENT


def test_the_same_draft_gives_the_same_bytes(
    store: SqliteDraftStore, draft: Draft, file: Path, folder: SupplementFolder, tmp_path: Path
) -> None:
    again = tmp_path / "again.oubo"
    draft_file.write(again, store.whole(draft.uid), folder)
    assert again.read_bytes() == file.read_bytes()


def test_history_and_supplements_may_stay_at_home(
    store: SqliteDraftStore, draft: Draft, calls: Calls, tmp_path: Path
) -> None:
    path = tmp_path / "short.oubo"
    draft_file.write(path, store.whole(draft.uid), None, history=False)
    assert list(parts(path)) == ["draft.json"]
    assert "甲" not in json.loads(parts(path)["draft.json"])["draft"].values()
    found = draft_file.read(path, calls)
    assert found.whole.draft.answers == draft.answers
    assert found.whole.parents() == store.whole(draft.uid).parents()


def test_half_a_character_survives(
    store: SqliteDraftStore, draft: Draft, calls: Calls, tmp_path: Path
) -> None:
    half = "\ud83d"
    changes = [Change("answer", "contact.person", half), Change("title", "", f"題{half}")]
    store.apply(draft.uid, [*changes, Change("override", "G8-1", half)])
    draft_file.write(tmp_path / "x.oubo", store.whole(draft.uid), None)
    found = draft_file.read(tmp_path / "x.oubo", calls)
    assert found.whole.draft.answers["contact.person"] == half
    assert found.whole.draft.title == "題�"


def test_the_parts_are_as_the_schema_says(file: Path) -> None:
    kept = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(kept)
    checker = jsonschema.Draft202012Validator(kept)
    for name in ("draft.json", "history.json"):
        checker.validate(json.loads(parts(file)[name]))
        wrong = json.loads(parts(file)[name]) | {"unknown": 1}
        assert not checker.is_valid(wrong)


def test_the_schema_is_that_of_the_models() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == schema()


def test_a_history_too_long_for_a_file_is_told_and_may_stay_at_home(
    store: SqliteDraftStore, draft: Draft, calls: Calls, tmp_path: Path
) -> None:
    whole = store.whole(draft.uid)
    steps = list(whole.steps)
    for number in range(6_000):
        change = (Change("answer", "contact.person", f"{number}"),)
        name = f"step{number:08}"
        steps.append(Step(name, (steps[-1].name,), steps[-1].at, "", "", change))
    long = replace(whole, steps=tuple(steps))
    with pytest.raises(InputError, match="履歴が長い"):
        draft_file.write(tmp_path / "x.oubo", long, None)
    draft_file.write(tmp_path / "x.oubo", long, None, history=False)
    assert draft_file.read(tmp_path / "x.oubo", calls).whole.draft.answers == draft.answers


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    store: SqliteDraftStore, draft: Draft, tmp_path: Path
) -> None:
    with pytest.raises(StorageError):
        draft_file.write(tmp_path / "no folder" / "x.oubo", store.whole(draft.uid), None)


def test_a_supplement_that_is_gone_is_told_and_nothing_is_left(
    store: SqliteDraftStore, draft: Draft, file: Path, tmp_path: Path
) -> None:
    before = file.read_bytes()
    with pytest.raises(InputError, match="要綱"):
        draft_file.write(file, store.whole(draft.uid), SupplementFolder(tmp_path / "empty"))
    assert file.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


# ---- what is refused ----


def refused(path: Path, calls: Calls) -> str:
    with pytest.raises(InputError) as caught:
        draft_file.read(path, calls)
    assert caught.value.advice
    return caught.value.what


FORMS: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "traversal": lambda p: p | {"../evil.txt": b""},
    "absolute": lambda p: p | {"/etc/passwd": b""},
    "drive": lambda p: p | {f"supplements/{DIGEST}/C:evil": CONTENT},
    "folder in a name": lambda p: p | {f"supplements/{'0' * 64}/a/../../b": b""},
    "unknown part": lambda p: p | {"macro.vbs": b""},
    "no draft": lambda p: {"history.json": p["history.json"]},
    "wrong case": lambda p: p | {"DRAFT.JSON": b"{}"},
    "same content twice": lambda p: p | {f"supplements/{DIGEST}/b.pdf": CONTENT},
    "changed supplement": lambda p: p | {f"supplements/{DIGEST}/要綱.pdf": b"other"},
    "no json": lambda p: p | {"draft.json": b"\xff\xfe"},
    "a list": lambda p: p | {"draft.json": b"[]"},
    "deep json": lambda p: p | {"draft.json": b"[" * 200_000 + b"]" * 200_000},
    "wide json": lambda p: p | {"draft.json": b"[" + b"[]," * 400_000 + b"[]]"},
    "nan": lambda p: p | {"draft.json": b'{"format": NaN}'},
    "thousands of digits": lambda p: p | {"draft.json": b'{"format": ' + b"9" * 5_000 + b"}"},
    "a name twice": lambda p: p | {"draft.json": b'{"format": 1, "format": 1}'},
}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_another_form_is_refused(form: str, file: Path, calls: Calls) -> None:
    content = FORMS[form](parts(file))
    assert "長野県.oubo" in refused(pack(file, content), calls)


def test_a_key_with_half_a_character_is_refused(file: Path, calls: Calls) -> None:
    for half in ("\ud83d", "\udc00"):
        refused(edited(file, lambda d, h, h2=half: d["overrides"].update({h2: "a"})), calls)  # type: ignore[misc]


EDITS: dict[str, Edit] = {
    "missing": lambda d, h: d.pop("lineage"),
    "wrong type": lambda d, h: d["draft"].update(title=5),
    "state": lambda d, h: d["draft"].update(state="burnt"),
    "time without zone": lambda d, h: d["draft"].update(created="2025-04-01T09:00:00"),
    "year 9999": lambda d, h: d["draft"].update(modified="9999-12-31T23:59:59+00:00"),
    "no object": lambda d, h: d.update(answers=[1]),
    "answer of a wrong type": lambda d, h: d["answers"].update({"contact.person": {"a": 1}}),
    "a path": lambda d, h: d["answers"].update(
        {"supplements.files": [{"name": "a", "path": "/etc/passwd"}]}
    ),
    "other history": lambda d, h: d["answers"].update({"contact.person": "別の人"}),
    "history with a path": lambda d, h: h["steps"][0]["changes"].append(
        {"kind": "answer", "key": "supplements.files", "value": [{"name": "a", "path": "/x"}]}
    ),
    "no such head": lambda d, h: d["lineage"].update(head="0" * 12),
    "a name twice": lambda d, h: h["steps"].append(h["steps"][0]),
    "a circle": lambda d, h: h["steps"][0].update(parents=[h["steps"][-1]["name"]]),
    "an override that is a number": lambda d, h: h["steps"][0]["changes"].append(
        {"kind": "override", "key": "G1", "value": 5}
    ),
    "no history": lambda d, h: h.update(steps=[]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_wrong_content_is_refused(edit: str, file: Path, calls: Calls) -> None:
    assert "長野県.oubo" in refused(edited(file, EDITS[edit]), calls)


def unknown_answer(value: object) -> Edit:
    """An answer to a question of another version of the call."""

    def edit(draft: dict[str, Any], history: dict[str, Any]) -> None:
        draft["answers"]["next.year"] = value
        change = {"kind": "answer", "key": "next.year", "value": value}
        history["steps"][-1]["changes"].append(change)

    return edit


def test_an_unknown_answer_may_not_be_deeper_than_any_answer_is(file: Path, calls: Calls) -> None:
    draft_file.read(edited(file, unknown_answer([["a"]])), calls)
    deep = json.loads("[" * 50 + "]" * 50)
    assert "入れ子" in refused(edited(file, unknown_answer(deep)), calls)


def test_a_name_given_twice_is_refused(file: Path, calls: Calls) -> None:
    """In JSON, where readers differ about which one counts, and in the zip."""
    content = parts(file)
    twice = content["draft.json"].replace(b"{", b'{"format": 1, ', 1)
    assert "draft.json" in refused(pack(file, content | {"draft.json": twice}), calls)
    archive = zipfile.ZipFile(pack(file, content), "a")
    with archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("draft.json", content["draft.json"])
    assert "同じ名前" in refused(file, calls)


def test_an_encrypted_file_says_so(file: Path, calls: Calls) -> None:
    """Bit 0 of the flags, in the part's own header and in the directory (APPNOTE 4.4.4)."""
    data = bytearray(file.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    file.write_bytes(bytes(data))
    assert "パスワード" in refused(file, calls)


def test_json_that_would_fill_the_memory_is_not_parsed(
    file: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = b"[" + b"[]," * 400_000 + b"[]]"
    path = pack(file, parts(file) | {"draft.json": wide}, zipfile.ZIP_STORED)
    monkeypatch.setattr(json, "loads", lambda *_, **__: pytest.fail("it was parsed"))
    assert "内容が多すぎ" in refused(path, calls)


def test_a_directory_of_thousands_is_not_read(
    file: Path, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = {f"supplements/{n:064x}/a": b"" for n in range(10_000)}
    path = pack(file, parts(file) | many)
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("it was opened"))
    assert "部品が多すぎ" in refused(path, calls)


def test_a_newer_file_asks_for_a_newer_program(file: Path, calls: Calls) -> None:
    path = edited(file, lambda d, h: d.update(format=2, news={"a": 1}))
    assert "新しい版" in refused(path, calls)


def test_a_file_of_a_call_that_is_not_here_names_it(file: Path) -> None:
    assert "r7-dx-jinzai" in refused(file, {})


def test_moments_of_another_zone_become_those_of_japan(file: Path, calls: Calls) -> None:
    path = edited(file, lambda d, h: d["draft"].update(modified="2025-04-01T00:30:00Z"))
    modified = draft_file.read(path, calls).whole.draft.modified
    assert modified.isoformat() == "2025-04-01T09:30:00+09:00"


def test_earlier_revisions_in_a_circle_do_no_harm(
    file: Path, calls: Calls, store: SqliteDraftStore
) -> None:
    a, b = "a" * 12, "b" * 12

    def circle(draft: dict[str, Any], history: dict[str, Any]) -> None:
        draft["lineage"]["earlier"] = {a: [b], b: [a]}
        history["steps"][0]["parents"] = [a]

    found = draft_file.read(edited(file, circle), calls)
    copy = store.take_in(found.whole)
    assert store.whole(copy.uid).parents() == found.whole.parents()


def test_an_answer_to_an_unknown_question_is_kept(
    file: Path, calls: Calls, store: SqliteDraftStore
) -> None:
    found = draft_file.read(edited(file, unknown_answer("来年の設問")), calls)
    assert store.take_in(found.whole).answers["next.year"] == "来年の設問"


def test_bombs_are_refused_unread(file: Path, calls: Calls, tmp_path: Path) -> None:
    content = parts(file)
    zeros = bytes(30_000_000)
    digest = hashlib.sha256(zeros).hexdigest()
    assert "大きすぎ" in refused(pack(file, content | {"history.json": zeros}), calls)
    bomb = content | {f"supplements/{digest}/zeros.bin": zeros}
    assert "大きすぎ" in refused(pack(file, bomb), calls)
    many = content | {f"supplements/{n:064x}/a": b"" for n in range(600)}
    assert "部品が多すぎ" in refused(pack(file, many), calls)


def test_a_lie_about_sizes_is_refused(file: Path, calls: Calls) -> None:
    """The directory tells of few bytes where many are packed."""
    data = file.read_bytes()
    size = struct.pack("<I", len(parts(file)["draft.json"]))
    assert data.count(size)
    file.write_bytes(data.replace(size, struct.pack("<I", 10)))
    refused(file, calls)


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions_are_refused(file: Path, calls: Calls, compression: int) -> None:
    assert "圧縮" in refused(pack(file, parts(file), compression), calls)


def test_what_is_no_file_of_ours_is_refused(file: Path, calls: Calls, tmp_path: Path) -> None:
    for name, data in {"empty": b"", "text": b"hello", "zip": b"PK\5\6" + bytes(18)}.items():
        path = tmp_path / name
        path.write_bytes(data)
        refused(path, calls)
    refused(tmp_path, calls)
    refused(tmp_path / "missing.oubo", calls)
    whole = file.read_bytes()
    file.write_bytes(whole + b"tail")
    refused(file, calls)
    file.write_bytes(whole[:-2] + b"\5\0" + b"notes")
    refused(file, calls)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_file_is_read_as_it_was_or_refused(
    data: st.DataObject, file: Path, calls: Calls, tmp_path: Path
) -> None:
    whole = file.read_bytes()
    before = draft_file.read(file, calls).whole
    damaged = bytearray(whole)
    if data.draw(st.booleans(), "cut"):
        del damaged[data.draw(st.integers(0, len(whole) - 1)) :]
    else:
        for _ in range(data.draw(st.integers(1, 5))):
            damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged.oubo"
    path.write_bytes(bytes(damaged))
    with suppress(InputError):
        assert draft_file.read(path, calls).whole == before


def test_limits_hold_what_a_real_draft_needs() -> None:
    assert draft_file_zip.LARGEST_DIRECTORY >= draft_file_zip.MOST_PARTS * 700
