"""Files and folders that their owner alone may read (where the system knows modes).

On Windows the rights of the user's profile do that.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def folder(path: Path) -> None:
    """Make a folder, with those above it. Raises OSError."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)


def file(path: Path) -> None:
    """Make an empty file if there is none yet. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


@contextmanager
def making() -> Iterator[None]:
    """What a library makes inside the block is private; for moments without other threads' files.

    The mask is the process's own.
    """
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
