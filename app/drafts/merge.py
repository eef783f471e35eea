"""Merging two copies of a draft: question by question, rows of tables by row identity.

Pure. A difference stands at a place: an entry, in a table a row of it, in a row a column. What
one side alone has changed since the common revision is taken from that side; what both have
changed differently is a conflict, which a person decides. Without a common revision nobody can
say who changed what: then every difference is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.drafts.draft import Change, ChangeKind, Value
from app.drafts.rows import ROW_ID
from app.drafts.whole import Entries, Place, WholeDraft, common, entries_of

Row = Mapping[str, Value]


class Side(StrEnum):
    """Whose version is taken."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where two copies differ: an entry, a row of it (row id), a cell (row id and column).

    Of a table, the entry itself stands for the order of the rows that both have.
    """

    kind: ChangeKind
    key: str
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the copies differ, and what each says; None where it says nothing."""

    spot: Spot
    ours: Value
    theirs: Value
    conflict: bool
    """Both sides changed it, or nobody knows which did."""
    side: Side
    """What is taken unless somebody chooses."""


Choices = Mapping[Spot, Side]


@dataclass(frozen=True, slots=True)
class Merge:
    """Two copies compared, with what they both come from."""

    base: Entries | None
    ours: Entries
    theirs: Entries
    differences: tuple[Difference, ...]

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        return tuple(found for found in self.differences if found.conflict)

    def changes(self, choices: Choices | None = None) -> list[Change]:
        """What makes our copy the merged one; the preset sides where nothing is chosen."""
        sides = {found.spot: found.side for found in self.differences} | dict(choices or {})
        touched = dict.fromkeys(
            (spot.kind, spot.key) for spot, side in sides.items() if side is Side.THEIRS
        )
        return [Change(*place, self._merged(place, sides)) for place in touched]

    def _merged(self, place: Place, sides: Choices) -> Value:
        ours, theirs = self.ours.get(place), self.theirs.get(place)
        base = None if self.base is None else self.base.get(place)
        if not _are_tables(base, ours, theirs):
            return theirs if sides.get(Spot(*place)) is Side.THEIRS else ours
        return _table(place, _Table(base, ours, theirs), sides) or None


def merge(base: Entries | None, ours: Entries, theirs: Entries) -> Merge:
    """Compare two copies with the revision they both come from (None: there is none)."""
    found: list[Difference] = []
    for place in dict.fromkeys([*ours, *theirs, *(base or {})]):
        values = ((base or {}).get(place), ours.get(place), theirs.get(place))
        if _are_tables(*values):
            found += _in_table(place, _Table(*values), known=base is not None)
        else:
            found += _difference(Spot(*place), *values, known=base is not None)
    return Merge(base, ours, theirs, tuple(found))


def merge_copies(ours: WholeDraft, theirs: WholeDraft) -> Merge:
    """Compare two copies of a draft with the newest revision they both come from.

    What each calls its copy is its own affair: our name stays.
    """
    name = common(ours, theirs)
    base = None
    if name is not None:
        base = ours.state(name)
        base = theirs.state(name) if base is None else base
    name_here: Entries = {("title", ""): ours.draft.title}
    said = entries_of(theirs.draft) | name_here
    return merge(None if base is None else base | name_here, entries_of(ours.draft), said)


def _difference(
    spot: Spot, base: Value, ours: Value, theirs: Value, *, known: bool
) -> Iterator[Difference]:
    if _same(ours, theirs):
        return
    conflict = not known or not (_same(ours, base) or _same(theirs, base))
    side = Side.THEIRS if known and _same(ours, base) else Side.OURS
    yield Difference(spot, ours, theirs, conflict, side)


# ---- tables, and lists of files, which are rows known by their content ----


class _Table:
    """The rows of a table on each side, by their identity."""

    def __init__(self, base: Value, ours: Value, theirs: Value) -> None:
        self.base, self.ours, self.theirs = _rows(base), _rows(ours), _rows(theirs)

    def orders(self) -> tuple[list[str], list[str], list[str]]:
        """How each side arranges the rows that both have."""
        both = {name for name in self.ours if name in self.theirs}
        sides = (self.base, self.ours, self.theirs)
        base, ours, theirs = ([name for name in side if name in both] for side in sides)
        return base, ours, theirs

    def order(self, side: Side) -> list[str]:
        """All rows as one side arranges them; the other's new ones after what they followed."""
        first, second = list(self.ours), list(self.theirs)
        if side is Side.THEIRS:
            first, second = second, first
        for place, name in enumerate(second):
            if name not in first:
                first.insert(first.index(second[place - 1]) + 1 if place else 0, name)
        return first


def _in_table(place: Place, table: _Table, *, known: bool) -> Iterator[Difference]:
    yield from _difference(Spot(*place), *table.orders(), known=known)
    for name in table.order(Side.OURS):
        base, ours, theirs = table.base.get(name), table.ours.get(name), table.theirs.get(name)
        if ours is None or theirs is None:
            yield from _difference(Spot(*place, name), base, ours, theirs, known=known)
            continue
        for column in dict.fromkeys([*ours, *theirs]):
            cells = ((base or {}).get(column), ours.get(column), theirs.get(column))
            yield from _difference(Spot(*place, name, column), *cells, known=known)


def _table(place: Place, table: _Table, sides: Choices) -> list[Row]:
    rows = []
    for name in table.order(sides.get(Spot(*place), Side.OURS)):
        ours, theirs = table.ours.get(name), table.theirs.get(name)
        if ours is None or theirs is None:
            row = theirs if sides.get(Spot(*place, name)) is Side.THEIRS else ours
        else:
            row = _row(place, name, ours, theirs, sides)
        if row is not None:
            rows.append(row)
    return rows


def _row(place: Place, name: str, ours: Row, theirs: Row, sides: Choices) -> Row:
    merged: dict[str, Value] = {}
    for column in dict.fromkeys([*ours, *theirs]):
        taken = theirs if sides.get(Spot(*place, name, column)) is Side.THEIRS else ours
        if column in taken:
            merged[column] = taken[column]
    return merged


def _are_tables(*values: Value) -> bool:
    """Whether all that is there are rows with an identity, none twice."""
    present = [value for value in values if value is not None]
    return bool(present) and all(_is_table(value) for value in present)


def _is_table(value: Value) -> bool:
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        return False
    names = [_identity(row) for row in value]
    return all(names) and len(set(names)) == len(names)


def _identity(row: Mapping[str, Any]) -> str:
    """A row's own name; a file's is its content and name."""
    if "sha256" in row:
        return f"{row['sha256']}/{row.get('name', '')}"
    name = row.get(ROW_ID)
    return name if isinstance(name, str) else ""


def _rows(value: Sequence[Row] | None) -> dict[str, Row]:
    return {_identity(row): row for row in value or ()}


def _same(one: Value, other: Value) -> bool:
    """Equal, where no answer and an empty one are the same, but 1 and True are not."""
    if one in (None, "", []) and other in (None, "", []):
        return True
    return type(one) is type(other) and bool(one == other)
