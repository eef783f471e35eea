"""Recognises what does not belong in an Office file that comes from outside.

The parts are looked at as bytes and small XML files only; nothing is resolved, fetched or run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.errors import InputError

XML_ENDINGS = (".xml", ".rels", ".vml")
MOST_MARKUP = 800_000
"""Elements and attributes of all parts; a tree of more takes more memory than an old PC has."""
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_KNOWN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16"}
_MACRO_PARTS = re.compile(
    r"(^|/)(vbaProject|vbaData)\.(bin|xml)$|/activeX/|/embeddings/[^/]*\.\w{3}m$", re.IGNORECASE
)
_OBJECT_PARTS = re.compile(r"/embeddings/(?![^/]*\.xlsx$)", re.IGNORECASE)
"""A chart's figures are a plain workbook; whatever else is embedded is an object to be run."""
_MACRO_TYPES = ("macroEnabled", "vnd.ms-office.vbaProject", "/vbaProject")
_OBJECT_TYPES = ("/oleObject", ".oleObject", "/control", "/activeXControl", ".activeX")
_FETCHING_FIELD = re.compile(
    rb"^\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)\b",
    re.IGNORECASE,
)
_FIELD_CODE = re.compile(
    rb"""<w:instrText\b[^>]*>([^<]*)<|<w:fldSimple\b[^>]*\bw:instr\s*=\s*["']([^"']*)|"""
    rb"""<w:fldChar\b[^>]*w:fldCharType\s*=\s*["'](begin)"""
)
HARMLESS_EXTERNAL = ("/hyperlink",)
"""Outside targets that are only followed when a person clicks on them."""
MAIN_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
)
MACROS = "マクロが含まれています"
OBJECTS = "埋め込みオブジェクトが含まれています"
BROKEN = "部品の一覧が壊れています"
LINKS = "ファイルの外を読み込むリンクが含まれています"
ADVICE = "差し支えがなければ、取り除いて保存し直したファイルをお使いください。"


def check(parts: Mapping[str, bytes], label: str) -> None:
    """Raise InputError naming the first reason not to trust a file."""
    for reason in reasons(parts):
        raise InputError(f"「{label}」は使えません。{reason}。", ADVICE)


def reasons(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Everything that speaks against a file, in Japanese, without the full stop."""
    if _markup(parts) > MOST_MARKUP:
        yield "中の文書が大きすぎます"
        return
    for name, data in parts.items():
        if _MACRO_PARTS.search(name):
            yield MACROS
        elif _OBJECT_PARTS.search(name):
            yield OBJECTS
        elif name.lower().endswith(XML_ENDINGS):
            yield from _xml_reasons(name, data)
    yield from _type_reasons(_as_utf8(parts.get("[Content_Types].xml", b"")))


def is_macro_part(name: str) -> bool:
    return bool(_MACRO_PARTS.search(name))


def part_reasons(name: str, data: bytes) -> Iterator[str]:
    """What speaks against one relationships part or the list of content types."""
    text = _as_utf8(data)
    yield from link_reasons(text) if name.lower().endswith(".rels") else _type_reasons(text)


def _markup(parts: Mapping[str, bytes]) -> int:
    """How many elements and attributes there are at the most, without parsing.

    None takes less than two bytes (`a=`), so that little text needs no counting.
    """
    texts = [data for name, data in parts.items() if name.lower().endswith(XML_ENDINGS)]
    if sum(map(len, texts)) < 2 * MOST_MARKUP:
        return 0
    return sum(text.count(b"<") + text.count(b"=") for text in texts)


def _xml_reasons(name: str, data: bytes) -> Iterator[str]:
    text = _as_utf8(data)
    encoding = _ENCODING.match(text)
    unreadable = b"\0" in text or not text[:200].lstrip().startswith(b"<")
    if unreadable or (encoding and encoding[1].lower() not in _KNOWN_ENCODINGS):
        yield f"知らない文字コードの部品があります（{name}）"
    if _has_doctype(text):
        yield f"文書型宣言（DOCTYPE）が含まれています（{name}）"
    elif name.lower().endswith(".rels"):
        yield from link_reasons(text)
    elif b"instr" in text and any(map(_FETCHING_FIELD.search, _field_codes(text))):
        yield LINKS


def _field_codes(text: bytes) -> list[bytes]:
    """The instructions of a document's fields, those put together from runs (17.16.18) as well."""
    codes = [b""]
    for found in _FIELD_CODE.finditer(text):
        part, simple, begins = found.groups()
        if begins:
            codes.append(b"")
        elif simple is not None:
            codes.append(simple)
        else:
            codes[-1] += part
    return codes


def _has_doctype(text: bytes) -> bool:
    return b"!" in text and _DOCTYPE.search(text) is not None


def _as_utf8(data: bytes) -> bytes:
    """XML in UTF-16 as UTF-8, so that nothing hides from a search in bytes.

    What is neither (UTF-32, EBCDIC: XML parsers know them) is refused for its looks.
    """
    for mark, codec in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le")):
        if data.startswith(mark):
            return data.decode(codec, "replace").encode("utf-8", "replace")
    if data.startswith(b"\0<"):
        return data.decode("utf-16-be", "replace").encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")


def link_reasons(text: bytes) -> Iterator[str]:
    """What a relationships part (ECMA-376 part 2, 9.3) leads to that it should not."""
    links = _children(text)
    if links is None:
        yield BROKEN
    for link in links or ():
        kind = link.get("Type", "")
        if kind.endswith("/vbaProject"):
            yield MACROS
        elif kind.endswith(("/oleObject", "/control", "/activeXControlBinary")):
            yield OBJECTS
        elif link.get("TargetMode", "").lower() == "external" and not kind.endswith(
            HARMLESS_EXTERNAL
        ):
            yield LINKS


def _type_reasons(types: bytes) -> Iterator[str]:
    entries = _children(types)
    kinds = [entry.get("ContentType", "") for entry in entries or ()]
    if entries is None:
        yield BROKEN
    elif any(mark in kind for kind in kinds for mark in _MACRO_TYPES):
        yield MACROS
    elif any(mark in kind for kind in kinds for mark in _OBJECT_TYPES):
        yield OBJECTS
    elif not any(kind in MAIN_TYPES for kind in kinds):
        yield "Word または PowerPoint の文書ではありません"


def _children(text: bytes) -> list[dict[str, str]] | None:
    """The attributes of a small part's elements, as a parser sees them: nothing hides in &#69;.

    None where the part is broken.
    """
    if _has_doctype(text):
        return []
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.removeprefix(b"\xef\xbb\xbf"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return [{str(k): str(v) for k, v in e.attrib.items()} for e in root.iter("{*}*")]
