"""Recognises what does not belong in an Office file that comes from outside.

The parts are looked at as bytes and small XML files only; nothing is resolved, fetched or run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.errors import InputError

XML_ENDINGS = (".xml", ".rels", ".vml")
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_KNOWN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16"}
_MACRO_PARTS = re.compile(r"(^|/)(vbaProject|vbaData)\.(bin|xml)$|/activeX/", re.IGNORECASE)
_OBJECT_PARTS = re.compile(r"/embeddings/[^/]*\.(bin|ole|exe|dll|js|vbs|lnk)$", re.IGNORECASE)
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.DOTALL)
_TYPE = re.compile(rb"""\bType\s*=\s*["']([^"']*)["']""")
_EXTERNAL = re.compile(rb"""\bTargetMode\s*=\s*["']External["']""", re.IGNORECASE)
HARMLESS_EXTERNAL = (b"/hyperlink",)
"""Outside targets that are only followed when a person clicks on them."""
MAIN_TYPES = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
)
ADVICE = "差し支えがなければ、取り除いて保存し直したファイルをお使いください。"


def check(parts: Mapping[str, bytes], label: str) -> None:
    """Raise InputError naming the first reason not to trust a file."""
    for reason in reasons(parts):
        raise InputError(f"「{label}」は使えません。{reason}。", ADVICE)


def reasons(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Everything that speaks against a file, in Japanese, without the full stop."""
    for name, data in parts.items():
        if _MACRO_PARTS.search(name):
            yield "マクロが含まれています"
        elif _OBJECT_PARTS.search(name):
            yield "埋め込みオブジェクトが含まれています"
        elif name.lower().endswith(XML_ENDINGS):
            yield from _xml_reasons(name, data)
    yield from _type_reasons(parts.get("[Content_Types].xml", b""))


def _xml_reasons(name: str, data: bytes) -> Iterator[str]:
    text = _as_utf8(data)
    encoding = _ENCODING.match(text)
    unreadable = b"\0" in text or not text.lstrip().startswith(b"<")
    if unreadable or (encoding and encoding[1].lower() not in _KNOWN_ENCODINGS):
        yield f"知らない文字コードの部品があります（{name}）"
    if _DOCTYPE.search(text):
        yield f"文書型宣言（DOCTYPE）が含まれています（{name}）"
    if name.endswith(".rels"):
        yield from _link_reasons(text)


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


def _link_reasons(text: bytes) -> Iterator[str]:
    for found in _RELATIONSHIP.finditer(text):
        kind = _TYPE.search(found[0])
        name = kind[1] if kind else b""
        if name.endswith((b"/oleObject", b"/control")):
            yield "埋め込みオブジェクトが含まれています"
        elif _EXTERNAL.search(found[0]) and not name.endswith(HARMLESS_EXTERNAL):
            yield "ファイルの外を読み込むリンクが含まれています"


def _type_reasons(types: bytes) -> Iterator[str]:
    text = _as_utf8(types)
    if b"macroEnabled" in text or b"vnd.ms-office.vbaProject" in text:
        yield "マクロが含まれています"
    elif not any(kind in text for kind in MAIN_TYPES):
        yield "Word または PowerPoint の文書ではありません"
