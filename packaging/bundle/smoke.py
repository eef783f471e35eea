"""Starts the built Windows program as its users will, and holds what it makes against Linux.

`python -m bundle.smoke ARCHIVE`: unpacked under a Japanese profile into a folder with a space,
read-only, without network, on a screen.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bundle import places, product, wine
from bundle.places import CheckError

NOW = "2025-04-01T09:00"
"""While the sample's call is open."""
PATIENCE = 90
STILL = 4
"""Seconds without a change after which a window has read what it reads."""
PICTURES = product.OUT / "windows"


@dataclass(frozen=True, slots=True)
class Stage:
    """The unpacked program and the machine it runs on."""

    wine: wine.Wine
    program: Path

    @property
    def data(self) -> Path:
        return self.wine.profile / "AppData" / "Local" / product.IDENTITY

    @property
    def documents(self) -> Path:
        return self.wine.profile / "書類 置き場"

    def exe(self, name: str) -> Path:
        return self.program / f"{name}.exe"


def check(archive: Path) -> None:
    with wine.opened(product.cache()) as opened:
        program = unpacked(archive, opened.profile / "デスクトップ" / "応募 ナビ")
        stage = Stage(opened, program)
        shutil.rmtree(stage.data, ignore_errors=True)
        shutil.rmtree(stage.documents, ignore_errors=True)
        stage.documents.mkdir(parents=True)
        with places.read_only(program):
            for one in CHECKS:
                began = time.monotonic()
                told = one(stage)
                print(f"  ✓ {told}（{time.monotonic() - began:.1f} 秒）", flush=True)
            opened.stop()


def unpacked(archive: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(archive) as package:
        package.extractall(folder)
    return folder / product.NAME


def first_start(stage: Stage) -> str:
    """The window opens, and its first start leaves nothing outside the data folder."""
    before = places.names(stage.wine.drive)
    with window(stage.wine, stage.exe(product.NAME)) as shown:
        shown.photograph(PICTURES / "first-start.png")
    new = places.names(stage.wine.drive) - before
    astray = [path for path in new if stage.data not in (path, *path.parents)]
    if astray or not (stage.data / "drafts.sqlite3").exists():
        raise CheckError(f"データフォルダーの外に書き込みました: {astray}")
    return f"初回の起動で書き込むのはデータフォルダーのみ（{len(new)} 件）"


def sample_exported(stage: Stage) -> str:
    """Both programs export the sample, and Linux makes the same bytes of the same answers."""
    answers = stage.documents / "回答 一.json"
    told = run(stage, product.CONSOLE, "sample", "complete")
    answers.write_text(told[told.index("{") :], "utf-8")
    beside = product.BUILD / "windows" / "exported-on-linux"
    shutil.rmtree(beside, ignore_errors=True)
    ours = [sys.executable, "-m", "app", "export", str(answers), "--out", str(beside)]
    subprocess.run([*ours, "--now", NOW], cwd=product.ROOT, check=True, capture_output=True)
    count = 0
    for name in (product.CONSOLE, product.NAME):
        target = stage.documents / f"提出一式 {name}"
        run(stage, name, "export", wine.dos(answers), "--out", wine.dos(target), "--now", NOW)
        count = places.demand_equal(target, beside)
    return f"提出一式の {count} ファイルが Linux での出力と 1 バイトも違わない"


def file_opened(stage: Stage) -> str:
    """A start with a file opens it; a second start hands its file to the first window."""
    answers = stage.documents / "回答 一.json"
    with window(stage.wine, stage.exe(product.NAME), wine.dos(answers)) as shown:
        shown.photograph(PICTURES / "file-opened.png")
        began = time.monotonic()
        again = stage.wine.run(stage.exe(product.NAME), patience=PATIENCE)
        if again.returncode or len(shown.titles()) != 1:
            raise CheckError("２回目の起動で、別のウィンドウが開きました。")
        took = time.monotonic() - began
    return f"ファイルを指定した起動と、２回目の起動（最初のウィンドウが応答するまで {took:.1f} 秒）"


def run(stage: Stage, name: str, *arguments: str) -> str:
    done = stage.wine.run(stage.exe(name), *arguments, patience=PATIENCE)
    if done.returncode:
        raise CheckError(f"{name} {arguments[0]}: 終了コード {done.returncode}\n{done.stdout}")
    return done.stdout


class window:  # noqa: N801 - used as `with window(...)`
    """The program's window on the screen, from its start to its own orderly end."""

    def __init__(self, machine: wine.Wine, program: Path, *arguments: str) -> None:
        self._wine, self._program, self._arguments = machine, program, arguments

    def __enter__(self) -> window:
        command = self._wine.command(self._program, *self._arguments)
        self._process = subprocess.Popen(
            command,
            env=self._wine.environ(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        until(lambda: bool(self.titles()), "ウィンドウが開きません。")
        return self

    def __exit__(self, kind: object, *_rest: object) -> None:
        if kind is None:
            self._wine.run("taskkill", "/im", self._program.name, patience=PATIENCE)
            try:
                told, _ = self._process.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                raise CheckError("ウィンドウを閉じられません。") from None
            if self._process.returncode or told.strip():
                raise CheckError(f"終了コード {self._process.returncode}: {told.decode('utf-8')}")
        else:
            self._process.kill()

    def titles(self) -> list[str]:
        search = ["xdotool", "search", "--onlyvisible", "--name", product.TITLE]
        environ = {**self._wine.environ()}
        done = subprocess.run(search, env=environ, capture_output=True, text=True, check=False)
        return done.stdout.split()

    def photograph(self, picture: Path) -> None:
        """Once it no longer changes: packs and drafts are read after the first painting."""
        last, same = b"", 0
        for _ in range(60):
            time.sleep(1)
            wine.photograph(self._wine.display, picture)
            now = picture.read_bytes()
            same = same + 1 if now == last else 0
            if same == STILL:
                return
            last = now


def until(holds: Callable[[], bool], failure: str) -> None:
    limit = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > limit:
            raise CheckError(failure)
        time.sleep(0.1)


CHECKS: tuple[Callable[[Stage], str], ...] = (first_start, sample_exported, file_opened)


if __name__ == "__main__":
    try:
        check(Path(sys.argv[1]))
    except CheckError as error:
        sys.exit(f"  ✗ {error}")
