"""The program's start: a window without arguments, the command line with a subcommand."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program; the exit code. The only place that finds folders and clock itself."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given:
        return _command(given)
    from app.environment import SystemClock, find_paths
    from app.ui.application import run

    return run(given, find_paths(), SystemClock())


def _command(given: list[str]) -> int:
    from app.cli import main as command

    found = command(args=given, prog_name="oubo-navi", standalone_mode=True)
    return int(found or 0)


if __name__ == "__main__":
    sys.exit(main())
