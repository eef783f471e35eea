"""How long the built program takes from its process's start to its first painted window.

Held against a bare PySide6 window packed the same way, on the same screen, in turns. The picture
is watched from outside, in the X server's own memory, so that neither program needs a switch for
it: painted is when the middle of the screen is no longer black.

`python -m bundle.starting [linux] [windows]` builds what is missing, measures and prints JSON.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from bundle import archive, building, hosts, product, wine
from bundle.hosts import Native, Wined

BARE = "bare-window"
ROUNDS = 7
PATIENCE = 120
BYTES_PER_PIXEL, BYTES_PER_COLOUR = 4, 12
BLACK = b"\0\0\0"
MIDDLE = ((400, 300), (500, 350), (600, 400), (700, 300))
"""Pixels that lie in both windows, wherever they are placed without a window manager."""


@dataclass(frozen=True, slots=True)
class Starts:
    """Seconds to the first painting, each round's, and megabytes of the folders."""

    system: str
    ours: list[float]
    beside: list[float]
    ours_megabytes: float
    beside_megabytes: float

    @property
    def ratio(self) -> float:
        return median(self.ours) / median(self.beside)


def measure(system: str, rounds: int = ROUNDS) -> Starts:
    """Measure the programs for `linux` or `windows` (under Wine); builds what is missing.

    The first round of each warms the disk's cache and is not counted.
    """
    with tempfile.TemporaryDirectory(prefix="oubo-navi-start-") as place:
        memory = Path(place)
        with _machine(system, memory) as (host, display):
            folders = [_built(host, product.NAME), _built(host, BARE)]
            shown = Screen(memory)
            times: list[list[float]] = [[], []]
            for _ in range(rounds + 1):
                for found, folder in zip(times, folders, strict=True):
                    found.append(_first_paint(host, folder, memory / "data", display, shown))
    ours, beside = (found[1:] for found in times)
    megabytes = [archive.size(folder) / 1_000_000 for folder in folders]
    return Starts(system, ours, beside, *megabytes)


class Screen:
    """The X server's picture, as it writes it (XWD: header, colours, lines)."""

    def __init__(self, memory: Path) -> None:
        with (memory / "Xvfb_screen0").open("rb") as file:
            self._picture = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._picture[:100])
        size, line, colours = header[0], header[12], header[19]
        start = size + colours * BYTES_PER_COLOUR
        self._places = [start + y * line + x * BYTES_PER_PIXEL for x, y in MIDDLE]

    def is_painted(self) -> bool:
        return all(self._picture[at : at + 3] != BLACK for at in self._places)

    def is_empty(self) -> bool:
        return all(self._picture[at : at + 3] == BLACK for at in self._places)


@contextlib.contextmanager
def _machine(system: str, memory: Path) -> Iterator[tuple[Native | Wined, str]]:
    """Where the programs run, and its display."""
    if system == "linux":
        with wine.screen(memory) as display:
            yield Native(), display
    else:
        with hosts.windows(memory) as host:
            if not isinstance(host, Wined):
                raise RuntimeError("the starts are measured on Linux and under Wine")
            yield host, host.wine.display


def _built(host: Native | Wined, name: str) -> Path:
    """The folder of a program, built unless it is there."""
    if name == product.NAME:
        folder = product.BUILD / host.system / "dist" / name
        return folder if folder.exists() else building.build(host).folder
    work = product.BUILD / f"{host.system}-bare"
    if not (work / "dist").exists():
        building.freeze(host, work, product.PACKAGING / "bare-window.spec")
    return work / "dist" / name


def _first_paint(
    host: Native | Wined, folder: Path, data: Path, display: str, screen: Screen
) -> float:
    """Start the program on an empty screen; seconds until it has painted."""
    _wait(screen.is_empty, "the screen does not become empty")
    shutil.rmtree(data, ignore_errors=True)
    if isinstance(host, Wined):
        exe = folder / f"{folder.name}.exe"
        command, environ = host.wine.command(exe), host.wine.environ(OUBO_NAVI_HOME=wine.dos(data))
    else:
        command = [str(folder / folder.name)]
        environ = {**os.environ, "DISPLAY": display, "OUBO_NAVI_HOME": str(data)}
        environ.pop("QT_QPA_PLATFORM", None)
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait(screen.is_painted, f"{folder.name} paints nothing")
        return time.perf_counter() - began
    finally:
        if isinstance(host, Wined):
            host.wine.run("taskkill", "/f", "/im", f"{folder.name}.exe")
        process.kill()
        process.communicate()


def _wait(holds: Callable[[], bool], failure: str) -> None:
    limit = time.perf_counter() + PATIENCE
    while not holds():
        if time.perf_counter() > limit:
            raise RuntimeError(failure)
        time.sleep(0.002)


if __name__ == "__main__":
    for system in sys.argv[1:] or ("linux", "windows"):
        with contextlib.redirect_stdout(sys.stderr):  # what a build says is not a figure
            starts = measure(system)
        print(json.dumps({**asdict(starts), "ratio": round(starts.ratio, 2)}), flush=True)
