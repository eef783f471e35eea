"""Going through the findings, beginning from where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QTimer

from app.ui.editor import cells

if TYPE_CHECKING:
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
        here, order = self._here(), _Order(self._session)
        if here.question:
            at = order.of(here.question, here.row, here.column)[: 3 if here.row else 1]
        else:
            at = order.of(order.first_of(here.section))[:1]
        ranks = [order.of(f.place.question, f.place.row, f.place.column) for f in findings]
        if here.question and by > 0:
            return sum(rank[: len(at)] <= at for rank in ranks)
        return sum(rank[: len(at)] < at for rank in ranks)


class _Order:
    """The order in which places are read (that of the findings)."""

    def __init__(self, session: DraftSession) -> None:
        self._session, self._call = session, session.call
        self._questions = {name: place for place, name in enumerate(self._call.questions)}

    def first_of(self, section_id: str) -> str:
        """The first question of a section."""
        found = (s.questions[0].id for s in self._call.sections if s.id == section_id)
        return next(found, "")

    def of(
        self, question: str, row: str | None = None, column: str | None = None
    ) -> tuple[int, ...]:
        """Question, row and column by number; what stands at a whole one comes before its parts."""
        asked: Any = self._call.questions.get(question)
        columns = [c.id for c in asked.columns] if row and asked else []
        rows = [name for name, _ in cells.rows(self._session.answer(question))] if row else []
        return (
            self._questions.get(question, -1),
            rows.index(row) if row in rows else -1,
            columns.index(column) if column in columns else -1,
        )
