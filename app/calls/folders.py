"""Where call packs lie: which folders are meant as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

LARGEST_FILE = 500_000
"""Bytes of a TOML file above which it is refused unread."""


def packs(folders: Iterable[Path]) -> Iterator[Path]:
    """The packs in these folders, in order; a folder that is not there has none."""
    for folder in folders:
        try:
            inside = sorted(folder.iterdir())
        except OSError:
            continue
        yield from (path for path in inside if _looks_like_pack(path))


def _looks_like_pack(folder: Path) -> bool:
    """Whether a folder is meant as a pack: one without call.toml is told, not passed over."""
    try:
        return (folder / "call.toml").exists() or any(folder.glob("*.toml"))
    except OSError:
        return False
