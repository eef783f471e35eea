"""Small Word templates made of XML, and what is read out of filled ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from lxml import etree
from lxml.etree import _Element as Element

from app.documents import opc
from app.documents.contents import Contents
from app.documents.controls import CONTENT, SDT, tag, w

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'mc:Ignorable="w14 w15"'
)
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{KIND}.header+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
STYLES = (
    f"<w:styles {SPACES}>"
    '<w:style w:type="character" w:styleId="a3"><w:name w:val="Placeholder Text"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/></w:style></w:styles>'
)
WHEN = datetime(2025, 4, 3, 1, 30, tzinfo=UTC)


def link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{LINKS}/{kind}" Target="{target}"/>'


def parts(body: str, header: str = "<w:p/>") -> opc.Parts:
    """The parts of a document with this body."""
    content = f"<w:body>{body}<w:sectPr/></w:body>"
    texts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONSHIPS.format(link(1, "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {SPACES}>{content}</w:document>",
        "word/_rels/document.xml.rels": RELATIONSHIPS.format(
            link(1, "styles", "styles.xml") + link(2, "header", "header1.xml")
        ),
        "word/header1.xml": f"<w:hdr {SPACES}>{header}</w:hdr>",
        "word/styles.xml": STYLES,
    }
    return {name: text.encode() for name, text in texts.items()}


def template(body: str, header: str = "<w:p/>") -> bytes:
    return opc.write(parts(body, header))


def control(name: str, inside: str, about: str = "") -> str:
    """A content control with a tag around some XML."""
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{name}"/>{about}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def run(text: str, shape: str = "") -> str:
    return f"<w:r><w:rPr>{shape}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def cell(inside: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>{"".join(rows)}</w:tbl>'


def stating(
    texts: Mapping[str, str] | None = None,
    tables: Mapping[str, tuple[Mapping[str, str], ...]] | None = None,
    values: Mapping[str, object] | None = None,
) -> Contents:
    """Contents with these texts and tables."""
    texts, tables = texts or {}, tables or {}
    return Contents(
        texts=texts,
        tables=tables,
        values=values or {},
        names={"prefecture": "長野県", "title": "募集", "author": "長野県ＤＸ推進課"},
        created=WHEN,
        modified=WHEN,
        tags=frozenset({*texts, *tables}),
    )


def document(data: bytes) -> Element:
    """The root of a file's main part."""
    return etree.fromstring(opc.read(data, "試験")["word/document.xml"])


def controls(root: Element, name: str) -> list[Element]:
    return [found for found in root.iter(SDT) if tag(found) == name]


def text_of(element: Element) -> str:
    """The text of an element, with its line breaks and tabs."""
    pieces = {w("br"): "\n", w("tab"): "\t"}
    return "".join(
        node.text or "" if node.tag == w("t") else pieces.get(str(node.tag), "")
        for node in element.iter()
    )


def shown(data: bytes, name: str) -> str:
    """What the (one) control with this tag shows."""
    (found,) = controls(document(data), name)
    return text_of(found.find(CONTENT))
