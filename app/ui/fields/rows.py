"""The rows of a table question as a field keeps them while a person works on them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

ROW_ID = "_id"
Row = dict[str, Any]


def new_row() -> Row:
    """An empty row with an id of its own, so that it can be followed and merged."""
    return {ROW_ID: secrets.token_hex(4)}


def kept(value: object) -> list[Row]:
    """The rows of an answer, each with an id."""
    if not isinstance(value, list):
        return []
    rows = [dict(row) for row in value if isinstance(row, Mapping)]
    return [row if row.get(ROW_ID) else {**new_row(), **row} for row in rows]


def copy_of(row: Row) -> Row:
    return {**row, **new_row()}


def moved(rows: Sequence[Row], place: int, step: int) -> list[Row]:
    """The rows with one moved up or down; unchanged at the ends."""
    result = list(rows)
    target = place + step
    if 0 <= place < len(result) and 0 <= target < len(result):
        result[place], result[target] = result[target], result[place]
    return result


def is_blank(row: Row) -> bool:
    return not any(value not in (None, "", []) for key, value in row.items() if key != ROW_ID)


def filled(rows: Sequence[Row]) -> list[Row]:
    """The rows that are not blank: a row just added gives way to what is pasted."""
    return [row for row in rows if not is_blank(row)]
