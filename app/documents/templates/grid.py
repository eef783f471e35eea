"""Tables as a grid of fields, and the labels around an empty one: the same for Word and slides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.documents.templates.suggest import Hint

BLANK = re.compile(
    r"[\s\u3000_＿.・…（）()〔〕\[\]]*"
    r"((令和|西暦|平成)?[\s\u3000]*年[\s\u3000]*月([\s\u3000]*日)?|[人名円件%％点歳回]|千円|万円|□|〒)?"
    r"[\s\u3000_＿.・…（）()〔〕\[\]]*"
)
"""What a form prints where something is to be written: nothing, lines, 年 月 日, a unit."""
LONGEST_LABEL = 80
ACROSS = 0.97
"""What a label is worth that stands above a field, or is put together from two."""


def is_blank(text: str) -> bool:
    return BLANK.fullmatch(text) is not None


def is_label(text: str) -> bool:
    return bool(text.strip()) and len(text) <= LONGEST_LABEL and not is_blank(text)


@dataclass(slots=True)
class Field:
    """A cell, at the row and column where it begins."""

    element: Any
    text: str
    row: int
    column: int
    number: int
    """Its number in the row's elements, from 1."""
    width: int = 1
    height: int = 1


class Grid:
    """A table's cells by row and column, merged ones at each place they cover."""

    def __init__(self, fields: list[Field]) -> None:
        self.fields = fields
        self._at = {
            (row, column): field
            for field in fields
            for row in range(field.row, field.row + field.height)
            for column in range(field.column, field.column + field.width)
        }
        self.rows = 1 + max((row for row, _ in self._at), default=-1)

    def row(self, number: int) -> list[Field]:
        return [field for field in self.fields if field.row == number]

    def left_of(self, field: Field) -> Iterator[Field]:
        """The labels to the left, nearest first."""
        seen: list[Field] = []
        for column in range(field.column - 1, -1, -1):
            other = self._at.get((field.row, column))
            if other is not None and other not in seen and is_label(other.text):
                seen.append(other)
                yield other

    def above(self, field: Field) -> Field | None:
        """The nearest label above, past other empty fields."""
        for row in range(field.row - 1, -1, -1):
            other = self._at.get((row, field.column))
            if other is not None and is_label(other.text):
                return other
        return None

    def hints(self, field: Field) -> Iterator[Hint]:
        lefts = list(self.left_of(field))
        above = self.above(field)
        for place, label in enumerate(lefts):
            weight = 1.0 if place == 0 else 0.6
            yield Hint(label.text, f"左の欄「{shown(label.text)}」", weight)
        if len(lefts) > 1:
            near, far = lefts[0].text, lefts[1].text
            reason = f"左の欄「{shown(far)}」の「{shown(near)}」"
            yield Hint(f"{far}{near}", reason)
        if above is not None:
            yield Hint(above.text, f"上の欄「{shown(above.text)}」", 0.8 if lefts else 1.0)
        if lefts and above is not None:
            reason = f"左の欄「{shown(lefts[0].text)}」と上の欄「{shown(above.text)}」"
            for text in (lefts[0].text + above.text, above.text + lefts[0].text):
                yield Hint(text, reason, ACROSS)

    def heads(self) -> tuple[int, tuple[str, ...]] | None:
        """The number of the head row and its labels, where only empty rows follow it.

        Such a table is for any number of rows. Two columns at least.
        """
        for number in range(self.rows - 1):
            head, below = self.row(number), [f for f in self.fields if f.row > number]
            plain = all(f.width == f.height == 1 for f in below)
            labelled = len(head) > 1 and all(is_label(f.text) for f in head)
            if labelled and below and plain and all(_is_empty(f) for f in below):
                same = all(len(self.row(n)) == len(head) for n in range(number + 1, self.rows))
                return (number, tuple(f.text for f in head)) if same else None
        return None


def _is_empty(field: Field) -> bool:
    """Blank, or the number of its row."""
    return is_blank(field.text) or field.text.strip().isdigit()


def shown(text: str) -> str:
    """A label in a reason: on one line, not too long."""
    line = "".join(text.split())
    return line if len(line) <= 20 else f"{line[:19]}…"
