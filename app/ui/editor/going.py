"""Going through the findings, beginning from where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QTimer

from app.review.finding import Place
from app.review.reading import Reading
from app.ui.editor import cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.review.finding import Finding
    from app.ui.editor.page import EditorPage
    from app.ui.session import DraftSession


class _Here(NamedTuple):
    """Where one is: as exactly as the focus tells."""

    section: str
    question: str = ""
    """"" if the section was only chosen, and no question of it had the focus."""
    row: str | None = None
    column: str | None = None

    def holds(self, other: _Here | None) -> bool:
        """Whether another place may be this one, or is within it."""
        if other is None or self[:2] != other[:2]:
            return False
        return self.row in (None, other.row) and self.column in (None, other.column)


class Going:
    """Leads to the next finding or the one before it, as one reads."""

    def __init__(self, page: EditorPage, session: DraftSession) -> None:
        self._page, self._session = page, session
        self._reading = Reading(session.call)
        self._stood: _Here | None = None
        """Where one was once a finding had been gone to; None before the first."""
        self._on_way = False

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding of the list, around its ends.

        Whoever is still where the last one led goes on from that one.
        """
        findings = self._page.side.findings
        chosen = findings.list.hasFocus() and findings.current is not None
        if chosen or self._on_way or self._here().holds(self._stood):
            findings.step(by)
        else:
            findings.step(by, self._gap(findings.listed, by))

    def go_to(self, finding: Finding) -> None:
        """Go to a finding; one that stands nowhere leaves the focus where it is."""
        self._on_way = True
        self._page.go_to(finding.place, self._page.search.arrived)  # which may stand over it
        # Behind what puts the focus there with the next turn of the event loop.
        QTimer.singleShot(0, self._page, self._arrived)

    def _arrived(self) -> None:
        self._on_way, self._stood = False, self._here()

    def _here(self) -> _Here:
        section, question = self._page.section_id, self._page.place
        box = self._page.page.boxes.get(question) if self._page.page else None
        return _Here(section, question, *box.field.cell_in_focus()) if box else _Here(section)

    def _gap(self, findings: list[Finding], by: int) -> int:
        """Before which row of the list one is; what stands where one is is passed over."""
        here = self._here()
        numbers = self._reading.numbers(self._rows)
        parts = 3 if here.row else 1
        first = Place(here.question or self._first_of(here.section), here.row, here.column)
        at = self._reading.at(first, numbers)[:parts]
        ranks = [self._reading.at(finding.place, numbers)[:parts] for finding in findings]
        if here.question and by > 0:
            return sum(rank <= at for rank in ranks)
        return sum(rank < at for rank in ranks)

    def _rows(self, table: str) -> list[Mapping[str, Any]]:
        return [row for _name, row in cells.rows(self._session.answer(table))]

    def _first_of(self, section_id: str) -> str:
        """The first question of a section."""
        sections = self._session.call.sections
        return next((s.questions[0].id for s in sections if s.id == section_id), "")
