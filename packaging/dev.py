#!/usr/bin/env python3
"""Start, test and check 応募ナビ on a machine that has nothing but Python 3.11.

Usage:
    python3 packaging/dev.py run [arguments of the program]
    python3 packaging/dev.py test [--fast | --full] [arguments of pytest]
    python3 packaging/dev.py test --wine [arguments of pytest]
    python3 packaging/dev.py lint
    python3 packaging/dev.py build [--check | --twice | --linux]
    python3 packaging/dev.py bench [--json FILE] [--only id,id]
    python3 packaging/dev.py shots [--manual]

Whatever is missing is installed first: on Debian the system packages (as root or by sudo), and
everywhere .venv from packaging/requirements.lock. A second start installs nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import environment
import system
from system import SetupError

ROOT = environment.ROOT
OUT = ROOT / "out"
LIBREOFFICE_ON_WINDOWS = Path("C:/Program Files/LibreOffice/program/soffice.exe")


def run(arguments: list[str]) -> int:
    """Open the window; without a display do the main job on the sample by the command line."""
    display = sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    system.ensure(system.WINDOW if display else ())
    environment.ensure_python()
    if display or arguments:
        return _python("-m", "app", *arguments)
    print("画面（ディスプレイ）がないため、ウィンドウは開けません。")
    print(
        "代わりに、サンプルの回答の確認と提出一式の出力を、コマンドラインで行います。", flush=True
    )
    OUT.mkdir(exist_ok=True)
    answers = OUT / "サンプルの回答.json"
    with answers.open("wb") as file:
        if failed := _python("-m", "app", "sample", "complete", to=file):
            return failed
    steps = (["check", str(answers)], ["export", str(answers), "--out", str(OUT / "提出一式")])
    return next(filter(None, (_python("-m", "app", *step) for step in steps)), 0)


def test(arguments: list[str]) -> int:
    """Check style and types, then run the tests. `--fast` leaves out the slow ones.

    `--wine` runs those below the window with a Windows Python instead, as on Windows.
    """
    if "--wine" in arguments:
        return _test_under_wine([argument for argument in arguments if argument != "--wine"])
    fast, full = "--fast" in arguments, "--full" in arguments
    chosen = [argument for argument in arguments if argument not in ("--fast", "--full")]
    system.ensure(system.WINDOW)
    if not fast:
        system.ensure(system.DOCUMENT_CHECKS, ("node", "npm"))
    environment.ensure_python()
    if not fast:
        environment.ensure_validator()
        _demand_checkers()
    if failed := _lint():  # whoever waits for the tests wants their outcome as well
        print("書き方または型の検査に誤りがあります。試験は続けます。", flush=True)
    if fast:
        print("--fast: 時間のかかる試験（slow, full）を省きます。", flush=True)
    marks = ["-m", ""] if full else ["-m", "not slow and not full"] if fast else []
    workers = [] if "-n" in chosen else ["-n", str(min(4, max(2, os.cpu_count() or 2)))]
    # The tests of a file share what is dear to make, such as a walk through the whole window.
    if full:  # tests that draw their own samples read how many they shall draw
        os.environ["OUBO_FULL"] = "1"
    tested = _python("-m", "pytest", *workers, "--dist", "loadfile", *marks, *chosen)
    return failed or tested


def _test_under_wine(arguments: list[str]) -> int:
    system.ensure(system.WINDOW)
    system.ensure(system.WINE)
    environment.ensure_python()
    return _bundle("bundle.wine_tests", *arguments)


def lint(arguments: list[str]) -> int:
    """Check style and types only."""
    if arguments:
        raise SetupError(f"lint に引数は要りません: {' '.join(arguments)}")
    environment.ensure_python()
    return _lint()


def build(arguments: list[str]) -> int:
    """Make the Windows program in dist/: natively on Windows, elsewhere under Wine.

    `--check` starts what was built and holds its output against this source tree's, `--twice`
    builds again and compares the bytes, `--linux` makes a Linux program by the same plan.
    """
    system.ensure(system.WINDOW)
    if "--linux" not in arguments:
        system.ensure(system.WINE, ("git",))
    environment.ensure_python()
    return _bundle("bundle", *arguments)


def bench(arguments: list[str]) -> int:
    """Measure how fast everything is, each figure beside its floor or rival in the same run."""
    system.ensure(system.WINDOW)
    system.ensure(system.DOCUMENT_CHECKS, ("node", "npm"))
    environment.ensure_python()
    os.environ["PYTHONPATH"] = str(ROOT)
    return _python("-m", "tests.bench", *arguments)


def shots(arguments: list[str]) -> int:
    """Make the manual's pictures from the program, and all pages and dialogs in out/shots."""
    system.ensure(system.WINDOW)
    environment.ensure_python()
    return _python("packaging/shots.py", *arguments)


def _bundle(module: str, *arguments: str) -> int:
    """Run a module of packaging/bundle."""
    os.environ["PYTHONPATH"] = str(ROOT / "packaging")
    return _python("-m", module, *arguments)


def _lint() -> int:
    checks = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
    results = []
    for check in checks:
        print(f"--- {' '.join(check)}", flush=True)
        results.append(_python("-m", *check))
    return next(filter(None, results), 0)


def _demand_checkers() -> None:
    """A missing checker fails the tests rather than being skipped."""
    needed = {
        "soffice": "LibreOffice（Writer、Impress）",
        "pdftotext": "poppler-utils",
        "node": "Node.js（18以上）",
    }
    if sys.platform == "linux":
        needed["strace"] = "strace"
    missing = [name for command, name in needed.items() if not _has(command)]
    if missing:
        raise SetupError(f"試験に必要なプログラムがありません: {'、'.join(missing)}")


def _has(command: str) -> bool:
    if shutil.which(command):
        return True
    return command == "soffice" and os.name == "nt" and LIBREOFFICE_ON_WINDOWS.exists()


def _python(*arguments: str, to: object = None) -> int:
    """Run the environment's Python in the project's folder."""
    environ = {**os.environ, "PYTHONUTF8": "1"}
    command = [str(environment.PYTHON), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environ, stdout=to, check=False).returncode  # type: ignore[call-overload]


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "lint": lint,
    "build": build,
    "bench": bench,
    "shots": shots,
}


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - told to whoever starts it with an older one
        print("Python 3.11 以上が必要です。", file=sys.stderr)
        return 2
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    command = COMMANDS.get(arguments[0])
    if command is None:
        known = "、".join(COMMANDS)
        print(f"「{arguments[0]}」という命令はありません。使える命令: {known}", file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
