"""Sittings at the real program, each a process of its own, seen from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 480
"""Seconds after which a sitting that says nothing more is ended."""


class Sitting:
    """A running driver and what it has said."""

    def __init__(self, process: subprocess.Popen[str], errors: Path) -> None:
        self._process, self._errors = process, errors
        self.said: list[dict[str, Any]] = []

    def until(self, event: str) -> dict[str, Any]:
        """Wait for an event. Fails with the program's own words if it ends before."""
        assert self._process.stdout
        for line in self._process.stdout:
            self.said.append(json.loads(line))
            if self.said[-1]["event"] == event:
                return self.said[-1]
        last = self.said[-3:]
        raise AssertionError(f"ended before {event!r}, after {last}\n{self._words()}")

    def kill(self) -> None:
        """End the program as a power cut does."""
        self._process.send_signal(signal.SIGKILL)
        assert self._process.wait() == -signal.SIGKILL

    def ends_well(self) -> None:
        """The program ends by itself, and has complained of nothing."""
        assert self._process.wait(LONGEST) == 0, self._words()
        assert "Traceback" not in self._words()

    def _words(self) -> str:
        return self._errors.read_text("utf-8", "replace")


@contextmanager
def sitting(home: Path, plan: Mapping[str, Any]) -> Iterator[Sitting]:
    """Start the program with its data in `home` and let the driver follow the plan."""
    home.parent.mkdir(parents=True, exist_ok=True)
    place = home.parent / "plan.json"
    place.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    errors = home.parent / "stderr.txt"
    environ = {**os.environ, "OUBO_NAVI_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.end_to_end.driver", str(place)]
    with errors.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=stream, encoding="utf-8"
        )
    watchdog = threading.Timer(LONGEST, process.kill)
    watchdog.start()
    try:
        yield Sitting(process, errors)
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()
