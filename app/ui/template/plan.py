"""What goes where in a form file, as the person is choosing it; no widgets."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.template import texts

if TYPE_CHECKING:
    from app.calls.models import Call, Form
    from app.documents.templates.check import Check, Entry
    from app.documents.templates.suggest import Place, Suggestion, Survey

SURE = ("placed", "double")


@dataclass(slots=True)
class Plan:
    """A file, what it has places for, what was suggested and what was chosen."""

    call: Call
    form: Form
    file: Path
    data: bytes
    check: Check
    survey: Survey
    chosen: dict[str, str] = field(default_factory=dict)
    """Question → place."""

    @classmethod
    def read(cls, call: Call, file: Path) -> Plan:
        """Look a file over. Raises KnownError where it cannot be used."""
        from app.documents.templates import check as checks
        from app.documents.templates import own, suggest

        data = own.read(file)
        form = checks.form_for(call, file.name)
        found = checks.check(call, form, data, file.name)
        survey = suggest.survey(call, form, data, file.name)
        plan = cls(call, form, file, data, found, survey)
        asked = {entry.tag for entry in plan.entries if not plan.is_tagged(entry)}
        plan.chosen = {s.question: s.place.id for s in survey.suggestions if s.question in asked}
        return plan

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.check.entries

    def is_tagged(self, entry: Entry) -> bool:
        return entry.status.value in SURE

    def suggestion(self, question: str) -> Suggestion | None:
        return next((s for s in self.survey.suggestions if s.question == question), None)

    def places(self, question: str) -> list[Place]:
        """The places that can hold a question at all."""
        rows = self.call.questions[question].type == "table"
        return [place for place in self.survey.places if (place.kind == "rows") == rows]

    def status(self, entry: Entry) -> str:
        """A key of texts.STATUS."""
        place = self.chosen.get(entry.tag)
        if self.is_tagged(entry):
            return entry.status.value
        if place is None:
            return entry.status.value
        if list(self.chosen.values()).count(place) > 1:
            return "twice"
        suggested = self.suggestion(entry.tag)
        same = suggested is not None and suggested.place.id == place
        return suggested.certainty if same and suggested else "chosen"

    def reason(self, entry: Entry) -> str:
        if self.is_tagged(entry):
            return texts.TAGGED
        suggested = self.suggestion(entry.tag)
        place = self.chosen.get(entry.tag)
        if place is None:
            return entry.reason or texts.NO_REASON
        return suggested.reason if suggested and suggested.place.id == place else texts.CHOSEN

    def is_settled(self, entry: Entry) -> bool:
        return self.status(entry) not in ("missing", "wrong", "twice")

    @property
    def open(self) -> int:
        """How many questions have no place yet."""
        return sum(not self.is_settled(entry) for entry in self.entries)

    @property
    def doubtful(self) -> int:
        return sum(self.status(entry) == "低い" for entry in self.entries)

    def tagged(self) -> bytes:
        """The file with the tags chosen. Raises KnownError where two share a place."""
        from app.documents.templates import tag

        if not self.chosen:
            return self.data
        return tag.tagged(self.call, self.form, self.data, self.file.name, self.chosen)

    def use(self) -> None:
        """Put the file in the place of the pack's. Raises IncompleteTemplateError or KnownError."""
        from app.documents.templates import check as checks
        from app.documents.templates import own

        made = self.tagged()
        found = checks.check(self.call, self.form, made, self.file.name)
        if not found.complete:
            raise own.IncompleteTemplateError(found, self.file.name)
        own.put(self.call, self.form, made)
