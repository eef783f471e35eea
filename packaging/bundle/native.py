"""Starts a program built for this very machine, and holds what it makes against the source tree."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bundle import places, product
from bundle.places import CheckError
from bundle.smoke import NOW

ENDING = ".exe" if os.name == "nt" else ""


def check(folder: Path) -> None:
    """Examine and export by the program of the command prompt, which starts the other."""
    with tempfile.TemporaryDirectory(prefix="応募 ナビ ") as place:
        data, answers = Path(place, "データ"), Path(place, "回答.json")
        environ = {**os.environ, "OUBO_NAVI_HOME": str(data), "PYTHONUTF8": "1"}
        built = [str(folder / f"{product.CONSOLE}{ENDING}")]
        source = [sys.executable, "-m", "app"]
        told = _run([*built, "--selftest"], environ)
        print(told)
        answers.write_text(_run([*built, "sample", "complete"], environ), "utf-8")
        targets = [Path(place, name) for name in ("built", "source")]
        for program, target in zip((built, source), targets, strict=True):
            order = ["export", str(answers), "--out", str(target), "--now", NOW]
            _run([*program, *order], environ)
        count = places.demand_equal(*targets)
        print(f"  ✓ 提出一式の {count} ファイルがソースコードからの出力と 1 バイトも違わない")


def _run(command: list[str], environ: dict[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=product.ROOT,
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise CheckError(f"終了コード {done.returncode}: {command}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    try:
        check(Path(sys.argv[1]))
    except CheckError as error:
        sys.exit(f"  ✗ {error}")
