"""The text at a place of an answer: the answer itself, or a cell of a table's row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.review.finding import Place
from app.review.subject import row_id


def rows(answer: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of a table's answer with the names that places call them by."""
    if isinstance(answer, list):
        found = (row for row in answer if isinstance(row, Mapping))
        yield from ((row_id(row, n), row) for n, row in enumerate(found, 1))


def text_at(answer: Any, place: Place) -> str:
    """What stands in the cell of a place; "" where there is nothing, or no such cell."""
    cell = answer
    if place.row is not None:
        mine = next((row for name, row in rows(answer) if name == place.row), None)
        cell = mine.get(place.column or "") if mine else None
    return "" if cell is None else str(cell)


def put(answer: Any, place: Place, text: str) -> Any:
    """The answer with a text in the cell of a place; as it was if there is no such cell."""
    if place.row is None:
        return text
    mine = next((row for name, row in rows(answer) if name == place.row), None)
    if mine is None or place.column is None:
        return answer
    return [{**row, place.column: text} if row is mine else row for row in answer]
