"""Makes files as an attacker (or a bad disk) would, each with the reason it is refused for."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from app.documents import opc
from tests.documents.templates import link, parts

PACK = Path(__file__).resolve().parents[2] / "forms" / "r7-dx-jinzai"
ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><a>&a11;</a>"
)
OUTSIDE_ENTITY = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'


def with_part(name: str, data: bytes) -> bytes:
    return opc.write({**parts("<w:p/>"), name: data})


def with_type(extra: str) -> bytes:
    made = parts("<w:p/>")
    types = made[opc.CONTENT_TYPES].replace(b"</Types>", extra.encode() + b"</Types>")
    return opc.write({**made, opc.CONTENT_TYPES: types})


def with_link(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    made = parts("<w:p/>")
    name = "word/_rels/document.xml.rels"
    entry = link(9, kind, target).replace("/>", f"{mode}/>").encode()
    made[name] = made[name].replace(b"</Relationships>", entry + b"</Relationships>")
    return opc.write(made)


def with_body(body: str) -> bytes:
    return opc.write(parts(body))


def bomb() -> bytes:
    """800 MB of nothing in 0.8 MB, in one part, without ever holding it."""
    return _swollen([("word/media/image1.png", 800)])


def bomb_in_pieces() -> bytes:
    """90 MB in parts that are each small enough."""
    return _swollen([(f"word/media/image{n}.png", 1) for n in range(90)])


def _swollen(entries: list[tuple[str, int]]) -> bytes:
    buffer = io.BytesIO(with_body("<w:p/>"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, megabytes in entries:
            with archive.open(name, "w") as stream:
                for _ in range(megabytes):
                    stream.write(bytes(1_000_000))
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """A part that unpacks to 200 MB where its entry in the directory declares 900 bytes."""
    data = bytearray(_swollen([("word/media/image1.png", 200)]))
    size = (200_000_000).to_bytes(4, "little")
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = (900).to_bytes(4, "little")
    return bytes(data)


def long_text() -> bytes:
    return with_part(
        "word/footnotes.xml", b"<a>" + random.Random(1).randbytes(13_000_000).hex().encode()
    )


def tree_bomb() -> bytes:
    """XML that is no zip bomb, but whose element tree would take a gigabyte."""
    chance = random.Random(7)
    cells = (f"<w:p a='{chance.random()}'/>" for _ in range(410_000))
    body = "".join(cells).encode()
    assert len(body) < 60 * len(zlib.compress(body))
    return with_part("word/footnotes.xml", b"<w:x xmlns:w='w'>" + body + b"</w:x>")


def crowded(count: int) -> bytes:
    buffer = io.BytesIO(with_body("<w:p/>"))
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(count):
            archive.writestr(f"word/x{number}.xml", b"<a/>")
    return buffer.getvalue()


def truncated() -> bytes:
    data = (PACK / "attachment2.pptx").read_bytes()
    return data[: len(data) * 2 // 3]


def compound(*names: str) -> bytes:
    return opc.OLE_SIGNATURE + bytes(4096) + b"".join(n.encode("utf-16-le") for n in names)


def field(*codes: str) -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return with_body(f"<w:p>{begin}{runs}</w:p>")


MACRO = '<Default Extension="dat" ContentType="application/vnd.ms-office.vbaProject"/>'
HIDDEN = ' TargetMode="&#69;xternal"'
OLE = '<Default Extension="dat" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'  # noqa: E501
WRONG = {**parts("<w:p/>"), opc.CONTENT_TYPES: b"<Types><Default ContentType='image/png'/></Types>"}
BROKEN_LIST = {**parts("<w:p/>"), opc.ROOT_RELATIONSHIPS: b"<Relationships><Relationship"}

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.docx": (bomb, "展開すると大きすぎます"),
    "bomb in pieces.docx": (bomb_in_pieces, "展開すると大きすぎます"),
    "lying bomb.docx": (lying_bomb, "壊れている"),
    "tree bomb.docx": (tree_bomb, "中の文書が大きすぎます"),
    "long text.docx": (long_text, "中の文書が大きすぎます"),
    "5000 parts.docx": (lambda: crowded(5_000), "中の部品が多すぎます"),
    "60000 parts.docx": (lambda: crowded(60_000), "中の部品が多すぎます"),
    "billion laughs.docx": (lambda: with_part("word/x.xml", ENTITIES), "DOCTYPE"),
    "outside entity.docx": (lambda: with_part("customXml/item1.xml", OUTSIDE_ENTITY), "DOCTYPE"),
    "doctype in links.docx": (lambda: with_part("word/_rels/a.rels", OUTSIDE_ENTITY), "DOCTYPE"),
    "truncated.pptx": (truncated, "壊れている"),
    "encrypted.docx": (lambda: compound("EncryptedPackage"), "パスワードで保護"),
    "old.doc": (lambda: compound("WordDocument"), "古い形式"),
    "macro.docx": (lambda: with_part("word/vbaProject.bin", b"x"), "マクロ"),
    "macro by type.docx": (lambda: with_type(MACRO), "マクロ"),
    "macro by link.docx": (lambda: with_link("vbaProject", "a.dat", ""), "マクロ"),
    "macro inside.docx": (lambda: with_part("word/embeddings/a.xlsm", b"x"), "マクロ"),
    "object.docx": (lambda: with_part("word/embeddings/oleObject1.bin", b"x"), "埋め込み"),
    "object by type.docx": (lambda: with_type(OLE), "埋め込み"),
    "object by link.docx": (lambda: with_link("oleObject", "a.dat", ""), "埋め込み"),
    "outside template.docx": (
        lambda: with_link("attachedTemplate", "http://example.jp/a.dotm"), "外を読み込む"
    ),
    "outside picture.docx": (lambda: with_link("image", r"\\server\a.png"), "外を読み込む"),
    "hidden outside.docx": (
        lambda: with_link("image", "http://example.jp/a.png", HIDDEN), "外を読み込む"
    ),
    "fetching field.docx": (
        lambda: field("INCLUDE", "PICTURE &quot;http://example.jp/a.png&quot;"), "外を読み込む"
    ),
    "dde.docx": (lambda: field(r" DDEAUTO c:\\windows\\cmd.exe /k calc"), "外を読み込む"),
    "wrong types.docx": (lambda: opc.write(WRONG), "Word または PowerPoint の文書ではありません"),
    "broken list.docx": (lambda: opc.write(BROKEN_LIST), "壊れています"),
    "empty.docx": (lambda: b"", "壊れている"),
}  # fmt: skip
"""File name → how it is made, and what the message names."""
