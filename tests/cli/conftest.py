"""The command line as a person meets it: a process of its own, without a display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"


@dataclass(frozen=True)
class Outcome:
    """What a run of the program gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Program = Callable[..., Outcome]


@pytest.fixture
def program(own_home: Path, tmp_path: Path) -> Program:
    """Runs `python -m app` in an empty folder, on a console that is not UTF-8."""
    environ = {
        **{k: v for k, v in os.environ.items() if k not in ("DISPLAY", "PYTHONUTF8")},
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "cp932",
        "OUBO_NAVI_HOME": str(own_home),
    }

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        command = [sys.executable, "-m", "app", *map(str, arguments)]
        found = subprocess.run(
            command, cwd=tmp_path, env=environ, input=stdin, capture_output=True, timeout=120
        )
        out, err = found.stdout.decode("utf-8"), found.stderr.decode("utf-8")
        assert "Traceback" not in err
        return Outcome(found.returncode, out, err)

    return run


@pytest.fixture
def answers(tmp_path: Path) -> Callable[..., Path]:
    """Writes an answers file: a sample's content with some answers changed."""

    def write(name: str = "answers.json", sample: str = "complete", **top: Any) -> Path:
        content = json.loads((SAMPLES / f"{sample}.json").read_text("utf-8"))
        changed = top.pop("answers", {})
        content |= top
        content["answers"] |= changed
        content["answers"] = {k: v for k, v in content["answers"].items() if v is not None}
        path = tmp_path / name
        path.write_text(json.dumps(content, ensure_ascii=True), "utf-8")
        return path

    return write
