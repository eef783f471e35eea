"""What a Word document's styles say about a paragraph, a run or a table.

The looks of a paragraph are looked up in itself, its style and those that is based on, the table's
style, and the document's defaults, in this order (ECMA-376 part 1, 17.7.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.documents.controls import w
from app.preview.drawing import Theme

OFF = ("0", "false", "off", "none")
_DEPTH = 12
"""Styles that are followed at most: one may be based on itself in a broken file."""


def value(element: Any, name: str = "val", otherwise: str = "") -> str:
    """An attribute of a property element; `otherwise` where element or attribute is missing."""
    return otherwise if element is None else str(element.get(w(name), otherwise))


def number(text: str, otherwise: float = 0.0) -> float:
    """A number as written in a document; what is none counts as not said."""
    try:
        return float(text)
    except ValueError:
        return otherwise


def points(element: Any, name: str, otherwise: float = 0.0) -> float:
    """A length in twentieths of a point, as points."""
    return number(value(element, name), otherwise * 20) / 20


@dataclass(slots=True)
class Chain:
    """Property elements (w:pPr or w:rPr), nearest first."""

    sources: list[Any]

    def find(self, name: str) -> Any:
        """The first property element of a name; None where nothing says it."""
        for source in self.sources:
            found = source.find(w(name))
            if found is not None:
                return found
        return None

    def attribute(self, name: str, *attributes: str) -> str:
        """The first of these attributes that a property says, source by source; "" if none."""
        for source in self.sources:
            found = source.find(w(name))
            for attribute in attributes if found is not None else ():
                if found.get(w(attribute)) is not None:
                    return str(found.get(w(attribute)))
        return ""

    def on(self, name: str, *, usual: bool = False) -> bool:
        """Whether a toggle is on (17.17.4, ST_OnOff)."""
        found = self.find(name)
        return usual if found is None else value(found, otherwise="1") not in OFF


@dataclass(slots=True)
class Styles:
    """The styles of one document."""

    root: Any
    theme: Theme | None = None
    by_id: dict[str, Any] = field(default_factory=dict)
    usual: dict[str, str] = field(default_factory=dict)
    """Kind of style → the default one's id."""

    def __post_init__(self) -> None:
        for style in self.root.iterfind(w("style")):
            name, kind = style.get(w("styleId"), ""), style.get(w("type"), "paragraph")
            self.by_id[name] = style
            if style.get(w("default")) not in (None, *OFF):
                self.usual[kind] = name

    def _defaults(self, kind: str) -> list[Any]:
        outer = self.root.find(w("docDefaults"))
        wrapped = outer.find(w(f"{kind}PrDefault")) if outer is not None else None
        found = wrapped.find(w(f"{kind}Pr")) if wrapped is not None else None
        return [] if found is None else [found]

    def chain(self, name: str) -> Iterator[Any]:
        """A style and those it is based on."""
        for _ in range(_DEPTH):
            style = self.by_id.get(name)
            if style is None:
                return
            yield style
            name = value(style.find(w("basedOn")))

    def paragraph_style(self, properties: Any) -> str:
        stated = properties.find(w("pStyle")) if properties is not None else None
        return value(stated) or self.usual.get("paragraph", "")

    def paragraph(self, properties: Any, table: str = "") -> Chain:
        """The paragraph properties that hold for a w:pPr (which may be missing)."""
        own = [] if properties is None else [properties]
        styles = [*self.chain(self.paragraph_style(properties)), *self.chain(table)]
        stated = [p for s in styles if (p := s.find(w("pPr"))) is not None]
        return Chain([*own, *stated, *self._defaults("p")])

    def run(self, properties: Any, paragraph: Any, table: str = "") -> Chain:
        """The run properties that hold for a w:rPr in a paragraph with this w:pPr."""
        own = [] if properties is None else [properties]
        character = value(properties.find(w("rStyle"))) if properties is not None else ""
        names = (character, self.paragraph_style(paragraph), table)
        stated = [
            found
            for name in names
            for style in self.chain(name)
            if (found := style.find(w("rPr"))) is not None
        ]
        return Chain([*own, *stated, *self._defaults("r")])

    def table(self, properties: Any) -> Chain:
        """The table properties that hold for a w:tblPr."""
        own = [] if properties is None else [properties]
        stated = [
            p for s in self.chain(self.table_style(properties))
            if (p := s.find(w("tblPr"))) is not None
        ]  # fmt: skip
        return Chain([*own, *stated])

    def table_style(self, properties: Any) -> str:
        stated = properties.find(w("tblStyle")) if properties is not None else None
        return value(stated) or self.usual.get("table", "")
