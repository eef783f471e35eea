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

A template is read once and remembered (app.documents.slide_deck); filling joins strings.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace

from pptx import Presentation

from app.calls.models import Call, Form, Page
from app.documents import opc, properties, slide_deck, slide_places
from app.documents.contents import Contents, Properties
from app.documents.measure import CarefulMeasurer, Overflow, TextMeasurer
from app.documents.slide_text import Setting

leaves = slide_places.leaves


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
    found: list[Overflow] = []
    mold = slide_deck.read(
        template,
        form.template,
        slide_deck.pages_of(form),
        contents.tags,
        frozenset(contents.tables),
        all_pages=all_pages,
    )
    setting = Setting(mold.faces, measurer or CarefulMeasurer(), form.smallest_font, found.append)
    pages = frozenset(page.layout for page in form.pages if _applies(page, call, contents))
    parts = slide_deck.deck(mold, pages, slide_deck.State(call, contents, setting))
    for overflow in _summed(found):
        if on_overflow:
            on_overflow(overflow)
    return opc.write(properties.marked(parts, wanted))


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


def tags_of(template: bytes) -> frozenset[str]:
    """Every tag that a template has a place for, on its slides and its layouts."""
    presentation = Presentation(io.BytesIO(template))
    pages = [*presentation.slides, *presentation.slide_layouts]
    return frozenset(tag for page in pages for tag in slide_places.tags_in(page.shapes))
