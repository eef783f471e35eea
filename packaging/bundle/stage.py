"""The unpacked or installed program and the Windows it runs on, for the checks to play on."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

from bundle import product, wine
from bundle.places import CheckError
from bundle.window import PATIENCE

PICTURES = product.OUT / "windows"
"""Where the screen is kept as it was, to be looked at."""


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

    def clear(self, *kept: Path) -> None:
        """As on a PC that never had the program; of the documents these files are kept."""
        shutil.rmtree(self.data, ignore_errors=True)
        self.documents.mkdir(parents=True, exist_ok=True)
        for path in set(self.documents.iterdir()) - set(kept):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def exe(self, name: str) -> Path:
        return self.program / f"{name}.exe"


def run(stage: Stage, name: str, *arguments: str) -> str:
    try:
        done = stage.wine.run(stage.exe(name), *arguments, patience=PATIENCE)
    except subprocess.TimeoutExpired as error:  # such as a message that waits for a click
        wine.photograph(stage.wine.display, PICTURES / "waiting.png")
        raise CheckError(f"{name} {arguments[0]} が終わりません（waiting.png）。") from error
    if done.returncode:
        raise CheckError(f"{name} {arguments[0]}: 終了コード {done.returncode}\n{done.stdout}")
    return done.stdout


def unpacked(archive: Path, folder: Path) -> Path:
    """The folder of the program, freshly unpacked into `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(archive) as package:
        package.extractall(folder)
    return folder / product.NAME
