"""Fills a PowerPoint template: shapes, placeholders and tables by the id of their question.

What the names of a template's shapes mean (Selection Pane of PowerPoint; p:cNvPr/@name):

=========================  ======================================================================
<tag>                      text of a question or derived text; of a table: a growing table
with:<tag>                 stays only where the tag has a text (a label of what may be absent)
if:<tag>=<value>           stays only where the stored answer is, or holds, this value
unless:<tag>=<value>       the opposite
gantt:… and chart:…        see app.documents.gantt and app.documents.chart
=========================  ======================================================================

Any other shape or table keeps its text, in which {tag} is a field. Questions without an answer
read （記載なし）, unless a `with:` shape of theirs goes away too.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.exc import PythonPptxError

from app.calls.models import Call, Form, Page
from app.documents import opc, properties, slide_pages, slide_parts
from app.documents.contents import Contents, Properties
from app.documents.measure import CarefulMeasurer, Overflow, TextMeasurer
from app.documents.slide_parts import Deck
from app.documents.slide_text import FIELD, Faces, Setting, name_faces, qn
from app.errors import InputError

DRAWING_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
USUAL_FACE = "BIZ UDPゴシック"


def fill(
    template: bytes,
    call: Call,
    form: Form,
    contents: Contents,
    wanted: Properties,
    *,
    measurer: TextMeasurer | None = None,
    on_overflow: Callable[[Overflow], None] | None = None,
    all_pages: bool = True,
) -> bytes:
    """The deck of one draft. The same contents give the same bytes.

    `on_overflow` is told of every text that is too long for its place at the form's smallest
    size. Without `all_pages` a page whose layout the template lacks is left out (a ministry's own
    file has places for everything on its slides). Raises InputError for a template that cannot
    be used.
    """
    opc.read(template, form.template)
    found: list[Overflow] = []
    presentation = _opened(template, form)
    setting = Setting(
        _faces(presentation),
        measurer or CarefulMeasurer(),
        form.smallest_font,
        found.append,
    )
    deck = Deck(presentation, call, contents, setting, _optional(presentation))
    slide_pages.add_pages(
        presentation, form, lambda page: _applies(page, call, contents), needed=all_pages
    )
    for slide in list(presentation.slides):
        _choose(slide, contents)
        for shape in list(leaves(slide.shapes)):
            slide_parts.fill_shape(deck, slide, shape)
    for slide in presentation.slides:
        for run in slide._element.iter(qn("a:rPr"), qn("a:endParaRPr")):
            name_faces(run, setting.faces)
        _face_bare_runs(slide, setting.faces)
    for overflow in _summed(found):
        if on_overflow:
            on_overflow(overflow)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return properties.finished(buffer.getvalue(), wanted)


def _opened(template: bytes, form: Form) -> Any:
    """The template as python-pptx sees it."""
    try:
        return Presentation(io.BytesIO(template))
    except (ValueError, KeyError, AttributeError, PythonPptxError) as error:
        raise InputError(
            f"ひな形「{form.template}」は PowerPoint のファイルとして読めません。", opc.ADVICE
        ) from error


def _summed(found: Iterable[Overflow]) -> list[Overflow]:
    """One overflow for each tag, in the order of the deck."""
    by_tag: dict[str, Overflow] = {}
    for overflow in found:
        earlier = by_tag.get(overflow.tag)
        more = earlier.excess if earlier else 0
        by_tag[overflow.tag] = replace(overflow, excess=overflow.excess + more)
    return list(by_tag.values())


def _applies(page: Page, call: Call, contents: Contents) -> bool:
    from app.calls import expressions

    if page.when is None:
        return True
    values = dict.fromkeys(call.questions) | dict(contents.values)
    return bool(expressions.evaluate(page.when, expressions.nested(values)))


def _faces(presentation: Any) -> Faces:
    """The theme's faces for body text (ECMA-376 part 1, 20.1.4.1.24 minorFont)."""
    from lxml import etree
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT

    theme = etree.fromstring(presentation.slide_masters[0].part.part_related_by(RT.THEME).blob)
    minor = theme.find(f".//{{{DRAWING_MAIN}}}minorFont")
    if minor is None:
        raise InputError("ひな形の配色とフォントの設定を読めません。", opc.ADVICE)
    latin, east_asian = (
        face.get("typeface") if (face := minor.find(f"{{{DRAWING_MAIN}}}{tag}")) is not None else ""
        for tag in ("latin", "ea")
    )
    return Faces(latin or USUAL_FACE, east_asian or USUAL_FACE)


def _face_bare_runs(slide: Any, faces: Faces) -> None:
    """Runs and fields without any properties get the faces as well."""
    for run in slide._element.iter(qn("a:r"), qn("a:fld")):
        if run.find(qn("a:rPr")) is None:
            made = run.makeelement(qn("a:rPr"))
            made.set("lang", "ja-JP")
            name_faces(made, faces)
            run.insert(0, made)


def _optional(presentation: Any) -> frozenset[str]:
    names = (shape.name for slide in presentation.slides for shape in leaves(slide.shapes))
    return frozenset(name.removeprefix("with:") for name in names if name.startswith("with:"))


def leaves(shapes: Any) -> Iterator[Any]:
    """All shapes in reading order, those inside groups too."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from leaves(shape.shapes)
        else:
            yield shape


def _choose(slide: Any, contents: Contents) -> None:
    """Take away the shapes whose condition does not hold."""
    for shape in list(leaves(slide.shapes)):
        kind, _, condition = shape.name.partition(":")
        tag, _, value = condition.partition("=")
        holds = {
            "with": bool(contents.text(tag)),
            "if": _is(contents.values.get(tag), value),
            "unless": not _is(contents.values.get(tag), value),
        }.get(kind, True)
        if not holds:
            shape._element.getparent().remove(shape._element)


def _is(answer: object, value: str) -> bool:
    if isinstance(answer, bool):
        return value == ("true" if answer else "false")
    return value in map(str, answer) if isinstance(answer, list) else value == str(answer)


def tags_of(template: bytes) -> frozenset[str]:
    """Every tag that a template has a place for, on its slides and its layouts."""
    presentation = Presentation(io.BytesIO(template))
    pages = [*presentation.slides, *presentation.slide_layouts]
    return frozenset(tag for page in pages for shape in leaves(page.shapes) for tag in _tags(shape))


def _tags(shape: Any) -> Iterator[str]:
    kind, _, rest = shape.name.rpartition(":")
    yield rest.split("/")[0] if kind in ("gantt", "chart") else shape.name
    for text in shape._element.iter(qn("a:t")):
        yield from FIELD.findall(text.text or "")
