"""What two versions of a draft say, question by question, for 新旧対照表 and on screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.calls.models import Call
from app.calls.questions import Column, Table
from app.documents import texts
from app.drafts.contract import Revision
from app.drafts.differences import Span, spans
from app.drafts.draft import Change, Draft, Value, is_filled
from app.drafts.merge import Difference, Spot, merge
from app.drafts.whole import entries_of
from app.environment import JST
from app.review import dates

TITLE = "下書きの名前"
REASON = "理由の記入（{clause}）"
DISMISSAL = "助言の表示"
SHOWN, HIDDEN = "表示する", "表示しない"
ROW = "{number}行目"
ORDER = "行の順番"
UNKNOWN = "この募集にない設問（{key}）"
VERSION = "第{number}版（{told}）"
STEP = " ＞ "


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that two versions say differently."""

    spot: Spot
    section: str
    item: str
    """Where it stands, in the words of the form."""
    before: str
    after: str
    is_added: bool
    """There was nothing before."""
    is_removed: bool

    def spans(self) -> tuple[list[Span], list[Span]]:
        """Both texts with what changed; where all is new or gone nothing is to be marked."""
        if self.is_added or self.is_removed:
            return _plain(self.before), _plain(self.after)
        return spans(self.before, self.after)


def _plain(text: str) -> list[Span]:
    return [Span(text, False)] if text else []


def entries(call: Call, before: Draft, after: Draft) -> list[Entry]:
    """Everything that differs, in the order of the form; rows of tables one by one."""
    said = (entries_of(before), entries_of(after))
    found = merge(None, *said).differences
    whole_rows = dict.fromkeys(Spot(d.spot.kind, d.spot.key, d.spot.row) for d in found)
    made = [
        _entry(call, spot, *(_value_at(side.get((spot.kind, spot.key)), spot) for side in said))
        for spot in whole_rows
    ]
    return sorted(made, key=lambda entry: order(call, entry.spot))


def version(revision: Revision) -> str:
    """A version as it is told: 第3版（令和７年４月１日 10:30　千曲　係長確認済）."""
    at = revision.at.astimezone(JST)
    day = dates.japanese(at.date(), weekday=False)
    told = [f"{day} {at:%H:%M}", texts.single_line(revision.who), texts.single_line(revision.note)]
    return VERSION.format(number=revision.number, told="　".join(filter(None, told)))


def earlier_first(one: Revision, other: Revision) -> tuple[Revision, Revision]:
    """Two versions in the order of time.

    The present one may be the older after an undo, and what was merged in has higher numbers
    than what was typed here later.
    """
    first, second = sorted((one, other), key=lambda revision: (revision.at, revision.number))
    return first, second


def order(call: Call, spot: Spot) -> tuple[int, int, str]:
    """For sorting: title, then the questions in their order, then everything else."""
    if spot.kind == "title":
        return 0, 0, ""
    if spot.kind == "answer" and spot.key in call.questions:
        return 1, list(call.questions).index(spot.key), ""
    return 2, 0, f"{spot.kind} {spot.key}"


def _value_at(value: Value, spot: Spot) -> Value:
    """What an entry says at a spot: all of it, or one row with its number."""
    if not spot.row:
        return value
    for number, row in enumerate(value or (), 1):
        if row_name(row) == spot.row:
            return number, row
    return None


def row_name(row: Mapping[str, Any]) -> str:
    """A row's identity as in a merge."""
    if "sha256" in row:
        return f"{row['sha256']}/{row.get('name', '')}"
    return str(row.get("_id", ""))


def _entry(call: Call, spot: Spot, before: Value, after: Value) -> Entry:
    section, item = place(call, spot)
    is_table = _type(call, spot) == "table"
    if spot.row:
        item += STEP + ROW.format(number=(after or before)[0]) if is_table else ""
        old, new = _rows(call, spot.key, before, after)
    else:
        item += STEP + ORDER if is_table else ""
        old, new = text(call, spot, before), text(call, spot, after)
    kept = spot.kind in ("title", "dismissal") or _type(call, spot) == "acknowledgement"
    is_added = not kept and not is_filled(before)
    is_removed = not kept and not is_filled(after)
    return Entry(spot, section, item, old, new, is_added, is_removed)


def _type(call: Call, spot: Spot) -> str:
    question = call.questions.get(spot.key) if spot.kind == "answer" else None
    return question.type if question else ""


def place(call: Call, spot: Spot) -> tuple[str, str]:
    """Section and item of a spot, in the words of the form."""
    if spot.kind == "title":
        return "", TITLE
    if spot.kind == "override":
        return "", REASON.format(clause=spot.key)
    if spot.kind == "dismissal":
        return "", DISMISSAL
    question = call.questions.get(spot.key)
    if question is None:
        return "", UNKNOWN.format(key=spot.key)
    steps = [question.group, question.label]
    return call.section_of[question.id].title, STEP.join(filter(None, steps))


def text(call: Call, spot: Spot, value: Value) -> str:
    """What stands at a spot, as text; "" for nothing."""
    if spot.kind == "dismissal":
        return HIDDEN if value else SHOWN
    question = call.questions.get(spot.key)
    if spot.kind != "answer" or question is None:
        return "" if value is None else texts.clean(str(value))
    if question.type == "table" and spot.column:
        column = _column(question, spot.column)
        return texts.cell(column, value) if column else texts.clean(str(value))
    if question.type == "table":
        return "\n".join(_row_heads(call, spot.key, value or ()))
    return texts.shown(question, value)


def _column(table: Table, name: str) -> Column | None:
    """None for a column of another version of the call."""
    return next((column for column in table.columns if column.id == name), None)


def _row_heads(call: Call, key: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Rows by number and first column, for telling their order."""
    first = call.questions[key].columns[0]  # type: ignore[union-attr]
    for number, row in enumerate(rows, 1):
        yield f"{number}　{texts.cell(first, row.get(first.id))}"


def row_text(
    call: Call, key: str, row: Mapping[str, Any] | None, columns: Sequence[str] = ()
) -> str:
    """A row of a table (or a file) as lines "label：value", without empty cells.

    `columns`: only these, and the first one, by which a reader knows the row.
    """
    question = call.questions.get(key)
    if row is None:
        return ""
    if question is None or question.type != "table":
        return texts.single_line(str(row.get("name", "")))
    lines = [
        f"{column.label}：{shown}"
        for place, column in enumerate(question.columns)
        if not place or not columns or column.id in columns
        if (shown := texts.cell(column, row.get(column.id)))
    ]
    return "\n".join(lines)


def _rows(call: Call, key: str, before: Value, after: Value) -> tuple[str, str]:
    old, new = before[1] if before else None, after[1] if after else None
    columns: list[str] = []
    if old is not None and new is not None:
        columns = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return row_text(call, key, old, columns), row_text(call, key, new, columns)


def merge_item(call: Call, found: Difference, draft: Draft) -> tuple[str, str]:
    """Section and item of a difference between two copies, with row and column."""
    section, item = place(call, found.spot)
    question = call.questions.get(found.spot.key)
    if question is None or question.type != "table":
        return section, item
    names = [row_name(row) for row in draft.answer(question.id) or ()]
    if found.spot.row in names:
        item += STEP + ROW.format(number=names.index(found.spot.row) + 1)
    elif not found.spot.row:
        item += STEP + ORDER
    if found.spot.column:
        column = _column(question, found.spot.column)
        item += STEP + (column.label if column else found.spot.column)
    return section, item


def merge_text(call: Call, spot: Spot, value: Value, draft: Draft) -> str:
    """What one copy says at a difference; of a table's order the rows in it."""
    if spot.row and not spot.column:
        return row_text(call, spot.key, value)
    question = call.questions.get(spot.key)
    if question is not None and question.type == "table" and not spot.row and value:
        if isinstance(value[0], Mapping):
            return "\n".join(row_text(call, spot.key, row) for row in value)
        rows = {row_name(row): row for row in draft.answer(spot.key) or ()}
        return text(call, spot, [rows[name] for name in value if name in rows])
    return text(call, spot, value)


def restoring(before: Draft, after: Draft) -> list[Change]:
    """What makes `before` say what `after` said, as one step."""
    old, new = entries_of(before), entries_of(after)
    places = [place for place in {**old, **new} if old.get(place) != new.get(place)]
    return [Change(*place, new.get(place)) for place in places]
