"""Values as they come from outside, brought into the shape an answer is kept in.

What can be understood is (numbers as text, labels for values, names for codes); what is of a
wholly wrong JSON type is refused. Texts that are merely wrong (a date that does not exist) are
kept as they are: the review tells of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from app.calls.prefectures import find
from app.calls.questions import Choice, ChoiceColumn, Column, MultipleChoice, Question, Table
from app.drafts.draft import Value

Asked = Question | Column


class MistypedError(ValueError):
    """A value of the wrong type: where inside the answer (row and column), and what is wanted."""

    def __init__(self, wanted: str, where: str = "") -> None:
        super().__init__(f"{where}{wanted}")
        self.wanted = wanted
        self.where = where


def normalised(question: Asked, raw: Value) -> Value:
    """The value as it is kept (see app.calls.questions). Raises MistypedError."""
    if raw is None:
        return None
    return KINDS[question.type](question, raw)


def number(text: str) -> int | float | None:
    """A number as people type it: full-width digits, commas between thousands. None if not one.

    Only finite numbers of at most 15 digits, which a float keeps exactly.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    digits = plain.replace(".", "", 1).lstrip("+-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 15:
        return None
    return float(plain) if "." in plain else int(plain)


def _text(_question: Asked, raw: Value) -> Value:
    if not isinstance(raw, str):
        raise MistypedError('文字列（"…"）で書いてください')
    return raw


def _choice(question: Asked, raw: Value) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        raise MistypedError("選択肢の値を文字列で書いてください")
    return _option(question, str(raw))


def _option(question: Asked, text: str) -> str:
    """The option's value for its value or label; anything else stays as it is."""
    assert isinstance(question, (Choice, ChoiceColumn, MultipleChoice))
    if question.source == "prefectures" and (prefecture := find(text)):
        return prefecture.code
    options = question.choices
    if any(option.value == text for option in options):
        return text
    return next((option.value for option in options if option.label == text), text)


def _choices(question: Asked, raw: Value) -> Value:
    if isinstance(raw, str):
        raw = [raw]
    if not isinstance(raw, list) or not all(isinstance(item, (str, int)) for item in raw):
        raise MistypedError('選択肢の値の一覧（["…", …]）で書いてください')
    assert isinstance(question, (ChoiceColumn, MultipleChoice))
    chosen = dict.fromkeys(_option(question, str(item)) for item in raw)
    order = [option.value for option in question.choices]
    known = [value for value in order if value in chosen]
    return known + [value for value in chosen if value not in order]


def _yes_no(_question: Asked, raw: Value) -> Value:
    if not isinstance(raw, bool):
        raise MistypedError("true か false で書いてください")
    return raw


def _number(_question: Asked, raw: Value) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise MistypedError("数で書いてください")
    if isinstance(raw, str):
        understood = number(raw)
        return raw if understood is None else understood
    return raw if abs(raw) < 10**15 else str(raw)


def _files(_question: Asked, raw: Value) -> Value:
    if not isinstance(raw, list):
        raise MistypedError('ファイルの一覧（[{"name": …, "path": …}]）で書いてください')
    return [_file(entry, n) for n, entry in enumerate(raw, 1)]


def _file(entry: Value, place: int) -> dict[str, Any]:
    if isinstance(entry, str):
        return {"name": entry.replace("\\", "/").rpartition("/")[2], "path": entry}
    named = isinstance(entry, Mapping) and all(isinstance(key, str) for key in entry)
    located = named and any(isinstance(entry.get(key), str) for key in ("path", "sha256"))
    if not located:
        raise MistypedError("name と path を書いてください", f"{place}番目: ")
    name = entry.get("name") or str(entry.get("path", "")).replace("\\", "/").rpartition("/")[2]
    return {**entry, "name": str(name)}


def _table(question: Asked, raw: Value) -> Value:
    assert isinstance(question, Table)
    if not isinstance(raw, list):
        raise MistypedError("行の一覧（[{…}, …]）で書いてください")
    return [_row(question, row, n) for n, row in enumerate(raw, 1)]


def _row(question: Table, raw: Value, place: int) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise MistypedError("列の名前と値の組（{…}）で書いてください", f"{place}行目: ")
    known = {column.id: column for column in question.columns}
    row: dict[str, Any] = {}
    for key, value in raw.items():
        if key == "_id":
            row[key] = str(value)
            continue
        if key not in known:
            raise MistypedError("この列はありません", f"{place}行目の {key}: ")
        try:
            cell = normalised(known[key], value)
        except MistypedError as error:
            raise MistypedError(error.wanted, f"{place}行目の {key}: ") from error
        if cell is not None:
            row[key] = cell
    return row


KINDS: dict[str, Callable[[Any, Value], Value]] = {
    "short_text": _text,
    "long_text": _text,
    "email": _text,
    "telephone": _text,
    "date": _text,
    "choice": _choice,
    "multiple_choice": _choices,
    "yes_no": _yes_no,
    "acknowledgement": _yes_no,
    "number": _number,
    "files": _files,
    "table": _table,
}
