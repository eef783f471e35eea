"""The packed program: how large it is and how soon it is there, beside a bare one packed alike.

Figures of what was not built (`dev.py build`) are left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.bench import sample
from tests.bench.figure import Figure, compared

PACKAGING = sample.ROOT / "packaging"
BUILT = sample.ROOT / "build"


def figures() -> list[Figure]:
    found: list[Figure] = []
    for system, mark in (("linux", ""), ("windows", "_wine")):
        if (BUILT / system / "dist").exists():
            try:
                found += _figures(_starts(system), mark)
            except subprocess.CalledProcessError as error:
                print(f"{system}: {error.stderr.decode()[-500:]}", file=sys.stderr)
        else:
            print(f"{system}: not built, its figures are left out", file=sys.stderr)
    return found


def _starts(system: str) -> dict[str, Any]:
    made = subprocess.run(
        [sys.executable, "-m", "bundle.starting", system],
        cwd=PACKAGING, check=True, capture_output=True, timeout=1_200,
    )  # fmt: skip
    found: Any = json.loads(made.stdout)
    return dict(found[0] if isinstance(found, list) else found)


def _figures(starts: dict[str, Any], mark: str) -> list[Figure]:
    ours, beside = ([s * 1000 for s in starts[key]] for key in ("ours", "beside"))
    system, bare = starts["system"], "a bare PySide6 program packed the same way"
    start = compared(f"start_frozen{mark}", ours, beside, "ms", f"start, packed ({system})", bare)
    size, floor = starts["ours_megabytes"], starts["beside_megabytes"]
    name = "size" if mark else "size_linux"
    return [start, Figure(name, size, floor, size / floor, "MB", f"folder ({system})", bare)]
