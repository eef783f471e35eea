"""How far each section is: the states of the task list."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from app.calls.base import Severity
from app.calls.models import Call
from app.drafts.draft import Draft, is_filled
from app.drafts.route import Route
from app.review.finding import Finding


class SectionState(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    NEEDS_WORK = "needs_work"
    DONE = "done"

    @property
    def label(self) -> str:
        return ("未入力", "入力中", "要修正", "完了")[list(SectionState).index(self)]


def section_states(
    call: Call, draft: Draft, findings: Iterable[Finding], route: Route
) -> dict[str, SectionState]:
    """Section id → state, of the sections that apply.

    An answer that is wrong needs work; one that is missing only means that the section is not
    finished, so that nobody is scolded for what is still to come.
    """
    wrong: set[str] = set()
    missing: set[str] = set()
    for finding in findings:
        section = call.section_of.get(finding.place.question)
        if section is None or not finding.is_open or finding.severity is Severity.ADVICE:
            continue
        if finding.missing:
            missing.add(section.id)
        elif finding.severity is Severity.ERROR:
            wrong.add(section.id)
    states = {}
    for section in route.sections:
        begun = any(is_filled(draft.answer(q.id)) for q in route.questions(section))
        states[section.id] = _state(begun, section.id in wrong, section.id in missing)
    return states


def _state(begun: bool, wrong: bool, missing: bool) -> SectionState:
    if not begun:
        return SectionState.NEEDS_WORK if wrong else SectionState.NOT_STARTED
    if wrong:
        return SectionState.NEEDS_WORK
    if missing:
        return SectionState.IN_PROGRESS
    return SectionState.DONE


def progress(call: Call, draft: Draft, route: Route) -> tuple[int, int]:  # noqa: ARG001
    """Answered and asked: the questions that must or should be answered, and those that are."""
    asked = [q for q in route.questions() if q.required is not None]
    return sum(is_filled(draft.answer(q.id)) for q in asked), len(asked)
