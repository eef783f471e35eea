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
    OPTIONAL = "optional"
    """Not started, and nothing in it has to be or should be answered."""
    IN_PROGRESS = "in_progress"
    NEEDS_WORK = "needs_work"
    DONE = "done"

    @property
    def label(self) -> str:
        return ("未入力", "任意", "入力中", "要修正", "完了")[list(SectionState).index(self)]


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
        asked = [*route.questions(section)]
        if any(is_filled(draft.answer(q.id)) for q in asked):
            states[section.id] = _begun(section.id in wrong, section.id in missing)
        else:
            wanted = section.id in missing or any(q.required is not None for q in asked)
            states[section.id] = _not_begun(section.id in wrong, wanted)
    return states


def _begun(wrong: bool, missing: bool) -> SectionState:
    if wrong:
        return SectionState.NEEDS_WORK
    return SectionState.IN_PROGRESS if missing else SectionState.DONE


def _not_begun(wrong: bool, wanted: bool) -> SectionState:
    if wrong:
        return SectionState.NEEDS_WORK
    return SectionState.NOT_STARTED if wanted else SectionState.OPTIONAL


def progress(call: Call, draft: Draft, route: Route) -> tuple[int, int]:  # noqa: ARG001
    """Answered and asked: the questions that must or should be answered, and those that are."""
    asked = [question for question in route.questions() if route.need(question) is not None]
    return sum(is_filled(draft.answer(q.id)) for q in asked), len(asked)
