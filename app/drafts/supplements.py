"""Supplements: copies of the files that go along, kept by their content.

Each file lies once under the SHA-256 of its bytes (FIPS 180-4) with its own extension, so that
drafts can share it and a changed or damaged copy is noticed when it is read.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from app import moving
from app.errors import InputError, StorageError

LARGEST_FILE = 200_000_000
"""Bytes; ten times what mail servers of public bodies commonly take."""
CHUNK = 1 << 20
DIGEST = re.compile(r"[0-9a-f]{64}")
EXTENSION = re.compile(r"\.[0-9A-Za-z]{1,10}")


class SupplementFolder:
    """The folder where copies are kept. Made when the first file is added."""

    def __init__(self, path: Path) -> None:
        self._folder = path

    def add(self, file: Path) -> dict[str, Any]:
        """Copy a file. Its entry: {"name", "sha256", "size"}.

        Raises InputError when the file is missing, locked, a folder or too large, StorageError
        when the copy cannot be written.
        """
        with _opened(file) as source:
            size = os.fstat(source.fileno()).st_size
            _refuse_empty(file.name, size)
            _refuse_large(file.name, size)
            with _told(self._folder):
                digest, size = self._kept(source, file)
        return {"name": file.name, "sha256": digest, "size": size}

    def put(self, source: BinaryIO | IO[bytes], name: str) -> dict[str, Any]:
        """Copy what a stream holds, under a name. Its entry as of `add`."""
        with _told(self._folder):
            digest, size = self._kept(source, Path(name))
        return {"name": name, "sha256": digest, "size": size}

    def read(self, entry: Mapping[str, Any]) -> bytes:
        """A supplement's bytes. Raises InputError when it is gone or its bytes have changed."""
        path = self.path(entry)
        with _opened(path) as source:
            _refuse_large(str(entry.get("name", path.name)), os.fstat(source.fileno()).st_size)
            content = _read(source, path)
        if "sha256" in entry and hashlib.sha256(content).hexdigest() != entry["sha256"]:
            raise InputError(
                f"補足資料「{entry.get('name', '')}」の内容が、追加した時から変わっています。",
                "元のファイルをもう一度追加してください。",
            )
        return content

    def path(self, entry: Mapping[str, Any]) -> Path:
        """Where a supplement lies. Raises InputError when it is not there."""
        if "path" in entry:
            return Path(str(entry["path"]))
        digest, name = str(entry.get("sha256", "")), str(entry.get("name", ""))
        if DIGEST.fullmatch(digest):
            wanted = self._place(digest, name)
            if wanted.is_file():
                return wanted
            for other in sorted(self._folder.glob(f"{digest}*")):
                return other
        raise InputError(
            f"補足資料「{name}」の控えが見つかりません。",
            "元のファイルをもう一度追加してください。",
        )

    def digests(self) -> set[str]:
        """The SHA-256 of every file that is kept."""
        return {found[0] for path in self._files() if (found := DIGEST.match(path.name))}

    def forget(self, digests: Collection[str]) -> None:
        """Remove files. Raises StorageError where one is in use."""
        with _told(self._folder):
            for path in self._files():
                if (found := DIGEST.match(path.name)) and found[0] in digests:
                    path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        with _told(self._folder):
            return sorted(self._folder.iterdir()) if self._folder.is_dir() else []

    def _place(self, digest: str, name: str) -> Path:
        suffix = Path(name).suffix.lower()
        return self._folder / (digest + (suffix if EXTENSION.fullmatch(suffix) else ""))

    def _kept(self, source: BinaryIO | IO[bytes], file: Path) -> tuple[str, int]:
        """Write the copy beside, then put it in its place: it is never there half."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = self._folder / f"{secrets.token_hex(8)}.part"
        digest, size = hashlib.sha256(), 0
        try:
            with os.fdopen(os.open(beside, _NEW, 0o600), "wb") as copy:
                while chunk := _read(source, file, CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    _refuse_large(file.name, size)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
            place = self._place(digest.hexdigest(), file.name)
            if not place.is_file() or place.stat().st_size != size:
                moving.replace(beside, place)
        finally:
            beside.unlink(missing_ok=True)
        return digest.hexdigest(), size


_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if file.is_dir():
        raise InputError(
            f"「{file.name}」はフォルダーです。", "フォルダーの中のファイルを選んでください。"
        )
    if file.exists() and not file.is_file():
        raise InputError(
            f"「{file.name}」は、ファイルではありません。", "別のものを選んでください。"
        )
    try:
        stream = file.open("rb")
    except FileNotFoundError as error:
        raise InputError(
            f"補足資料「{file.name}」がありません（{file}）。", "ファイルの場所を確認してください。"
        ) from error
    except OSError as error:
        raise _unreadable(file) from error
    with stream:
        yield stream


def _read(source: BinaryIO | IO[bytes], file: Path, size: int = -1) -> bytes:
    try:
        return source.read(size)
    except OSError as error:
        raise _unreadable(file) from error


def _unreadable(file: Path) -> InputError:
    return InputError(
        f"補足資料「{file.name}」を読み込めません。",
        "ほかのプログラムで開いている場合は閉じて、もう一度追加してください。",
    )


def _refuse_empty(name: str, size: int) -> None:
    if not size:
        raise InputError(
            f"「{name}」は中身のないファイル（0バイト）です。",
            "コピーの途中でないか、元のファイルを開けるかを確認してください。",
        )


def _refuse_large(name: str, size: int) -> None:
    if size > LARGEST_FILE:
        raise InputError(
            f"補足資料「{name}」が大きすぎます（{size / 1e6:,.0f}MB。"
            f"上限は{LARGEST_FILE / 1e6:,.0f}MB）。",
            "メールで送れる大きさに分けるか、縮小してください。",
        )


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"補足資料を保存できません（{folder}）。",
            "空き容量と、フォルダーに書き込めるかを確認してください。",
        ) from error
