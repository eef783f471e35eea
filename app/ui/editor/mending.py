"""Mending what a finding is certain about, as one step of undo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.drafts.draft import Change
from app.ui.editor import texts

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from app.review.finding import Finding
    from app.ui.session import DraftSession

LONGEST_SHOWN = 16


def alike(findings: Iterable[Finding], finding: Finding) -> list[Finding]:
    """All open findings of the same rule that can be mended."""
    return [f for f in findings if f.rule == finding.rule and f.mend is not None and f.is_open]


def shown(finding: Finding) -> str:
    """The mend as a button can show it."""
    from app.review.dates import iso, japanese

    text = finding.mend or ""
    if text in texts.UNSEEN:
        return texts.UNSEEN[text]
    if finding.place.start is None and (day := iso(text)):
        return japanese(day)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def mend(session: DraftSession, findings: Iterable[Finding], *_: object) -> None:
    """Put in what the findings say should stand there."""
    changes = mended(session.draft, findings)
    if changes:
        session.apply(changes)


def mended(draft: Draft, findings: Iterable[Finding]) -> list[Change]:
    """The answers with every mend made; later places in a text first, so that none shifts."""
    by_cell: dict[tuple[str, str | None, str | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.mend is not None:
            place = finding.place
            by_cell[place.question, place.row, place.column].append(finding)
    answers: dict[str, Any] = {}
    for (question, row, column), found in by_cell.items():
        before = answers.get(question, draft.answer(question))
        answers[question] = _with_cell(before, row, column, found)
    return [Change("answer", key, value) for key, value in answers.items()]


def _with_cell(value: Any, row: str | None, column: str | None, found: list[Finding]) -> Any:
    if row is None:
        return _with_mends(value, found)
    return [
        {**cells, column: _with_mends(cells.get(column), found)}
        if column and str(cells.get("_id") or f"#{number}") == row
        else cells
        for number, cells in enumerate(value, 1)
    ]


def _with_mends(text: Any, found: list[Finding]) -> Any:
    last = None
    for finding in sorted(found, key=lambda f: f.place.start or 0, reverse=True):
        start, end = finding.place.start, finding.place.end
        if start is None or end is None or not isinstance(text, str):
            return finding.mend
        if last is not None and end > last:
            continue  # overlaps one that is mended already
        text = text[:start] + (finding.mend or "") + text[end:]
        last = start
    return text
