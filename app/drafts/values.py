"""Values of answers as they come from a file, made into what a draft keeps.

What a person can be understood to have meant is understood (「３」 for 3, 「長野県」 for "20");
what cannot be understood is kept as typed, and the review tells of it. Only a value of a wrong
JSON type is refused, since no field could show it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.calls.questions import Question
from app.drafts.draft import Value
from app.errors import InputError

LONGEST_TEXT = 100_000
"""Characters of one answer above which a file is refused: no form takes a book."""
LARGEST_NUMBER = 10**15
"""Beyond this a float no longer holds every whole number."""
NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,6})?")
LONGEST_MONTH = 40
"""Characters; nothing longer is a month."""
DIGEST = re.compile(r"[0-9a-f]{64}")
UNFIT_IN_NAME = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\ud800-\udfff]')

DateReader = Callable[[str], date | None]
"""Understands a date as typed, or gives None. The review's own reader is above this layer."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a value: where and why, in Japanese."""

    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


class ValueMistakeError(InputError):
    """A value no field can take, with every mistake in it."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        listing = "\n".join(str(mistake) for mistake in mistakes)
        super().__init__(listing, "回答の書き方を確認してください。")
        self.mistakes = tuple(mistakes)


class _WrongError(Exception):
    """Why a value cannot be taken."""


def normalised(question: Question, raw: object, *, read_date: DateReader | None = None) -> Value:
    """The value as a draft keeps it; None where nothing is answered.

    Raises ValueMistakeError (an InputError) naming question, row and column of each value of a
    wrong type.
    """
    mistakes: list[Mistake] = []
    value = _Reading(read_date, mistakes).value(question, raw, question.id)
    if mistakes:
        raise ValueMistakeError(mistakes)
    return value


class _Reading:
    """One reading of a value: gathers the mistakes of a table's cells."""

    def __init__(self, read_date: DateReader | None, mistakes: list[Mistake]) -> None:
        self._read_date = read_date
        self._mistakes = mistakes

    def value(self, asked: Any, raw: object, key: str) -> Value:
        if raw is None:
            return None
        try:
            if asked.type == "table":
                return list(self._rows(asked, _rows_in(raw), key))
            if asked.type == "date":
                return self._date(raw, month_only=asked.month_only)
            return READERS[asked.type](asked, raw)
        except _WrongError as wrong:
            self._mistakes.append(Mistake(key, str(wrong)))
            return None

    def _rows(self, table: Any, rows: list[Any], key: str) -> Iterator[dict[str, Value]]:
        columns = {column.id: column for column in table.columns}
        for number, row in enumerate(rows, 1):
            place = f"{key} の{number}行目"
            if not isinstance(row, dict):
                self._mistakes.append(Mistake(place, "行は { } で書いてください。"))
                continue
            read: dict[str, Value] = {}
            for name, raw in row.items():
                if name == "_id" and isinstance(raw, str) and 0 < len(raw) <= 64:
                    read[name] = raw
                elif name in columns:
                    cell = self.value(columns[name], raw, f"{place}の {name}")
                    read.update({} if cell is None else {name: cell})
                else:
                    self._mistakes.append(Mistake(f"{place}の {_short(name)}", "知らない列です。"))
            yield read

    def _date(self, raw: object, *, month_only: bool) -> str:
        """ISO; of a month its first day."""
        typed = _text(None, raw)
        found = _iso(typed) or (self._read_date(typed) if self._read_date else None)
        if found is None and month_only and self._read_date:
            found = self._read_date(_first_day(typed))
        if found is None:
            return typed
        return (found.replace(day=1) if month_only else found).isoformat()


def _iso(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _first_day(month: str) -> str:
    """A month as typed (令和８年１月, 2026/1, R8.1) as its first day in the same notation."""
    plain = _folded(month[:LONGEST_MONTH])
    if plain.endswith("月"):
        return f"{plain}1日"
    sign = re.search(r"[./\-・年]", plain)
    return f"{plain}月1日" if sign and sign[0] == "年" else f"{plain}{sign[0] if sign else ''}1"


def _rows_in(raw: object) -> list[Any]:
    if not isinstance(raw, list):
        raise _WrongError(f"行の一覧 [ ] で書いてください（今は{_kind(raw)}です）。")
    return raw


def _text(_asked: object, raw: object) -> str:
    if not isinstance(raw, str):
        raise _WrongError(f"文字列で書いてください（今は{_kind(raw)}です）。")
    if len(raw) > LONGEST_TEXT:
        raise _WrongError(f"文字数が多すぎます（{len(raw):,}文字。上限は{LONGEST_TEXT:,}文字）。")
    return raw


def _choice(asked: Any, raw: object) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < LARGEST_NUMBER:
        raw = str(raw)
    typed = _text(asked, raw)
    options = asked.choices
    if any(option.value == typed for option in options):
        return typed
    wanted = _folded(typed)
    for option in options:
        if wanted in (_folded(option.value), _folded(option.label)):
            return str(option.value)
    if asked.source == "prefectures":
        short = {o.label[:-1]: o.value for o in options if not o.label.endswith("道")}
        return str(short.get(wanted, typed))
    return typed


def _choices(asked: Any, raw: object) -> list[str]:
    """In the order of the options, what is unknown last."""
    if not isinstance(raw, list):
        raise _WrongError(f"選んだものの一覧 [ ] で書いてください（今は{_kind(raw)}です）。")
    chosen = list(dict.fromkeys(_choice(asked, entry) for entry in raw))
    order = {option.value: place for place, option in enumerate(asked.choices)}
    return sorted(chosen, key=lambda value: order.get(value, len(order)))


def _yes_no(asked: Any, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str):
        yes, no = getattr(asked, "yes", "はい"), getattr(asked, "no", "いいえ")
        words = {_folded(yes): True, _folded(no): False, "はい": True, "いいえ": False}
        if _folded(raw) in words:
            return words[_folded(raw)]
    raise _WrongError(f"true か false で書いてください（今は{_kind(raw)}です）。")


def _number(asked: object, raw: object) -> int | float | str:
    if isinstance(raw, str):
        plain = _folded(without_unit(asked, _text(asked, raw)))
        return _figure(plain) if NUMBER.fullmatch(plain) else raw
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise _WrongError(f"数で書いてください（今は{_kind(raw)}です）。")
    if not abs(raw) <= LARGEST_NUMBER:  # so said, it holds for NaN too
        raise _WrongError("数が大きすぎます。")
    return int(raw) if isinstance(raw, float) and raw.is_integer() else raw


def without_unit(asked: object, typed: str) -> str:
    """What is typed for a number, without the unit the question itself has: １年 is １.

    As typed where another unit stands behind it, or none.
    """
    unit, plain = _folded(getattr(asked, "unit", "")), _folded(typed)
    return plain[: -len(unit)].rstrip() if unit and plain.endswith(unit) else typed


def _figure(plain: str) -> int | float:
    figure = float(plain.replace(",", ""))
    return int(figure) if figure.is_integer() else figure


def _files(_asked: object, raw: object) -> list[dict[str, Value]]:
    if not isinstance(raw, list):
        raise _WrongError(f"ファイルの一覧 [ ] で書いてください（今は{_kind(raw)}です）。")
    return [_file(entry) for entry in raw]


def _file(entry: object) -> dict[str, Value]:
    """Either kept already (name, sha256, size) or to be fetched (name, path)."""
    if not isinstance(entry, dict):
        raise _WrongError("ファイルは { } で書いてください。")
    name = entry.get("name")
    if not isinstance(name, str) or not fit_as_name(name):
        raise _WrongError("ファイル名（name）が正しくありません。")
    digest, size, path = entry.get("sha256"), entry.get("size"), entry.get("path")
    if isinstance(digest, str) and DIGEST.fullmatch(digest) and "path" not in entry:
        if isinstance(size, bool) or not isinstance(size, int) or size < 0:
            raise _WrongError(f"「{name}」の大きさ（size）が正しくありません。")
        return {"name": name, "sha256": digest, "size": size}
    if isinstance(path, str) and path.strip() and "\0" not in path and "sha256" not in entry:
        return {"name": name, "path": path}
    raise _WrongError(f"「{name}」の場所（path）を書いてください。")


def fit_as_name(name: str) -> bool:
    """Whether a text can be a file's name on Windows and elsewhere, without a folder in it."""
    return bool(name.strip(" .")) and len(name) <= 200 and not UNFIT_IN_NAME.search(name)


READERS: Mapping[str, Callable[[Any, object], Value]] = {
    "short_text": _text,
    "long_text": _text,
    "email": _text,
    "telephone": _text,
    "choice": _choice,
    "multiple_choice": _choices,
    "yes_no": _yes_no,
    "acknowledgement": _yes_no,
    "number": _number,
    "files": _files,
}
KINDS: Mapping[type, str] = {
    bool: " true／false ",
    int: "数",
    float: "数",
    str: "文字列",
    list: "一覧 [ ] ",
    dict: "表 { } ",
    type(None): " null ",
}


def _kind(raw: object) -> str:
    return KINDS.get(type(raw), "別の種類")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:60]}…"
