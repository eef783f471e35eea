"""A manifest found in a folder is believed only as far as it is ours."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from app.documents import manifest


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"files": 3}', '{"files": [{"name": 3}]}', '{"files": [3]}', "[" * 100_000],
)
def test_a_broken_manifest_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / manifest.NAME).write_text(text, "utf-8")
    assert manifest.found_in(tmp_path) == {}


def test_no_manifest_is_none(tmp_path: Path) -> None:
    assert manifest.found_in(tmp_path) == {}


def test_names_that_lead_out_of_the_folder_are_ignored(tmp_path: Path) -> None:
    names = ["別添１.docx", "../秘密.txt", "/etc/passwd"]
    content = json.dumps({"files": [{"name": name, "sha256": "0"} for name in names]})
    (tmp_path / manifest.NAME).write_text(content, "utf-8")
    own = hashlib.sha256(content.encode()).hexdigest()
    assert manifest.found_in(tmp_path) == {"別添１.docx": "0", manifest.NAME: own}
