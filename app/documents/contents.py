"""What stands where in the documents: the texts of a draft by the tags of the templates.

A tag is the id of a question or of a derived text of the form; inside a table it is the column's
id. Questions that do not apply are empty, whatever was answered before: a text that is not asked
must not slip into a document.

Derived texts are expressions like any other of the pack. They *compare* choices by value, but
*show* them by label, dates in Japanese form and tables' files by name (see `_Shown`), so
`join(applicant.prefecture, "知事")` gives 「長野県知事」 while
`applicant.prefecture == "20"` holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from app.calls import expressions
from app.calls.models import Call
from app.calls.questions import Question
from app.documents import texts
from app.drafts.draft import Draft, Value
from app.drafts.route import Route, names_for

Row = Mapping[str, str]
UNNAMED = "（応募団体名未記入）"
"""Stands in file names for an applicant not yet answered."""


@dataclass(frozen=True, slots=True)
class Properties:
    """Core properties of a produced file (ECMA-376 part 2, 11)."""

    title: str
    subject: str
    author: str
    created: datetime
    modified: datetime
    revision: int = 1
    language: str = "ja-JP"


@dataclass(frozen=True, slots=True)
class Contents:
    """The texts of one draft."""

    texts: Mapping[str, str]
    """Tag → text. A table's tag gives its rows as lines, for where a template has no columns."""
    tables: Mapping[str, tuple[Row, ...]]
    """Table question → its rows, column id → text."""
    values: Mapping[str, Value]
    """The answers of the questions that apply, as stored (for charts and check boxes)."""
    names: Mapping[str, str]
    """What file names, mail and document properties are made of: prefecture, year, title …"""
    created: datetime
    modified: datetime
    revision: int = 1
    practice: bool = False
    tags: frozenset[str] = field(default_factory=frozenset)
    """All tags a template may use: questions, derived texts."""
    asked: frozenset[str] = field(default_factory=frozenset)
    """The questions that apply."""

    def text(self, tag: str) -> str:
        """The text of a tag; "" where nothing stands there."""
        return self.texts.get(tag, "")

    def rows(self, tag: str) -> tuple[Row, ...]:
        return self.tables.get(tag, ())

    def properties(self, document: str) -> Properties:
        """The core properties of one document, called `document` (様式's name)."""
        return Properties(
            title=f"{document}（{self.names['prefecture']}）",
            subject=self.names["title"],
            author=self.names["author"],
            created=self.created,
            modified=self.modified,
            revision=max(1, self.revision),
        )


def contents(call: Call, draft: Draft, now: datetime) -> Contents:
    """The texts of a draft as it is. Raises ExpressionError for a broken pack only."""
    names = names_for(call, draft, now)
    route = Route(call, names)
    asked = {q.id: q for q in route.questions()}
    values = {key: draft.answers[key] for key in asked if draft.answers.get(key) is not None}
    tables = {
        key: tuple(texts.table_rows(question, values.get(key)))
        for key, question in call.questions.items()
        if question.type == "table"
    }
    by_tag = dict.fromkeys(call.questions, "")
    by_tag.update(
        (key, texts.rows_shown(tables[key]) if key in tables else texts.shown(q, values.get(key)))
        for key, q in asked.items()
    )
    by_tag.update(_derived(call, draft, now, asked, values))
    return Contents(
        texts=MappingProxyType(by_tag),
        tables=MappingProxyType(tables),
        values=MappingProxyType(values),
        names=MappingProxyType(_names(call, by_tag)),
        created=draft.created,
        modified=draft.modified,
        revision=draft.revision,
        practice=draft.practice,
        tags=frozenset(by_tag),
        asked=frozenset(asked),
    )


def _names(call: Call, by_tag: Mapping[str, str]) -> dict[str, str]:
    applicant = texts.single_line(by_tag.get(call.names.prefecture, ""))
    author = texts.single_line(by_tag.get(call.names.author or "", ""))
    return {
        "prefecture": applicant or UNNAMED,
        "author": author or applicant,
        "year": call.fiscal_year,
        "title": call.title,
        "short_title": call.short_title,
        "office": texts.single_line(call.issuer.office),
    }


class _Shown(str):
    """A stored value that compares as itself and is written out as its text."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, value: str, text: str) -> _Shown:
        made = super().__new__(cls, value)
        made.text = text
        return made

    def __str__(self) -> str:
        return self.text


def _derived(
    call: Call,
    draft: Draft,
    now: datetime,
    asked: Mapping[str, Question],
    values: Mapping[str, Value],
) -> dict[str, str]:
    sources = {d.id: d.expression for form in call.parts for d in form.derived}
    if not sources:
        return {}
    readable = {key: _showable(asked[key], value) for key, value in values.items()}
    names = names_for(call, replace(draft, answers=readable), now)
    return {tag: _written(expressions.evaluate(source, names)) for tag, source in sources.items()}


def _written(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (list, tuple)):
        return "、".join(filter(None, map(_written, value)))
    return texts.clean(str(value))


def _showable(asked: Any, value: Value) -> Value:
    """A value whose texts are written out as documents show them."""
    match asked.type:
        case "table":
            rows = [row for row in value if isinstance(row, Mapping)]
            columns = {column.id: column for column in asked.columns}
            return [
                {k: _showable(columns[k], v) if k in columns else v for k, v in row.items()}
                for row in rows
            ]
        case "multiple_choice" if isinstance(value, list):
            return [_Shown(str(item), asked.label_of(item)) for item in value]
        case "files":
            return [texts.single_line(str(entry["name"])) for entry in value]
        case "choice" | "date" if isinstance(value, str):
            return _Shown(value, texts.cell(asked, value))
    return value
