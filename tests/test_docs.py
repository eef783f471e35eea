"""What README.md says is true: its commands run, its tables are complete, its places exist."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from app import __version__
from app.cli.program import program

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DEV = ROOT / "packaging" / "dev.py"


def first_cells(heading: str) -> list[str]:
    """The first column of the table below a heading, without code marks."""
    section = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [row.split("|")[1].strip().strip("`") for row in rows[2:]]


def test_every_dependency_is_in_the_table_and_no_other() -> None:
    names = {re.split(r"[><=;\[ ]", entry)[0] for entry in PROJECT["project"]["dependencies"]}
    assert set(first_cells("Dependencies")) == names


def test_every_folder_of_the_layout_exists_and_no_other() -> None:
    told = {cell.rstrip("/") for cell in first_cells("Layout")}
    rooms = {
        f"app/{path.name}" for path in (ROOT / "app").iterdir() if (path / "__init__.py").exists()
    }
    assert all((ROOT / folder).is_dir() for folder in told)
    assert {folder for folder in told if folder.startswith("app/")} == rooms


def test_every_subcommand_is_told() -> None:
    assert [cell.split()[0] for cell in first_cells("コマンドライン")] == list(program.commands)
    drafts = program.commands["drafts"]
    assert isinstance(drafts, click.Group)
    row = next(line for line in README.splitlines() if line.startswith("| `drafts"))
    told = {name.split()[-1] for name in re.findall(r"`([^`]+)`", row)}
    assert told == set(drafts.commands)


@pytest.mark.parametrize("command", ["run", "test", "lint", "build"])
def test_dev_offers_what_is_told(command: str) -> None:
    assert f"dev.py {command}" in README
    assert f"dev.py {command}" in DEV.read_text("utf-8").split('"""')[1]


def test_dev_refuses_a_command_that_it_does_not_have() -> None:
    found = subprocess.run(
        [sys.executable, str(DEV), "fly"], capture_output=True, text=True, timeout=60
    )
    assert found.returncode == 2
    assert "「fly」という命令はありません" in found.stderr
    assert "Traceback" not in found.stderr


def test_dev_and_the_lock_file_hold_no_addresses() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    npm = (ROOT / "packaging" / "ooxml" / "package-lock.json").read_text("utf-8")
    assert "://" not in lock
    assert "://" not in npm
    assert "resolved" not in npm


def test_every_dependency_is_locked_with_a_hash() -> None:
    lock = (ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    for entry in PROJECT["project"]["dependencies"]:
        name = re.split(r"[><=;\[ ]", entry)[0]
        assert re.search(rf"^{name}==\S+.*\\\n    --hash=sha256:", lock, re.MULTILINE), name


def test_versions_agree() -> None:
    assert PROJECT["project"]["version"] == __version__


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target
