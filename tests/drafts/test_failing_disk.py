"""Calls of the operating system fail, one time of so many: nothing that was taken is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drafts.conftest import ROOT

PRELOADED = "/usr/lib/fiu/fiu_posix_preload.so"
"""Of Debian's libfiu0, which packaging/system.py installs for the tests."""


@pytest.mark.slow
@pytest.mark.skipif("sys.platform != 'linux'", reason="libfiu stands in for calls of Linux")
def test_every_nth_call_of_the_system_fails(database: Path) -> None:
    environ = {**os.environ, "LD_PRELOAD": PRELOADED}
    command = [sys.executable, "-m", "tests.drafts.failing", str(database)]
    found = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    refused: dict[str, int] = {}
    failed: dict[str, int] = {}
    for line in found.stdout.splitlines():
        call, _, hits, refusals = line.split()
        failed[call] = failed.get(call, 0) + int(hits)
        refused[call] = refused.get(call, 0) + int(refusals)
    assert all(failed.values()), failed
    assert refused["posix/io/rw/pwrite"]
    assert refused["posix/io/sync/fdatasync"]
