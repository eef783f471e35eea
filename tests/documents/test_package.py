"""The package: everything that is sent, in one folder, or nothing."""

from __future__ import annotations

import email
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import docx
import pytest

from app import __version__
from app.calls.base import Severity
from app.calls.models import Call, Limits
from app.documents import checklist, package
from app.documents.checklist import Submission
from app.drafts.draft import Draft
from app.environment import JST
from app.errors import KnownError, StorageError
from app.review.finding import Finding, Place
from tests.documents.conftest import draft_of

FILES = {"要綱.pdf": b"%PDF-1.7 guideline", "名簿.xlsx": b"PK list"}


class Supplements:
    """Supplements held in memory, by their names."""

    def read(self, entry: Mapping[str, Any]) -> bytes:
        return FILES[entry["name"]]


@pytest.fixture
def full(draft: Draft) -> Draft:
    """The sample with two supplements."""
    entries = [{"name": name, "sha256": "", "size": len(data)} for name, data in FILES.items()]
    return replace(draft, answers={**draft.answers, "supplements.files": entries})


@pytest.fixture
def word_only(call: Call) -> Call:
    """The call with its Word form alone, for what is the same for every form."""
    return call.model_copy(update={"parts": call.parts[:1], "forms": call.forms[:1]})


def export(call: Call, draft: Draft, target: Path, now: datetime, **more: Any) -> package.Package:
    findings = more.pop("findings", [])
    return package.export(call, draft, findings, target, now=now, supplements=Supplements(), **more)


def inside(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


PREFECTURE = "長野県"


def test_the_package_holds_what_the_guideline_asks_for(
    call: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    made = export(call, full, tmp_path / "出力", now)
    assert set(inside(made.folder)) == {
        f"別添１_応募書_{PREFECTURE}.docx",
        f"別添２_応募書_{PREFECTURE}.pptx",
        *FILES,
        f"送付メール_{PREFECTURE}.eml",
        "確認結果.html",
        "manifest.json",
    }
    assert made.notes == ()


def test_the_mail_carries_forms_and_supplements_but_not_the_report(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    made = export(word_only, full, tmp_path, now)
    message = email.message_from_bytes(made.mail.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    attached = {p.get_filename(): p.get_payload(decode=True) for p in message.iter_attachments()}
    form = f"別添１_応募書_{PREFECTURE}.docx"
    assert attached == {form: (tmp_path / form).read_bytes(), **FILES}
    assert made.mail_bytes == made.mail.stat().st_size


def test_the_manifest_tells_what_was_made_and_from_what(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    reason = "財政担当部局との協議は４月中に終える予定のため。"
    override = Finding(
        "k", "r", Severity.ERROR, Place("contact.person"), ("G2-10",), "協議が未記入です。",
        overridable=True, override=reason,
    )  # fmt: skip
    made = export(word_only, replace(full, revision=42), tmp_path, now, findings=[override])
    manifest = json.loads(made.manifest.read_bytes())
    assert manifest["created"] == "2025-04-03T10:30:00+09:00"
    assert manifest["call"]["id"] == word_only.id
    assert manifest["call"]["version"] == word_only.version
    assert manifest["program"]["version"] == __version__
    assert manifest["draft"]["revision"] == 42
    assert manifest["draft"]["practice"] is False
    assert [(o["clause"], o["reason"]) for o in manifest["overrides"]] == [("G2-10", reason)]
    files = {name: data for name, data in inside(tmp_path).items() if name != "manifest.json"}
    assert {f["name"]: (f["size"], f["sha256"]) for f in manifest["files"]} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()
    }
    assert str(tmp_path) not in made.manifest.read_text("utf-8")


def test_the_form_reopens_with_its_answers_and_properties(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    made = export(word_only, full, tmp_path, now)
    data = made.path(made.files[0]).read_bytes()
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.author == full.answers["contact.department"]
    text = "".join(node.text or "" for node in document.element.iter() if node.tag.endswith("}t"))
    assert full.answers["contact.person"] in text


def test_errors_that_stand_block_the_export(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    standing = Finding("k", "r", Severity.ERROR, Place("contact.person"), ("G6-1",), "空欄です。")
    with pytest.raises(package.ExportBlockedError, match="1件") as blocked:
        export(word_only, full, tmp_path / "出力", now, findings=[standing])
    assert blocked.value.blocking == (standing,)
    assert not (tmp_path / "出力").exists()


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.ADVICE])
def test_warnings_and_advice_do_not_block(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime, severity: Severity
) -> None:
    finding = Finding("k", "r", severity, Place("contact.person"), ("G6-1",), "短すぎます。")
    made = export(word_only, full, tmp_path, now, findings=[finding])
    assert "短すぎます。" in made.report.read_text("utf-8")


def test_equal_answers_give_equal_files(
    call: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    for name in ("一", "二"):
        export(call, full, tmp_path / name, now)
    assert inside(tmp_path / "一") == inside(tmp_path / "二")


def test_exporting_again_replaces_the_package_and_removes_what_is_stale(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    (tmp_path / "決裁.pdf").write_bytes(b"foreign")
    export(word_only, full, tmp_path, now)
    other = {**full.answers, "applicant.prefecture": "16", "supplements.files": []}
    made = export(word_only, replace(full, answers=other), tmp_path, now)
    assert set(inside(tmp_path)) == {
        "決裁.pdf", "別添１_応募書_富山県.docx", "送付メール_富山県.eml", "確認結果.html",
        "manifest.json",
    }  # fmt: skip
    assert made.notes == ()


def test_an_edited_file_is_kept_and_told(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    form = export(word_only, full, tmp_path, now).files[0].name
    (tmp_path / form).write_bytes(b"edited in Word")
    made = export(word_only, full, tmp_path, now)
    kept = form.replace(".docx", "（以前のファイル）.docx")
    assert (tmp_path / kept).read_bytes() == b"edited in Word"
    assert kept in "".join(made.notes)


LISTED = Submission(
    "令和７年度の募集",
    "長野県",
    "a@example.jp",
    "件名",
    datetime(2025, 4, 10, 12, tzinfo=JST),
    (),
    1,
)


def test_a_checklist_of_an_earlier_package_does_not_stay_beside_the_new_one(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    export(word_only, full, tmp_path, now)
    checklist.write(tmp_path, LISTED, now)
    made = export(word_only, full, tmp_path, now)
    assert not [name for name in inside(tmp_path) if "チェックリスト" in name]
    assert made.notes == ()


@pytest.mark.parametrize("recorded", [True, False], ids=["filled in", "of an earlier program"])
def test_a_checklist_that_is_not_as_it_was_made_is_kept_under_another_name(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime, recorded: bool
) -> None:
    export(word_only, full, tmp_path, now)
    if recorded:
        checklist.write(tmp_path, LISTED, now)
    (tmp_path / checklist.NAME).write_bytes(b"ticked off")
    made = export(word_only, full, tmp_path, now)
    kept = "提出チェックリスト（以前のファイル）.docx"
    assert not (tmp_path / checklist.NAME).exists()
    assert (tmp_path / kept).read_bytes() == b"ticked off"
    assert kept in "".join(made.notes)


def test_a_supplement_does_not_take_the_name_of_the_checklist(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FILES, checklist.NAME, b"PK of theirs")
    entries = [{"name": checklist.NAME, "sha256": "", "size": 12}]
    draft = replace(full, answers={**full.answers, "supplements.files": entries})
    made = export(word_only, draft, tmp_path, now)
    (name,) = [file.name for file in made.files if file.kind == "supplement"]
    assert name != checklist.NAME
    assert (tmp_path / name).read_bytes() == b"PK of theirs"


def test_a_practice_package_says_so_in_its_names(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    practice = replace(full, practice=True)
    made = export(word_only, practice, tmp_path, now)
    assert set(inside(made.folder)) == {
        f"【練習】別添１_応募書_{PREFECTURE}.docx", *FILES, f"【練習】送付メール_{PREFECTURE}.eml",
        "確認結果.html", "manifest.json",
    }  # fmt: skip
    assert json.loads(made.manifest.read_bytes())["draft"]["practice"] is True
    assert package.folder_name(word_only, practice, now).startswith("【練習】")


def test_supplements_of_the_same_name_all_go_along(
    word_only: Call, draft: Draft, tmp_path: Path, now: datetime
) -> None:
    entries = [{"name": "要綱.pdf"}, {"name": "要綱.pdf"}]
    answers = {**draft.answers, "supplements.files": entries}
    made = export(word_only, replace(draft, answers=answers), tmp_path, now)
    assert [f.name for f in made.files if f.kind == "supplement"] == ["要綱.pdf", "要綱（2）.pdf"]


def test_texts_too_long_for_their_place_are_told(
    call: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    question = next(
        q for q in call.parts[1].questions if q.type == "long_text" and full.answer(q.id)
    )
    answers = {**full.answers, question.id: "市町村の課題を丁寧に聞き取る。" * 200}
    notes = export(call, replace(full, answers=answers), tmp_path, now).notes
    assert any(f"「{question.label}」" in note and "文字長く" in note for note in notes)


def test_a_mail_larger_than_the_limit_is_told(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    tight = word_only.model_copy(update={"limits": Limits(mail_bytes=1000)})
    (note,) = export(tight, full, tmp_path, now).notes
    assert "超えて" in note


def test_progress_runs_to_its_end(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    told: list[tuple[int, int, str]] = []
    export(word_only, full, tmp_path, now, progress=lambda *step: told.append(step))
    done = [step[0] for step in told]
    assert done == sorted(done)
    assert {step[1] for step in told} == {told[-1][0]}
    assert all(step[2] for step in told)


@pytest.mark.parametrize("after", range(0, 10, 3))
def test_cancelling_at_any_step_leaves_nothing(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime, after: int
) -> None:
    told: list[str] = []

    def cancelled() -> bool:
        return len(told) >= after

    with pytest.raises(package.ExportCancelledError):
        export(
            word_only, full, tmp_path / "出力", now,
            progress=lambda done, total, text: told.append(text), cancelled=cancelled,
        )  # fmt: skip
    assert not (tmp_path / "出力").exists()


def test_a_supplement_that_is_gone_stops_the_export_before_anything_is_written(
    word_only: Call, full: Draft, tmp_path: Path, now: datetime
) -> None:
    class Gone:
        def read(self, entry: Mapping[str, Any]) -> bytes:
            raise StorageError(f"「{entry['name']}」が見つかりません。")

    with pytest.raises(KnownError, match="「要綱"):
        package.export(word_only, full, [], tmp_path / "出力", now=now, supplements=Gone())
    assert not (tmp_path / "出力").exists()


def test_a_draft_without_answers_can_still_be_made_for_practice(
    word_only: Call, tmp_path: Path, now: datetime
) -> None:
    made = export(word_only, draft_of(word_only, {}, practice=True), tmp_path, now)
    assert made.files[0].name == "【練習】別添１_応募書_（応募団体名未記入）.docx"
