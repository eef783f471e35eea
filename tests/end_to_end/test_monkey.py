"""Random acts at the real window break nothing; opening and closing a draft leaves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.sittings import ROOT

WHOLE = bool(os.environ.get("OUBO_FULL"))
STEPS = 10_000 if WHOLE else 300
ROUNDS = 1_000 if WHOLE else 12
GROWTH = 200_000_000 if WHOLE else 40_000_000
"""Bytes the program may have grown by after so many rounds."""


def ran(home: Path, *arguments: str) -> str:
    environ = {**os.environ, "OUBO_NAVI_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    found = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=environ, capture_output=True, text=True
    )
    assert found.returncode == 0, f"{found.returncode}\n{found.stderr[-6000:]}"
    return found.stdout


@pytest.mark.parametrize("seed", [1, 2] if not WHOLE else [1])
def test_nothing_a_monkey_does_breaks_the_window(tmp_path: Path, seed: int) -> None:
    assert ran(tmp_path, "tests.end_to_end.monkey", str(seed), str(STEPS)) == f"{STEPS} steps\n"


def test_opening_and_closing_a_draft_leaves_nothing_behind(tmp_path: Path) -> None:
    grown = int(ran(tmp_path, "tests.end_to_end.opening", str(ROUNDS)))
    assert grown < GROWTH
