"""The program's start: a window without arguments or with files, else the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program; the exit code. The only place that finds folders and clock itself."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    files = [Path(argument) for argument in given]
    if all(file.suffix and file.is_file() for file in files):  # as after a double click on a draft
        return _window(files)
    if given[0] == "--selftest":
        return _selftest(given[1:])
    from app.cli import main as command
    from app.environment import SystemClock, find_paths

    return command(given, paths=find_paths(), clock=SystemClock(), open_window=_window)


def _window(files: Sequence[Path] = ()) -> int:
    from app.environment import SystemClock, find_paths
    from app.ui.application import run

    return run([], find_paths(), SystemClock(), files=files)


def _selftest(arguments: Sequence[str]) -> int:
    from app.environment import SystemClock, find_paths
    from app.ui.selftest import run

    return run(arguments, find_paths(), SystemClock())


if __name__ == "__main__":
    sys.exit(main())
