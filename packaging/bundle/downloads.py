"""The Windows wheels of requirements.lock, and the wheel that Windows' Python comes in.

All are fetched by pip from the index it is set up for, held against the hashes written down here
and in the lock file, and kept in the cache.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

from bundle.product import LOCK

PYTHON_WHEEL = "panda3d==1.10.16"
PYTHON_HASH = "sha256:37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82"
"""The wheel's folder deploy_libs/ holds CPython 3.11.9 for Windows with its extension modules."""
WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.11.9",
    "python_version": "3.11",
    "sys_platform": "win32",
    "extra": "",
}
"""The environment that the lock file's markers are read for (PEP 508)."""
TARGET = (
    *("--platform", "win_amd64", "--python-version", "3.11.9"),
    *("--implementation", "cp", "--only-binary=:all:", "--no-deps"),
)
UNUSED = {"mypy", "mypy-extensions", "ast-serialize", "librt", "ruff"}
"""Checkers of the source: they run on the host."""


def fetch(folder: Path) -> Path:
    """Download what is not there yet; the lock file as Windows reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "windows.lock"
    text = "".join(for_windows(LOCK.read_text("utf-8")))
    stamp = folder / f"{_digest(text)}.stamp"
    python = folder / "python.lock"
    wanted.write_text(text, "utf-8")
    python.write_text(f"{PYTHON_WHEEL} --hash={PYTHON_HASH}\n", "utf-8")
    if not stamp.exists():
        print("Windows 用のライブラリを取得しています。", flush=True)
        for lock in (wanted, python):
            _pip("download", *TARGET, "--require-hashes", "-r", str(lock), "-d", str(folder))
        stamp.touch()
    return wanted


def install(lock: Path, folder: Path, wheels: Path) -> None:
    """Unpack the wheels of a lock file into the site-packages of Windows' Python."""
    offline = ("--no-index", "--find-links", str(wheels))
    options = ("--no-compile", "--require-hashes", "--target", str(folder))
    _pip("install", *TARGET, *offline, *options, "-r", str(lock))


def for_windows(lock: str) -> Iterator[str]:
    """The lock file's entries whose markers hold on Windows, without the markers.

    pip itself evaluates markers for the machine it runs on, whatever `--platform` says.
    """
    for entry in _entries(lock):
        name, *hashes = entry
        requirement = Requirement(name)
        if requirement.name in UNUSED:
            continue
        if requirement.marker is None or requirement.marker.evaluate(dict(WINDOWS)):
            pinned = f"{requirement.name}{requirement.specifier}"
            yield " \\\n    ".join([pinned, *hashes]) + "\n"


def _entries(lock: str) -> Iterator[list[str]]:
    lines = [line for line in lock.splitlines() if line and not line.lstrip().startswith("#")]
    for entry in "\n".join(lines).replace("\\\n", "\0").splitlines():
        yield [part.strip() for part in entry.split("\0")]


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join((*texts, PYTHON_HASH)).encode()).hexdigest()[:16]
