"""What every question says of its own answer: required, understood, within its limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.calls.base import Severity
from app.calls.questions import Acknowledgement, Table
from app.drafts.draft import is_filled
from app.review.checks.figures import plain
from app.review.dates import DateProblem, iso, parse, parse_month
from app.review.subject import Cell, Hit, Subject


@dataclass(frozen=True, slots=True)
class Own:
    """A hit with the severity and the name of what was checked."""

    name: str
    severity: Severity
    hit: Hit
    todo: str = ""


def own(subject: Subject) -> Iterator[Own]:
    """Everything questions and columns say of their own answers, in reading order."""
    for group in subject.groups:
        if group.own is None:
            group.own = list(_looked_over(group.cells))
        yield from group.own


def _looked_over(cells: Iterable[Cell]) -> Iterator[Own]:
    for cell in cells:
        if not _answered(cell):
            yield from _missing(cell)
            continue
        if isinstance(cell.asked, Table):
            yield from _rows(cell, cell.asked)
        elif look := LOOKS.get(cell.asked.type):
            yield from look(cell)


def _answered(cell: Cell) -> bool:
    if isinstance(cell.asked, Acknowledgement):
        return cell.value is True
    return is_filled(cell.value)


MISSING: dict[str, str] = {
    "choice": "「{label}」が選択されていません。",
    "multiple_choice": "「{label}」が選択されていません。",
    "yes_no": "「{label}」が選択されていません。",
    "acknowledgement": "「{label}」の確認が済んでいません。",
    "files": "「{label}」が添付されていません。",
    "table": "「{label}」が一行も記入されていません。",
}
TODO_MISSING: dict[str, str] = {
    "choice": "当てはまるものを選択してください。",
    "multiple_choice": "当てはまるものを選択してください。",
    "yes_no": "どちらかを選択してください。",
    "acknowledgement": "内容を読み、チェックを付けてください。",
    "files": "ファイルを加えてください。",
    "table": "一行以上記入してください。",
}
ADVISED = "必要に応じて{todo}"
"""An advice tells what is missing, but orders nothing: the question may be left empty."""


def _missing(cell: Cell) -> Iterator[Own]:
    if cell.asked.required is None:
        return
    kind, severity = cell.asked.type, cell.asked.required
    message = MISSING.get(kind, "「{label}」が記入されていません。")
    todo = TODO_MISSING.get(kind, "記入してください。")
    todo = ADVISED.format(todo=todo) if severity is Severity.ADVICE else todo
    yield Own("required", severity, Hit(cell.place, message=message, missing=True), todo)


def _rows(cell: Cell, table: Table) -> Iterator[Own]:
    count = len(cell.value) if isinstance(cell.value, list) else 0
    if count < table.min_rows:
        severity = table.required or Severity.WARNING
        message = f"「{{label}}」は{plain(table.min_rows)}行以上必要です（現在{plain(count)}行）。"
        yield Own("min_rows", severity, Hit(cell.place, message=message, missing=True))
    if table.max_rows and count > table.max_rows:
        message = f"「{{label}}」は{plain(table.max_rows)}行までです（現在{plain(count)}行）。"
        todo = "行をまとめるか、補足資料に移してください。"
        yield Own("max_rows", Severity.WARNING, Hit(cell.place, message=message), todo)


def _text(cell: Cell) -> Iterator[Own]:
    limit = getattr(cell.asked, "limit", None)
    if limit and isinstance(cell.value, str) and len(cell.value) > limit:
        over = plain(len(cell.value) - limit)
        message = f"「{{label}}」が{plain(limit)}文字を超えています（{over}文字超過）。"
        yield Own(
            "limit", Severity.WARNING, Hit(cell.place, message=message), "簡潔にしてください。"
        )


def _date(cell: Cell) -> Iterator[Own]:
    if iso(cell.value):
        return
    read = parse_month if getattr(cell.asked, "month_only", False) else parse
    found = read(str(cell.value))
    if not isinstance(found, DateProblem):
        return
    severity = Severity.WARNING if found.wrong_weekday else Severity.ERROR
    todo = (
        "日付と曜日を確認してください。" if found.wrong_weekday else "日付を入力し直してください。"
    )
    mend = found.meant.isoformat() if found.meant else None
    marked = "" if mend is None else str(cell.value)
    hit = Hit(cell.place, message=found.message, mend=mend, marked=marked)
    yield Own("date", severity, hit, todo)


def _number(cell: Cell) -> Iterator[Own]:
    value, asked = cell.value, cell.asked
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        message = "「{label}」を数として読み取れません。"
        yield Own(
            "number", Severity.ERROR, Hit(cell.place, message=message), "数字で入力してください。"
        )
        return
    unit = getattr(asked, "unit", "")
    least, most = getattr(asked, "minimum", None), getattr(asked, "maximum", None)
    if least is not None and value < least:
        message = f"「{{label}}」が{plain(least)}{unit}より小さくなっています。"
        yield Own(
            "range", Severity.ERROR, Hit(cell.place, message=message), "数を確認してください。"
        )
    if most is not None and value > most:
        message = f"「{{label}}」が{plain(most)}{unit}を超えています。"
        yield Own(
            "range", Severity.ERROR, Hit(cell.place, message=message), "数を確認してください。"
        )
    decimals = getattr(asked, "decimals", 0)
    if round(value, decimals) != value:
        most_shown = f"小数点以下{plain(decimals)}桁まで"
        message = f"「{{label}}」の小数点以下が{plain(decimals)}桁を超えています。"
        if not decimals:
            most_shown, message = "整数", "「{label}」が整数ではありません。"
        todo = f"{most_shown}で入力してください。"
        yield Own("range", Severity.WARNING, Hit(cell.place, message=message), todo)


MAIL = re.compile(
    r"(?=.{6,254}$)[A-Za-z0-9_%+\-]+(?:\.[A-Za-z0-9_%+\-]+)*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
"""RFC 5321's dot-string form, the only one that is in use; quoted local parts are refused."""
TELEPHONE = re.compile(
    r"(?P<number>0[0-9]{1,4}-?[0-9]{1,4}-?[0-9]{3,4}|\(0[0-9]{1,4}\) ?[0-9]{1,4}-?[0-9]{3,4}"
    r"|0[0-9]{1,4}\([0-9]{1,4}\)[0-9]{3,4})"
    r"(?: *\(?(?:内線|代表|直通|[内代直])\)?[:. ]*[0-9\-、,・ ]*\)?){0,3}"
)
"""026-235-7111, 026(235)7111, with what is written behind it: （代）, （内線2345、2346）."""
LONGEST_TELEPHONE = 60
"""Characters; longer ones are none, and would take a search of the pattern long."""


def _email(cell: Cell) -> Iterator[Own]:
    if not MAIL.fullmatch(str(cell.value).strip()):
        message = "「{label}」がメールアドレスの形になっていません。"
        todo = "半角で、name@pref.example.lg.jp のように入力してください。"
        yield Own("email", Severity.ERROR, Hit(cell.place, message=message), todo)


def _telephone(cell: Cell) -> Iterator[Own]:
    import unicodedata

    plain_text = unicodedata.normalize("NFKC", str(cell.value)).strip()
    plain_text = re.sub(r"[‐‑–—−ー]", "-", plain_text)
    found = TELEPHONE.fullmatch(plain_text) if len(plain_text) <= LONGEST_TELEPHONE else None
    if found is None or len(re.sub(r"\D", "", found["number"])) not in (10, 11):
        message = "「{label}」が電話番号の形になっていません。"
        todo = "市外局番から、026-000-0000 のように入力してください。"
        yield Own("telephone", Severity.WARNING, Hit(cell.place, message=message), todo)


def _choice(cell: Cell) -> Iterator[Own]:
    values = [option.value for option in cell.asked.choices]  # type: ignore[union-attr]
    several = isinstance(cell.value, list)
    todo = "この回答を外し、" * several + "一覧から選択してください。"
    for value in cell.value if several else [cell.value]:
        if value not in values:
            message = f"「{{label}}」の「{str(value)[:30]}」は選択肢にありません。"
            yield Own("choice", Severity.ERROR, Hit(cell.place, message=message), todo)


LOOKS: dict[str, Callable[[Cell], Iterator[Own]]] = {
    "short_text": _text,
    "long_text": _text,
    "date": _date,
    "number": _number,
    "email": _email,
    "telephone": _telephone,
    "choice": _choice,
    "multiple_choice": _choice,
}
