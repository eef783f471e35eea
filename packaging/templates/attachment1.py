"""How forms/r7-dx-jinzai/attachment1.docx was made: the cover letter (鑑文) of the R7 call.

    python packaging/templates/attachment1.py [TARGET.docx]

The .docx is the source of truth: it may be edited in Word at any time, and running this again
would undo that. The script is kept to tell why the letter is built as it is:

- Every answer is an *inline* content control (w:sdt among runs). Word, LibreOffice and whatever
  sanitises mail attachments keep those best; whole-cell controls get lost in LibreOffice.
- Controls are locked against deletion (sdtLocked): a colleague may change the words but cannot
  lose the tag. They are rich text, because LibreOffice shows the line breaks of a plain-text
  control (w:text) all before its text.
- A bookmark named after the question (its dot as "_") goes round every control: LibreOffice before
  7.5 throws the tags of controls away, but keeps bookmarks.
- Lines have an exact height, so that the page breaks at the same line whichever Mincho is there.
- doNotExpandShiftReturn keeps Word from stretching a line that ends with a line break.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "forms" / "r7-dx-jinzai"
FONT = "ＭＳ 明朝"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WIDTH = 9070
"""Text width in twentieths of a point: A4 less 25 mm on either side."""
LABEL_WIDTH = 2150
SUBJECT = (
    "都道府県と市町村が連携したＤＸ推進体制の構築に向けた",
    "デジタル人材確保プロジェクトへの応募について",
)
BODY = (
    "　標記について、「都道府県と市町村が連携したＤＸ推進体制の構築に向けたデジタル人材確保"
    "プロジェクト応募要領」に基づき、下記のとおり応募します。"
)


@dataclass
class Letter:
    """Writes the pieces of the letter; knows the questions' labels for the controls' titles."""

    labels: dict[str, str]
    numbers: Iterator[int] = field(default_factory=lambda: count(410_001))

    def control(self, tag: str, size: float = 10.5) -> str:
        """An inline control that shows its title, greyed, until it is filled."""
        title, number = self.labels[tag], next(self.numbers)
        shape = _shape(size)
        mark = f'w:id="{number - 410_000}"'
        return (
            f'<w:bookmarkStart {mark} w:name="{tag.replace(".", "_")}"/>'
            f"<w:sdt><w:sdtPr><w:rPr>{shape}</w:rPr><w:alias w:val={quoteattr(title)}/>"
            f'<w:tag w:val="{tag}"/><w:id w:val="{number}"/>'
            '<w:lock w:val="sdtLocked"/><w:showingPlcHdr/></w:sdtPr>'
            f'<w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/>{shape}</w:rPr>'
            f"<w:t>［{escape(title)}］</w:t></w:r></w:sdtContent></w:sdt>"
            f"<w:bookmarkEnd {mark}/>"
        )

    def document(self) -> str:
        pieces = [
            paragraph(run("（別添１）")),
            paragraph(self.control("applicant.document_number"), align="right"),
            paragraph(self.control("applicant.document_date"), align="right"),
            paragraph(),
            paragraph(run("総務省地域力創造グループ地域情報化企画室　御中"), left=210),
            paragraph(),
            paragraph(
                self.control("applicant.prefecture")
                + run("知事　")
                + self.control("applicant.governor"),
                align="right",
                right=420,
            ),
            paragraph(),
            paragraph(
                run(SUBJECT[0], 12) + "<w:r><w:br/></w:r>" + run(SUBJECT[1], 12),
                align="center",
                line=360,
            ),
            paragraph(),
            paragraph(run(BODY), align="both"),
            paragraph(line=200),
            paragraph(run("記"), align="center"),
            paragraph(line=160),
            heading("１　応募する支援のステップ"),
            paragraph(self.control("steps.wanted"), left=420),
            heading("２　確認・同意事項", before=160, after=60),
            self._table(
                ("経費の負担", ("consent.costs",)),
                ("成果報告書の提出と公表", ("consent.report",)),
                ("人材の紹介等", ("consent.matching",)),
                ("支援内容の共有", ("consent.sharing", "consent.sharing_note")),
                size=10,
                line=280,
            ),
            heading("３　添付書類", before=160),
            paragraph(run("(1)　別添２　応募書（提案資料）"), left=210),
            paragraph(run("(2)　") + self.control("cover.supplements"), left=210),
            paragraph(self.control("supplements.files", 10), left=840, line=280),
            heading("４　連絡先", before=60, after=60),
            self._table(
                ("担当部署", ("contact.department",)),
                ("職・氏名", ("contact.person",)),
                ("電話番号", ("contact.telephone",)),
                ("メールアドレス", ("contact.email",)),
                size=10.5,
                line=300,
            ),
            paragraph(run("以上"), align="right", before=100),
            SECTION,
        ]
        return f"{DECLARATION}<w:document {W}><w:body>{''.join(pieces)}</w:body></w:document>"

    def _table(self, *rows: tuple[str, tuple[str, ...]], size: float, line: int) -> str:
        """A bordered table: a label on the left, answers on the right."""
        wide = WIDTH - 210 - LABEL_WIDTH
        made = "".join(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            + _cell(LABEL_WIDTH, paragraph(run(label, size), line=line))
            + _cell(
                wide,
                paragraph(run("　", size).join(self.control(t, size) for t in tags), line=line),
            )
            + "</w:tr>"
            for label, tags in rows
        )
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{LABEL_WIDTH + wide}" w:type="dxa"/>'
            f'<w:tblInd w:w="210" w:type="dxa"/><w:tblBorders>{BORDERS}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="45" w:type="dxa"/>'
            '<w:left w:w="100" w:type="dxa"/><w:bottom w:w="45" w:type="dxa"/>'
            '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
            f'<w:gridCol w:w="{LABEL_WIDTH}"/><w:gridCol w:w="{wide}"/></w:tblGrid>{made}</w:tbl>'
        )


BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1418"'
    ' w:bottom="964" w:left="1418" w:header="567" w:footer="454" w:gutter="0"/>'
    '<w:cols w:space="425"/><w:docGrid w:linePitch="360"/></w:sectPr>'
)


def _shape(size: float) -> str:
    points = round(size * 2)
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:hint="eastAsia"/>'
    return f'{fonts}<w:sz w:val="{points}"/><w:szCs w:val="{points}"/>'


def run(text: str, size: float = 10.5) -> str:
    return f'<w:r><w:rPr>{_shape(size)}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    inner: str = "",
    *,
    align: str = "left",
    left: int = 0,
    right: int = 0,
    line: int = 320,
    before: int = 0,
    after: int = 0,
    keep: bool = False,
) -> str:
    """A paragraph; measures in twentieths of a point, `line` its exact height."""
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep else ''}"
        f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'
        f'<w:ind w:left="{left}" w:right="{right}"/><w:jc w:val="{align}"/>'
        f"<w:rPr>{_shape(10.5)}</w:rPr></w:pPr>{inner}</w:p>"
    )


def heading(text: str, before: int = 0, after: int = 0) -> str:
    return paragraph(run(text), before=before, after=after, keep=True)


def _cell(width: int, inner: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{inner}</w:tc>"
    )


STYLES = (
    f"{DECLARATION}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="Times New Roman"/>'
    '<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
    '<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="a0">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
    "<w:unhideWhenUsed/></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    '<w:basedOn w:val="a0"/><w:uiPriority w:val="99"/><w:rPr><w:color w:val="666666"/></w:rPr>'
    "</w:style></w:styles>"
)
SETTINGS = (
    f'{DECLARATION}<w:settings {W}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
    '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="840"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
    "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
FONTS = (
    f'{DECLARATION}<w:fonts {W}><w:font w:name="{FONT}"><w:altName w:val="MS Mincho"/>'
    '<w:panose1 w:val="02020609040205080304"/><w:charset w:val="80"/><w:family w:val="roman"/>'
    '<w:pitch w:val="fixed"/></w:font></w:fonts>'
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_KIND}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_KIND}.fontTable+xml"/>'
    "</Types>"
)
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def links(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{space}">{inside}</Relationships>'


def main(target: Path = PACK / "attachment1.docx") -> None:
    sys.path.insert(0, str(ROOT))
    from app.calls.loader import load
    from app.documents import opc

    call = load(PACK)
    labels = {key: question.label for key, question in call.questions.items()}
    labels["cover.supplements"] = "補足資料の点数"
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": links(("officeDocument", "word/document.xml")),
        "word/document.xml": Letter(labels).document(),
        "word/_rels/document.xml.rels": links(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml")
        ),
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": FONTS,
    }
    target.write_bytes(opc.write({name: text.encode() for name, text in parts.items()}))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
