"""What the program is told about the machine it runs on: time and places.

Nothing below the composition root asks the operating system for these itself, so that tests
and the command line can hand in their own.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Protocol

JST = timezone(timedelta(hours=9), "JST")
"""Japan time. A fixed offset: Japan has had no summer time since 1951, and a PC may lack tzdata."""

HOME_VARIABLE = "OUBO_NAVI_HOME"
PORTABLE_MARKER = "portable"


class Clock(Protocol):
    """Tells the time. `now()` is aware and in Japan time."""

    def now(self) -> datetime: ...


class SystemClock:
    """The PC's clock, read in UTC and shown in Japan time whatever the PC's zone is."""

    def now(self) -> datetime:
        return datetime.now(UTC).astimezone(JST)


def elapsed() -> float:
    """Seconds since some moment in the past, whatever is done to the PC's clock.

    A sleep of the PC counts as well: by CLOCK_BOOTTIME on Linux, by the monotonic clock on Windows.
    """
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests and for `--now`."""

    at: datetime

    def now(self) -> datetime:
        return self.at.astimezone(JST)


@dataclass(frozen=True, slots=True)
class Station:
    """The PC and the person at it, as others on the network know them."""

    host: str
    user: str


def this_station() -> Station:
    """This PC. Not by `platform` or `socket`: the program holds no code for connections."""
    import getpass

    uname = getattr(os, "uname", None)
    host = uname().nodename if uname else os.environ.get("COMPUTERNAME", "")
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody by that number
        user = ""
    return Station(host, user)


@dataclass(frozen=True, slots=True)
class AppPaths:
    """Every place the program reads from or writes to."""

    program: Path
    """The folder that holds forms/ and resources/ (read only)."""
    data: Path
    """The user's own folder: database, supplements, backups, own call packs."""

    @property
    def packs(self) -> tuple[Path, ...]:
        """Folders with call packs; the user's own come last and may replace a shipped one."""
        return (self.program / "forms", self.data / "forms")

    @property
    def resources(self) -> Path:
        return self.program / "resources"

    @property
    def samples(self) -> Path:
        return self.resources / "samples"

    @property
    def database(self) -> Path:
        return self.data / "drafts.sqlite3"

    @property
    def guidelines(self) -> Path:
        """Where the user may put a call's own guideline: <call id>.pdf."""
        return self.data / "guideline"

    @property
    def templates(self) -> Path:
        """Files that take the place of the packs' templates: <call id>/<template's name>."""
        return self.data / "templates"

    @property
    def supplements(self) -> Path:
        return self.data / "supplements"


def program_folder() -> Path:
    """Where forms/ and resources/ lie: beside the program, in the source tree or in the wheel."""
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).resolve().parent
        return beside if (beside / "forms").is_dir() else Path(sys._MEIPASS)  # type: ignore[attr-defined]
    source = Path(__file__).resolve().parent.parent
    return source if (source / "forms").is_dir() else Path(__file__).resolve().parent / "data"


def find_paths(environ: Mapping[str, str] = os.environ) -> AppPaths:
    """Decide the folders: `OUBO_NAVI_HOME`, else portable mode, else the user's data folder."""
    program = program_folder()
    if home := environ.get(HOME_VARIABLE):
        return AppPaths(program, Path(home).expanduser().resolve())
    anchor = Path(sys.executable).parent if getattr(sys, "frozen", False) else program
    if (anchor / PORTABLE_MARKER).exists():
        return AppPaths(program, anchor / "data")
    from platformdirs import user_data_path

    return AppPaths(program, user_data_path("OuboNavi", appauthor=False))
