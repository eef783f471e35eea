"""Answers files: a draft's answers as JSON, to hand over, to automate and to test with.

{"call": "r7-dx-jinzai", "practice": true, "overrides": {"G2-10": "…"},
 "answers": {"applicant.prefecture": "20", …}}
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.calls.models import Call
from app.drafts.draft import Draft, Value
from app.drafts.rows import identified
from app.drafts.values import MistypedError, normalised
from app.errors import InputError

LARGEST = 100_000_000
"""Bytes of an answers file above which it is refused unread."""
KEYS = frozenset({"call", "practice", "overrides", "answers", "title"})


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What an answers file says, understood."""

    call: Call
    answers: Mapping[str, Value]
    practice: bool = False
    overrides: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    title: str = ""


def read_answers(
    source: Path | str,
    calls: Mapping[str, Call],
    *,
    base: Path | None = None,
    file_label: str = "回答ファイル",
) -> AnswersFile:
    """Read an answers file (a path) or its text.

    `base` is the folder that paths of supplements are relative to. Raises InputError that names
    the file and every mistake with its key.
    """
    found = _parsed(_text(source, file_label) if isinstance(source, Path) else source, file_label)
    if not isinstance(found, dict):
        raise _unusable(file_label, "全体を { } で囲んで書いてください")
    call = _call(found, calls, file_label)
    problems = [f"{key}: 知らない項目です" for key in found if key not in KEYS]
    answers = _answers(call, found.get("answers", {}), base, problems)
    overrides = found.get("overrides", {})
    if not isinstance(overrides, dict) or not all(isinstance(v, str) for v in overrides.values()):
        problems.append('overrides: {"G2-10": "理由"} の形で書いてください')
    if not isinstance(found.get("practice", False), bool):
        problems.append("practice: true か false で書いてください")
    if not isinstance(found.get("title", ""), str):
        problems.append("title: 文字列で書いてください")
    if problems:
        raise _unusable(file_label, "\n".join(problems))
    return AnswersFile(
        call, answers, found.get("practice", False), overrides, found.get("title", "")
    )


def write_answers(
    call: Call,
    answers: Mapping[str, Value],
    *,
    practice: bool = False,
    overrides: Mapping[str, str] | None = None,
) -> str:
    """An answers file as text, in the order of the questions."""
    known = [key for key in call.questions if key in answers]
    kept = known + [key for key in answers if key not in call.questions]
    content: dict[str, Any] = {"call": call.id}
    if practice:
        content["practice"] = True
    if overrides:
        content["overrides"] = dict(overrides)
    content["answers"] = {key: answers[key] for key in kept}
    text = json.dumps(content, ensure_ascii=False, indent=2)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate: only an escape can say it
        text = json.dumps(content, indent=2)
    return text + "\n"


def draft_from(found: AnswersFile, now: datetime) -> Draft:
    """A draft in memory, as it would be if the file were imported."""
    return Draft(
        uid="",
        call_id=found.call.id,
        call_version=found.call.version,
        title=found.title or found.call.short_title,
        practice=found.practice,
        created=now,
        modified=now,
        answers=found.answers,
        overrides=found.overrides,
    )


def _unusable(label: str, reason: str) -> InputError:
    return InputError(
        f"回答ファイル「{label}」を読み込めません。\n{reason}\n",
        "ファイルを確認してください。下書きは変更していません。",
    )


def _text(path: Path, label: str) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise _unusable(label, "ファイルが大きすぎます。")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unusable(label, "文字コードが UTF-8 ではありません。") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "名前が正しくありません"
        raise _unusable(label, f"ファイルを開けません（{reason}）。") from error


def _parsed(text: str, label: str) -> object:
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_without_doubles,
            parse_constant=_no_constant,
            parse_float=_finite,
            parse_int=_number,
        )
    except json.JSONDecodeError as error:
        where = f"{error.lineno}行目の{error.colno}文字目"
        raise _unusable(label, f"{where}で、JSON の書き方が正しくありません。") from error
    except RecursionError as error:
        raise _unusable(label, "入れ子が深すぎます。") from error
    except _JsonError as error:
        raise _unusable(label, str(error)) from error


class _JsonError(Exception):
    pass


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise _JsonError(f"{double}: 同じ項目が二度書かれています")
    return found


def _no_constant(name: str) -> object:
    raise _JsonError(f"{name} は数として使えません")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _JsonError(f"{text[:20]} は数として大きすぎます")
    return value


def _number(text: str) -> int:
    if len(text) > 16:
        raise _JsonError(f"{text[:20]}… は数として大きすぎます")
    return int(text)


def _call(found: dict[str, Any], calls: Mapping[str, Call], label: str) -> Call:
    name = found.get("call")
    if not isinstance(name, str):
        raise _unusable(label, "call: どの募集の回答かが書かれていません。")
    if name not in calls:
        known = "、".join(calls) or "なし"
        raise _unusable(label, f"call: 募集「{name}」はありません（使える募集: {known}）。")
    return calls[name]


def _answers(
    call: Call, raw: object, base: Path | None, problems: list[str]
) -> Mapping[str, Value]:
    if not isinstance(raw, dict):
        problems.append("answers: 設問と回答の組（{ }）で書いてください")
        return {}
    answers: dict[str, Value] = {}
    for key, given in raw.items():
        question = call.questions.get(key)
        if question is None:
            problems.append(f"answers の {key}: この設問はありません")
            continue
        try:
            value = normalised(question, given)
        except MistypedError as error:
            problems.append(f"answers の {key}: {error}")
            continue
        if question.type == "files" and base is not None and value:
            value = [_located(entry, base) for entry in value]
        if value is not None:
            answers[key] = identified(value)
    return MappingProxyType(answers)


def _located(entry: dict[str, Any], base: Path) -> dict[str, Any]:
    """A supplement's path made absolute; a NUL or such stays and is told when it is read."""
    if not isinstance(entry.get("path"), str):
        return entry
    return {**entry, "path": str(base.absolute() / entry["path"])}
