"""What a rule found."""

from __future__ import annotations

from dataclasses import dataclass

from app.calls.base import Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the answers: a question, and inside it perhaps a cell and a range of characters."""

    question: str
    row: str | None = None
    """The row's "_id"."""
    column: str | None = None
    start: int | None = None
    """First character (Python index into the text), with `end` behind the last."""
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that falls short.

    `key` is stable while the draft is edited elsewhere: rule, place and the words in question;
    a dismissal is remembered under it.
    """

    key: str
    rule: str
    severity: Severity
    place: Place
    clauses: tuple[str, ...]
    message: str
    todo: str = ""
    overridable: bool = False
    override: str = ""
    """The written reason, once an overridable error is knowingly overridden."""
    dismissed: bool = False
    missing: bool = False
    """Something is not answered yet (rather than answered wrongly)."""
    mend: str | None = None
    """What the characters of `place` should be instead, where that is certain."""
    marked: str = ""
    """With a mend: the characters of `place` themselves, to be replaced only where they stand."""

    @property
    def clause(self) -> str:
        return self.clauses[0] if self.clauses else ""

    @property
    def blocks(self) -> bool:
        """Whether the export must wait for it."""
        return self.severity is Severity.ERROR and not self.override

    @property
    def is_open(self) -> bool:
        return not self.dismissed and not self.override
