"""Which field asks which type of question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.fields.base import Field, FieldContext
from app.ui.fields.choice import MOST_CARDS, ChoiceField, ComboField, YesNoField
from app.ui.fields.date import DateField
from app.ui.fields.files import FilesField
from app.ui.fields.line import EmailField, NumberField, ShortTextField, TelephoneField
from app.ui.fields.long_text import CellTextField, LongTextField
from app.ui.fields.multiple import (
    AcknowledgementField,
    CellMultipleChoiceField,
    MultipleChoiceField,
)

if TYPE_CHECKING:
    from app.calls.questions import Column, Question

FIELDS: dict[str, type[Field]] = {
    "short_text": ShortTextField,
    "long_text": LongTextField,
    "choice": ChoiceField,
    "multiple_choice": MultipleChoiceField,
    "yes_no": YesNoField,
    "date": DateField,
    "number": NumberField,
    "email": EmailField,
    "telephone": TelephoneField,
    "acknowledgement": AcknowledgementField,
    "files": FilesField,
}


def make(
    asked: Question | Column,
    context: FieldContext,
    name: str,
    parent: QWidget | None = None,
    *,
    compact: bool = False,
) -> Field:
    """The field for a question (or a column; `compact` in a narrow grid cell)."""
    if asked.type == "table":
        from app.ui.fields.table import TableField

        return TableField(asked, name, context, parent)
    kind = FIELDS[asked.type]
    if asked.type == "choice" and (compact or len(asked.choices) > MOST_CARDS):
        kind = ComboField
    if asked.type == "short_text" and compact:
        kind = CellTextField
    if asked.type == "multiple_choice" and compact:
        kind = CellMultipleChoiceField
    return kind(asked, name, context, parent)
