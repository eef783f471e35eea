"""Both ways to the package, by the window and by the command line, held against other readers."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.calls.models import Call
from tests.end_to_end import documents
from tests.end_to_end.conftest import SUPPLEMENTS


def produced(package: Path, ending: str) -> Path:
    (path,) = package.glob(f"*{ending}")
    return path


def test_every_answer_of_attachment_1_is_in_its_control(
    call: Call, answers: dict[str, Any], package: Path
) -> None:
    path = produced(package, ".docx")
    assert documents.missing_in_word(call, call.parts[0], answers, path) == []


def test_every_answer_of_attachment_2_is_in_its_shape(
    call: Call, answers: dict[str, Any], package: Path
) -> None:
    path = produced(package, ".pptx")
    assert documents.missing_in_slides(call, call.parts[1], answers, path) == []


def test_supplements_arrive_as_they_were(package: Path, sources: Path) -> None:
    for name in SUPPLEMENTS:
        assert (package / name).read_bytes() == (sources / name).read_bytes()


def test_the_manifest_names_every_file_by_its_bytes(package: Path) -> None:
    manifest = json.loads((package / "manifest.json").read_text("utf-8"))
    listed = {entry["name"]: entry["sha256"] for entry in manifest["files"]}
    there = {path.name: path for path in package.iterdir() if path.name != "manifest.json"}
    assert listed == {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()
    }


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".docx", ".pptx"])
def test_the_open_xml_sdk_finds_no_error(
    package: Path, ending: str, faults: Callable[[Path], list[str]]
) -> None:
    assert faults(produced(package, ending)) == []


@pytest.mark.slow
@pytest.mark.parametrize(("number", "ending"), [(0, ".docx"), (1, ".pptx")])
def test_the_pdf_holds_every_answer(
    call: Call,
    answers: dict[str, Any],
    package: Path,
    pdf_of: Callable[[Path], Path],
    number: int,
    ending: str,
) -> None:
    text = documents.pdf_text(pdf_of(produced(package, ending)))
    assert documents.missing_in_text(call, call.parts[number], answers, text) == []


def test_the_mail_carries_every_file_byte_by_byte(package: Path) -> None:
    data = produced(package, ".eml").read_bytes()
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert mail["To"].addresses[0].addr_spec == "tiikijouhou@soumu.go.jp"
    assert mail["X-Unsent"] == "1"
    attached = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
    names = {"別添１_応募書_長野県.docx", "別添２_応募書_長野県.pptx", *SUPPLEMENTS}
    assert attached.keys() == names
    for name, content in attached.items():
        found = content.encode() if isinstance(content, str) else content
        assert found == (package / name).read_bytes(), name
    body = mail.get_body(("plain",)).get_content()
    assert all(name in body for name in ("別添１", "別添２", "補足資料"))
    assert all(ord(character) < 128 for character in data.decode("latin-1"))
