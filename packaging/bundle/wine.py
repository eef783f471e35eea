"""Wine as a Japanese Windows 10 without network: a prefix, its stand-ins and a screen.

What Wine 8 lacks and Windows 10 has (windows/stand_ins) goes into the prefix only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from bundle.product import PACKAGING

SOURCES = PACKAGING / "windows"
STAND_INS = SOURCES / "stand_ins"
COMPILER = "x86_64-w64-mingw32-gcc"
LIBRARY = ("-O2", "-s", "-shared", "-nostdlib", "-e", "DllMain")
OVERRIDES = "mscoree=;mshtml=;mscms=n;winedbg.exe=d"
"""No .NET, no browser, our colour management, and no debugger that holds up a crash."""
LANGUAGE = "ja_JP.UTF-8"
"""Makes Wine's code page 932, as on the PCs the program is for."""
USER = "山田 太郎"
"""Names the profile folder: with letters that are not ASCII and with a space, as such PCs have."""
SCREEN = "1366x768x24"


@dataclass(frozen=True, slots=True)
class Wine:
    """A prefix that is ready. Every step of a build runs in the same one, on the same screen."""

    folder: Path
    display: str

    @property
    def prefix(self) -> Path:
        return self.folder / "prefix"

    @property
    def profile(self) -> Path:
        return self.drive / "users" / USER

    @property
    def drive(self) -> Path:
        return self.prefix / "drive_c"

    def environ(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        kept.pop("WAYLAND_DISPLAY", None)
        return {
            **kept,
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES,
            "LOCPATH": str(self.folder / "locale"),
            "LC_ALL": LANGUAGE,
            "LANG": LANGUAGE,
            "USER": USER,
            "DISPLAY": self.display,
            **more,
        }

    def command(self, program: Path | str, *arguments: str) -> list[str]:
        return ["wine", dos(program) if isinstance(program, Path) else program, *arguments]

    def run(
        self,
        program: Path | str,
        *arguments: str,
        folder: Path | None = None,
        environ: dict[str, str] | None = None,
        patience: int = 900,
        wrapper: Sequence[str] = (),
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program to its end, at most `patience` seconds.

        Its output goes through a pipe: Windows' Python cannot write into a plain file here.
        """
        return subprocess.run(
            [*wrapper, *self.command(program, *arguments)],
            cwd=folder,
            env=self.environ(**(environ or {})),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=patience,
            check=False,
        )

    def wait(self) -> None:
        """Until the last Windows program has ended and the registry is on disk."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(["wineserver", "-w"], env=self.environ(), timeout=60, check=False)

    def stop(self) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(["wineserver", "-k"], env=self.environ(), timeout=30, check=False)


def dos(path: Path) -> str:
    """A path of this machine as Windows programs under Wine name it."""
    return str(PureWindowsPath("Z:/", *path.absolute().parts[1:]))


def local(path: Path, wine: Wine) -> str:
    """A path below the prefix's drive C as Windows programs name it best."""
    return str(PureWindowsPath("C:/", *path.relative_to(wine.drive).parts))


@contextlib.contextmanager
def opened(cache: Path, memory: Path | None = None) -> Iterator[Wine]:
    """The prefix, made if it is not in the cache, with a screen for as long as it is used."""
    with _alone(cache), screen(memory) as display:
        wine = Wine(cache / f"wine-{_digest()}", display)
        wine.stop()  # a build that was killed leaves its server, on a screen that is gone
        try:
            if not (wine.folder / "stamp").exists():
                _make(wine)
            _part_from_home(wine)
            yield wine
        finally:
            wine.stop()


@contextlib.contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """One build at a time has the prefix; another one waits."""
    import fcntl

    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "wine.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def screen(memory: Path | None = None) -> Iterator[str]:
    """An X server of our own; the name of its display. Its picture can be read in `memory`."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-screen", "0", SCREEN, "-nolisten", "tcp", "-displayfd", str(writing)]
    if memory is not None:
        command += ["-fbdir", str(memory)]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb does not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def photograph(display: str, picture: Path) -> None:
    """Keep what is on the screen (ImageMagick)."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    plain = ["-define", "png:exclude-chunks=date,time"]
    command = ["import", "-display", display, "-window", "root", *plain, str(picture)]
    subprocess.run(command, check=True)


def compile_library(source: Path, target: Path, *more: str) -> None:
    command = [COMPILER, *LIBRARY, "-o", str(target), str(source), *more]
    subprocess.run(command, check=True)


def _part_from_home(wine: Wine) -> None:
    """Give the user's folders to the prefix, which Wine makes links into whoever builds' own."""
    for folder in wine.profile.iterdir():
        if folder.is_symlink():
            folder.unlink()
            folder.mkdir()


def _digest() -> str:
    """Names the prefix by what it is made from."""
    made_from = [path.read_bytes() for path in sorted(STAND_INS.glob("*.c"))]
    made_from += [text.encode() for text in (OVERRIDES, LANGUAGE, USER)]
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()[:12]


def _make(wine: Wine) -> None:
    print("Wine の環境を用意しています。", flush=True)
    for stale in wine.folder.parent.glob("wine-*"):
        shutil.rmtree(stale, ignore_errors=True)
    (wine.folder / "locale").mkdir(parents=True)
    locale = wine.folder / "locale" / LANGUAGE
    subprocess.run(["localedef", "-i", "ja_JP", "-f", "UTF-8", str(locale)], check=True)
    wine.run("wineboot", "-u")
    wine.run("winecfg", "-v", "win10")
    wine.wait()
    system = wine.drive / "windows" / "system32"
    for source in sorted(STAND_INS.glob("*.c")):
        library = system / f"{source.stem}.dll"
        library.unlink(missing_ok=True)
        compile_library(source, library, "-ladvapi32", "-lkernel32")
    if not (system / "kernel32.dll").exists():
        sys.exit("Wine の環境を作成できません。")
    (wine.folder / "stamp").touch()
