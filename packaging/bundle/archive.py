"""A folder as a zip, the same bytes each time: sorted names, one date, one kind of attributes."""

from __future__ import annotations

import hashlib
import time
import zipfile
from pathlib import Path

from bundle.product import moment

FILE, PROGRAM, LINK = 0o100644, 0o100755, 0o120777


def pack(folder: Path, target: Path) -> None:
    """Zip `folder` under its own name. File names within are ASCII, which every unpacker reads."""
    date = time.gmtime(moment())[:6]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for path in files:
            name = path.relative_to(folder.parent).as_posix()
            if not name.isascii():
                raise RuntimeError(f"not every unpacker reads this name: {name}")
            entry = zipfile.ZipInfo(name, date)
            entry.create_system = 3  # that the mode below is meant for
            entry.external_attr = _mode(path) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, _data(path))


def size(folder: Path) -> int:
    """Bytes of all files; what is linked to counts once."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def list_files(folder: Path, target: Path) -> None:
    """The SHA-256 of every file, as `sha256sum --check` and Get-FileHash understand it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != target)
    lines = [f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    target.write_text("".join(lines), "utf-8", newline="\n")


def _mode(path: Path) -> int:
    if path.is_symlink():  # in the Linux program only
        return LINK
    with path.open("rb") as file:
        return PROGRAM if file.read(4) == b"\x7fELF" else FILE


def _data(path: Path) -> bytes:
    return bytes(path.readlink()) if path.is_symlink() else path.read_bytes()
