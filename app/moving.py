"""Renaming files on Windows, where another program may have them open for a moment."""

from __future__ import annotations

import time
from pathlib import Path

PATIENCE = 1.0
"""Seconds to wait for whoever has one of the files open: a virus scanner, a search index."""
PAUSE = 0.05
IN_USE = (5, 32, 33)
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION of Windows."""


def replace(source: Path, destination: Path) -> None:
    """Rename `source` to `destination`, in place of what is there.

    What has just been written is looked at by virus scanners, and cannot be renamed as long as
    they do. Raises OSError once the patience is over, and at once for every other reason.
    """
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            source.replace(destination)
            return
        except OSError as error:
            in_use = getattr(error, "winerror", None) in IN_USE
            if not in_use or time.monotonic() > limit:
                raise
        time.sleep(PAUSE)
