"""Tables that grow with the answers, and go on on further slides; the schedule among them."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.calls.models import Call
from app.documents import gantt
from app.documents.slide_mold import Mold, Tokens, put_last
from app.documents.slide_table import (
    NOTHING,
    Line,
    RowMold,
    lines_for,
    lines_xml,
    paged,
    row_mold,
    widths_of,
)
from app.documents.slide_text import EMU, Faces, Setting, face_all, qn
from app.documents.texts import clean
from app.errors import InputError


@dataclass(frozen=True, slots=True)
class Frame:
    """A table's frame without the rows that grow."""

    mold: Mold
    """Its tokens read the attributes of a Part."""
    head: float
    """Height of the rows that stand on every page, in points."""
    room: float
    """Height for the growing rows on the template's slide."""
    later: float
    """The same on a further slide."""
    number: int
    """The frame's id on the template's slide, and from where on a further slide's are free."""
    top: int
    """Where the table begins on the template's slide, in EMU."""
    later_top: int


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a table on one slide, as its frame's tokens want it."""

    rows: str
    height: int
    """Of the whole table, in EMU."""
    top: int
    number: str


def _frame(shape: Any, faces: Faces, top: int) -> Frame:
    """The frame as a mold; its element is used up by it."""
    element = shape._element
    table = element.find(f".//{qn('a:tbl')}")
    head = sum(int(row.get("h")) for row in table.findall(qn("a:tr"))) / EMU
    face_all(element, faces)
    foot = shape.top + shape.height
    number, height, left_top = shape.shape_id, shape.height, shape.top
    made = _frame_mold(element, table)
    room, later = height / EMU - head, (foot - top) / EMU - head
    return Frame(made, head, room, later, number, left_top, top)


def _frame_mold(element: Any, table: Any) -> Mold:
    """A table's frame whose place, height, id and rows are still open."""
    tokens = Tokens()
    xfrm = element.find(qn("p:xfrm"))
    xfrm.find(qn("a:ext")).set("cy", tokens.token(lambda part: str(part.height)))
    xfrm.find(qn("a:off")).set("y", tokens.token(lambda part: str(part.top)))
    identity = element.find(f"{qn('p:nvGraphicFramePr')}/{qn('p:cNvPr')}")
    identity.set("id", tokens.token(lambda part: part.number))
    put_last(table, tokens.token(lambda part: part.rows))
    return tokens.mold(element)


def below_title(slide: Any, frame: Any) -> int:
    """Where a table begins on a further slide: where the uppermost thing below the title does."""
    title = slide.shapes.title
    foot = 0 if title is None else title.top + title.height
    return int(min([shape.top for shape in slide.shapes if shape.top >= foot] + [frame.top]))


def _grown(frame: Frame, lines: Sequence[Line], tag: str, state: Any) -> str:
    """The table's part on this slide; what does not fit is handed to the further slides."""
    setting: Setting = state.setting
    size, pages = paged(lines, frame.room, frame.later, setting)
    found = []
    for number, page in enumerate(pages):
        rows, tall = lines_xml(page, size, frame.room, tag, setting)
        top = frame.later_top if number else frame.top
        height = round((frame.head + tall) * EMU)
        identity = str(state.free_number) if number else str(frame.number)
        found.append(frame.mold.filled(Part(rows, height, top, identity)))
    state.further += found[1:]
    return found[0]


def cut_table(shape: Any, faces: Faces, tokens: Tokens, top: int) -> None:
    """A table that is named after its question: the last row is the model of all.

    `top`: where it begins on a further slide, in EMU.
    """
    table = shape._element.find(f".//{qn('a:tbl')}")
    prototype = table.findall(qn("a:tr"))[-1]
    table.remove(prototype)
    row = row_mold(prototype, widths_of(table), faces)
    tag, frame = shape.name, _frame(shape, faces, top)

    def slot(state: Any) -> str:
        return _grown(frame, lines_for(row, state.contents.rows(tag)), tag, state)

    tokens.whole(slot)


def cut_gantt(shape: Any, parts: Sequence[str], faces: Faces, tokens: Tokens, top: int) -> None:
    """A schedule: a row of months, rows for the call's milestones, rows for the answers."""
    if len(parts) != 3 or len(shape.table.rows) != 3:
        raise InputError(
            f"ひな形の図形「{shape.name}」を使えません。",
            "表題の行、時期の行、取組の行の３行の表にしてください。",
        )
    tokens.whole(_Gantt(shape, tuple(parts), faces, top))


@dataclass(frozen=True, slots=True)
class _Chart:
    """The schedule's molds for a number of months."""

    frame: Frame
    head: RowMold
    milestone: RowMold
    row: RowMold


class _Gantt:
    """The schedule of a deck. Its columns follow from the months shown, so molds are made for each
    number of months that is met."""

    def __init__(self, shape: Any, parts: tuple[str, ...], faces: Faces, top: int) -> None:
        self._tag, self._start, self._end = parts
        self._faces = faces
        self._model = copy.deepcopy(shape._element)
        self._height, self._number = shape.height, shape.shape_id
        self._below, self._top = top, shape.top
        self._molds = lru_cache(maxsize=8)(self._mold)

    def _mold(self, months: int) -> _Chart:
        element = copy.deepcopy(self._model)
        table = element.find(f".//{qn('a:tbl')}")
        gantt.widen(table, months)
        rows = table.findall(qn("a:tr"))
        for row in rows:
            table.remove(row)
        widths = widths_of(table)
        head, milestone, row = (row_mold(found, widths, self._faces) for found in rows)
        return _Chart(self._frame(element, table), head, milestone, row)

    def _frame(self, element: Any, table: Any) -> Frame:
        made = _frame_mold(element, table)
        foot = self._top + self._height
        return Frame(made, 0.0, self._height / EMU, (foot - self._below) / EMU, self._number,
                     self._top, self._below)  # fmt: skip

    def __call__(self, state: Any) -> str:
        answered = state.contents.values.get(self._tag)
        stored = [row for row in answered or () if isinstance(row, Mapping)]
        bars = [gantt.bar(row, self._start, self._end) for row in stored]
        shown = gantt.months(state.call, bars)
        chart = self._molds(max(1, len(shown)))
        lines = _milestones(state.call, chart.milestone, shown)
        for texts, row, drawn in zip(state.contents.rows(self._tag), stored, bars, strict=True):
            dated = {**texts, "period": clean(gantt.period(row, self._start, self._end))}
            lines.append(_bar_line(chart.row, dated, shown, drawn))
        if not stored:
            lines.append(_bar_line(chart.row, {}, shown, None))
            lines[-1].cells[0].text = NOTHING
        return self._grown(chart, shown, lines, state)

    def _grown(
        self, chart: _Chart, shown: Sequence[gantt.Month], lines: Sequence[Line], state: Any
    ) -> str:
        setting: Setting = state.setting
        months = _head_line(chart.head, shown)
        size = max(cell.mold.body.face.size for cell in months.cells)
        head, tall = lines_xml([months], size, chart.frame.room, "", setting)
        tall = round(tall * EMU) / EMU  # as it is written into the row
        frame = chart.frame
        size, pages = paged(lines, frame.room - tall, frame.later - tall, setting)
        found = []
        for number, page in enumerate(pages):
            rows, high = lines_xml(page, size, frame.room - tall, self._tag, setting)
            identity = str(state.free_number) if number else str(frame.number)
            top = frame.later_top if number else frame.top
            part = Part(head + rows, round((tall + high) * EMU), top, identity)
            found.append(frame.mold.filled(part))
        state.further += found[1:]
        return found[0]


def _head_line(head: RowMold, shown: Sequence[gantt.Month]) -> Line:
    line = head.line({})
    months = line.cells[len(line.cells) - len(shown) :]
    for cell, text in zip(months, gantt.headings(shown), strict=True):
        cell.text = text
    return line


def _milestones(call: Call, row: RowMold, shown: Sequence[gantt.Month]) -> list[Line]:
    lines = []
    for fixed in call.milestones:
        texts = {
            "milestone.label": fixed.label,
            "milestone.shown": fixed.shown,
            "milestone.clause": fixed.clause,
        }
        drawn = gantt.Bar(gantt.Month.of(fixed.start), gantt.Month.of(fixed.end))
        lines.append(_bar_line(row, texts, shown, drawn))
    return lines


def _bar_line(
    row: RowMold,
    texts: Mapping[str, str],
    shown: Sequence[gantt.Month],
    drawn: gantt.Bar | None,
) -> Line:
    line = row.line(texts)
    months = line.cells[len(line.cells) - len(shown) :]
    for cell, (text, is_filled) in zip(months, gantt.draw(shown, drawn), strict=True):
        cell.text, cell.is_blank = text, not is_filled
    return line
