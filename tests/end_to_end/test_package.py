"""From an answers file to the package, by the command line, held against independent readers."""

from __future__ import annotations

import email
import email.policy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.calls import loader
from app.calls.models import Call
from tests.end_to_end import documents

ROOT = Path(__file__).resolve().parents[2]
SUPPLEMENT = "推進体制の設置要綱（案）.txt"


@pytest.fixture(scope="module")
def call() -> Call:
    return loader.load(ROOT / "forms" / "r7-dx-jinzai")


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    path = ROOT / "resources" / "samples" / "complete.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["answers"]
    return {**found, "supplements.files": [{"name": SUPPLEMENT, "path": SUPPLEMENT}]}


@pytest.fixture(scope="module")
def package(answers: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    (folder / SUPPLEMENT).write_text("第１条　この要綱は…\n" * 300, "utf-8")
    source = folder / "answers.json"
    content = {"call": "r7-dx-jinzai", "answers": answers}
    source.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "app", "export", str(source), "--out", str(folder / "out")]
    found = subprocess.run(
        [*command, "--now", "2025-04-03T10:00"], cwd=ROOT, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stderr + found.stdout
    return folder / "out"


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
    names = {"別添１_応募書_長野県.docx", "別添２_応募書_長野県.pptx", SUPPLEMENT}
    assert attached.keys() == names
    for name, content in attached.items():
        found = content.encode() if isinstance(content, str) else content
        assert found == (package / name).read_bytes(), name
    body = mail.get_body(("plain",)).get_content()
    assert all(name in body for name in ("別添１", "別添２", "補足資料"))
    assert all(ord(character) < 128 for character in data.decode("latin-1"))
