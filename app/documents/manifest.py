"""manifest.json: what a package holds, what it was made from, and what was knowingly overridden."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from app import PRODUCT_NAME, __version__
from app.calls.models import Call
from app.documents import texts
from app.drafts.approval import fingerprint
from app.drafts.draft import Draft
from app.environment import JST
from app.review.finding import Finding

NAME = "manifest.json"
LARGEST = 5_000_000
"""Bytes above which a manifest found in a folder is not ours."""
FileKind = Literal["form", "comparison", "supplement", "mail", "report", "checklist"]


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """One file of a package. `sha256` is in hexadecimal, `size` in bytes."""

    name: str
    kind: FileKind
    size: int
    sha256: str


def described(name: str, kind: FileKind, data: bytes) -> PackagedFile:
    return PackagedFile(name, kind, len(data), hashlib.sha256(data).hexdigest())


def compose(
    call: Call,
    draft: Draft,
    files: Sequence[PackagedFile],
    findings: Sequence[Finding],
    now: datetime,
) -> bytes:
    """The manifest's bytes. Times are in Japan time."""
    content = {
        "program": {"name": PRODUCT_NAME, "version": __version__},
        "call": {"id": call.id, "version": call.version, "title": call.title},
        "draft": {
            "title": texts.single_line(draft.title),
            "revision": draft.revision,
            "practice": draft.practice,
            "fingerprint": fingerprint(draft),
        },
        "created": now.astimezone(JST).isoformat(timespec="seconds"),
        "files": [_entry(file) for file in files],
        "overrides": [_override(finding) for finding in findings if finding.override],
    }
    return _written(content)


def with_file(folder: Path, file: PackagedFile) -> bytes | None:
    """The manifest in a folder with one more file, or another one of its name.

    None where there is no manifest of ours.
    """
    read = _read(folder)
    if read is None:
        return None
    _data, content = read
    others = [entry for entry in content["files"] if entry["name"] != file.name]
    return _written(content | {"files": [*others, _entry(file)]})


def _written(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _entry(file: PackagedFile) -> dict[str, str | int]:
    return {"name": file.name, "kind": file.kind, "size": file.size, "sha256": file.sha256}


def _override(finding: Finding) -> dict[str, str]:
    return {
        "clause": finding.clause,
        "rule": finding.rule,
        "question": finding.place.question,
        "message": texts.clean(finding.message),
        "reason": texts.clean(finding.override),
    }


def found_in(folder: Path) -> dict[str, str]:
    """The files of the package that lies in a folder: name → SHA-256; none if there is none.

    The manifest itself is among them. Only plain names count: a manifest from elsewhere must not
    lead out of its folder.
    """
    read = _read(folder)
    if read is None:
        return {}
    data, content = read
    return {NAME: hashlib.sha256(data).hexdigest()} | {
        str(entry["name"]): str(entry["sha256"])
        for entry in content["files"]
        if Path(entry["name"]).name == entry["name"]
    }


def _read(folder: Path) -> tuple[bytes, dict[str, Any]] | None:
    """The manifest in a folder, as it is and what it says; None if it is none of ours."""
    path = folder / NAME
    try:
        if path.stat().st_size > LARGEST:
            return None
        data = path.read_bytes()
        content = json.loads(data)
        for entry in content["files"]:
            Path(entry["name"]), entry["sha256"]
        return data, content
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
