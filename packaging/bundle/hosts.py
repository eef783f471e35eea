"""Where PyInstaller runs: this machine's own Python, or a Windows Python under Wine."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bundle import product, windows_python, wine


class Host(Protocol):
    """A machine that runs Python and the programs it builds."""

    @property
    def system(self) -> str:
        """`windows` or `linux`: what its programs are for."""

    @property
    def site(self) -> Path:
        """Its site-packages."""

    def name(self, path: Path) -> str:
        """How its programs call a path."""

    def python(self, *arguments: str, environ: dict[str, str]) -> int:
        """Run its Python in the project's folder, with its output shown; the exit code."""


@dataclass(frozen=True, slots=True)
class Native:
    """This machine."""

    system: str = "windows" if os.name == "nt" else "linux"
    site: Path = Path(sysconfig.get_path("purelib"))

    def name(self, path: Path) -> str:
        return str(path)

    def python(self, *arguments: str, environ: dict[str, str]) -> int:
        command = [sys.executable, *arguments]
        given = {**os.environ, **environ}
        return subprocess.run(command, cwd=product.ROOT, env=given, check=False).returncode


@dataclass(frozen=True, slots=True)
class Wined:
    """Windows' Python under Wine."""

    wine: wine.Wine
    executable: Path
    system: str = "windows"

    @property
    def site(self) -> Path:
        return self.executable.parent / "Lib" / "site-packages"

    def name(self, path: Path) -> str:
        return wine.dos(path)

    def python(self, *arguments: str, environ: dict[str, str]) -> int:
        # Its output must go through a pipe, see wine.py; shown as it comes.
        command = self.wine.command(self.executable, *arguments)
        with subprocess.Popen(
            command,
            cwd=product.ROOT,
            env=self.wine.environ(**environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            for line in process.stdout or ():
                sys.stdout.write(line.decode("utf-8", "replace").replace("\r\n", "\n"))
                sys.stdout.flush()
        return process.returncode


@contextlib.contextmanager
def windows(memory: Path | None = None) -> Iterator[Native | Wined]:
    """Windows itself, or Wine where there is none; see wine.screen for `memory`."""
    if os.name == "nt":
        yield Native()
        return
    cache = product.cache()
    with wine.opened(cache, memory) as opened:
        yield Wined(opened, windows_python.ensure(opened, cache))
