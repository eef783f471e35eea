"""What the tests of documents work with: the R7 call, its sample, small templates, checkers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.calls.loader import load
from app.calls.models import Call
from app.documents.contents import Contents, contents
from app.drafts.draft import Draft
from app.environment import JST

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "forms" / "r7-dx-jinzai"
AT_ONCE = 100
"""Documents handed to LibreOffice in one call: beyond about 250 it drops the rest silently."""
NOW = datetime(2025, 4, 3, 10, 30, tzinfo=JST)


@pytest.fixture(scope="session")
def call() -> Call:
    return load(PACK)


@pytest.fixture
def now() -> datetime:
    return NOW


def draft_of(call: Call, answers: dict[str, Any], **more: Any) -> Draft:
    """A draft with these answers, begun and changed at fixed times."""
    practice = more.pop("practice", False)
    return Draft(
        "", call.id, call.version, "応募の下書き", practice, NOW, NOW, answers=answers, **more
    )


def sample_answers(name: str) -> dict[str, Any]:
    path = ROOT / "resources" / "samples" / f"{name}.json"
    answers: dict[str, Any] = json.loads(path.read_text("utf-8"))["answers"]
    return answers


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    return sample_answers("complete")


@pytest.fixture
def draft(call: Call, sample: dict[str, Any]) -> Draft:
    """The complete sample as a draft that is not for practice, without supplements."""
    return draft_of(call, {**sample, "supplements.files": []})


@pytest.fixture
def stated(call: Call, draft: Draft) -> Contents:
    return contents(call, draft, NOW)


@pytest.fixture(scope="session")
def pdf_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """LibreOffice's PDF of a document (or of several: the first's). Fails without LibreOffice."""
    program = shutil.which("soffice")
    profile = tmp_path_factory.mktemp("libreoffice")

    def convert(document: Path, *others: Path) -> Path:
        assert program, "LibreOffice (soffice) is needed: python3 packaging/dev.py test installs it"
        head = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        head += ["--convert-to", "pdf", "--outdir", str(document.parent)]
        documents = [str(path) for path in (document, *others)]
        for start in range(0, len(documents), AT_ONCE):
            batch = documents[start : start + AT_ONCE]
            subprocess.run([*head, *batch], check=True, capture_output=True, timeout=1800)
        return document.with_suffix(".pdf")

    return convert


def pdf_text(pdf: Path) -> str:
    """The text of a PDF, by poppler, without white space."""
    found = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60
    )
    return "".join(found.stdout.decode().split())


def pdf_pages(pdf: Path) -> int:
    found = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, timeout=60)
    (line,) = (line for line in found.stdout.decode().splitlines() if line.startswith("Pages:"))
    return int(line.split()[1])


@pytest.fixture(scope="session")
def faults() -> Callable[[Path], list[str]]:
    """What the Open XML SDK finds wrong with a file. Fails where the validator is missing."""
    modules = ROOT / ".venv" / "ooxml" / "node_modules"
    usual = modules / ".bin" / "ooxml-validator"
    program = os.environ.get("OOXML_VALIDATOR") or str(usual)

    def validate(document: Path) -> list[str]:
        assert shutil.which(program), (
            f"the Open XML validator is needed at {usual}: packaging/dev.py test installs it"
        )
        found = subprocess.run([program, str(document)], capture_output=True, timeout=120)
        errors = json.loads(found.stdout)["errors"]
        return [f"{e['path']} {e['xPath']}: {e['description']}" for e in errors]

    return validate
