"""The places of a slide that are filled: what each shape of the template means, as slots.

While a template is read its shapes are python-pptx's; what is kept of them are molds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from app.documents import slide_chart, slide_growing, slide_table
from app.documents.contents import Contents
from app.documents.slide_mold import Mold, Tokens, put_last, replace
from app.documents.slide_text import (
    EMU,
    FIELD,
    Body,
    Box,
    Faces,
    Setting,
    escaped,
    face_all,
    face_of,
    fitted,
    insets,
    mark_fitted,
    qn,
)

NOTHING = slide_table.NOTHING


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known while a template is read."""

    faces: Faces
    tags: frozenset[str]
    """All tags of the call's texts."""
    tables: frozenset[str]
    optional: frozenset[str]
    """Tags whose label (`with:`) goes away while they have no text."""


def leaves(shapes: Any) -> Iterator[Any]:
    """All shapes in reading order, those inside groups too."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from leaves(shape.shapes)
        else:
            yield shape


def cut(slide: Any, reading: Reading, tokens: Tokens) -> None:
    """Put tokens into a slide's tree where texts go."""
    found = list(leaves(slide.shapes))
    tops = {s.shape_id: slide_growing.below_title(slide, s) for s in found if _may_grow(s)}
    for shape in found:
        inside = Tokens()
        _cut_shape(slide, shape, reading, inside, tops.get(shape.shape_id, 0))
        kind, _, condition = shape.name.partition(":")
        element = shape._element
        face_all(element, reading.faces)
        if test := _condition(kind, condition):
            mold = inside.mold(element)
            replace(element, tokens.token(_If(test, mold)))
        elif inside.is_used and element.getparent() is not None:
            replace(element, tokens.token(inside.mold(element).filled))


@dataclass(frozen=True, slots=True)
class _If:
    """A shape that stays only where something was answered."""

    test: Callable[[Contents], bool]
    mold: Mold

    def __call__(self, state: Any) -> str:
        return self.mold.filled(state) if self.test(state.contents) else ""


def _condition(kind: str, condition: str) -> Callable[[Contents], bool] | None:
    tag, _, value = condition.partition("=")
    tests: dict[str, Callable[[Contents], bool]] = {
        "with": lambda contents: bool(contents.text(tag)),
        "if": lambda contents: _is(contents.values.get(tag), value),
        "unless": lambda contents: not _is(contents.values.get(tag), value),
    }
    return tests.get(kind)


def _is(answer: object, value: str) -> bool:
    if isinstance(answer, bool):
        return value == ("true" if answer else "false")
    return value in map(str, answer) if isinstance(answer, list) else value == str(answer)


def _has_table(shape: Any) -> bool:
    return bool(getattr(shape, "has_table", False))


def _is_chart(shape: Any) -> bool:
    return str(shape.name).startswith("chart:")


def _may_grow(shape: Any) -> bool:
    return _has_table(shape) or _is_chart(shape)


def grows(slide: Any, reading: Reading) -> bool:
    """Whether a slide has a table or an organisation chart that may go on on further slides."""
    return any(
        _is_chart(shape)
        or (_has_table(shape) and (shape.name in reading.tables or shape.name.startswith("gantt:")))
        for shape in leaves(slide.shapes)
    )


def _cut_shape(slide: Any, shape: Any, reading: Reading, tokens: Tokens, top: int) -> None:
    """`top`: where what goes on from this shape begins on a further slide, in EMU."""
    kind, _, rest = shape.name.partition(":")
    if kind == "gantt" and _has_table(shape):
        slide_growing.cut_gantt(shape, rest.split("/"), reading.faces, tokens, top)
    elif kind == "chart":
        slide_chart.cut(slide, shape, rest.split("/"), reading.faces, tokens, top)
    elif _has_table(shape):
        if shape.name in reading.tables:
            slide_growing.cut_table(shape, reading.faces, tokens, top)
        else:
            slide_table.cut_fixed(shape._element, reading.faces, tokens)
    elif shape.has_text_frame:
        _cut_text(slide, shape, reading, tokens)


def _cut_text(slide: Any, shape: Any, reading: Reading, tokens: Tokens) -> None:
    own = ""
    if shape.name in reading.tags:
        tag = shape.name
    else:
        own = shape.text_frame.text
        tags = FIELD.findall(own)
        if not tags:
            return
        tag = tags[0]
    bodies = [shape._element.txBody, *_inherited(slide, shape)]
    horizontal, vertical = insets(bodies)
    room = Box(shape.width / EMU - horizontal, shape.height / EMU - vertical)
    writer = Body(bodies[0], face_of(bodies, reading.faces), reading.faces)
    nothing = "" if tag in reading.optional else NOTHING
    for paragraph in bodies[0].findall(qn("a:p")):
        bodies[0].remove(paragraph)
    mark_fitted(bodies[0])
    put_last(bodies[0], tokens.token(_Text(tag, own, nothing, writer, room)))


@dataclass(frozen=True, slots=True)
class _Text:
    """The paragraphs of a shape: an answer, or the template's own text with its fields."""

    tag: str
    own: str
    nothing: str
    """What stands there without an answer: nothing at all if the label is gone as well."""
    body: Body
    room: Box

    def __call__(self, state: Any) -> str:
        contents = state.contents
        if self.own:
            text = slide_table.filled(self.own, contents.texts)
        else:
            text = contents.text(self.tag) or self.nothing
        setting: Setting = state.setting
        return fitted(self.body, self.tag, text, self.room, setting)


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


def furnish(slide: Any, title: str, reading: Reading, tokens: Tokens) -> None:
    """Cut a further slide of a table: its title (with its fields) and the footer's fields."""
    if slide.shapes.title is not None and FIELD.search(title):
        text, *others = slide.shapes.title._element.iter(qn("a:t"))
        for other in others:
            other.text = ""
        text.text = tokens.token(
            lambda state: escaped(slide_table.filled(title, state.contents.texts))
        )
    for shape in slide.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            _cut_text(slide, shape, reading, tokens)


def tags_in(shapes: Iterable[Any]) -> Iterator[str]:
    """The tags that shapes have a place for."""
    for shape in leaves(shapes):
        kind, _, rest = shape.name.rpartition(":")
        yield rest.split("/")[0] if kind in ("gantt", "chart") else shape.name
        for text in shape._element.iter(qn("a:t")):
            yield from FIELD.findall(text.text or "")
