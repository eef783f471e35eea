"""The texts of a Word document by their content controls, or by the bookmarks around them.

LibreOffice before 7.5 throws the tags of controls away but keeps bookmarks; the templates put one
around every control, named after the question with its dot as "_".
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from app.documents import controls, opc, word
from app.documents.controls import PARAGRAPH, SDT, content, tag, w
from app.documents.reading.found import Found, Row

_BREAKS = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-"}
_TEXT, _RUN = w("t"), w("r")
_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_AWAY = (w("moveFrom"), w("del"), w("rt"), _FALLBACK)
"""What stands there no longer (17.13.5.22 moveFrom keeps its w:t), or a second time: how a word is
read (w:rt, 17.3.3.24), the same for older programs."""
_COMMENTS = "word/comments.xml"


def found_in(parts: opc.Parts, tags: frozenset[str]) -> Found:
    """What a document says. `tags`: those of the call. Raises InputError for a broken part."""
    found = Found()
    by_mark = {name.replace(".", "_"): name for name in tags}
    for name in word.stories(parts):
        root = word.parsed(parts[name])
        _clear(root)
        _read_controls(root, tags, found)
        _read_bookmarks(root, by_mark, found)
        found.lines += lines(root)
    if _COMMENTS in parts:
        found.lines += lines(word.parsed(parts[_COMMENTS]))
    return found


def _clear(root: Element) -> None:
    """Take out what is not shown as text of the document."""
    for gone in [*root.iter(*_AWAY)]:
        parent = gone.getparent()
        if parent is not None:
            parent.remove(gone)


def lines(root: Element) -> Iterator[str]:
    """Every line that stands in a part."""
    for paragraph in root.iter(PARAGRAPH):
        yield from _line(paragraph).split("\n")


def _read_controls(root: Element, tags: frozenset[str], found: Found) -> None:
    for control in controls.all_controls(root):
        name = tag(control)
        if name not in tags:
            continue
        if model := word.pattern(control):
            found.rows[name] = [_row(row) for row in model]
        elif not any(tag(inner) in tags for inner in control.iterdescendants(SDT)):
            found.texts.setdefault(name, _text(content(control)))


def _row(row: Element) -> Row:
    inner = (c for c in row.iterdescendants(SDT) if tag(c))
    return {tag(control): _text(content(control)) for control in inner}


def _read_bookmarks(root: Element, by_mark: dict[str, str], found: Found) -> None:
    for start in root.iter(_START):
        name = by_mark.get(str(start.get(w("name"))))
        if name is not None and name not in found.texts and name not in found.rows:
            found.texts[name] = _between(start)


def _between(start: Element) -> str:
    """The text from a bookmark's start to its end (17.13.6)."""
    number = start.get(w("id"))
    pieces: list[str] = []
    paragraph = next(start.iterancestors(PARAGRAPH), None)
    for node in start.xpath("following::*"):
        if node.tag == _END and node.get(w("id")) == number:
            break
        here = next(node.iterancestors(PARAGRAPH), None)
        if node.tag in _BREAKS or node.tag == _TEXT:
            if here is not paragraph:
                pieces.append("\n")
                paragraph = here
            pieces.append(_piece(node))
    return "".join(pieces)


def _text(element: Element) -> str:
    """The text of a control's content, its paragraphs on lines."""
    paragraphs = [*element.iter(PARAGRAPH)]
    if paragraphs:
        return "\n".join(map(_line, paragraphs))
    return "".join(map(_piece, _nodes(element)))


def _line(paragraph: Element) -> str:
    """A paragraph's own text, without that of text boxes anchored in it."""
    own = (n for n in _nodes(paragraph) if next(n.iterancestors(PARAGRAPH), None) is paragraph)
    return "".join(map(_piece, own))


def _nodes(element: Element) -> Iterator[Element]:
    for node in element.iter(_TEXT, *_BREAKS):
        parent = node.getparent()
        if parent is not None and parent.tag == _RUN:  # a w:tab in w:pPr is a tab stop
            yield node


def _piece(node: Element) -> str:
    return node.text or "" if node.tag == _TEXT else _BREAKS[str(node.tag)]
