"""`python -m tests.bench [--json FILE] [--only id,id]`: every figure beside its floor or rival.

A module's figures are measured by themselves, so that one's rubbish does not weigh on another's.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.table import table

MODULES = {
    "starting": ("start", "start_ready", "memory"),
    "packed": ("start_frozen", "size"),
    "typing": ("key_press",),
    "storing": ("commit", "home_growth", "search_growth"),
    "drafts": ("size_growth",),
    "reviewing": ("review", "review_key", "review_growth", "bulk_growth"),
    "documents": ("export", "export_growth", "export_docxtpl", "preview", "read"),
}
"""Which module measures which figures."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    parser.add_argument("--only", default="", help="ids of figures, with commas between")
    parser.add_argument("--module", choices=MODULES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.module:
        return _one(options.module, options.json)
    wanted = set(filter(None, options.only.split(",")))
    modules = [name for name, ids in MODULES.items() if not wanted or wanted & set(ids)]
    figures = [figure for name in modules for figure in _apart(name)]
    if wanted:
        figures = [f for f in figures if any(f.id.startswith(name) for name in wanted)]
    print(table(figures))
    if options.json:
        found = {"figures": [figure.as_json() for figure in figures]}
        options.json.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    measured = {name for name in modules if any(f.id.startswith(MODULES[name]) for f in figures)}
    return 0 if measured == set(modules) else 1


def _one(module: str, target: Path) -> int:
    figures = importlib.import_module(f"tests.bench.{module}").figures()
    said = [{name: getattr(figure, name) for name in Figure.__slots__} for figure in figures]
    target.write_text(json.dumps(said), "utf-8")
    return 0


def _apart(module: str) -> list[Figure]:
    """A module's figures, measured in a process of its own."""
    print(f"… {module}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "figures.json"
        command = [sys.executable, "-m", "tests.bench", "--module", module, "--json", str(target)]
        if subprocess.run(command).returncode:
            print(f"{module} failed: its figures are left out", file=sys.stderr, flush=True)
            return []
        return [Figure(**said) for said in json.loads(target.read_text("utf-8"))]


if __name__ == "__main__":
    sys.exit(main())
