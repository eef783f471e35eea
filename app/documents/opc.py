"""Office files as packages of parts: read with limits, written the same way every time.

An Office file is a zip of parts (ECMA-376 part 2, Open Packaging Conventions). Parts are kept here
as bytes, so that what nobody touches stays byte-identical; python-docx and python-pptx would write
every part anew.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.documents import hostility
from app.documents.hostility import XML_ENDINGS
from app.errors import InputError, why

Parts = dict[str, bytes]
"""Part name without the leading slash → content, in the file's order."""

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONSHIPS = "_rels/.rels"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The zip format's zero: the same for every entry, so that equal parts give equal files."""
PERMISSIONS = 0o600
"""What zipfile itself would set where nothing is given."""
VERSION, UTF8_NAME, FIRST_DAY = 20, 0x800, 1 << 5 | 1
"""Of the zip format, for deflated entries; the flag of a name in UTF-8; EARLIEST as MS-DOS writes
it (APPNOTE 4.4.3, 4.4.4, 4.4.6)."""
REMEMBERED = 200_000
"""Bytes of a part up to which its packed form is remembered."""
_LOCAL, _ENTRY, _END = map(struct.Struct, ("<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"))
"""A file's head, its entry in the directory, the directory's end (APPNOTE 4.3.7, .12, .16)."""
COMPRESSION_LEVEL = 6
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""What zipfile raises for files that are none, cut off or packed in a strange way."""
DIRECTORY_ENTRY = b"PK\x01\x02"
"""Begins each entry of a zip's directory (APPNOTE 4.3.12)."""
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file from outside may be; generous for real ones, tight for bombs."""

    file_bytes: int = 40_000_000
    unpacked_bytes: int = 80_000_000
    xml_bytes: int = 25_000_000
    """Of all XML parts together; a thousand pages of text have some five."""
    ratio: int = 200
    """Unpacked to packed, for entries that unpack to more than `ratio_from` bytes."""
    ratio_from: int = 1_000_000
    parts: int = 2_000


LIMITS = Limits()
ADVICE = "Word や PowerPoint で開いて保存し直したファイルをお使いください。"


def read(source: bytes | Path, label: str, *, limits: Limits = LIMITS) -> Parts:
    """Read an Office file from outside. `label` names it in messages.

    Raises InputError that names the reason: not an Office file, encrypted, broken, too large when
    unpacked, too many parts, DOCTYPE, macros, embedded objects, links to the outside. Nothing is
    fetched or run, and sizes are judged before anything is unpacked.
    """
    data = source if isinstance(source, bytes) else bytes_of(source, label, limits)
    if data.startswith(OLE_SIGNATURE):
        raise _not_a_zip(data, label)
    entries = data.count(DIRECTORY_ENTRY)
    if entries > limits.parts:  # before zipfile builds an object for each of a million
        raise InputError(
            f"「{label}」は使えません。中の部品が多すぎます（{entries:,}個）。", ADVICE
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive.infolist(), label, limits)
            parts = {info.filename: unpacked(archive, info) for info in archive.infolist()}
    except BROKEN as error:
        what = f"「{label}」を開けません。ファイルが壊れているか、Office のファイルではありません。"
        raise InputError(what, ADVICE) from error
    if CONTENT_TYPES not in parts or ROOT_RELATIONSHIPS not in parts:
        raise InputError(f"「{label}」は Office のファイルではありません。", ADVICE)
    hostility.check(parts, label)
    return parts


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """An entry's bytes: never more than it declares (ZipFile.read would unpack all there is)."""
    with archive.open(entry) as stream:
        return stream.read(entry.file_size)


def _not_a_zip(data: bytes, label: str) -> InputError:
    """A compound file (MS-CFB): what Office encrypts (MS-OFFCRYPTO 2.3.4.4), or its old formats."""
    if ENCRYPTED_STREAM in data:
        what = f"「{label}」はパスワードで保護されています。"
        return InputError(what, "パスワードを外して保存し直したファイルをお使いください。")
    what = f"「{label}」は古い形式（.doc、.ppt など）です。"
    return InputError(what, ".docx または .pptx で保存し直したファイルをお使いください。")


def bytes_of(path: Path, label: str, limits: Limits = LIMITS) -> bytes:
    """A file from outside, unless it is too large to be looked at; raises InputError."""
    try:
        if path.exists() and not path.is_file():  # a folder, or a pipe that never ends
            raise InputError(f"「{label}」はファイルではありません。", ADVICE)
        if path.stat().st_size > limits.file_bytes:
            raise InputError(
                f"「{label}」が大きすぎます。", "画像を小さくして保存し直してください。"
            )
        return path.read_bytes()
    except OSError as error:
        what = f"「{label}」を読めません（{why(error)}）。"
        raise InputError(
            what, "ファイルの場所と、開く権限があることを確かめてください。"
        ) from error


def _check_entries(entries: list[zipfile.ZipInfo], label: str, limits: Limits) -> None:
    """Judge a zip by its directory alone; unpacked keeps to what it declares."""
    names = [entry.filename.lower() for entry in entries]
    swollen = any(
        entry.file_size > limits.ratio_from
        and entry.file_size > limits.ratio * max(1, entry.compress_size)
        for entry in entries
    )
    total = sum(entry.file_size for entry in entries)
    markup = sum(e.file_size for e in entries if e.filename.lower().endswith(XML_ENDINGS))
    tests = (
        (any(entry.flag_bits & 1 for entry in entries), "パスワードで保護されています"),
        (len(entries) > limits.parts, f"中の部品が多すぎます（{len(entries):,}個）"),
        (len(set(names)) != len(names), "同じ名前の部品が二つあります"),
        (swollen or total > limits.unpacked_bytes, f"展開すると大きすぎます（{total:,}バイト）"),
        (markup > limits.xml_bytes, f"中の文書が大きすぎます（{markup:,}バイト）"),
        (
            any(name.startswith("/") or ".." in name.split("/") for name in names),
            "部品の名前が不正です",
        ),
    )
    for found, reason in tests:
        if found:
            raise InputError(f"「{label}」は使えません。{reason}。", ADVICE)


def write(parts: Mapping[str, bytes]) -> bytes:
    """A package file of these parts, in their order: equal parts give equal bytes.

    Times, permissions and the system that made it are fixed (ECMA-376 part 2, annex C; APPNOTE
    4.4.2). [Content_Types].xml comes first, as some readers want it. The zip is put together here
    and not by zipfile, which would pack a template's unchanged parts anew each time.
    """
    files, directory, offset = [], [], 0
    for name in sorted(parts, key=lambda name: name != CONTENT_TYPES):
        data, written = parts[name], name.encode()
        checksum, packed = _packed(data) if len(data) < REMEMBERED else _packed.__wrapped__(data)
        about = (0 if name.isascii() else UTF8_NAME, zipfile.ZIP_DEFLATED, 0, FIRST_DAY, checksum,
                 len(packed), len(data), len(written), 0)  # fmt: skip
        files += [_LOCAL.pack(b"PK\3\4", VERSION, *about), written, packed]
        entry = _ENTRY.pack(
            DIRECTORY_ENTRY, VERSION, VERSION, *about, 0, 0, 0, PERMISSIONS << 16, offset
        )
        directory += [entry, written]
        offset += _LOCAL.size + len(written) + len(packed)
    listed = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(listed), offset, 0)
    return b"".join([*files, listed, end])


@lru_cache(maxsize=128)
def _packed(data: bytes) -> tuple[int, bytes]:
    """The checksum of a part, and the part deflated (RFC 1951)."""
    press = zlib.compressobj(COMPRESSION_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return zlib.crc32(data), press.compress(data) + press.flush()


def reopened(data: bytes) -> Parts:
    """The parts of a file that this program itself has just made."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}
