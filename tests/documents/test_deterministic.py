"""The same answers give the same bytes, and nothing of the PC or the person at it is in them."""

from __future__ import annotations

import getpass
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.calls.models import Call, Form
from app.documents import opc, package
from app.documents.contents import contents
from app.drafts.draft import Draft
from tests.documents.conftest import NOW, ROOT

ENVIRONMENTS = (
    ("0", "Asia/Tokyo", "2025-04-03T10:30+09:00"),
    ("4711", "America/New_York", "2025-04-09T23:59:59+09:00"),
)


def digests(tmp_path: Path, seed: str, zone: str, moment: str) -> dict[str, str]:
    environ = {
        **os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "USER": "kanri-taro",
        "HOME": str(tmp_path),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.export_printer", moment],
        cwd=ROOT, env=environ, capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_two_processes_at_different_places_and_times_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (digests(tmp_path, *environment) for environment in ENVIRONMENTS)
    assert len(first) == 2
    assert first == second


@pytest.fixture(params=[0, 1], ids=["word", "slides"])
def form(request: pytest.FixtureRequest, call: Call) -> Form:
    return call.parts[int(request.param)]


def made(call: Call, form: Form, draft: Draft) -> bytes:
    return package.fill(call, form, contents(call, draft, NOW))


def test_the_properties_tell_of_the_draft(call: Call, form: Form, draft: Draft) -> None:
    from docx import Document
    from pptx import Presentation

    opened: Any = {"word": Document, "slides": Presentation}[form.kind]
    core = opened(io.BytesIO(made(call, form, draft))).core_properties
    assert form.name in core.title
    assert core.subject == call.title
    assert core.language == "ja-JP"
    assert core.author == core.last_modified_by == draft.answers[call.names.author or ""]
    assert core.created.timestamp() == draft.created.timestamp()
    assert core.modified.timestamp() == draft.modified.timestamp()


def test_nothing_of_the_pc_or_the_person_leaks_in(
    call: Call, form: Form, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {
        "kanri-taro",
        "kanri-pc",
        str(tmp_path),
        str(Path.home()),
        str(ROOT),
        getpass.getuser(),
    }
    for variable in ("USER", "USERNAME", "LOGNAME"):
        monkeypatch.setenv(variable, "kanri-taro")
    monkeypatch.setenv("COMPUTERNAME", "kanri-pc")
    secrets = [text.encode(codec) for text in names for codec in ("utf-8", "utf-16-le")]
    for name, part in opc.reopened(made(call, form, draft)).items():
        low = part.lower()
        assert not [secret for secret in secrets if _stands_in(secret.lower(), low)], name
        assert b"c:\\users" not in low, name
        assert b"python" not in low, name


def _stands_in(secret: bytes, text: bytes) -> bool:
    """Whether it stands there as a word ("root" is part of many an innocent name of XML)."""
    import re

    return bool(re.search(rb"(?<![\w-])" + re.escape(secret) + rb"(?![\w-])", text))


def test_the_zip_tells_no_time_and_no_system(call: Call, form: Form, draft: Draft) -> None:
    with zipfile.ZipFile(io.BytesIO(made(call, form, draft))) as archive:
        entries = archive.infolist()
        assert archive.comment == b""
    assert {entry.date_time for entry in entries} == {opc.EARLIEST}
    assert {(entry.create_system, entry.extra, entry.comment) for entry in entries} == {
        (0, b"", b"")
    }


def test_another_moment_of_change_is_told_and_nothing_else(
    call: Call, form: Form, draft: Draft
) -> None:
    from dataclasses import replace

    later = replace(draft, modified=datetime(2025, 4, 8, 9, 0, tzinfo=NOW.tzinfo))
    first, second = (opc.reopened(made(call, form, d)) for d in (draft, later))
    assert {name for name in first if first[name] != second[name]} == {"docProps/core.xml"}
