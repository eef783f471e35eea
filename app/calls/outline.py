"""What the first page shows of the call packs. Made without pydantic, and kept between two starts.

Reading and checking the packs takes longer than everything else that the list of drafts needs. So
their outline is kept beside the drafts, with a fingerprint of the files it was made from: while it
fits, the list is shown by it, and the packs are read and checked afterwards, as at every start.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import __version__, moving, private
from app.calls import folders

if TYPE_CHECKING:
    from app.calls.loader import Problem, Shelf
    from app.calls.models import Call

KEPT = "packs.json"
"""The file in the user's folder."""
LARGEST = 1_000_000
"""Bytes of it above which it is none of ours."""


@dataclass(frozen=True, slots=True)
class CallOutline:
    """A call as the first page shows it."""

    id: str
    title: str
    short_title: str
    fiscal_year: str
    organisation: str
    deadline: datetime
    applicant: str
    """The question whose answer names the applicant."""
    choices: Mapping[str, str]
    """What may be chosen there, value → label; empty where it is written freely."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The packs that can be used, by id, and what is wrong with the others."""

    calls: Mapping[str, CallOutline]
    problems: tuple[Problem, ...] = ()

    @property
    def applicants(self) -> dict[str, str]:
        """Call id → the question whose answer names the applicant."""
        return {call.id: call.applicant for call in self.calls.values()}


def of(found: Shelf | Outline) -> Outline:
    """The outline of packs that were read; of an outline itself."""
    if isinstance(found, Outline):
        return found
    return _drawn(found)


def _drawn(shelf: Shelf) -> Outline:
    return Outline({key: _of(call) for key, call in shelf.calls.items()}, shelf.problems)


def _of(call: Call) -> CallOutline:
    question: Any = call.questions.get(call.names.prefecture)
    chosen = question is not None and question.type == "choice"
    return CallOutline(
        id=call.id,
        title=call.title,
        short_title=call.short_title,
        fiscal_year=call.fiscal_year,
        organisation=call.issuer.organisation,
        deadline=call.deadline,
        applicant=call.names.prefecture,
        choices={option.value: option.label for option in question.choices} if chosen else {},
    )


# ---- between two starts ----


def fingerprint(packs: Iterable[Path]) -> str:
    """Of the packs in these folders; "" where one cannot be told apart from others.

    Each TOML file is read whole for it, whatever its time says, and no file may come or go. A
    check sum will do: what is shown by it is held against the packs as soon as they are read.
    """
    marks = [__version__]
    try:
        for pack in folders.packs(packs):
            for path in sorted(pack.iterdir()):
                told = path.read_bytes() if _is_read(path) else b""
                marks.append(f"{path} {len(told)} {zlib.crc32(told):08x}")
    except OSError:
        return ""
    return "\n".join(marks)


def _is_read(path: Path) -> bool:
    """Whether it is a file that the loader would read. Not a pipe: that would be waited for."""
    return path.suffix == ".toml" and path.is_file() and path.stat().st_size <= folders.LARGEST_FILE


def kept(data: Path, mark: str) -> Outline | None:
    """The outline kept for packs with this fingerprint; None if there is none."""
    path = data / KEPT
    with suppress(OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        if path.is_file() and path.stat().st_size <= LARGEST:
            found = json.loads(path.read_text("utf-8"))
            if mark and found["of"] == mark:
                calls = [_read(entry) for entry in found["calls"]]
                return Outline({call.id: call for call in calls})
    return None


def _read(entry: dict[str, Any]) -> CallOutline:
    """Raises TypeError, ValueError for what this version did not write."""
    choices, deadline = entry.pop("choices"), datetime.fromisoformat(entry.pop("deadline"))
    if deadline.tzinfo is None or not _is_text({**entry, **choices}):
        raise ValueError(entry)
    return CallOutline(**entry, deadline=deadline, choices=choices)


def _is_text(values: Mapping[str, object]) -> bool:
    return all(isinstance(value, str) for value in values.values())


def keep(data: Path, mark: str, outline: Outline) -> None:
    """Keep an outline for the next start; a folder that takes nothing goes without.

    Of packs with mistakes none is kept: they are told before anything is shown.
    """
    if not mark or outline.problems:
        with suppress(OSError):
            (data / KEPT).unlink(missing_ok=True)
    elif kept(data, mark) != outline:
        _write(data, mark, outline)


def _write(data: Path, mark: str, outline: Outline) -> None:
    calls = [
        {**asdict(call), "deadline": call.deadline.isoformat()} for call in outline.calls.values()
    ]
    working = data / f"{KEPT}-{os.getpid()}"
    with suppress(OSError):
        try:
            private.file(working)
            working.write_text(json.dumps({"of": mark, "calls": calls}), "utf-8")
            moving.replace(working, data / KEPT)
        finally:
            working.unlink(missing_ok=True)
