"""Molds: the XML of a template's slide, cut where texts go, so that filling is joining strings.

A template is looked at once (app.documents.slide_deck); then a deck is made without building an
element tree. What is to be filled in is marked in the tree by tokens, characters of the private
use area that no template holds; the serialised XML is cut at them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.documents.slide_text import inner_xml, qn

Slot = Callable[[Any], str]
"""What is put in the place of a token: the XML (or attribute's value) for the deck being made."""

_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(
    f"(?:{_OPEN}|&#xE000;|&#57344;)(\\d+)(?:{_CLOSE}|&#xE001;|&#57345;)", re.IGNORECASE
)
"""In attributes some builds of libxml2 write such letters as references."""
_FOREIGN = re.compile("[\ue000-\ue001]")
_QUOTED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def quoted(text: str) -> str:
    """A text as the value of an attribute."""
    return text.translate(_QUOTED)


@dataclass(frozen=True, slots=True)
class Mold:
    """XML with slots: constants and slots by turns."""

    pieces: tuple[str, ...]
    slots: tuple[Slot, ...]

    def filled(self, state: Any) -> str:
        """The XML for one deck."""
        if not self.slots:
            return self.pieces[0]
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts.append(slot(state))
            parts.append(piece)
        return "".join(parts)


class Tokens:
    """Hands out tokens, and remembers what each stands for."""

    def __init__(self) -> None:
        self._slots: list[Slot] = []
        self._whole: Slot | None = None

    def whole(self, slot: Slot) -> None:
        """A slot takes the place of the element as a whole."""
        self._whole = slot

    @property
    def is_used(self) -> bool:
        return bool(self._slots) or self._whole is not None

    def mold(self, element: Any) -> Mold:
        """An element with its tokens, as a mold."""
        if self._whole is not None:
            return Mold(("", ""), (self._whole,))
        return self.cut(inner_xml(element))

    def token(self, slot: Slot) -> str:
        self._slots.append(slot)
        return f"{_OPEN}{len(self._slots) - 1}{_CLOSE}"

    def cut(self, xml: str) -> Mold:
        """The XML cut at its tokens."""
        found = _TOKEN.split(xml)
        slots = tuple(self._slots[int(number)] for number in found[1::2])
        return Mold(tuple(found[0::2]), slots)


def put_before(element: Any, token: str) -> None:
    """Put a token in front of an element."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + token
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + token


def replace(element: Any, token: str) -> None:
    """Put a token in the place of an element."""
    put_before(element, token)
    parent = element.getparent()
    element.tail = None
    parent.remove(element)


def put_last(element: Any, token: str) -> None:
    """Put a token behind all children of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + token
    else:
        element.text = (element.text or "") + token


def cleared(root: Any) -> None:
    """Take out of a template what would be mistaken for a token."""
    for text in root.iter(qn("a:t")):
        if text.text and _FOREIGN.search(text.text):
            text.text = _FOREIGN.sub("", text.text)
