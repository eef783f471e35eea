"""A whole session opens no connection: nothing leaves the PC, and nothing is asked for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.calls import loader

ROOT = Path(__file__).resolve().parents[2]
CALL = "r7-dx-jinzai"
NOW = "2025-04-03T10:00"
OPENED = re.compile(r"\bsocket(?:pair)?\((\w+)")
"""The address family in a line of strace."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")
def test_a_session_from_its_start_to_the_export_opens_local_sockets_only(
    own_home: Path, tmp_path: Path
) -> None:
    """The window is opened, a section filled, everything checked, reviewed and written out."""
    text = (ROOT / "resources" / "samples" / "complete.json").read_text("utf-8")
    answers = json.loads(text.replace("（サンプル）", "").replace("サンプル", "市"))["answers"]
    source = tmp_path / "回答.json"
    content = json.dumps({"call": CALL, "answers": answers}, ensure_ascii=False)
    source.write_text(content, "utf-8")
    imported = watched(tmp_path / "import", "-m", "app", "drafts", "import", str(source))
    last = loader.load(ROOT / "forms" / CALL).sections[-1].id
    plan = tmp_path / "plan.json"
    target = tmp_path / "提出一式"
    steps = {"open": True, "fill": [last], "target": str(target)}
    plan.write_text(json.dumps({"call": CALL, "answers": answers, **steps}), "utf-8")
    worked = watched(tmp_path / "work", "-m", "tests.end_to_end.driver", str(plan))
    examined = watched(tmp_path / "selftest", "-m", "app", "--selftest")
    assert any(target.iterdir())
    assert imported | worked | examined <= {"AF_UNIX"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")
def test_the_watch_sees_a_connection(tmp_path: Path) -> None:
    code = "import socket; socket.socket(socket.AF_INET).close()"
    assert watched(tmp_path / "seen", "-c", code) == {"AF_INET"}


def watched(log: Path, *arguments: str) -> set[str]:
    """Run Python with these arguments; the families of all sockets it opened, children too."""
    strace = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket,socketpair,connect"]
    done = subprocess.run(
        [*strace, "-o", str(log), sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(OPENED.findall(log.read_text("utf-8")))
