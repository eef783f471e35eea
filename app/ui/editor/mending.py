"""Mending what a finding is certain about, as one step of undo."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.drafts.draft import Change
from app.ui.editor import cells, texts

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from app.review.finding import Finding, Place
    from app.ui.session import DraftSession

_WIDE, _NARROW = re.compile("[！-～]+"), re.compile("[!-~]+")
LONGEST_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of a mend."""

    count: int
    """How many places were mended."""
    place: Place
    """Behind the characters that were put in where it was asked for."""


def mendable(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The open ones that say what should stand there instead."""
    return (f for f in findings if f.mend is not None and f.is_open)


def shown(finding: Finding) -> str:
    """The mend as a button can show it."""
    from app.review.dates import iso, japanese

    text = finding.mend or ""
    if text in texts.UNSEEN:
        return texts.UNSEEN[text]
    if finding.place.start is None and (day := iso(text)):
        return japanese(day)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def width(finding: Finding) -> str:
    """「全角の」 or 「半角の」 before a mend that many fonts show like what stands there."""
    text = finding.mend or ""
    if _WIDE.fullmatch(text):
        return texts.WIDE
    return texts.NARROW if _NARROW.fullmatch(text) else ""


def mend(session: DraftSession, finding: Finding) -> Mended:
    """Put in what the finding says should stand there, if it is still found."""
    session.review()  # the button may have been painted before the last keys
    now = found_now(session.findings, finding)
    return _make(session, now or finding, [now] if now else [])


def mend_alike(session: DraftSession, finding: Finding) -> Mended:
    """Put in what all findings of the same rule say, as they are found now; one step of undo."""
    session.review()
    now = found_now(session.findings, finding)
    return _make(
        session, now or finding, (f for f in mendable(session.findings) if f.rule == finding.rule)
    )


def found_now(findings: Iterable[Finding], finding: Finding) -> Finding | None:
    """The same finding among those of the present text, wherever it stands by now.

    Of several that mark the same characters of a cell it is the one that counts as the same.
    """
    same = [f for f in findings if _is_same(f, finding)]
    return next((f for f in same if f.key == finding.key), same[-1] if same else None)


def _is_same(one: Finding, other: Finding) -> bool:
    return (one.rule, one.mend, one.marked, _cell(one.place)) == (
        other.rule, other.mend, other.marked, _cell(other.place)
    )  # fmt: skip


def _cell(place: Place) -> Place:
    return replace(place, start=None, end=None)


def _make(session: DraftSession, asked: Finding, findings: Iterable[Finding]) -> Mended:
    done = mended(session.draft, findings)
    if done:
        session.apply(_changes(session.draft, done))
    return Mended(len(done), _behind(asked, done))


def mended(draft: Draft, findings: Iterable[Finding]) -> list[Finding]:
    """Those of the findings that can be mended together, the last of a text first.

    Left out is what marks other characters than stand there, and what overlaps another one.
    """
    last: dict[Place, int] = {}
    done = []
    for finding in sorted(findings, key=lambda f: f.place.start or 0, reverse=True):
        cell, (start, end) = _cell(finding.place), _span(finding)
        text = cells.text_at(draft.answer(cell.question), cell)
        stands = finding.mend is not None and text[start:end] == finding.marked
        if stands and (cell not in last or (end is not None and end <= last[cell])):
            last[cell] = start
            done.append(finding)
    return done


def _span(finding: Finding) -> tuple[int, int | None]:
    """The characters that a finding marks; without a range all of the text."""
    return finding.place.start or 0, finding.place.end


def _changes(draft: Draft, done: Iterable[Finding]) -> list[Change]:
    """The answers with these mends made; later places come first, so that none shifts."""
    answers: dict[str, Any] = {}
    for finding in done:
        place, (start, end) = finding.place, _span(finding)
        answer = answers.get(place.question, draft.answer(place.question))
        text = cells.text_at(answer, place)
        behind = "" if end is None else text[end:]
        text = text[:start] + (finding.mend or "") + behind
        answers[place.question] = cells.put(answer, place, text)
    return [Change("answer", question, answer or None) for question, answer in answers.items()]


def _behind(asked: Finding, done: Iterable[Finding]) -> Place:
    """Where the mend that was asked for ends, once all are made."""
    cell, start = _cell(asked.place), asked.place.start
    if start is None:
        return cell
    here = [f for f in done if _cell(f.place) == cell and (f.place.start or 0) <= start]
    if not here:
        return cell
    end = here[0].place.end or 0
    end += sum(len(f.mend or "") - len(f.marked) for f in here)
    return replace(cell, start=end, end=end)
