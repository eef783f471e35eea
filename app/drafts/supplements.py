"""Supplements: files of any format that go along, kept as copies beside the database.

A copy is named by its content (SHA-256), so that moving or deleting the original on a file
server loses nothing, and the same file attached twice is kept once.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.errors import InputError, StorageError

LARGEST = 200_000_000
"""Bytes; far above what any mail carries, and below what would exhaust an old PC's memory."""
BLOCK = 1 << 20


class SupplementFolder:
    """The folder the copies lie in."""

    def __init__(self, path: Path) -> None:
        self._folder = path

    def add(self, file: Path) -> dict[str, Any]:
        """Copy a file in; the entry that answers a files question: name, sha256 and size.

        Raises InputError where the file cannot be read, StorageError where it cannot be kept.
        """
        content = _read(file)
        digest = hashlib.sha256(content).hexdigest()
        self._keep(digest, content)
        return {"name": file.name, "sha256": digest, "size": len(content)}

    def read(self, entry: Mapping[str, Any]) -> bytes:
        """A supplement's content. Raises InputError where it is gone or has changed."""
        content = _read(self.path(entry), str(entry.get("name", "")))
        wanted = entry.get("sha256")
        if wanted and hashlib.sha256(content).hexdigest() != wanted:
            raise InputError(
                f"補足資料「{entry.get('name')}」の控えが壊れています。",
                "元のファイルを、もう一度加えてください。",
            )
        return content

    def path(self, entry: Mapping[str, Any]) -> Path:
        """Where a supplement lies: the copy, or the file itself where an answers file names it."""
        if entry.get("sha256"):
            return self._folder / str(entry["sha256"])
        return Path(str(entry.get("path", "")))

    def _keep(self, digest: str, content: bytes) -> None:
        target = self._folder / digest
        if target.exists() and target.stat().st_size == len(content):
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                Path(name).replace(target)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise StorageError(
                f"補足資料を保存できません（{self._folder}、{error.strerror}）。",
                "ディスクの空き容量とフォルダーの権限を確認してください。",
            ) from error


def _read(file: Path, name: str = "") -> bytes:
    shown = name or file.name
    try:
        if file.is_dir():
            raise InputError(f"「{shown}」はフォルダーです。", "ファイルを選択してください。")
        size = file.stat().st_size
        if size > LARGEST:
            raise InputError(
                f"「{shown}」は大きすぎます（{size // 1_000_000:,} MB）。",
                "メールで送ることができる大きさのファイルにしてください。",
            )
        return file.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "名前が正しくありません"
        raise InputError(
            f"補足資料「{shown}」を読み込めません（{reason}）。",
            "ファイルがあるか、他のプログラムで開いていないかを確認してください。",
        ) from error
