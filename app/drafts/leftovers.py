"""Files that a killed program left half written; they may hold what somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

AGE = timedelta(hours=1)
"""Younger ones may be another program's that is at work."""
NAMES = re.compile(
    r"drafts(\.part|[-.\w]*\.sqlite3\.part)(-journal)?"  # backups and their return
    r"|backups\.place\.part|[0-9a-f]{16}\.part"  # where backups go; supplements
    r"|drafts\.lock-[0-9a-f]{8}|window\.call-\d+|packs\.json-\d+"
)


def sweep(folders: Iterable[Path], now: datetime) -> list[Path]:
    """Remove what was left behind; what was removed. What cannot be removed stays."""
    gone = []
    for folder in folders:
        with suppress(OSError):  # a folder that is not there
            for path in sorted(folder.iterdir()):
                if NAMES.fullmatch(path.name) and _is_old(path, now):
                    path.unlink(missing_ok=True)
                    gone.append(path)
    return gone


def _is_old(path: Path, now: datetime) -> bool:
    return now.timestamp() - path.stat().st_mtime > AGE.total_seconds()
