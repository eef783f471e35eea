"""The window never stands still: a tour of all pages with a watchdog at the event loop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.end_to_end.sittings import ROOT

LONGEST = 300
"""Seconds for the whole tour on a busy machine."""


def tour(home: Path) -> dict[str, str]:
    """What held the window for more than a tenth of a second, by what was done then."""
    environ = {**os.environ, "OUBO_NAVI_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.end_to_end.tour"]
    found = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, encoding="utf-8", timeout=LONGEST
    )
    assert found.returncode == 0, found.stderr
    assert "Traceback" not in found.stderr, found.stderr
    return {line.split(":")[0]: line for line in json.loads(found.stdout)}


def test_nothing_holds_the_window_for_a_tenth_of_a_second(tmp_path: Path) -> None:
    stalls = tour(tmp_path / "一度目")
    for time in ("二度目", "三度目"):  # what is slow is slow every time
        if stalls:
            again = tour(tmp_path / time)
            stalls = {during: stall for during, stall in stalls.items() if during in again}
    assert stalls == {}
