"""How forms/r7-dx-jinzai/attachment2.pptx was made: the deck (提案資料) of the R7 call.

    python packaging/templates/attachment2.py [TARGET.pptx]

The .pptx is the source of truth: it may be edited in PowerPoint at any time, and running this
again would undo that. The script is kept to tell how the deck is built (app/documents/slides.py
says what the shapes' names mean): each slide is named after its section, each shape after its
question, and a page for a step is a layout of the same name.
"""

from __future__ import annotations

import io
import re
import sys
import tomllib
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.text.text import Font
from pptx.util import Inches, Pt

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from app.documents import opc  # noqa: E402

PACK = ROOT / "forms" / "r7-dx-jinzai"
FONT = "BIZ UDPゴシック"
WIDTH, HEIGHT = 13.333, 7.5
LEFT, RIGHT, TOP, FOOT = 0.5, 12.833, 1.25, 6.95
"""Edges of the content, in inches."""
BLUE, PALE, INK, LINE, GREY = "1B4D8C", "E9F0F8", "1F2933", "B8C4D3", "5B6775"
COLOURS = {
    "dk1": "1F2933",
    "dk2": "1B4D8C",
    "lt2": "E9F0F8",
    "accent1": "1B4D8C",
    "accent2": "7F93AD",
    "accent3": "2F7D6B",
    "accent4": "B7791F",
    "accent5": "5B6775",
    "accent6": "A23B3B",
}
STEPS = (
    ("第１ステップ", "市町村の課題の\n把握・深掘り"),
    ("第２ステップ", "人材像・業務内容の\n明確化"),
    ("第３ステップ", "確保の形態の\n選択"),
    ("第４ステップ", "募集・契約、運用体制の\n整備、人材の確保"),
)
FUNCTIONS = (
    ("direction", "① 知事と市町村長による\n方向性の共有"),
    ("situation", "② 市町村の状況の把握"),
    ("specialists", "③ 専門人材の確保\n（人材プール）"),
    ("themes", "④ 取り組むテーマの設定"),
)


def labels() -> dict[str, str]:
    """Question id → its label, for the prompts and alternative texts."""
    form = tomllib.loads((PACK / "attachment2.toml").read_text("utf-8"))
    return {q["id"]: q["label"] for s in form["sections"] for q in s["questions"]}


LABELS = labels() | {
    "overview.applicant": "応募団体",
    "steps.summary": "希望するステップ",
    "posts.total": "ポストの数",
    "step2.undecided": "ポストの内容の定め方",
    "step4.frequent_dispatch": "市町村への頻度の高い派遣（週１回以上）",
}


# ------------------------------------------------------------------ theme, master, layouts


def emu(inches: float) -> int:
    return int(Inches(inches))


def xfrm(x: float, y: float, w: float, h: float) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(w)}" cy="{emu(h)}"/></a:xfrm>'
    )


def run_style(tag: str, size: float, bold: bool, colour: str) -> str:
    return (
        f'<a:{tag} lang="ja-JP" sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill>{colour}'
        f'</a:solidFill><a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/></a:{tag}>'
    )


def scheme(name: str) -> str:
    return f'<a:schemeClr val="{name}"/>'


def placeholder(
    number: int,
    name: str,
    kind: str,
    place: tuple[float, float, float, float],
    text: str,
    *,
    size: float = 12,
    bold: bool = False,
    colour: str = "tx1",
    anchor: str = "t",
    align: str = "l",
    frame: bool = False,
    descr: str = "",
) -> str:
    """A placeholder of a layout or master, in the style that its text shall have."""
    style = run_style("defRPr", size, bold, scheme(colour)).replace(' lang="ja-JP"', "")
    look = (
        f'<a:noFill/><a:ln w="9525"><a:solidFill><a:srgbClr val="{LINE}"/></a:solidFill></a:ln>'
        if frame
        else ""
    )
    inset = (
        'lIns="108000" tIns="72000" rIns="108000" bIns="72000"'
        if frame
        else 'lIns="0" tIns="0" rIns="0" bIns="0"'
    )
    content = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        '<a:rPr lang="ja-JP"/><a:t>‹#›</a:t></a:fld>'
        if 'type="sldNum"' in kind
        else f'<a:r><a:rPr lang="ja-JP"/><a:t>{escape(text)}</a:t></a:r>'
    )
    return (
        f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}'
        f' descr={quoteattr(descr)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr>{xfrm(*place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{look}</p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" {inset} anchor="{anchor}"><a:normAutofit/>'
        f'</a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}">'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>{style}</a:lvl1pPr></a:lstStyle>'
        f"<a:p>{content}</a:p></p:txBody></p:sp>"
    )


def picture(number: int, place: tuple[float, float, float, float], colour: str, name: str) -> str:
    """A plain rectangle of the master: the band above and the rules."""
    return (
        f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{xfrm(*place)}'
        '<a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom><a:solidFill>{scheme(colour)}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>"
        "<p:txBody><a:bodyPr/><a:lstStyle/>"
        '<a:p><a:endParaRPr lang="ja-JP"/></a:p></p:txBody></p:sp>'
    )


def caption(number: int, place: tuple[float, float, float, float], text: str) -> str:
    """The heading of a field, fixed on a layout."""
    return (
        f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{number}" name="見出し{number}"/>'
        f'<p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{xfrm(*place)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/>'
        f"</a:bodyPr><a:lstStyle/><a:p><a:r>{run_style('rPr', 13, True, scheme('accent1'))}"
        f"<a:t>{escape(text)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def furniture(title: str) -> list[str]:
    return [
        placeholder(
            2,
            "title",
            'type="title"',
            (LEFT, 0.36, RIGHT - LEFT, 0.6),
            title,
            size=24,
            bold=True,
            colour="accent1",
            anchor="ctr",
        ),
        placeholder(
            3,
            "footer",
            'type="ftr" sz="quarter" idx="10"',
            (LEFT, 7.08, 10, 0.26),
            "{overview.applicant}　デジタル人材確保プロジェクト　応募書（提案資料）",
            size=10,
            colour="accent5",
            anchor="ctr",
        ),
        placeholder(
            4,
            "slide number",
            'type="sldNum" sz="quarter" idx="11"',
            (RIGHT - 1.5, 7.08, 1.5, 0.26),
            "",
            size=10,
            colour="accent5",
            anchor="ctr",
            align="r",
        ),
    ]


def rewrite(page: Any, pieces: list[str]) -> None:
    """Give a master or layout these shapes and no others."""
    tree = page.shapes._spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for piece in pieces:
        tree.append(parse_xml(piece))


Field = tuple[str, float, float, float, float]
"""Question id and the place of its text in inches; the caption stands above."""
LAYOUTS: dict[str, tuple[str, tuple[Field, ...]]] = {
    "step1": (
        "第１ステップ　市町村の課題の把握・深掘り",
        (
            ("step1.interviews", LEFT, 1.62, 4.0, 0.5),
            ("step1.staff", 4.75, 1.62, 8.083, 0.5),
            ("step1.selection", LEFT, 2.62, 12.333, 1.5),
            ("step1.known_problems", LEFT, 4.6, 12.333, 2.25),
        ),
    ),
    "step2": (
        "第２ステップ　人材像・業務内容の明確化",
        (
            ("step2.situation", LEFT, 1.62, 12.333, 1.95),
            ("step2.support", LEFT, 4.05, 12.333, 1.95),
            ("step2.undecided", LEFT, 6.42, 12.333, 0.45),
        ),
    ),
    "step3": (
        "第３ステップ　確保の形態の選択",
        (
            ("step3.situation", LEFT, 1.62, 12.333, 2.35),
            ("step3.support", LEFT, 4.5, 12.333, 2.35),
        ),
    ),
    "step4": (
        "第４ステップ　募集・契約、運用体制の整備、人材の確保",
        (
            ("step4.channels", LEFT, 1.62, 7.0, 1.36),
            ("step4.frequent_dispatch", 7.75, 1.62, 5.083, 0.5),
            ("step4.recruiting", LEFT, 3.4, 12.333, 1.4),
            ("step4.reception", LEFT, 5.22, 6.04, 1.65),
            ("step4.career", 6.793, 5.22, 6.04, 1.65),
        ),
    ),
}


def layout(title: str, fields: tuple[Field, ...]) -> list[str]:
    head, *rest = furniture(title)
    pieces = [head]
    for n, (tag, x, y, w, h) in enumerate(fields):
        label = LABELS[tag]
        pieces.append(caption(20 + n, (x, y - 0.34, w, 0.28), label))
        pieces.append(
            placeholder(
                40 + n,
                tag,
                f'type="body" sz="quarter" idx="{20 + n}"',
                (x, y, w, h),
                f"［{label}］",
                size=14,
                frame=True,
                descr=label,
                anchor="ctr" if h < 0.6 else "t",
            )
        )
    return pieces + rest


def prepare() -> Any:
    """python-pptx's own start, made 16:9, with our theme, master and layouts."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    master = deck.slide_masters[0]
    theme = master.part.part_related_by(RT.THEME)
    text = theme.blob.decode("utf-8")
    for name, colour in COLOURS.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>',
            text,
            flags=re.S,
        )
    for name in ("majorFont", "minorFont"):
        fonts = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface=""/>'
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>", f"<a:{name}>{fonts}</a:{name}>", text, flags=re.S
        )
    theme._blob = text.replace('name="Office Theme"', 'name="応募書"').encode()
    for spare in list(deck.slide_layouts)[5:]:
        deck.slide_layouts.remove(spare)
    band = [
        picture(7, (0, 0, WIDTH, 0.16), "accent1", "帯"),
        picture(8, (LEFT, 1.02, RIGHT - LEFT, 0.02), "accent1", "罫線"),
        picture(9, (LEFT, 7.04, RIGHT - LEFT, 0.01), "accent2", "罫線（下）"),
    ]
    head, *rest = furniture("題名")
    body = placeholder(
        5, "body", 'type="body" idx="1"', (LEFT, TOP, RIGHT - LEFT, 5.6), "本文", size=14
    )
    rewrite(master, [*band, head, body, *rest])
    for page, (name, (title, fields)) in zip(
        deck.slide_layouts, {"page": ("題名", ()), **LAYOUTS}.items(), strict=True
    ):
        page._element.cSld.set("name", name)
        page._element.attrib.pop("type", None)
        rewrite(page, layout(title, fields))
    return deck


# ------------------------------------------------------------------ slides


class Sheet:
    """A slide being laid out; places are in inches."""

    def __init__(self, deck: Any, name: str, title: str) -> None:
        page = next(found for found in deck.slide_layouts if found.name == "page")
        self.slide = deck.slides.add_slide(page)
        self.slide._element.cSld.set("name", name)
        self.slide.shapes.title.text_frame.text = title
        self.page = page

    def close(self) -> None:
        """Footer and slide number come last in the reading order."""
        for text in furniture("")[1:]:
            shape = parse_xml(text)
            shape.spPr.clear()
            shape.nvSpPr.cNvPr.set("id", str(self.number()))
            self.slide.shapes._spTree.append(shape)

    def number(self) -> int:
        return 1 + max(int(n) for n in self.slide._element.xpath("//p:cNvPr/@id"))

    def text(
        self,
        name: str,
        place: tuple[float, float, float, float],
        text: str = "",
        *,
        size: float = 14,
        bold: bool = False,
        colour: str = INK,
        fill: str = "",
        line: str = "",
        anchor: Any = MSO_ANCHOR.TOP,
        align: Any = PP_ALIGN.LEFT,
        shape: Any = None,
        inset: float = 0.1,
        descr: str = "",
    ) -> Any:
        shapes = self.slide.shapes
        x, y, w, h = map(Inches, place)
        made = shapes.add_shape(shape, x, y, w, h) if shape else shapes.add_textbox(x, y, w, h)
        made.name = name
        made._element.nvSpPr.cNvPr.set("descr", descr or LABELS.get(name, ""))
        if shape is not None and (style := made._element.find(qn("p:style"))) is not None:
            made._element.remove(style)
        if fill:
            made.fill.solid()
            made.fill.fore_color.rgb = RGBColor.from_string(fill)
        else:
            made.fill.background()
        if line:
            made.line.color.rgb = RGBColor.from_string(line)
            made.line.width = Pt(0.75)
        else:
            made.line.fill.background()
        frame = made.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = anchor
        frame.margin_left = frame.margin_right = Inches(inset)
        frame.margin_top = frame.margin_bottom = Inches(min(inset, 0.07))
        frame.text = text or f"［{LABELS.get(name, name)}］"
        for paragraph in frame.paragraphs:
            paragraph.alignment = align
            style_run(paragraph.runs[0].font, size, bold, colour)
        return made

    def label(self, text: str, x: float, y: float, w: float, name: str = "") -> None:
        self.text(
            name or f"見出し：{text}",
            (x, y, w, 0.28),
            text,
            size=13,
            bold=True,
            colour=BLUE,
            inset=0,
            anchor=MSO_ANCHOR.MIDDLE,
        )

    def field(
        self,
        tag: str,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        size: float = 14,
        optional: bool = False,
        **more: Any,
    ) -> None:
        """A caption and below it the answer in a thin frame; `y` and `h` are the frame's."""
        self.label(LABELS[tag], x, y - 0.34, w, f"with:{tag}" if optional else "")
        self.text(
            tag, (x, y, w, h), size=size, line="" if optional else LINE, **({"inset": 0.1} | more)
        )

    def table(
        self,
        name: str,
        place: tuple[float, float, float, float],
        widths: list[float],
        rows: list[list[str]],
        *,
        heights: list[float],
        size: float = 12,
        descr: str = "",
        heads: int = 1,
        centred: tuple[int, ...] = (),
        stub: bool = False,
        margin: float = 0.06,
    ) -> Any:
        x, y, w, h = map(Inches, place)
        made = self.slide.shapes.add_table(len(rows), len(widths), x, y, w, h)
        made.name = name
        made._element.nvGraphicFramePr.cNvPr.set("descr", descr or LABELS.get(name, ""))
        table = made.table
        table._tbl.tblPr.set("bandRow", "0")
        style = table._tbl.tblPr.find(qn("a:tableStyleId"))
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        for n, (row, height) in enumerate(zip(table.rows, heights, strict=True)):
            row.height = Inches(height)
            for m, cell in enumerate(row.cells):
                head = n < heads or (stub and m == 0)
                cell.text = rows[n][m]
                cell.margin_left = cell.margin_right = Inches(margin)
                cell.margin_top = cell.margin_bottom = Inches(0.03)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                for paragraph in cell.text_frame.paragraphs:
                    centre = n < heads or m in centred
                    paragraph.alignment = PP_ALIGN.CENTER if centre else PP_ALIGN.LEFT
                    font = paragraph.runs[0].font if paragraph.runs else end_font(paragraph)
                    style_run(font, size, head, "FFFFFF" if n < heads else INK)
                colour = BLUE if n < heads else PALE if head else "FFFFFF"
                paint(cell, colour, SIDES[not n, not m])
        made.height = sum(map(Inches, heights))
        return made


def style_run(font: Any, size: float, bold: bool, colour: str) -> None:
    font.size, font.bold, font.name = Pt(size), bold, FONT
    font.color.rgb = RGBColor.from_string(colour)
    for old in font._rPr.findall(qn("a:ea")):
        font._rPr.remove(old)
    east_asian = font._rPr.makeelement(qn("a:ea"))
    east_asian.set("typeface", FONT)
    font._rPr.find(qn("a:latin")).addnext(east_asian)


def end_font(paragraph: Any) -> Font:
    """The font of what will be written in an empty paragraph (a:endParaRPr)."""
    return Font(
        paragraph._p._add_endParaRPr()
        if paragraph._p.find(qn("a:endParaRPr")) is None
        else paragraph._p.find(qn("a:endParaRPr"))
    )


SIDES = {
    (is_first_row, is_first_column): tuple(
        side
        for side, is_drawn in (
            ("lnL", is_first_column), ("lnR", True), ("lnT", is_first_row), ("lnB", True)
        )
        if is_drawn
    )
    for is_first_row in (True, False)
    for is_first_column in (True, False)
}  # fmt: skip
"""The sides at which a cell draws a line: each line once, by the cell to its left or above it."""


def paint(cell: Any, colour: str, sides: tuple[str, ...]) -> None:
    """Thin lines and a fill, in the order of 21.1.3.17 (a:tcPr)."""
    properties = cell._tc.get_or_add_tcPr()
    for child in list(properties):
        properties.remove(child)
    for side in sides:
        properties.append(
            parse_xml(
                f'<a:{side} {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{LINE}"/>'
                f"</a:solidFill></a:{side}>"
            )
        )
    properties.append(
        parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{colour}"/></a:solidFill>')
    )


def overview(deck: Any) -> None:
    s = Sheet(deck, "overview", "応募の概要")
    s.text(
        "overview.applicant",
        (LEFT, 1.22, 2.2, 0.62),
        size=18,
        bold=True,
        colour="FFFFFF",
        fill=BLUE,
        shape=MSO_SHAPE.RECTANGLE,
        anchor=MSO_ANCHOR.MIDDLE,
        align=PP_ALIGN.CENTER,
    )
    s.text(
        "overview.title",
        (2.7, 1.22, 10.133, 0.62),
        size=20,
        bold=True,
        colour=BLUE,
        fill=PALE,
        shape=MSO_SHAPE.RECTANGLE,
        anchor=MSO_ANCHOR.MIDDLE,
        inset=0.15,
    )
    s.field("overview.summary", LEFT, 2.32, 12.333, 1.75)
    s.field("overview.difficulties", LEFT, 4.55, 4.6, 1.1, size=12, anchor=MSO_ANCHOR.MIDDLE)
    s.field("overview.difficulty_detail", 5.35, 4.55, 7.483, 2.32)
    s.text(
        "見出し：運用開始",
        (LEFT, 5.8, 1.45, 0.45),
        "プールの運用開始",
        size=10.5,
        bold=True,
        colour=BLUE,
        fill=PALE,
        shape=MSO_SHAPE.RECTANGLE,
        anchor=MSO_ANCHOR.MIDDLE,
    )
    s.text(
        "overview.pool_start",
        (1.95, 5.8, 3.15, 0.45),
        size=14,
        bold=True,
        line=LINE,
        anchor=MSO_ANCHOR.MIDDLE,
    )
    s.text(
        "見出し：ステップ",
        (LEFT, 6.35, 1.45, 0.52),
        "希望するステップ",
        size=10.5,
        bold=True,
        colour=BLUE,
        fill=PALE,
        shape=MSO_SHAPE.RECTANGLE,
        anchor=MSO_ANCHOR.MIDDLE,
    )
    s.text(
        "steps.summary",
        (1.95, 6.35, 3.15, 0.52),
        size=14,
        bold=True,
        line=LINE,
        anchor=MSO_ANCHOR.MIDDLE,
    )
    s.close()


def functions(deck: Any) -> None:
    s = Sheet(deck, "functions", "推進体制の四つの機能")
    tall, gap = 1.32, 0.11
    for n, (key, title) in enumerate(FUNCTIONS):
        y = TOP + n * (tall + gap)
        s.text(
            f"機能{n + 1}",
            (LEFT, y, 2.75, tall),
            title,
            size=14,
            bold=True,
            colour="FFFFFF",
            fill=BLUE,
            shape=MSO_SHAPE.RECTANGLE,
            anchor=MSO_ANCHOR.MIDDLE,
        )
        tag = f"functions.{key}_state"
        for state, colour, ink in (
            ("none", "FFFFFF", GREY),
            ("considering", PALE, BLUE),
            ("building", "BFD3EA", BLUE),
            ("built", "CDE6DE", INK),
        ):
            badge = s.text(
                f"if:{tag}={state}",
                (3.35, y, 1.35, tall),
                " ",
                fill=colour,
                line=LINE,
                shape=MSO_SHAPE.RECTANGLE,
                size=14,
                colour=ink,
            )
            badge._element.nvSpPr.cNvPr.set("descr", "状況の色分け")
        s.text(
            tag,
            (3.35, y, 1.35, tall),
            size=14,
            bold=True,
            colour=INK,
            line=LINE,
            anchor=MSO_ANCHOR.MIDDLE,
            align=PP_ALIGN.CENTER,
            inset=0.03,
        )
        s.text(
            f"functions.{key}_text",
            (4.8, y, 8.033, tall),
            size=14,
            line=LINE,
            anchor=MSO_ANCHOR.MIDDLE,
        )
    s.close()


def pool(deck: Any) -> None:
    s = Sheet(deck, "pool", "人材プールの現状と計画")
    kinds = ("regular", "part_time", "contract", "total")
    s.label("自治体ＤＸアクセラレータの要件を満たす人材の人数", LEFT, 1.2, 12.333)
    rows = [
        [
            "",
            "常勤職員\n（任期付職員を含む）",
            "非常勤職員\n（会計年度任用・副業）",
            "業務委託",
            "計",
        ]
    ]
    for when, label in (("present", "現在"), ("planned", "計画（構築後）")):
        rows.append([label, *(f"{{pool.{when}_{kind}}}" for kind in kinds)])
    made = s.table(
        "人数の表",
        (LEFT, 1.55, 12.333, 1.95),
        [2.333, 2.7, 2.7, 2.5, 2.1],
        rows,
        heights=[0.65, 0.6, 0.6],
        size=16,
        centred=(1, 2, 3, 4),
        stub=True,
        descr="人材プールの現在と計画の人数（常勤、非常勤、業務委託、計）",
    )
    for cell in made.table.rows[0].cells:
        for paragraph in cell.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(12)
    s.field("pool.operation", LEFT, 4.05, 12.333, 1.65)
    s.field("pool.no_regular_reason", LEFT, 6.1, 12.333, 0.8, size=12, optional=True, inset=0)
    s.close()


def problems(deck: Any) -> None:
    s = Sheet(deck, "problems", "市町村の課題と背景")
    for tag, label, x in (
        ("problems.municipalities", "市町村の数", LEFT),
        ("problems.in_need", "うち人材の支援を要望している市町村の数", 6.793),
    ):
        s.text(
            f"見出し：{label}",
            (x, TOP, 3.9, 0.75),
            label,
            size=13,
            bold=True,
            colour=BLUE,
            fill=PALE,
            shape=MSO_SHAPE.RECTANGLE,
            anchor=MSO_ANCHOR.MIDDLE,
        )
        s.text(
            tag,
            (x + 3.9, TOP, 2.14, 0.75),
            size=22,
            bold=True,
            colour=BLUE,
            line=LINE,
            anchor=MSO_ANCHOR.MIDDLE,
            align=PP_ALIGN.CENTER,
        )
    s.field("problems.background", LEFT, 2.6, 12.333, 2.15)
    s.field("problems.demand", LEFT, 5.25, 12.333, 1.62)
    s.close()


def steps(deck: Any) -> None:
    s = Sheet(deck, "steps", "希望する支援のステップ")
    wide = 3.2
    for n, (title, text) in enumerate(STEPS):
        place = (LEFT + n * 3.044, TOP, wide, 1.15)
        kind = MSO_SHAPE.PENTAGON if n == 0 else MSO_SHAPE.CHEVRON
        for condition, mark, fill, ink, line in (
            ("if", "【希望する】", BLUE, "FFFFFF", BLUE),
            ("unless", "", "F3F5F8", GREY, LINE),
        ):
            made = s.text(
                f"{condition}:steps.wanted={n + 1}",
                place,
                f"{title}{mark}\n{text}",
                size=12,
                bold=True,
                colour=ink,
                fill=fill,
                line=line,
                shape=kind,
                anchor=MSO_ANCHOR.MIDDLE,
                align=PP_ALIGN.CENTER,
                inset=0,
                descr=f"{title}　{text}".replace("\n", ""),
            )
            made.adjustments[0] = 0.22
    s.label("支援を希望するステップ", LEFT, 2.55, 12.333)
    s.text("steps.wanted", (LEFT, 2.89, 12.333, 1.12), size=13, line=LINE, anchor=MSO_ANCHOR.MIDDLE)
    s.field("steps.reason", LEFT, 4.47, 12.333, 1.5)
    s.field("steps.gap_reason", LEFT, 6.35, 12.333, 0.58, size=12, optional=True, inset=0)
    s.close()


def posts(deck: Any) -> None:
    s = Sheet(deck, "posts", "計画するポスト")
    s.text(
        "posts.total",
        (LEFT, 1.15, 12.333, 0.34),
        size=14,
        bold=True,
        colour=BLUE,
        inset=0,
        anchor=MSO_ANCHOR.MIDDLE,
    )
    columns = (
        ("課題", "{problem}", 1.45),
        ("分野", "{field}", 1.3),
        ("レベル", "{level}", 0.7),
        ("業務内容", "{duties}", 2.0),
        ("求める経験・資格", "{experience}", 1.7),
        ("人数", "{people}", 0.5),
        ("期間", "{years}", 0.74),
        ("週当たり\n時間", "{hours}", 1.1),
        ("業務の性質", "{nature}", 1.25),
        ("確保の\n形態", "{engagement}", 0.9),
        ("要件①\n（試験区分）", "{requirement}\n{exams}", 1.35),
        ("要件②", "{main_duty}", 0.97),
    )
    scale = 12.333 / sum(width for *_, width in columns)
    widths = [width * scale for *_, width in columns]
    made = s.table(
        "posts.table",
        (LEFT, 1.55, 12.333, 1.0),
        widths,
        [[c[0] for c in columns], [c[1] for c in columns]],
        heights=[0.52, 0.4],
        size=11,
        centred=(2, 5, 6, 7, 8, 9),
    )
    made.height = Inches(4.95)
    s.text(
        "注記",
        (LEFT, 6.56, 12.333, 0.36),
        "要件①　ア：デジタル分野の実務経験５年以上　イ：ＩＰＡの高度試験の合格　"
        "ウ：ア又はイと同等の知見　"
        "／　要件②　市町村のデジタル分野の支援が主たる業務であること",
        size=10,
        colour=GREY,
        inset=0,
    )
    s.close()


def organisation(deck: Any) -> None:
    s = Sheet(deck, "organisation", "体制と関係部局との調整")
    s.field("organisation.text", LEFT, 1.55, 5.6, 2.35, size=12)
    s.label("人事・財政担当部局との調整", 6.35, 1.21, 6.483)
    for n, (key, label) in enumerate((("personnel", "人事担当部局"), ("finance", "財政担当部局"))):
        y = 1.55 + n * 1.2
        s.text(
            f"見出し：{label}",
            (6.35, y, 1.3, 0.5),
            label,
            size=12,
            bold=True,
            colour="FFFFFF",
            fill=BLUE,
            shape=MSO_SHAPE.RECTANGLE,
            anchor=MSO_ANCHOR.MIDDLE,
            align=PP_ALIGN.CENTER,
            inset=0.02,
        )
        s.text(
            f"organisation.{key}_state",
            (6.35, y + 0.5, 1.3, 0.65),
            size=13,
            bold=True,
            colour=BLUE,
            fill=PALE,
            shape=MSO_SHAPE.RECTANGLE,
            anchor=MSO_ANCHOR.MIDDLE,
            align=PP_ALIGN.CENTER,
            inset=0.03,
        )
        s.text(
            f"organisation.{key}_text",
            (7.65, y, 5.183, 1.15),
            size=12,
            line=LINE,
            anchor=MSO_ANCHOR.MIDDLE,
        )
    s.label("体制図", LEFT, 4.02, 12.333)
    s.text(
        "chart:organisation.units/unit/role/people",
        (LEFT, 4.36, 12.333, 2.52),
        "［体制図］",
        size=12,
        fill=PALE,
        line=BLUE,
        shape=MSO_SHAPE.RECTANGLE,
        anchor=MSO_ANCHOR.MIDDLE,
        align=PP_ALIGN.CENTER,
        inset=0.05,
        descr="体制図：部署、人数、役割",
    )
    s.close()


def schedule(deck: Any) -> None:
    s = Sheet(deck, "schedule", "スケジュール")
    widths = [3.513, 0.66, 1.84, 1.4, 4.92]
    made = s.table(
        "gantt:schedule.table/start/end",
        (LEFT, 1.2, 12.333, 1.0),
        widths,
        [
            ["取組", "ステップ", "期間", "担当", "{month}"],
            ["{milestone.label}（{milestone.shown}）", "―", "―", "総務省", ""],
            ["{activity}", "{step}", "{period}", "{owner}", ""],
        ],
        heights=[0.48, 0.24, 0.24],
        size=12,
        centred=(1, 2, 4),
        margin=0.05,
        descr="月ごとの予定。塗りつぶした月に実施する。",
    )
    for n, colour in ((1, "7F93AD"), (2, BLUE)):
        paint(made.table.cell(n, 4), colour, SIDES[False, False])
        for m in range(4):
            paint(made.table.cell(n, m), "F3F5F8" if n == 1 else "FFFFFF", SIDES[False, not m])
        mark = made.table.cell(n, 4)
        mark.margin_left = mark.margin_right = 0
        style_run(end_font(mark.text_frame.paragraphs[0]), 10, True, "A23B3B")
    head = made.table.cell(0, 4)
    head.margin_left = head.margin_right = 0
    for cell in made.table.rows[0].cells:
        for run in (r for p in cell.text_frame.paragraphs for r in p.runs):
            run.font.size = Pt(10)
    made.height = Inches(5.3)
    s.text(
        "凡例",
        (LEFT, 6.62, 12.333, 0.3),
        "凡例：青は本県の取組、灰は応募要領に定める時期を示す（支援の期間は令和８年３月16日まで）。",
        size=10,
        colour=GREY,
        inset=0,
        anchor=MSO_ANCHOR.MIDDLE,
    )
    s.close()


def results(deck: Any) -> None:
    s = Sheet(deck, "results", "期待される効果")
    s.field("results.text", LEFT, 1.55, 12.333, 1.95)
    s.label("成果指標", LEFT, 3.65, 12.333)
    made = s.table(
        "results.indicators",
        (LEFT, 4.0, 12.333, 1.0),
        [6.333, 2.0, 2.0, 2.0],
        [["指標", "現状", "目標", "時期"], ["{indicator}", "{present}", "{target}", "{due}"]],
        heights=[0.4, 0.42],
        size=14,
        centred=(1, 2, 3),
    )
    made.height = Inches(2.88)
    s.close()


def main(target: Path) -> None:
    deck = prepare()
    for make in (
        overview,
        functions,
        pool,
        problems,
        steps,
        posts,
        organisation,
        schedule,
        results,
    ):
        make(deck)
    buffer = io.BytesIO()
    deck.core_properties.title = "別添２　応募書（提案資料）"
    deck.core_properties.author = ""
    deck.save(buffer)
    target.write_bytes(opc.write(without_leftovers(opc.reopened(buffer.getvalue()))))


def without_leftovers(parts: opc.Parts) -> opc.Parts:
    """Without what python-pptx's start brings along of the Mac it was made on: the settings of a
    printer, a picture of an empty slide, the name of the program."""
    gone = ("ppt/printerSettings/", "docProps/thumbnail", "docProps/app.xml")
    kept = {name: data for name, data in parts.items() if not name.startswith(gone)}
    for name, data in kept.items():
        if name.endswith(".rels") or name == opc.CONTENT_TYPES:
            kept[name] = re.sub(
                rb"<(?:Relationship|Override|Default) [^>]*(?:printerSettings|thumbnail|app\.xml|"
                rb'Extension="(?:bin|jpeg)")[^>]*/>',
                b"",
                data,
            )
    return kept


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PACK / "attachment2.pptx")
