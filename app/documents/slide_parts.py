"""One shape of a deck, filled: which kind of place it is, and how each kind is filled."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR, PP_PLACEHOLDER
from pptx.util import Pt

from app.calls.models import Call
from app.documents import chart, gantt, slide_pages, slide_table
from app.documents.contents import Contents
from app.documents.measure import Overflow, fit
from app.documents.slide_table import NOTHING
from app.documents.slide_text import (
    EMU,
    FIELD,
    Box,
    Setting,
    face_of,
    insets,
    qn,
    set_fitted,
)
from app.documents.texts import clean
from app.errors import InputError


@dataclass(frozen=True, slots=True)
class Deck:
    """What filling a shape may need besides the shape."""

    presentation: Any
    call: Call
    contents: Contents
    setting: Setting
    optional: frozenset[str]
    """Tags whose label (`with:`) goes away while they have no text."""


def fill_shape(deck: Deck, slide: Any, shape: Any) -> None:
    """Fill one shape of a slide by its name."""
    kind, _, rest = shape.name.partition(":")
    if kind == "gantt" and shape.has_table:
        _gantt(deck, slide, shape, rest.split("/"))
    elif kind == "chart":
        _chart(deck, slide, shape, rest.split("/"))
    elif getattr(shape, "has_table", False):
        _table(deck, slide, shape)
    elif shape.has_text_frame:
        _text(deck, slide, shape)


def _misnamed(shape: Any, advice: str) -> InputError:
    return InputError(f"ひな形の図形「{shape.name}」を使えません。", advice)


def _text(deck: Deck, slide: Any, shape: Any) -> None:
    contents = deck.contents
    if shape.name in contents.tags:
        tag, text = shape.name, contents.text(shape.name) or _nothing(deck, shape.name)
    else:
        own = shape.text_frame.text
        tags = FIELD.findall(own)
        if not tags:
            return
        tag, text = tags[0], slide_table.filled(own, contents.texts)
    bodies = [shape._element.txBody, *_inherited(slide, shape)]
    horizontal, vertical = insets(bodies)
    room = Box(shape.width / EMU - horizontal, shape.height / EMU - vertical)
    set_fitted(bodies[0], tag, text, room, deck.setting, bodies[1:])


def _nothing(deck: Deck, tag: str) -> str:
    """What stands where nothing was answered: nothing at all if the label is gone as well."""
    return "" if tag in deck.optional else NOTHING


def _inherited(slide: Any, shape: Any) -> list[Any]:
    """The text body of the layout's placeholder that a placeholder takes its style from."""
    if not shape.is_placeholder:
        return []
    wanted = shape.placeholder_format.idx
    return [
        like._element.txBody
        for like in slide.slide_layout.placeholders
        if like.placeholder_format.idx == wanted and like.has_text_frame
    ]


def _table(deck: Deck, slide: Any, frame: Any) -> None:
    if frame.name not in deck.contents.tables:
        slide_table.fill_fixed(frame, deck.contents.text, deck.setting)
        return
    table = frame._element.find(f".//{qn('a:tbl')}")
    prototype = table.findall(qn("a:tr"))[-1]
    table.remove(prototype)
    widths = slide_table.widths_of(table)
    rows = deck.contents.rows(frame.name)
    _grow(deck, slide, frame, slide_table.copies(prototype, rows, widths, deck.setting), frame.name)


def _grow(deck: Deck, slide: Any, frame: Any, lines: Sequence[slide_table.Line], tag: str) -> None:
    """Write the rows into the table, and into tables on further slides where it grows too long."""
    header = copy.deepcopy(frame._element)
    table = frame._element.find(f".//{qn('a:tbl')}")
    head = sum(int(row.get("h")) for row in table.findall(qn("a:tr"))) / EMU
    room = frame.height / EMU - head
    top = _below_title(slide, frame)
    later = (frame.top + frame.height - top) / EMU - head
    size, pages = slide_table.paged(lines, room, later, deck.setting)
    after = slide
    for number, page in enumerate(pages):
        element = frame._element
        if number:
            after = slide_pages.continuation(deck.presentation, slide, after)
            element = copy.deepcopy(header)
            _place(after, element, top)
        body = element.find(f".//{qn('a:tbl')}")
        tall = slide_table.write_lines(body, page, size, room, tag, deck.setting)
        element.find(f"{qn('p:xfrm')}/{qn('a:ext')}").set("cy", str(round((head + tall) * EMU)))
    for made in deck.presentation.slides:
        if slide_pages.name_of(made) == f"{slide_pages.name_of(slide)}+":
            _furnish(deck, made)


def _below_title(slide: Any, frame: Any) -> int:
    """Where a table begins on a further slide: where the uppermost thing below the title does."""
    title = slide.shapes.title
    foot = 0 if title is None else title.top + title.height
    return int(min([shape.top for shape in slide.shapes if shape.top >= foot] + [frame.top]))


def _place(slide: Any, frame: Any, top: int) -> None:
    """Put a table's frame on a slide, behind the title and before footer and slide number."""
    frame.find(f"{qn('p:xfrm')}/{qn('a:off')}").set("y", str(top))
    tree = slide.shapes._spTree
    number = 1 + max(int(n) for n in tree.xpath("//p:cNvPr/@id"))
    frame.find(f"{qn('p:nvGraphicFramePr')}/{qn('p:cNvPr')}").set("id", str(number))
    title = slide.shapes.title
    if title is not None:
        title._element.addnext(frame)
    else:
        tree.append(frame)


def _furnish(deck: Deck, slide: Any) -> None:
    """Fill the fields in the footer of a slide that was made meanwhile."""
    for shape in slide.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            _text(deck, slide, shape)


def _gantt(deck: Deck, slide: Any, frame: Any, parts: Sequence[str]) -> None:
    if len(parts) != 3 or len(frame.table.rows) != 3:
        raise _misnamed(frame, "表題の行、時期の行、取組の行の３行の表にしてください。")
    tag, start, end = parts
    setting = deck.setting
    answered = deck.contents.values.get(tag)
    stored = [row for row in answered or () if isinstance(row, Mapping)]
    bars = [gantt.bar(row, start, end) for row in stored]
    shown = gantt.months(deck.call, bars)
    table = frame._element.find(f".//{qn('a:tbl')}")
    gantt.widen(table, max(1, len(shown)))
    head, milestone, prototype = table.findall(qn("a:tr"))
    for element in (head, milestone, prototype):
        table.remove(element)
    _write_months(table, head, shown, frame.height / EMU, setting)
    widths = slide_table.widths_of(table)
    lines = _milestones(deck.call, milestone, widths, shown, setting)
    for texts, row, drawn in zip(deck.contents.rows(tag), stored, bars, strict=True):
        dated = {**texts, "period": clean(gantt.period(row, start, end))}
        lines.append(_bar_line(prototype, widths, dated, shown, drawn, setting))
    if not stored:
        empty = _bar_line(prototype, widths, {}, shown, None, setting)
        empty.cells[0].text = NOTHING
        lines.append(empty)
    _grow(deck, slide, frame, lines, tag)


def _write_months(
    table: Any, head: Any, shown: Sequence[gantt.Month], room: float, setting: Setting
) -> None:
    """The header row, with a month over each of the last columns."""
    line = slide_table.line_of(head, slide_table.widths_of(table), {}, setting)
    months = line.cells[len(line.cells) - len(shown) :]
    for cell, text in zip(months, gantt.headings(shown), strict=True):
        cell.text = text
    size = max(cell.face.size for cell in line.cells)
    slide_table.write_lines(table, [line], size, room, "", setting)


def _milestones(
    call: Call,
    prototype: Any,
    widths: Sequence[float],
    shown: Sequence[gantt.Month],
    setting: Setting,
) -> list[slide_table.Line]:
    lines = []
    for fixed in call.milestones:
        texts = {
            "milestone.label": fixed.label,
            "milestone.shown": fixed.shown,
            "milestone.clause": fixed.clause,
        }
        drawn = gantt.Bar(gantt.Month.of(fixed.start), gantt.Month.of(fixed.end))
        lines.append(_bar_line(prototype, widths, texts, shown, drawn, setting))
    return lines


def _bar_line(
    prototype: Any,
    widths: Sequence[float],
    texts: Mapping[str, str],
    shown: Sequence[gantt.Month],
    drawn: gantt.Bar | None,
    setting: Setting,
) -> slide_table.Line:
    line = slide_table.line_of(copy.deepcopy(prototype), widths, texts, setting)
    months = line.cells[len(line.cells) - len(shown) :]
    for cell, text in zip(months, gantt.draw(line.element, shown, drawn), strict=True):
        cell.text = text
    return line


def _chart(deck: Deck, slide: Any, area: Any, parts: Sequence[str]) -> None:
    if len(parts) < 2 or not area.has_text_frame:
        raise _misnamed(area, "名前に設問と列を書いた、文字の入る図形にしてください。")
    tag, *columns = parts
    rows = list(deck.contents.rows(tag))
    width, tall = area.width / EMU, area.height / EMU
    most = chart.capacity(tall)
    texts = [_boxed(row, columns) for row in rows] or [NOTHING]
    if len(texts) > most:
        left = texts[most - 1 :]
        deck.setting.on_overflow(Overflow(tag, sum(map(len, left))))
        texts = [*texts[: most - 1], f"ほか{len(left)}件"]
    places = chart.arrange(len(texts), width, tall)
    shapes = _boxes(slide, area, len(texts))
    size = _common_size(area, places, texts, deck.setting)
    for number, (shape, place, text) in enumerate(zip(shapes, places, texts, strict=True), 1):
        _set_box(deck, shape, area, place, text, f"{tag}#{number}", size)
    for shape, place in zip(shapes, places, strict=True):
        if place.parent is not None:
            _connect(slide, shapes[place.parent], shape, shapes[0])


def _boxes(slide: Any, area: Any, count: int) -> list[Any]:
    """As many shapes like the area, which goes away."""
    tree = area._element.getparent()
    made = [copy.deepcopy(area._element) for _ in range(count)]
    free = _free_id(area)
    for number, box in enumerate(made):
        box.nvSpPr.cNvPr.set("id", str(free + number))
        area._element.addprevious(box)
    tree.remove(area._element)
    own = {id(box) for box in made}
    return [shape for shape in slide.shapes if id(shape._element) in own]


def _common_size(
    area: Any, places: Sequence[chart.Place], texts: Sequence[str], setting: Setting
) -> float:
    """The size at which the text of every box fits, so that all read alike."""
    body = area._element.txBody
    face = face_of([body], setting.faces)
    horizontal, vertical = insets([body])
    return min(
        fit(
            setting.measurer,
            text,
            place.width - horizontal,
            place.height - vertical,
            face,
            setting.smallest,
        ).size
        for place, text in zip(places, texts, strict=True)
    )


def _boxed(row: Mapping[str, str], columns: Sequence[str]) -> str:
    """The title (with the note in brackets) on the first line, the text on the next."""
    title, text, note = (*(row.get(column, "") for column in columns), "", "")[:3]
    return "\n".join(filter(None, (f"{title}（{note}）" if note else title, text)))


def _set_box(
    deck: Deck, shape: Any, area: Any, place: chart.Place, text: str, name: str, size: float
) -> None:
    shape.name = name
    shape.left, shape.top = area.left + Pt(place.left), area.top + Pt(place.top)
    shape.width, shape.height = Pt(place.width), Pt(place.height)
    body = shape._element.txBody
    horizontal, vertical = insets([body])
    room = Box(place.width - horizontal, place.height - vertical)
    largest = max(size, deck.setting.smallest)
    set_fitted(body, name.partition("#")[0], text, room, deck.setting, largest=largest)


def _free_id(shape: Any) -> int:
    """A shape id that is free on the shape's slide, as are the following ones."""
    return 1 + max(int(n) for n in shape._element.xpath("//p:cNvPr/@id"))


def _connect(slide: Any, parent: Any, child: Any, first: Any) -> None:
    """An elbow from the parent's foot to the child's head, behind the boxes."""
    line = slide.shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 0, 0)
    line.begin_connect(parent, 2)
    line.end_connect(child, 0)
    line.name = f"{parent.name}→{child.name}"
    outline = parent._element.spPr.find(qn("a:ln"))
    if outline is not None:
        for old in line._element.spPr.findall(qn("a:ln")):
            line._element.spPr.remove(old)
        line._element.spPr.append(copy.deepcopy(outline))
    first._element.addprevious(line._element)
