"""The models of a call pack: call.toml, the forms, the rules and the guideline's clauses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AwareDatetime, Field, field_validator, model_validator

from app.calls.base import ColumnId, Expression, Model, QuestionId, Severity
from app.calls.questions import Question

FormKind = Literal["word", "slides"]
Words = Annotated[tuple[Annotated[str, Field(max_length=200)], ...], Field(max_length=2_000)]
"""Words to look for in texts; the time for it grows with their number."""


class Clause(Model):
    """A clause of the guideline, in our own words."""

    id: str
    """Such as "G2-4"."""
    section: str
    """The guideline's own section number: "2(2) 第１ステップ"."""
    title: str
    summary: str
    handled: str
    """What the program does with the clause, in one sentence for the reader."""
    unchecked: str = ""
    """Why no rule checks the clause, where none does (help text only)."""


class Section(Model):
    """One page of the walk-through."""

    id: ColumnId
    title: str
    help: str = ""
    clauses: tuple[str, ...] = ()
    when: Expression | None = None
    questions: tuple[Question, ...] = Field(min_length=1, max_length=200)


class Derived(Model):
    """A text that a template shows and nobody types: made from answers by an expression."""

    id: QuestionId
    expression: Expression


class Page(Model):
    """A slide made from a layout of the template while `when` is true."""

    layout: str
    """The layout's name in the template."""
    after: str
    """The name (p:cSld/@name) of the template's slide, or the layout of the page, it follows."""
    when: Expression | None = None


class Form(Model):
    """One document asked for."""

    id: ColumnId
    title: str
    """As the guideline calls it: 別添１."""
    name: str
    """What it is: 応募書（鑑文）."""
    kind: FormKind
    template: str
    """The template's file name in the pack's folder."""
    file_name: str
    """The produced file's name; `{prefecture}`-like fields come from `Call.names`."""
    page_limit: int | None = Field(default=None, gt=0)
    smallest_font: float = Field(default=10.5, gt=0, le=72)
    """Floor in points for text that is stepped down to fit."""
    sections: tuple[Section, ...] = Field(min_length=1, max_length=100)
    derived: tuple[Derived, ...] = Field(default=(), max_length=200)
    pages: tuple[Page, ...] = Field(default=(), max_length=200)

    @property
    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions


def _tuples(value: Any) -> Any:
    """Lists as tuples, all the way down: what is read once can then be remembered by its value."""
    if isinstance(value, list):
        return tuple(map(_tuples, value))
    if isinstance(value, dict):
        return {name: _tuples(part) for name, part in value.items()}
    return value


class Rule(Model):
    """Something to check. Exactly one of `expression` and `check` says what.

    The rule is broken (and makes a finding) where `expression` is **true**. A `check` is one of
    the built-in checks by its name, with `params`.
    """

    id: ColumnId
    severity: Severity
    practice_severity: Severity | None = None
    """The severity in a practice draft, where it differs."""
    clauses: tuple[str, ...] = Field(min_length=1)
    where: QuestionId | tuple[QuestionId, ...] = ()
    """The question(s) the finding stands at; a check may look at each of them."""
    column: ColumnId | None = None
    """The column it stands at, when `where` is a table."""
    each_row: bool = False
    """Evaluate the expression for each row of the table `where`, with `row` as its values."""
    when: Expression | None = None
    """The rule applies only while this is true."""
    expression: Expression | None = None
    check: str | None = None
    params: dict[str, Any] = Field(default_factory=dict)
    message: str = ""
    """What falls short. `{label}`, `{value}`, `{row}` and what a check offers are filled in."""
    todo: str = ""
    """What to do about it."""
    practice_todo: str = ""
    """What to do about it in a practice draft, where that differs."""
    overridable: bool = False
    """‡: an error that may be knowingly overridden with a written reason."""

    @field_validator("params")
    @classmethod
    def _fixed(cls, params: dict[str, Any]) -> dict[str, Any]:
        return {name: _tuples(value) for name, value in params.items()}

    @property
    def questions(self) -> tuple[str, ...]:
        return (self.where,) if isinstance(self.where, str) else self.where

    @model_validator(mode="after")
    def _one_way_to_check(self) -> Rule:
        if bool(self.expression) == bool(self.check):
            raise ValueError("expression か check のどちらか一方を書いてください")
        if self.expression and not self.message:
            raise ValueError("expression を使う確認項目には message が必要です")
        if self.overridable and self.severity is not Severity.ERROR:
            raise ValueError("overridable は severity が error の確認項目だけに使えます")
        return self


class Issuer(Model):
    """Who announces the call and receives the application."""

    organisation: str
    office: str
    address_line: str
    """As the cover letter addresses it (… 御中 or a person …様)."""
    email: str
    telephone: str = ""


class Period(Model):
    """First and last day, both included."""

    start: date
    end: date

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end < self.start:
            raise ValueError("end が start より前です")
        return self


class Milestone(Period):
    """A date the call itself fixes; shown in the schedule."""

    id: ColumnId
    label: str
    shown: str
    """How the call words it: 令和７年４月下旬."""
    clause: str = ""


class MailDraft(Model):
    """The mail that carries the application. Fields such as `{prefecture}` are filled in."""

    subject: str
    body: str
    """May contain `{enclosures}`, a line for each attached file."""
    file_name: str = "送付メール_{prefecture}.eml"


class Limits(Model):
    mail_bytes: int = Field(default=5_000_000, gt=0)
    """Size of the whole mail in bytes, attachments in base64."""


class Names(Model):
    """Which questions give a draft and its files their names."""

    prefecture: QuestionId
    """The applicant (any choice or text question)."""
    author: QuestionId | None = None
    """The department that files are marked with as their author."""


class CallHead(Model):
    """call.toml."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)
    version: int = Field(ge=1)
    title: str
    short_title: str
    fiscal_year: str
    issuer: Issuer
    opens: AwareDatetime | None = None
    deadline: AwareDatetime
    support: Period | None = None
    adoption: date | None = None
    """The first day on which adoption may be announced; earlier plans get a warning."""
    milestones: tuple[Milestone, ...] = Field(default=(), max_length=50)
    names: Names
    mail: MailDraft
    limits: Limits = Limits()
    forms: tuple[str, ...] = Field(min_length=1, max_length=10)
    """File names of the forms, in order."""
    guideline_title: str = ""
    vocabulary: dict[str, Words] = Field(default_factory=dict, max_length=100)
    """Word lists that rules refer to by name."""


class Demand(NamedTuple):
    """A question that a rule wants filled in while the rule's `when` and this condition hold."""

    question: str
    rule: Rule
    condition: str


class Call(CallHead):
    """A whole call pack, read and checked."""

    folder: Path
    parts: tuple[Form, ...]
    """The forms, read."""
    rules: tuple[Rule, ...]
    clauses: tuple[Clause, ...]
    own_templates: Path | None = None
    """Where files lie that take the place of the pack's templates, under the same names."""

    def template(self, form: Form) -> Path:
        """The file a form is filled in: the user's own where there is one, else the pack's."""
        own = self.own_template(form)
        return own if own is not None and own.is_file() else self.folder / form.template

    def own_template(self, form: Form) -> Path | None:
        """Where a file lies, or would, that takes the place of the pack's template."""
        return self.own_templates / form.template if self.own_templates else None

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by id, in the order in which they are asked."""
        return {question.id: question for form in self.parts for question in form.questions}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for form in self.parts for section in form.sections)

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of each question id."""
        return {q.id: section for section in self.sections for q in section.questions}

    @cached_property
    def form_of(self) -> dict[str, Form]:
        """The form of each section id."""
        return {section.id: form for form in self.parts for section in form.sections}

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """The rules that want a question filled in, each with the conditions under which it does.

        What the rule says of the missing answer itself is taken for granted in its condition.
        """
        return tuple(
            Demand(question, rule, rule.expression.replace(lacking, "True"))
            for rule in self.rules
            if rule.expression and rule.severity is not Severity.ADVICE
            for question in rule.questions
            for lacking in (f"not filled({question})", f"count({question}) == 0")
            if lacking in rule.expression
        )

    @cached_property
    def clause(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}
