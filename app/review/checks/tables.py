"""Checks of tables' rows."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

from app.calls.models import Rule
from app.drafts.draft import is_filled
from app.review.subject import Hit, Subject


def unique_rows(rule: Rule, subject: Subject) -> Iterator[Hit]:
    """Rows whose `columns` are all the same as those of a row above."""
    for table in rule.questions:
        seen: set[str] = set()
        for number, row in enumerate(subject.rows(table), 1):
            cells = [row.get(column) for column in rule.params["columns"]]
            if not any(map(is_filled, cells)):
                continue
            key = json.dumps([_alike(cell) for cell in cells], default=str)
            if key in seen:
                place = subject.row_place(table, number, rule.column)
                yield Hit(place, {"row": str(number)}, words=key[:40])
            seen.add(key)


def _alike(cell: object) -> object:
    """A text without what the eye passes over: width, blanks."""
    return (
        re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)) if isinstance(cell, str) else cell
    )
