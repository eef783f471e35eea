"""A draft's documents as pages: made as the export makes them, and laid out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from app.calls.models import Call, Form
from app.documents import package
from app.documents.contents import contents
from app.drafts.draft import Draft
from app.errors import InputError
from app.preview import fonts
from app.preview.page import Page

if TYPE_CHECKING:
    from app.preview.parts import Package

_FACES = re.compile(rb'(?:<a:ea typeface|w:eastAsia)="([^"+]+)"')
"""The East-Asian faces that runs name."""
_SHOWN = ("ppt/slides/slide", "word/document.xml")
_ID = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_MOST_PAGES = 400
"""Pages kept from earlier drafts of a document."""


@dataclass(frozen=True, slots=True)
class Document:
    """One form's document, laid out."""

    form: str
    """The form's id."""
    pages: tuple[Page, ...]
    substituted: tuple[tuple[str, str], ...] = ()
    """Faces that this PC lacks, and those that stand in for them."""

    def page_of(self, questions: Sequence[str]) -> int | None:
        """The page that gives most room to the first of the questions that is shown at all."""
        for question in questions:
            rooms = [sum(p.width * p.height for p in page.places(question)) for page in self.pages]
            if any(rooms):
                return rooms.index(max(rooms))
        return None


@dataclass(slots=True)
class Press:
    """Makes documents of one call; keeps pages whose content stays the same. For any thread."""

    call: Call
    _pages: dict[object, Page] = field(default_factory=dict)
    _questions: dict[str, Mapping[tuple[str, str], str]] = field(default_factory=dict)
    _sources: dict[str, str] | None = None

    def document(self, form: Form, draft: Draft, now: datetime) -> Document:
        """One form's document. Raises InputError if its template cannot be used."""
        stated = contents(self.call, draft, now)
        from app.preview.parts import Package

        made = package.fill(self.call, form, stated, measurer=fonts.FontMeasurer())
        pack = Package(made)
        pages = self._laid(form, pack)
        lacking = [face for face in _faces(pack) if not fonts.installed(face)]
        pairs = tuple((face, fonts.shown_as(face)) for face in lacking)
        return Document(form.id, tuple(pages), pairs)

    def pages(self, form: Form, made: bytes) -> list[Page]:
        """The pages of a form's document that is already made."""
        from app.preview.parts import Package

        return self._laid(form, Package(made))

    def _laid(self, form: Form, pack: Package) -> list[Page]:
        return self._word(pack) if form.kind == "word" else self._slides(form, pack)

    def question(self, tag: str) -> str:
        """The question that a tag belongs to; a derived text's is the first one it is made of."""
        if tag in self.call.questions:
            return tag
        if self._sources is None:
            derived = (d for form in self.call.parts for d in form.derived)
            found = ((d.id, _ID.findall(str(d.expression))) for d in derived)
            self._sources = {
                name: next((id_ for id_ in map(self._named, ids) if id_), "") for name, ids in found
            }
        return self._sources.get(tag, "")

    def _named(self, identifier: str) -> str:
        """The question that an identifier of an expression means; names.x is one by its name."""
        space, _, name = identifier.partition(".")
        if space == "names":
            identifier = str(getattr(self.call.names, name, ""))
        return identifier if identifier in self.call.questions else ""

    def _word(self, pack: Package) -> list[Page]:
        from app.preview import word_pages

        return word_pages.pages(pack, self.question)

    def _slides(self, form: Form, pack: Package) -> list[Page]:
        from app.preview.slides import Deck

        deck = Deck(pack, self._fields(form))
        found = []
        for number in range(len(deck.names)):
            key = (form.id, *deck.key(number))
            page = self._pages.get(key)
            if page is None:
                page = deck.page(number)
                if len(self._pages) > _MOST_PAGES:
                    self._pages.clear()
                self._pages[key] = page
            found.append(page)
        return found

    def _fields(self, form: Form) -> Mapping[tuple[str, str], str]:
        from app.preview.fields import questions_of

        if form.id not in self._questions:
            try:
                template = self.call.template(form).read_bytes()
            except OSError as error:
                what = f"ひな形「{form.template}」を読めません。"
                raise InputError(what, "募集パックのフォルダーを確かめてください。") from error
            tags = questions_of(template)
            named = ((place, self.question(tag)) for place, tag in tags.items())
            self._questions[form.id] = {place: question for place, question in named if question}
        return self._questions[form.id]


def _faces(pack: Package) -> list[str]:
    """The East-Asian faces that a file's text is set in."""
    shown = (data for name, data in pack.parts.items() if name.startswith(_SHOWN))
    found = (face for data in shown for face in _FACES.findall(data))
    return list(dict.fromkeys(face.decode("utf-8", "replace") for face in found))
