"""The program's start: a window without arguments, the command line with a subcommand."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program; the exit code. The only place that finds folders and clock itself."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        return _window()
    from app.cli import main as command
    from app.environment import SystemClock, find_paths

    return command(given, paths=find_paths(), clock=SystemClock(), open_window=_window)


def _window() -> int:
    from app.environment import SystemClock, find_paths
    from app.ui.application import run

    return run([], find_paths(), SystemClock())


if __name__ == "__main__":
    sys.exit(main())
