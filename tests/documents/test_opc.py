"""Office files are written the same way every time, and hostile ones are refused before use."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import opc
from app.errors import InputError
from tests.documents.templates import link, parts, template

PLAIN = template("<w:p/>")


def test_parts_read_are_the_parts_written() -> None:
    assert opc.read(PLAIN, "試験") == parts("<w:p/>")


def test_equal_parts_give_equal_bytes_with_fixed_times() -> None:
    assert opc.write(parts("<w:p/>")) == PLAIN
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {opc.EARLIEST}
    assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(0, 0o600)}


def test_content_types_come_first() -> None:
    turned = dict(reversed(parts("<w:p/>").items()))
    assert next(iter(opc.read(opc.write(turned), "試験"))) == "[Content_Types].xml"


def altered(name: str, change: Callable[[bytes], bytes]) -> bytes:
    made = parts("<w:p/>")
    made[name] = change(made.get(name, b""))
    return opc.write(made)


def with_link(kind: str, target: str) -> bytes:
    def add(text: bytes) -> bytes:
        extra = link(9, kind, target).replace("/>", ' TargetMode="External"/>').encode()
        return text.replace(b"</Relationships>", extra + b"</Relationships>")

    return altered("word/_rels/document.xml.rels", add)


def encrypted() -> bytes:
    data = bytearray(PLAIN)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            struct.pack_into("<H", data, place + offset, 1)
    return bytes(data)


def crowded() -> bytes:
    return opc.write({**parts("<w:p/>"), **{f"word/x{n}.xml": b"<a/>" for n in range(5000)}})


DOCTYPE = b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'
MACRO_TYPE = (
    b'<Default Extension="bin" ContentType="application/vnd.ms-word.document.macroEnabled'
    b'.main+xml"/></Types>'
)
HOSTILE = {
    "no zip": (b"hello", "Office のファイルではありません"),
    "empty": (b"", "Office のファイルではありません"),
    "truncated": (PLAIN[: len(PLAIN) // 2], "壊れている"),
    "damaged": (PLAIN.replace(PLAIN[200:230], b"\0" * 30), ""),
    "old": (opc.OLE_SIGNATURE + bytes(600), "古い形式"),
    "encrypted": (
        opc.OLE_SIGNATURE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "パスワードで保護",
    ),
    "encrypted zip": (encrypted(), "パスワードで保護"),
    "not of Office": (opc.write({"a.txt": b"a"}), "Office のファイルではありません"),
    "bomb": (altered("word/x.xml", lambda _: bytes(60_000_000)), "展開すると大きすぎます"),
    "many parts": (crowded(), "中の部品が多すぎます"),
    "out of its folder": (altered("../../x.xml", lambda _: b"<a/>"), "部品の名前が不正です"),
    "doctype": (altered("word/x.xml", lambda _: DOCTYPE), "DOCTYPE"),
    "doctype in UTF-16": (
        altered("word/x.xml", lambda _: DOCTYPE.decode().encode("utf-16")),
        "DOCTYPE",
    ),
    "UTF-32": (altered("word/x.xml", lambda _: DOCTYPE.decode().encode("utf-32")), "文字コード"),
    "EBCDIC": (altered("word/x.xml", lambda _: DOCTYPE.decode().encode("cp037")), "文字コード"),
    "odd encoding": (
        altered("word/x.xml", lambda _: b'<?xml version="1.0" encoding="UTF-7"?><a/>'),
        "文字コード",
    ),
    "macro": (altered("word/vbaProject.bin", lambda _: b"x"), "マクロ"),
    "macro type": (
        altered("[Content_Types].xml", lambda text: text.replace(b"</Types>", MACRO_TYPE)),
        "マクロ",
    ),
    "embedded object": (altered("word/embeddings/oleObject1.bin", lambda _: b"x"), "埋め込み"),
    "outside template": (with_link("attachedTemplate", "http://example.jp/a.dotm"), "外を読み込む"),
    "outside picture": (with_link("image", "file://server/a.png"), "外を読み込む"),
    "other document": (
        altered("[Content_Types].xml", lambda text: text.replace(b"document.main", b"x.main")),
        "文書ではありません",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_or_broken_file_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        opc.read(data, "別添１.docx")
    assert "「別添１.docx」" in refused.value.what
    assert reason in str(refused.value)
    assert refused.value.advice


def test_a_hyperlink_to_the_outside_is_harmless() -> None:
    assert opc.read(with_link("hyperlink", "mailto:dx@example.jp"), "試験")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="読めません"):
        opc.read(tmp_path / "なし.docx", "なし.docx")


def test_a_file_from_disk_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(PLAIN)
    with pytest.raises(InputError, match="大きすぎます"):
        opc.read(path, "a.docx", limits=opc.Limits(file_bytes=10))


@given(st.binary(max_size=300), st.integers(0, len(PLAIN)))
def test_any_bytes_are_either_read_or_refused(noise: bytes, place: int) -> None:
    with suppress(InputError):
        opc.read(PLAIN[:place] + noise + PLAIN[place + len(noise) :], "試験")
