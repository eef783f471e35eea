"""What the program is called, and where its builds lie. Read by the spec as well."""

from __future__ import annotations

import os
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
LOCK = PACKAGING / "requirements.lock"
SPEC = PACKAGING / "oubo-navi.spec"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
OUT = ROOT / "out"

NAME = "oubo-navi"
CONSOLE = "oubo-navi-cli"
"""The same program for a command prompt: a windowed program cannot write into one."""
TITLE = "応募ナビ"
DESCRIPTION = "応募ナビ（公募の応募書を作成するプログラム）"
IDENTITY = "OuboNavi"
"""The name of the folders of the installed program and of its data."""
ASSOCIATION = ".oubo"
"""The ending of a draft handed on as a file."""
EARLIEST = 315_532_800
"""1980-01-01: the first moment a zip can tell."""


def version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return str(project["project"]["version"])


def moment() -> int:
    """The seconds since 1970 that every file of a build is dated: that of the last commit.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return max(EARLIEST, int(given))
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        told = ""
    return max(EARLIEST, int(told or 0))


def cache() -> Path:
    """Where downloads and the Wine prefix are kept between builds."""
    if given := os.environ.get("OUBO_NAVI_CACHE"):
        return Path(given).resolve()
    from platformdirs import user_cache_path

    return user_cache_path("oubo-navi", appauthor=False)
