"""The tagged places of a Word file: its content controls (ECMA-376 part 1, 17.5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from app.documents import controls, opc, word
from app.documents.controls import SDT, W14, Nesting, tag
from app.documents.templates.check import Holds, Seat

CHECKBOX = f"{{{W14}}}checkbox"
NESTINGS = {
    Nesting.BLOCK: "段落", Nesting.TABLE: "表", Nesting.ROW: "表の行", Nesting.CELL: "表の欄",
    Nesting.INLINE: "文中",
}  # fmt: skip
STORIES = {"header": "ヘッダー", "footer": "フッター", "footnotes": "脚注", "endnotes": "文末脚注"}


def seats(data: bytes, _layouts: frozenset[str] = frozenset()) -> Iterator[Seat]:
    """Every tagged control that is not a column of a growing table."""
    parts = opc.read(data, "様式")
    for name in word.stories(parts):
        story = next((said for key, said in STORIES.items() if key in name), "本文")
        inside: set[Element] = set()
        for control in controls.all_controls(word.parsed(parts[name])):
            if control in inside or not tag(control):
                continue
            rows = word.pattern(control)
            holds: Holds = "rows" if rows else "text"
            if control.find(f"{controls.PROPERTIES}/{CHECKBOX}") is not None:
                holds = "box"
            columns = [inner for row in rows for inner in row.iterdescendants(SDT)]
            inside.update(columns)
            tags = frozenset(filter(None, map(tag, columns)))
            where = f"{story}の{NESTINGS[controls.nesting(control)]}"
            yield Seat(tag(control), where, holds, tags)
