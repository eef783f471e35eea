"""The runs of a Word paragraph: their text, their looks, and the question they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.documents.controls import CONTENT, RUN, SDT, tag, w
from app.preview import fonts
from app.preview.drawing import Theme
from app.preview.page import BLACK, Letters
from app.preview.text import Run
from app.preview.word_styles import OFF, Chain, Styles, number, value

USUAL_SIZE = 10.0
USUAL_FACE = "ＭＳ 明朝"
SMALL = 0.65
"""Size of raised and lowered letters, in parts of the text's."""
_PASSED = tuple(w(name) for name in ("hyperlink", "smartTag", "ins", "fldSimple", "customXml"))
"""What only surrounds runs."""
_THEMES = {
    "ascii": ("asciiTheme", False),
    "hAnsi": ("hAnsiTheme", False),
    "eastAsia": ("eastAsiaTheme", True),
}
_SIGNS = {
    w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a document's text needs to know."""

    styles: Styles
    known: Callable[[str], str]
    """The question that a control's tag belongs to; "" for none."""
    fields: Callable[[str], str] = lambda _: ""
    """The text of a field by its code (PAGE, NUMPAGES); "" keeps what is stored."""


def runs(
    paragraph: Any, properties: Any, setting: Setting, question: str, table: str
) -> Iterator[Run]:
    """The runs of a paragraph in order; controls among them name their question."""
    reader = _Reader(setting, properties, table)
    yield from reader.inside(paragraph, question)


@dataclass(slots=True)
class _Reader:
    setting: Setting
    properties: Any
    table: str
    code: str = ""
    """The field that is being read; its stored result stands behind "separate"."""
    result: bool = False
    depth: int = 0

    def inside(self, holder: Any, question: str) -> Iterator[Run]:
        for child in holder:
            if child.tag == RUN:
                yield from self._run(child, question)
            elif child.tag == SDT:
                content = child.find(CONTENT)
                if content is not None:
                    yield from self.inside(content, self.setting.known(tag(child)) or question)
            elif child.tag == w("fldSimple") and (
                shown := self.setting.fields(value(child, "instr"))
            ):
                chain = self.setting.styles.run(None, self.properties, self.table)
                yield Run(shown, *letters(chain, self.setting.styles.theme), question)
            elif child.tag in _PASSED:
                yield from self.inside(child, question)

    def _run(self, run: Any, question: str) -> Iterator[Run]:
        chain = self.setting.styles.run(run.find(w("rPr")), self.properties, self.table)
        text = "".join(self._pieces(run))
        if not text or chain.on("vanish"):
            return
        latin, east = letters(chain, self.setting.styles.theme)
        if chain.on("caps"):
            text = text.upper()
        more = number(value(chain.find("spacing"))) / 20
        yield Run(text, latin, east, question, _raised(chain, east), more)

    def _pieces(self, run: Any) -> Iterator[str]:
        for child in run:
            if child.tag == w("fldChar"):
                yield self._field(value(child, "fldCharType"))
            elif child.tag == w("instrText"):
                self.code += child.text or ""
            elif self.depth and (not self.result or self.setting.fields(self.code)):
                continue
            elif child.tag == w("t"):
                yield child.text or ""
            elif child.tag == w("br") and value(child, "type") == "page":
                yield "\f"
            elif child.tag == w("sym"):
                yield _symbol(value(child, "char"))
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]

    def _field(self, kind: str) -> str:
        """Follow a complex field (17.16.18); gives what it shows, at its end."""
        if kind == "begin":
            self.depth, self.result = self.depth + 1, False
            self.code = ""
        elif kind == "separate":
            self.result = True
        elif kind == "end":
            self.depth = max(0, self.depth - 1)
            shown = self.setting.fields(self.code)
            self.code, self.result = "", False
            return shown
        return ""


def _symbol(code: str) -> str:
    try:
        found = int(code, 16)
    except ValueError:
        return ""
    return chr(found) if not 0xE000 <= found <= 0xF8FF else "・"


def _raised(chain: Chain, east: Letters) -> float:
    kind = value(chain.find("vertAlign"))
    by = {"superscript": 0.5, "subscript": -0.2}.get(kind, 0.0)
    return east.size * by + number(value(chain.find("position"))) / 2


def letters(chain: Chain, theme: Theme | None) -> tuple[Letters, Letters]:
    """How Latin and how Japanese letters look."""
    latin, east = (_family(chain, theme, name) for name in ("ascii", "eastAsia"))
    size = number(value(chain.find("sz")), USUAL_SIZE * 2) / 2 or USUAL_SIZE
    if value(chain.find("vertAlign")) in ("superscript", "subscript"):
        size *= SMALL
    shade = value(chain.find("color"))
    underline = chain.find("u")
    look = (
        round(size * 20) / 20,
        chain.on("b"),
        chain.on("i"),
        underline is not None and value(underline) not in (*OFF, ""),
        chain.on("strike") or chain.on("dstrike"),
        f"#{shade}" if shade and shade != "auto" else BLACK,
    )
    return Letters(fonts.shown_as(latin or USUAL_FACE), *look), Letters(
        fonts.shown_as(east or latin or USUAL_FACE), *look
    )


def _family(chain: Chain, theme: Theme | None, name: str) -> str:
    """A face by w:rFonts (17.3.2.26); one of the theme goes before a named one of the same run."""
    by_theme, east = _THEMES[name]
    for source in chain.sources:
        found = source.find(w("rFonts"))
        if found is None:
            continue
        themed = value(found, by_theme)
        if themed and theme is not None:
            key = "mj" if themed.startswith("major") else "mn"
            face = (theme.east if east else theme.latin).get(key, "")
            if face:
                return face
        if found.get(w(name)):
            return value(found, name)
    return ""
