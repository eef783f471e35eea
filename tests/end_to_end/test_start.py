"""The program starts as a person starts it: the whole process, on each of Qt's platforms."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
"""Seconds after which a start counts as failed."""


def environ(home: Path, platform: str) -> dict[str, str]:
    return {
        **os.environ,
        "OUBO_NAVI_HOME": str(home),
        "QT_QPA_PLATFORM": platform,
        "PYTHONPATH": str(ROOT),
    }


def started(process: subprocess.Popen[bytes], home: Path) -> bool:
    """Whether the window has opened its drafts; it does so after it was first painted."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if (home / "drafts.sqlite3").exists():
            return True
        time.sleep(0.1)
    return False


def stop(process: subprocess.Popen[bytes]) -> str:
    """End the program and whatever it was started through; what it said on stderr."""
    os.killpg(process.pid, signal.SIGKILL)
    return process.communicate(timeout=20)[1].decode()


@pytest.mark.parametrize(
    "platform", ["offscreen", pytest.param("xcb", marks=pytest.mark.slow, id="xcb")]
)
def test_without_arguments_the_window_opens(own_home: Path, platform: str) -> None:
    command = [sys.executable, "-m", "app"]
    if platform == "xcb":
        assert shutil.which("xvfb-run"), "packaging/dev.py test installs xvfb"
        command = ["xvfb-run", "-a", *command]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environ(own_home, platform),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        opened = started(process, own_home)
        alive = process.poll() is None
    finally:
        said = stop(process)
    assert opened, said
    assert alive, said
    assert "Traceback" not in said
