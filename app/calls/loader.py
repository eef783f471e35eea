"""Reads call packs: a folder in, a Call or a list of problems out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from app.calls import expressions, toml
from app.calls.base import Model
from app.calls.folders import LARGEST_FILE, packs
from app.calls.models import Call, CallHead, Clause, Form, Rule
from app.calls.questions import Table
from app.errors import InputError, why

MOST_ENTRIES = 300
"""Rules, and clauses: each rule takes its time with every look at a draft."""
MOST_QUESTIONS = 500
"""Of all forms of a call."""
MOST_TOLD = 50
"""Mistakes of one pack that are listed; of more only the number is said."""
EXTRA_NAMES = (
    "practice",
    "today",
    "names.prefecture",
    "call.deadline",
    "call.support_start",
    "call.support_end",
)
"""What expressions may read besides questions; dates as ISO texts, the applicant as its label."""

AnyModel = TypeVar("AnyModel", bound=Model)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a call pack: where (file and key) and why, in Japanese."""

    folder: Path
    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.folder.name}/{self.file}" if self.file else self.folder.name
        return f"{place}{f' の {self.key}' if self.key else ''}: {self.reason}"


class PackError(InputError):
    """A call pack that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        if len(problems) > MOST_TOLD:
            rest = Problem(problems[0].folder, "", "", f"ほか{len(problems) - MOST_TOLD}件")
            problems = [*problems[:MOST_TOLD], rest]
        listing = "\n".join(str(problem) for problem in problems)
        super().__init__(f"募集パックを読み込めません。\n{listing}", "")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Shelf:
    """The packs found: those that can be used by id, and what is wrong with the others."""

    calls: dict[str, Call]
    problems: tuple[Problem, ...]


Examine = Callable[["Call"], Iterable["Problem"]]
"""Looks a pack over for what the loader cannot know (app.review.checks.problems)."""


def load_all(
    folders: Iterable[Path], examine: Examine | None = None, templates: Path | None = None
) -> Shelf:
    """Read every pack in these folders. A broken pack is told and the others still load.

    `templates`: the folder with the user's own templates, in one folder a call id.
    Where packs of two folders have the same id the later folder's wins (the user's own over a
    shipped one); of two in the same folder the first stays, and the other is told.
    """
    calls: dict[str, Call] = {}
    problems: list[Problem] = []
    taken: dict[tuple[Path, str], str] = {}
    for pack in packs(folders):
        try:
            call = load(pack, examine, templates)
        except PackError as error:
            problems.extend(error.problems)
            continue
        first = taken.setdefault((pack.parent, call.id), pack.name)
        if first == pack.name:
            calls[call.id] = call
        else:
            reason = f"フォルダー「{first}」の募集と同じ id です"
            problems.append(Problem(pack, "call.toml", "id", reason))
    return Shelf(calls, tuple(problems))


def load(folder: Path, examine: Examine | None = None, templates: Path | None = None) -> Call:
    """Read one pack. Raises PackError naming file, key and reason of each mistake."""
    head = _model(folder, "call.toml", CallHead)
    forms = tuple(_model(folder, name, Form) for name in head.forms)
    rules = _list(folder, "rules.toml", "rule", Rule)
    clauses = _list(folder, "guideline.toml", "clause", Clause)
    call = Call(
        **{name: getattr(head, name) for name in CallHead.model_fields},
        folder=folder,
        parts=forms,
        rules=tuple(rules),
        clauses=tuple(clauses),
        own_templates=templates / head.id if templates else None,
    )
    if sum(len(tuple(form.questions)) for form in forms) > MOST_QUESTIONS:
        reason = f"設問が多すぎます（{MOST_QUESTIONS}問まで）"
        raise PackError([Problem(folder, "call.toml", "forms", reason)])
    problems = list(_inconsistencies(call))
    if examine is not None and not problems:
        problems = list(examine(call))
    if problems:
        raise PackError(problems)
    return call


def _toml(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    if Path(name).name != name:
        raise PackError([Problem(folder, name, "", "フォルダーの外のファイルは使えません")])
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise PackError([Problem(folder, name, "", "ファイルではありません")])
        if path.stat().st_size > LARGEST_FILE:
            raise PackError([Problem(folder, name, "", "ファイルが大きすぎます")])
        return toml.parse(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        reason = "ファイルを開けません（ファイルがありません）"
    except OSError as error:
        reason = f"ファイルを開けません（{why(error)}）"
    except UnicodeDecodeError:
        reason = "文字コードが UTF-8 ではありません"
    except RecursionError:
        reason = "TOML の入れ子が深すぎます"
    except ValueError as error:  # TOMLDecodeError, and numbers of thousands of digits
        reason = f"TOML の書き方が正しくありません{toml.place(error)}"
    raise PackError([Problem(folder, name, "", reason)])


def _model(folder: Path, name: str, model: type[AnyModel]) -> AnyModel:
    return _validated(folder, name, "", model, _toml(folder, name))


def _list(folder: Path, name: str, key: str, model: type[AnyModel]) -> list[AnyModel]:
    found = _toml(folder, name)
    entries = found.pop(key, [])
    if found or not isinstance(entries, list):
        odd = "、".join(found) or key
        raise PackError([Problem(folder, name, odd, f"[[{key}]] だけを書けます")])
    if len(entries) > MOST_ENTRIES:
        raise PackError([Problem(folder, name, key, f"多すぎます（{MOST_ENTRIES}個まで）")])
    return [_validated(folder, name, f"{key}[{n}]", model, e) for n, e in enumerate(entries, 1)]


def _validated(folder: Path, name: str, key: str, model: type[AnyModel], found: object) -> AnyModel:
    try:
        return model.model_validate(found)
    except ValidationError as error:
        raise PackError(
            [
                Problem(folder, name, _key(key, entry["loc"]), _reason(entry))
                for entry in error.errors()
            ]
        ) from error


def _key(prefix: str, location: tuple[int | str, ...]) -> str:
    steps = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in location]
    return (prefix + "".join(steps)).lstrip(".")


REASONS = {
    "missing": "書かれていません",
    "extra_forbidden": "知らない項目です",
    "string_type": "文字列で書いてください",
    "int_type": "整数で書いてください",
    "int_parsing": "整数で書いてください",
    "int_from_float": "整数で書いてください",
    "float_type": "数で書いてください",
    "float_parsing": "数で書いてください",
    "greater_than": "{gt} より大きい数で書いてください",
    "greater_than_equal": "{ge} 以上で書いてください",
    "less_than_equal": "{le} 以下で書いてください",
    "dict_type": "表（[ ] の見出し）で書いてください",
    "model_type": "表（[ ] の見出し）で書いてください",
    "model_attributes_type": "表（[ ] の見出し）で書いてください",
    "bool_type": "true か false で書いてください",
    "bool_parsing": "true か false で書いてください",
    "tuple_type": "一覧（[ ]）で書いてください",
    "literal_error": "使える値は {expected} です",
    "enum": "使える値は {expected} です",
    "union_tag_invalid": "type が正しくありません（使える値は {expected_tags}）",
    "union_tag_not_found": "type が書かれていません",
    "string_pattern_mismatch": "使えない文字があるか、形が違います（{pattern}）",
    "too_short": "一つ以上書いてください",
    "too_long": "多すぎます（{max_length}個まで）",
    "finite_number": "数で書いてください",
    "string_too_long": "長すぎます（{max_length}文字まで）",
    "timezone_aware": "日時には時差（+09:00）を付けてください",
    "datetime_type": "日時で書いてください",
    "datetime_parsing": "日時で書いてください",
    "datetime_from_date_parsing": "日時で書いてください",
    "date_type": "日付で書いてください",
    "date_parsing": "日付で書いてください",
    "date_from_datetime_parsing": "日付で書いてください",
}


def _reason(entry: Any) -> str:
    if entry["type"] == "value_error":
        return str(entry["ctx"]["error"])
    text = REASONS.get(entry["type"])
    if text is None:
        return f"正しくありません（{entry['msg']}）"
    return text.format(**entry.get("ctx", {})).replace(" or ", "、").replace("', '", "'、'")


def _inconsistencies(call: Call) -> Iterator[Problem]:
    """Mistakes between the files of a pack: double ids, unknown questions, clauses and names."""
    yield from _double_ids(call)
    known = {*call.questions, *EXTRA_NAMES}
    for name, form in zip(call.forms, call.parts, strict=True):
        yield from _form_problems(call, name, form, known)
    for number, rule in enumerate(call.rules, 1):
        yield from _rule_problems(call, f"rule[{number}]（{rule.id}）", rule, known)
    for role, question in (("prefecture", call.names.prefecture), ("author", call.names.author)):
        if question and question not in call.questions:
            reason = f"設問 {question} はありません"
            yield Problem(call.folder, "call.toml", f"names.{role}", reason)


TWICE = "同じ id が二度使われています"


def _double_ids(call: Call) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, form in zip(call.forms, call.parts, strict=True):
        ids = [form.id, *(s.id for s in form.sections), *(q.id for q in form.questions)]
        for found in [*ids, *(derived.id for derived in form.derived)]:
            if found in seen:
                yield Problem(call.folder, name, found, TWICE)
            seen.add(found)
    lists = (
        ("rules.toml", "rule", [rule.id for rule in call.rules]),
        ("guideline.toml", "clause", [clause.id for clause in call.clauses]),
        ("call.toml", "milestones", [milestone.id for milestone in call.milestones]),
    )
    for name, key, found_ids in lists:
        double = {one for one, count in Counter(found_ids).items() if count > 1}
        yield from (Problem(call.folder, name, f"{key}（{one}）", TWICE) for one in sorted(double))


def _form_problems(call: Call, name: str, form: Form, known: set[str]) -> Iterator[Problem]:
    def problem(key: str, reason: str) -> Problem:
        return Problem(call.folder, name, key, reason)

    if not (call.folder / form.template).is_file() or Path(form.template).name != form.template:
        yield problem("template", f"ひな形 {form.template} がありません")
    sources = [(s.id, "when", s.when) for s in form.sections]
    sources += [(q.id, "when", q.when) for q in form.questions]
    sources += [(d.id, "expression", d.expression) for d in form.derived]
    sources += [(f"pages（{p.layout}）", "when", p.when) for p in form.pages]
    yield from _bad_expressions(call, name, sources, known)
    for question in form.questions:
        cited = {(question.id, clause) for clause in question.clauses}
        if isinstance(question, Table):
            for column in question.columns:
                cited |= {(f"{question.id}/{column.id}", clause) for clause in column.clauses}
        for owner, clause in sorted(cited):
            if clause not in call.clause:
                yield problem(f"{owner}.clauses", f"{clause} は guideline.toml にありません")
        if isinstance(question, Table):
            rows = {f"row.{column.id}" for column in question.columns} | known
            cells = [(f"{question.id}/{c.id}", "when", c.when) for c in question.columns]
            yield from _bad_expressions(call, name, cells, rows)


def _bad_expressions(
    call: Call, name: str, sources: Iterable[tuple[str, str, str | None]], known: set[str]
) -> Iterator[Problem]:
    for owner, key, source in sources:
        try:
            if source is not None:
                expressions.check(source, known)
        except expressions.ExpressionError as error:
            yield Problem(call.folder, name, f"{owner}.{key}", str(error))


def _rule_problems(call: Call, key: str, rule: Rule, known: set[str]) -> Iterator[Problem]:
    def problem(part: str, reason: str) -> Problem:
        return Problem(call.folder, "rules.toml", f"{key}.{part}", reason)

    for clause in set(rule.clauses) - call.clause.keys():
        yield problem("clauses", f"{clause} は guideline.toml にありません")
    for where in rule.questions:
        question = call.questions.get(where)
        if question is None:
            yield problem("where", f"設問 {where} はありません")
        elif isinstance(question, Table):
            columns = {column.id for column in question.columns}
            known = known | {f"row.{column}" for column in columns}
            if rule.column and rule.column not in columns:
                yield problem("column", f"列 {rule.column} はありません")
        elif rule.each_row or rule.column:
            yield problem("where", f"設問 {where} は表ではありません")
    sources = [(key, "when", rule.when), (key, "expression", rule.expression)]
    yield from _bad_expressions(call, "rules.toml", sources, known)
