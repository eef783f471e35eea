"""A window of a Windows program on Wine's screen, from its start to its own orderly end."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bundle import product, wine
from bundle.places import CheckError

PATIENCE = 90
"""Seconds for a start, an export, an end."""
BETWEEN_KEYS = 0.5
"""Seconds from key to key, as of a person who looks at what a key did."""
STILL = 4
"""Seconds without a change after which a window has read what it reads."""


class window:  # noqa: N801 - used as `with window(...)`
    """The program's window on the screen, from its start to its own orderly end."""

    def __init__(
        self,
        machine: wine.Wine,
        program: Path,
        *arguments: str,
        command: Sequence[str] = (),
    ) -> None:
        """`command`: how it is started, if not by itself."""
        self._wine, self._program = machine, program
        # By its place on drive C: as on Windows, and long paths are not made longer.
        itself = machine.command(wine.local(program, machine), *arguments)
        self._command = list(command) or itself

    def __enter__(self) -> window:
        self._process = subprocess.Popen(
            self._command,
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
            until(lambda: not self.titles(), "ウィンドウが閉じません。")
            self._wine.wait()  # what was started by another program may still be at its end
            if self._process.returncode or told.strip():
                raise CheckError(f"終了コード {self._process.returncode}: {told.decode('utf-8')}")
        else:
            self._process.kill()

    def titles(self) -> list[str]:
        """The windows of the program on the screen, as X numbers them."""
        return self._xdotool("search", "--onlyvisible", "--name", product.TITLE).split()

    def await_title(self, holds: Callable[[str], bool], failure: str) -> None:
        """Until what the window is called says that it has come so far."""
        until(lambda: any(holds(self._xdotool("getwindowname", n)) for n in self.titles()), failure)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is, by X's names of them."""
        self._xdotool("windowfocus", "--sync", self.titles()[0])
        for key in keys:
            self._xdotool("key", key)
            time.sleep(BETWEEN_KEYS)

    def _xdotool(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        environ = self._wine.environ()
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
        return done.stdout.strip()

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
