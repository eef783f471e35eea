"""Answers files as the commands take them: a path, or "-" for standard input."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.errors import InputError

if TYPE_CHECKING:
    from app.calls.loader import Shelf
    from app.calls.models import Call
    from app.drafts.draft import Draft, Value
    from app.drafts.exchange import AnswersFile
    from app.drafts.supplements import SupplementFolder
    from app.environment import Clock
    from app.review.finding import Finding

STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A draft with what its review found."""

    call: Call
    draft: Draft
    findings: list[Finding]

    @property
    def errors(self) -> int:
        return sum(finding.blocks for finding in self.findings)


def read(path: Path, shelf: Shelf) -> AnswersFile:
    """Read an answers file. Raises InputError naming file, key and reason of each mistake."""
    from app.drafts import exchange

    standard = path == STANDARD_INPUT
    return exchange.read_answers(
        _standard_input() if standard else path,
        shelf.calls,
        base=Path.cwd() if standard else path.parent,
        file_label="標準入力" if standard else path.name,
        read_date=_date,
    )


def _date(text: str) -> date | None:
    """A date in any form officials write; None (and so kept as typed) if it is none."""
    from app.review import dates

    found = dates.parse(text)
    return found if isinstance(found, date) else None


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = "標準入力の文字コードが UTF-8 ではありません。"
        raise InputError(what, "UTF-8 の JSON を渡してください。") from error


def review_file(path: Path, shelf: Shelf, clock: Clock) -> Reviewed:
    """Read an answers file and review it as it would be reviewed in the window."""
    from app.drafts import exchange

    found = read(path, shelf)
    warn(found)
    return review(found.call, exchange.draft_from(found, clock.now()), clock)


def review(call: Call, draft: Draft, clock: Clock) -> Reviewed:
    from app.review import engine

    return Reviewed(call, draft, engine.review(call, draft, clock.now()))


def warn(found: AnswersFile) -> None:
    """Tell on standard error which supplements hold macros or links to the outside."""
    from app.documents.cautions import cautions

    for key, value in found.answers.items():
        if found.call.questions[key].type != "files" or not isinstance(value, list):
            continue
        for entry in value:
            if isinstance(entry, Mapping) and "path" in entry:
                for caution in cautions(Path(str(entry["path"]))):
                    click.echo(f"注意: 補足資料「{entry['name']}」: {caution}。", err=True)


def kept(found: AnswersFile, folder: SupplementFolder) -> dict[str, Value]:
    """The answers, with a copy made of every supplement named by its path."""
    warn(found)
    return {
        key: [_copied(entry, folder) for entry in value]
        if found.call.questions[key].type == "files"
        else value
        for key, value in found.answers.items()
    }


def _copied(entry: Mapping[str, Any], folder: SupplementFolder) -> Mapping[str, Any]:
    if "path" not in entry:
        return entry
    return {**folder.add(Path(entry["path"])), "name": entry["name"]}


def overridden(call: Call, draft: Draft, reasons: Mapping[str, str]) -> Draft:
    """The draft with errors knowingly overridden. Raises InputError for a clause that may not be.

    `reasons`: clause id → written reason.
    """
    from app.drafts.draft import Change

    allowed = sorted({clause for r in call.rules if r.overridable for clause in r.clauses})
    for clause, reason in reasons.items():
        if clause not in allowed:
            raise InputError(
                f"条項「{clause}」の指摘は、理由を付けても残したまま出力できません。",
                f"理由を付けて出力できる条項: {'、'.join(allowed) or 'なし'}",
            )
        draft = draft.changed(Change("override", clause, reason))
    return draft
