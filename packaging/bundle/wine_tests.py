"""The tests with Windows' Python under Wine: what differs on Windows shows here.

`python -m bundle.wine_tests [arguments of pytest]`. Without a place among the arguments the rooms
below the window are tested, and of the window what Wine can.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bundle.building import ONE_WAY
from bundle.hosts import Wined, windows

BELOW = ("tests/calls", "tests/drafts", "tests/review", "tests/documents", "tests/packs")
WINDOW = (
    *("tests/ui/fields", "tests/ui/test_application.py", "tests/ui/test_home.py"),
    *("tests/ui/test_main_window.py", "tests/ui/test_selftest.py", "tests/ui/test_theme.py"),
)
"""Of the window's tests those that need neither pages rendered in a set time nor a checker."""
PLACES = (*BELOW, *WINDOW, "tests/test_moving.py", "tests/test_selftest.py")
LEFT_OUT: dict[str, str] = {}
"""Tests that Wine cannot run, by the start of their name, and why."""


def run(arguments: Sequence[str]) -> int:
    """The exit code of pytest."""
    places = [] if any(argument.startswith("tests") for argument in arguments) else PLACES
    deselected = [f"--deselect={name}" for name in LEFT_OUT]
    for name, reason in LEFT_OUT.items():
        print(f"Wine では実行しません: {name}（{reason}）", flush=True)
    with windows() as host:
        if not isinstance(host, Wined):
            sys.exit("Windows では、dev.py test を --wine なしで実行してください。")
        # No worker processes: each would load Python and Qt anew, which takes Wine seconds.
        fixed = ["-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow and not full"]
        return host.python(
            *("-m", "pytest", *fixed, *deselected, *places, *arguments), environ=dict(ONE_WAY)
        )


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
