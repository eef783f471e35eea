"""The questions of a form: one class for each question type of a call pack.

Values of answers, as they are kept in a draft and in an answers file (all are plain JSON):

==================  ========================================================================
short_text,         str
long_text, email,
telephone
choice              str, the option's value (`prefectures`: the JIS X 0401 code, "20")
multiple_choice     list of str, in the order of the options
yes_no,             bool
acknowledgement
date                str: ISO "2025-04-10" once understood; otherwise as it was typed
number              int or float once understood; otherwise str as it was typed
table               list of rows; a row is {"_id": str, column id: value of the column's type}
files               list of {"name": str, "sha256": str, "size": int} (in an answers file:
                    {"name": str, "path": str}, the path relative to that file)
==================  ========================================================================

An unanswered question has no entry (or None). What cannot be understood is kept as typed and
told in a finding: nothing a person wrote is thrown away.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, model_validator

from app.calls.base import ColumnId, Expression, Model, QuestionId, Severity
from app.calls.prefectures import PREFECTURES


class Option(Model):
    """One thing to choose. `help` explains it on a choice card."""

    value: str
    label: str
    help: str = ""


@cache
def _prefectures() -> tuple[Option, ...]:
    return tuple(Option(value=p.code, label=p.name) for p in PREFECTURES)


class _Asked(Model):
    """What every question and table column has."""

    label: str
    help: str = ""
    example: str = ""


class _Question(_Asked):
    """What every question has besides."""

    id: QuestionId
    clauses: tuple[str, ...] = ()
    """Guideline ids that are shown beside the question; a `required` finding cites the first."""
    required: Severity | None = None
    """The severity of leaving the question unanswered; None where it may stay empty."""
    when: Expression | None = None
    """The question is asked only while this is true; its answer is kept meanwhile."""
    group: str = ""
    """Questions in a row with the same group stand together under this heading."""


class _Text(Model):
    recommended: int | None = Field(default=None, gt=0)
    """Length in characters one should aim at; shown, never enforced."""
    limit: int | None = Field(default=None, gt=0)
    """Length in characters above which there is a warning. Input is never cut."""


class _Choice(Model):
    options: tuple[Option, ...] = Field(default=(), max_length=500)
    source: Literal["prefectures"] | None = None
    """A built-in list of options instead of `options`."""

    @model_validator(mode="after")
    def _options_or_source(self) -> _Choice:
        if bool(self.options) == bool(self.source):
            raise ValueError("options か source のどちらか一方を書いてください")
        values = [option.value for option in self.options]
        if len(set(values)) != len(values):
            raise ValueError("options の value が重複しています")
        return self

    @cached_property
    def choices(self) -> tuple[Option, ...]:
        """The options to choose from, whichever way they are given."""
        if self.source is None:
            return self.options
        return _prefectures()

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Value → label, in the order of the options."""
        return MappingProxyType({option.value: option.label for option in self.choices})

    def label_of(self, value: object) -> str:
        """The label of a chosen value; an unknown value is given back as it is."""
        return self.labels.get(value, value) if isinstance(value, str) else str(value)


class _Number(Model):
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    decimals: int = Field(default=0, ge=0, le=6)


class ShortText(_Question, _Text):
    type: Literal["short_text"]


class LongText(_Question, _Text):
    type: Literal["long_text"]


class Choice(_Question, _Choice):
    type: Literal["choice"]


class MultipleChoice(_Question, _Choice):
    type: Literal["multiple_choice"]


class YesNo(_Question):
    type: Literal["yes_no"]
    yes: str = "はい"
    no: str = "いいえ"


class DateQuestion(_Question):
    type: Literal["date"]
    month_only: bool = False
    """Only year and month are meant; stored as the first of the month."""


class NumberQuestion(_Question, _Number):
    type: Literal["number"]


class Email(_Question):
    type: Literal["email"]


class Telephone(_Question):
    type: Literal["telephone"]


class Acknowledgement(_Question):
    """A statement to be confirmed; only True answers it."""

    type: Literal["acknowledgement"]
    statement: str


class Files(_Question):
    """Supplements of any format that go along."""

    type: Literal["files"]


class _Column(_Asked):
    id: ColumnId
    required: Severity | None = None
    clauses: tuple[str, ...] = ()
    """Guideline ids that findings of this column cite instead of the table's."""
    width: float = Field(default=1, gt=0, le=100)
    """Width relative to the other columns, on screen and in print."""
    when: Expression | None = None
    """Asked only while this is true; `row` holds the row's own values."""


class TextColumn(_Column, _Text):
    type: Literal["short_text", "long_text"]


class ChoiceColumn(_Column, _Choice):
    type: Literal["choice", "multiple_choice"]


class YesNoColumn(_Column):
    type: Literal["yes_no"]
    yes: str = "はい"
    no: str = "いいえ"


class DateColumn(_Column):
    type: Literal["date"]
    month_only: bool = False


class NumberColumn(_Column, _Number):
    type: Literal["number"]


Column = Annotated[
    TextColumn | ChoiceColumn | YesNoColumn | DateColumn | NumberColumn,
    Field(discriminator="type"),
]


class Table(_Question):
    """Repeating rows. `required` asks for at least `min_rows` (one if not given)."""

    type: Literal["table"]
    columns: tuple[Column, ...] = Field(min_length=1, max_length=50)
    row_label: str = "行"
    """What one row is called on screen (ポスト, 取組 …)."""
    min_rows: int = Field(default=0, ge=0, le=1_000)
    max_rows: int | None = Field(default=None, gt=0, le=1_000)

    @model_validator(mode="after")
    def _unique_columns(self) -> Table:
        ids = [column.id for column in self.columns]
        if len(set(ids)) != len(ids):
            raise ValueError("columns の id が重複しています")
        return self

    def column(self, column_id: str) -> Column:
        """The column with this id. Raises KeyError."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)


Question = Annotated[
    ShortText
    | LongText
    | Choice
    | MultipleChoice
    | YesNo
    | DateQuestion
    | NumberQuestion
    | Email
    | Telephone
    | Acknowledgement
    | Files
    | Table,
    Field(discriminator="type"),
]
