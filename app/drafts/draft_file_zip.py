"""The zip of a draft file: written the same way every time, read with limits.

Nothing is unpacked, and no list of parts made, before the zip's own directory (APPNOTE 4.3.12,
4.3.16) has been found to be small; zipfile never unpacks more of a part than that declares.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from app.drafts.values import fit_as_name
from app.errors import InputError, why

DRAFT, HISTORY = "draft.json", "history.json"
SUPPLEMENT = re.compile(r"supplements/([0-9a-f]{64})/([^/\\]+)")
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The zip format's zero: the same for every part, so that equal drafts give equal files."""
LARGEST_FILE = 500_000_000
LARGEST_JSON = 16_000_000
LARGEST_SUPPLEMENT = 200_000_000
LARGEST_RATIO = 200
"""Unpacked to packed, for parts that unpack to more than a million bytes."""
MOST_PARTS = 500
LARGEST_DIRECTORY = 400_000
MOST_NESTED = 300_000
"""Lists and objects in a JSON part; each takes some hundred bytes of memory."""
CHUNK = 1 << 20
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError,
)  # fmt: skip
"""What zipfile raises for files that are none, cut off or packed in a strange way."""
ADVICE = "送った方に、応募ナビでもう一度「下書きファイルとして保存」していただいてください。"


def refused(label: str, reason: str) -> InputError:
    return InputError(f"下書きファイル「{label}」は読み込めません。{reason}。", ADVICE)


class Archive:
    """A draft file that is open for reading and whose directory has been judged."""

    def __init__(self, archive: zipfile.ZipFile, label: str) -> None:
        self._archive, self.label = archive, label
        self.names = [info.filename for info in archive.infolist()]

    def json(self, name: str) -> Any:
        """The content of a JSON part; a number with thousands of digits is refused."""
        with _judged(self.label):
            data = self._archive.read(name)
        try:
            text = data.decode("utf-8")
            if text.count("[") + text.count("{") > MOST_NESTED:
                raise refused(self.label, "内容が多すぎます")
            return json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
        except (ValueError, RecursionError) as error:
            raise refused(self.label, f"中の「{name}」が壊れています") from error

    def supplements(self) -> dict[str, str]:
        """SHA-256 → name of the supplements that came along."""
        found = (SUPPLEMENT.fullmatch(name) for name in self.names)
        return {match[1]: match[2] for match in found if match}

    def part(self, name: str) -> IO[bytes]:
        return self._archive.open(name)

    def verify_supplements(self) -> None:
        """Read every supplement once and hold it against its SHA-256."""
        for digest, name in self.supplements().items():
            with _judged(self.label), self.part(f"supplements/{digest}/{name}") as part:
                found = hashlib.sha256()
                while chunk := part.read(CHUNK):
                    found.update(chunk)
            if found.hexdigest() != digest:
                raise refused(self.label, f"補足資料「{name}」が壊れています")


@contextmanager
def opened(path: Path, label: str) -> Iterator[Archive]:
    """Open a draft file from outside. Raises InputError naming the first reason not to."""
    try:
        stream = path.open("rb")
    except OSError as error:
        what = f"下書きファイル「{label}」を開けません（{why(error)}）。"
        advice = "ファイルの場所と、ほかのプログラムで開いていないかを確認してください。"
        raise InputError(what, advice) from error
    with stream:
        with _judged(label):
            _check_directory(stream, label)
            archive = zipfile.ZipFile(stream)
        with archive:
            _check_parts(archive.infolist(), label)
            yield Archive(archive, label)


@contextmanager
def _judged(label: str) -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except BROKEN as error:
        raise refused(label, "ファイルが途中で切れているか、壊れています") from error
    except OSError as error:
        raise refused(label, f"読み取りに失敗しました（{why(error)}）") from error


def _check_directory(stream: BinaryIO, label: str) -> None:
    """The end record must be the file's last 22 bytes, without a comment and without zip64.

    zipfile reads the whole directory at once, however many parts it names.
    """
    size = stream.seek(0, 2)
    if size > LARGEST_FILE:
        raise refused(label, f"大きすぎます（{size / 1e6:,.0f}MB）")
    stream.seek(max(0, size - 42))
    tail = stream.read()
    stream.seek(0)
    end = tail[-22:]
    if not end.startswith(b"PK\5\6") or len(end) < 22 or end[20:] != b"\0\0":
        raise refused(label, "応募ナビの下書きファイルではないか、途中で切れています")
    if tail.startswith(b"PK\6\7") or int.from_bytes(end[12:16], "little") > LARGEST_DIRECTORY:
        raise refused(label, "中の部品が多すぎます")


def _check_parts(parts: list[zipfile.ZipInfo], label: str) -> None:
    names = [part.filename for part in parts]
    digests = [match[1] for name in names if (match := SUPPLEMENT.fullmatch(name))]
    folded = {name.lower() for name in names}
    compressions = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    tests = (
        (len(parts) > MOST_PARTS, f"中の部品が多すぎます（{len(parts):,}個）"),
        (any(part.flag_bits & 1 for part in parts), "パスワードで保護されています"),
        (any(part.compress_type not in compressions for part in parts), "圧縮の方式が違います"),
        (len(folded) != len(parts), "同じ名前の部品が二つあります"),
        (len(set(digests)) != len(digests), "同じ補足資料が二つあります"),
        (not all(_is_known(name) for name in names), "知らない部品が含まれています"),
        (DRAFT not in names, "応募ナビの下書きファイルではありません"),
        (any(_is_swollen(part) for part in parts), "展開すると大きすぎます"),
        (sum(part.file_size for part in parts) > LARGEST_FILE, "展開すると大きすぎます"),
    )
    for found, reason in tests:
        if found:
            raise refused(label, reason)


def _is_known(name: str) -> bool:
    supplement = SUPPLEMENT.fullmatch(name)
    return name in (DRAFT, HISTORY) or bool(supplement and fit_as_name(supplement[2]))


def _is_swollen(part: zipfile.ZipInfo) -> bool:
    most = LARGEST_JSON if part.filename in (DRAFT, HISTORY) else LARGEST_SUPPLEMENT
    ratio = part.file_size > LARGEST_RATIO * max(1, part.compress_size)
    return part.file_size > most or (part.file_size > 1_000_000 and ratio)


def _pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(found)
    if len(result) != len(found):
        raise ValueError("a name given twice")
    return result


def _constant(name: str) -> float:
    raise ValueError(name)


# ---- writing ----


def add_json(archive: zipfile.ZipFile, name: str, content: Any) -> int:
    """Write a JSON part; how many bytes it has. Lone surrogates are escaped (RFC 8259, 8.2)."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    plain = re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)
    data = plain.encode("utf-8")
    archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), data, compresslevel=6)
    return len(data)


def add_file(archive: zipfile.ZipFile, digest: str, name: str, data: bytes) -> None:
    """Write a supplement as it is: most are packed already."""
    shown = name if fit_as_name(name) else f"file{Path(name).suffix}"
    place = f"supplements/{digest}/{shown if fit_as_name(shown) else 'file'}"
    archive.writestr(_entry(place, zipfile.ZIP_STORED), data)


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EARLIEST)
    info.compress_type = compression
    info.create_system = 0
    info.external_attr = 0o600 << 16
    return info
