"""What to tell a person before a file goes along as a supplement: macros, links to the outside.

A supplement is passed on as it is, whatever it holds; the receiver's mail gateway may stop it, and
whoever opens it is asked whether macros may run. Nothing is unpacked beyond the small parts that
tell, nothing is run or fetched.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from app.documents import hostility, opc

MACROS = "マクロが含まれています"
LINKS = "ほかのファイルやWebサイトを読み込むリンクが含まれています"
OBJECTS = "埋め込みオブジェクトが含まれています"
PROTECTED = "パスワードで保護されているため、中身を確かめられません"
BROKEN = "壊れているため、中身を確かめられません"
TOO_LARGE = "展開すると大きすぎるため、中身を確かめられません"
MACRO_ENDINGS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".potm", ".ppsm")
OFFICE_ENDINGS = (*MACRO_ENDINGS, ".docx", ".dotx", ".xlsx", ".xltx", ".pptx", ".potx", ".ppsx")
LARGEST_LOOKED_AT = 200_000_000
LARGEST_PART = 4_000_000
"""Bytes of a relationships or type part; real ones have some thousands."""
MOST_ENTRIES = 20_000
_OLE_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "_VBA_PROJECT_CUR"))
"""Names in a compound file's directory (MS-CFB 2.6.1) that only a VBA project has (MS-OVBA)."""
_AS_SAID = {
    hostility.MACROS: MACROS,
    hostility.OBJECTS: OBJECTS,
    hostility.LINKS: LINKS,
    hostility.BROKEN: BROKEN,
}


def cautions(file: Path) -> tuple[str, ...]:
    """What to be careful of in a file, in Japanese; empty for a harmless or unreadable one.

    A file that cannot be read is refused by whoever adds it, with its own message.
    """
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_LOOKED_AT:
            return ()
        with file.open("rb") as stream:
            compound = stream.read(len(opc.OLE_SIGNATURE)) == opc.OLE_SIGNATURE
        found = _of_compound(file.read_bytes()) if compound else _of_zip(file)
    except OSError:
        return ()
    return tuple(dict.fromkeys(found))


def _of_compound(data: bytes) -> list[str]:
    found = [PROTECTED] if opc.ENCRYPTED_STREAM in data else []
    return found + [MACROS for name in _OLE_MACROS if name in data]


def _of_zip(file: Path) -> list[str]:
    office = file.suffix.lower() in OFFICE_ENDINGS
    named = [MACROS] if file.suffix.lower() in MACRO_ENDINGS else []
    if not office and not zipfile.is_zipfile(file):
        return []
    data = file.read_bytes()
    if data.count(opc.DIRECTORY_ENTRY) > MOST_ENTRIES:
        return [*named, TOO_LARGE]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return named + list(_of_entries(archive))
    except opc.BROKEN:
        return [*named, BROKEN] if office else named


def _of_entries(archive: zipfile.ZipFile) -> Iterator[str]:
    for entry in archive.infolist():
        name = entry.filename
        if entry.flag_bits & 1:
            yield PROTECTED
        elif hostility.is_macro_part(name) or name.lower().endswith(MACRO_ENDINGS):
            yield MACROS
        elif name.startswith("xl/externalLinks/") and not name.endswith(".rels"):
            yield LINKS
        elif name.lower().endswith(".rels") or name == opc.CONTENT_TYPES:
            if entry.file_size > LARGEST_PART:
                yield TOO_LARGE
            else:
                told = hostility.part_reasons(name, opc.unpacked(archive, entry))
                yield from (_AS_SAID[reason] for reason in told if reason in _AS_SAID)
