"""Answers files: a draft's answers as JSON, to hand on and to take in.

    {"call": "…", "practice": true, "answers": {question id: value}, "overrides": {clause: reason}}

`practice` and `overrides` may be missing. The JSON is that of RFC 8259 in UTF-8; what that leaves
open (a name given twice, NaN) is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PureWindowsPath
from types import MappingProxyType
from typing import Any

from app.calls.models import Call
from app.drafts import rows
from app.drafts.draft import Draft, Value
from app.drafts.values import DateReader, Mistake, ValueMistakeError, normalised
from app.errors import InputError, why

LARGEST_FILE = 20_000_000
"""Bytes above which a file is refused unread."""
KNOWN = ("call", "answers", "practice", "overrides")
SURROGATE = re.compile("[\ud800-\udfff]")
MOST_TOLD = 50
"""Mistakes that are listed; of more only the number is said."""


class AnswersError(InputError):
    """An answers file that cannot be used, with everything that is wrong with it."""

    def __init__(self, label: str, mistakes: list[Mistake]) -> None:
        told = [f"・{mistake}" for mistake in mistakes[:MOST_TOLD]]
        if len(mistakes) > MOST_TOLD:
            told.append(f"・ほか{len(mistakes) - MOST_TOLD}件")
        listing = "\n".join(told)
        super().__init__(
            f"回答のファイル「{label}」に、読み込めないところがあります。\n{listing}\n",
            "ファイルを直してから、もう一度読み込んでください。",
        )
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What an answers file says."""

    call: Call
    answers: Mapping[str, Value]
    practice: bool = False
    overrides: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def read_answers(
    source: Path | str,
    calls: Mapping[str, Call],
    *,
    base: Path | None,
    file_label: str,
    read_date: DateReader | None = None,
) -> AnswersFile:
    """Read an answers file, or its text. Raises InputError naming file, key and reason of all.

    Supplements are named relative to `base`, must lie inside it, and come out with their whole
    path; without a base there may be none.
    """
    text = _text(source, file_label) if isinstance(source, Path) else source.removeprefix("\ufeff")
    mistakes: list[Mistake] = []
    content = _json(text, file_label, mistakes)
    call = _call(content, calls, file_label, mistakes)
    mistakes += [Mistake(_short(key), "知らない項目です。") for key in content if key not in KNOWN]
    answers = _answers(call, content.get("answers"), read_date, mistakes)
    _locate(call, answers, base, mistakes)
    found = AnswersFile(
        call,
        MappingProxyType(answers),
        _practice(content, mistakes),
        MappingProxyType(_overrides(call, content, mistakes)),
    )
    if mistakes:
        raise AnswersError(file_label, mistakes)
    return found


def write_answers(
    call: Call,
    answers: Mapping[str, Value],
    *,
    practice: bool = False,
    overrides: Mapping[str, str] | None = None,
) -> str:
    """The text of an answers file, questions in the order of the call. Never fails to encode."""
    content: dict[str, Any] = {"call": call.id}
    if practice:
        content["practice"] = True
    content["answers"] = {
        key: answers[key] for key in call.questions if answers.get(key) is not None
    }
    if overrides:
        content["overrides"] = dict(overrides)
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    return SURROGATE.sub(lambda found: "\\u" + format(ord(found.group()), "x"), text) + "\n"


def draft_from(answers_file: AnswersFile, now: datetime) -> Draft:
    """A draft in memory, in no store (its uid is "")."""
    call = answers_file.call
    return Draft(
        uid="",
        call_id=call.id,
        call_version=call.version,
        title=call.short_title,
        practice=answers_file.practice,
        created=now,
        modified=now,
        answers=answers_file.answers,
        overrides=answers_file.overrides,
    )


# ---- the file ----


def _text(path: Path, label: str) -> str:
    try:
        if path.is_dir():
            raise InputError(f"「{label}」はフォルダーです。", "回答のファイルを選んでください。")
        if path.stat().st_size > LARGEST_FILE:
            raise InputError(
                f"「{label}」は大きすぎるため、回答のファイルとして読み込めません。",
                "別のファイルを選んでいないかを確認してください。",
            )
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(
            f"回答のファイル「{label}」がありません。", "ファイルの場所を確認してください。"
        ) from error
    except OSError as error:
        raise InputError(
            f"回答のファイル「{label}」を開けません（{why(error)}）。",
            "ほかのプログラムで開いている場合は閉じてください。",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"回答のファイル「{label}」の文字コードが UTF-8 ではありません。",
            "UTF-8 で保存し直してください。",
        ) from error


def _json(text: str, label: str, mistakes: list[Mistake]) -> dict[str, Any]:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in found:
            if key in result:
                mistakes.append(Mistake(_short(key), "同じ名前の項目が二つ以上あります。"))
            result[key] = value
        return result

    def constant(name: str) -> float:
        mistakes.append(Mistake(name, "数ではない値は使えません。"))
        return 0.0

    def whole(digits: str) -> int:
        """More digits than Python reads at once are too many anyway (and told by the reader)."""
        return int(digits[:20])

    try:
        content = json.loads(
            text, object_pairs_hook=pairs, parse_constant=constant, parse_int=whole
        )
    except json.JSONDecodeError as error:
        raise InputError(
            f"回答のファイル「{label}」は JSON として読み込めません"
            f"（{error.lineno}行目の{error.colno}文字目）。",
            "この位置の前後の、括弧、引用符、コンマを確認してください。",
        ) from error
    except RecursionError as error:
        raise InputError(
            f"回答のファイル「{label}」は、括弧の入れ子が深すぎます。",
            "応募ナビで書き出した回答のファイルかどうかを確認してください。",
        ) from error
    if not isinstance(content, dict):
        raise AnswersError(label, [Mistake("全体", "{ } で書いてください。")])
    return content


def _short(key: str) -> str:
    return key if len(key) <= 60 else f"{key[:60]}…"


# ---- what it says ----


def _call(
    content: dict[str, Any], calls: Mapping[str, Call], label: str, mistakes: list[Mistake]
) -> Call:
    """Without a call nothing else can be judged, so that a wrong one ends the reading."""
    wanted = content.get("call")
    if isinstance(wanted, str) and wanted in calls:
        return calls[wanted]
    known = "、".join(sorted(calls)) or "なし"
    if not isinstance(wanted, str):
        reason = f"募集の id を文字列で書いてください（使える募集: {known}）。"
    else:
        reason = f"募集「{_short(wanted)}」はありません（使える募集: {known}）。"
    raise AnswersError(label, [Mistake("call", reason), *mistakes])


def _answers(
    call: Call, found: object, read_date: DateReader | None, mistakes: list[Mistake]
) -> dict[str, Value]:
    if not isinstance(found, dict):
        mistakes.append(Mistake("answers", "設問の id と回答を { } で書いてください。"))
        return {}
    answers: dict[str, Value] = {}
    for key, raw in found.items():
        question = call.questions.get(key)
        if question is None:
            mistakes.append(Mistake(f"answers の {_short(key)}", "この募集にない設問です。"))
            continue
        try:
            value = normalised(question, raw, read_date=read_date)
        except ValueMistakeError as error:
            mistakes += [Mistake(f"answers の {m.key}", m.reason) for m in error.mistakes]
            continue
        if value is not None:
            answers[key] = rows.identified(value, rows.by_content)
    return answers


def _locate(
    call: Call, answers: dict[str, Value], base: Path | None, mistakes: list[Mistake]
) -> None:
    """Give the supplements to be fetched their whole path; none may lie outside `base`.

    A file from elsewhere must not be able to name what its reader keeps in other folders.
    """
    for key, value in answers.items():
        if call.questions[key].type != "files":
            continue
        for entry in value:
            if "path" not in entry:
                continue
            place = f"answers の {key} の「{entry['name']}」"
            path = _inside(base, entry["path"])
            if path is None:
                reason = "回答のファイルと同じフォルダーにある補足資料だけを指定できます。"
                mistakes.append(Mistake(place, reason))
            elif not _is_file(path):
                mistakes.append(
                    Mistake(place, f"ファイルがありません（{_short(entry['path'])}）。")
                )
            else:
                entry["path"] = str(path)


def _inside(base: Path | None, relative: str) -> Path | None:
    if base is None or SURROGATE.search(relative) or PureWindowsPath(relative).drive:
        return None
    try:
        whole = (base / relative.replace("\\", "/")).resolve()
        return whole if whole.is_relative_to(base.resolve()) else None
    except (OSError, RuntimeError):  # RuntimeError: links that lead in a circle
        return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than the system knows
        return False


def _practice(content: dict[str, Any], mistakes: list[Mistake]) -> bool:
    practice = content.get("practice", False)
    if not isinstance(practice, bool):
        mistakes.append(Mistake("practice", "true か false で書いてください。"))
        return False
    return practice


def _overrides(call: Call, content: dict[str, Any], mistakes: list[Mistake]) -> dict[str, str]:
    found = content.get("overrides", {})
    if not isinstance(found, dict):
        mistakes.append(Mistake("overrides", "条項と理由を { } で書いてください。"))
        return {}
    allowed = {clause for rule in call.rules if rule.overridable for clause in rule.clauses}
    for clause, reason in found.items():
        place = f"overrides の {_short(clause)}"
        if clause not in allowed:
            mistakes.append(Mistake(place, "理由を付けて残せる条項ではありません。"))
        elif not isinstance(reason, str):
            mistakes.append(Mistake(place, "理由を文字列で書いてください。"))
        elif not reason.strip():
            mistakes.append(Mistake(place, "理由が書かれていません。"))
    return dict(found)
