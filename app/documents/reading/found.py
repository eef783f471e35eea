"""What a file says at the places it has tags for, before it is known what that means."""

from __future__ import annotations

from dataclasses import dataclass, field

Row = dict[str, str]


@dataclass(slots=True)
class Found:
    """Texts by tag, rows by table, and every line there is."""

    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    """Table question → its rows, column → text. Columns that cannot be told apart are left out."""
    lines: list[str] = field(default_factory=list)

    @property
    def tags(self) -> set[str]:
        return {*self.texts, *self.rows}

    def take(self, other: Found) -> None:
        """Add what another file says."""
        self.texts.update(other.texts)
        self.rows.update(other.rows)
        self.lines += other.lines
