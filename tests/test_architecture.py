"""Imports run one way; heavy libraries wait until the window is painted; Qt stays in its rooms."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_archon import archrule

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app"
LAYERS = ("calls", "drafts", "review", "documents", "preview", "ui")
"""From the lowest up; a layer may use those before it, never those after it."""
ROOMS = {
    "PySide6": {"ui", "preview"},
    "docx": {"documents", "preview"},
    "pptx": {"documents", "preview"},
    "lxml": {"documents", "preview"},
    "sqlite_utils": {"drafts"},
    "sqlite3": {"drafts"},
    "click": {"cli"},
    "simpleeval": {"calls"},
}
"""Libraries, and the only rooms of the house that may import them."""
LATE = (
    *("docx", "pptx", "lxml", "sqlite_utils", "pydantic", "click", "simpleeval", "sqlite3", "html"),
    "PySide6.QtCore.Qt",  # more enumerations than all the rest together
)
"""What must not be loaded before the first window is painted."""


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_never_reaches_up(layer: str) -> None:
    above = [f"app.{name}*" for name in (*LAYERS[LAYERS.index(layer) + 1 :], "cli")]
    rule = archrule(f"{layer} is below {', '.join(above)}").match(f"app.{layer}*")
    rule.should_not_import(*above).check("app", only_direct_imports=True)


def test_the_command_line_stands_beside_the_window() -> None:
    rule = archrule("cli beside ui").match("app.cli*")
    rule.should_not_import("app.ui*").check("app", only_direct_imports=True)


def test_nothing_depends_on_the_composition_root() -> None:
    rule = archrule("root").match("app.*").exclude("app.__main__")
    rule.should_not_import("app.__main__").check("app", only_direct_imports=True)


@pytest.mark.parametrize(("library", "rooms"), ROOMS.items())
def test_a_library_stays_in_its_rooms(library: str, rooms: set[str]) -> None:
    elsewhere = {
        str(path.relative_to(ROOT))
        for path in APP.rglob("*.py")
        if library in _imported(path) and path.relative_to(APP).parts[0] not in rooms
    }
    assert not elsewhere


def test_only_the_environment_asks_for_the_time() -> None:
    """A clock is handed in: nobody else calls now() or today() of datetime, date or time."""
    askers = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in APP.rglob("*.py")
        if path.name != "environment.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _asks_for_time(node.func)
    }
    assert not askers


def test_no_python_knows_a_call() -> None:
    """A call is data: nothing of the R7 call stands in the program."""
    words = ("r7-dx-jinzai", "tiikijouhou", "総務省", "2026-03-16", "2025-04-10")
    knowing = {
        f"{path.relative_to(ROOT)}: {word}"
        for path in APP.rglob("*.py")
        for word in words
        if word in _code(path)
    }
    assert not knowing


def test_files_stay_small() -> None:
    lengths = sorted(
        (len(path.read_text("utf-8").splitlines()), str(path.relative_to(ROOT)))
        for path in APP.rglob("*.py")
    )
    assert [entry for entry in lengths if entry[0] > 400] == []
    assert lengths[len(lengths) // 2][0] <= 150


def test_heavy_libraries_wait_for_the_first_paint(own_home: Path) -> None:
    """Starts the program's window and looks at what was loaded when it was first painted."""
    probe = ROOT / "tests" / "first_paint.py"
    command = [sys.executable, str(probe), "PySide6", *LATE]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout.splitlines()[-1]) == ["PySide6"]


def test_nothing_reads_the_source_of_what_is_imported() -> None:
    """PySide's own import would, to look for its __feature__."""
    code = "import app.ui, linecache, html.parser; print(html.parser.__file__ in linecache.cache)"
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert found.stdout.strip() == "False", found.stderr


def test_the_command_line_needs_no_qt() -> None:
    code = "import sys, app.cli; print([m for m in sys.modules if m.startswith('PySide6')])"
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert found.stdout.strip() == "[]", found.stderr


def _imported(path: Path) -> set[str]:
    """Top-level packages a file imports anywhere, other than for type checking only."""
    found: set[str] = set()
    pending: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and _is_type_checking(node.test):
            pending.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
        pending.extend(ast.iter_child_nodes(node))
    return found


def _is_type_checking(test: ast.AST) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def _asks_for_time(function: ast.AST) -> bool:
    if not isinstance(function, ast.Attribute) or function.attr not in ("now", "today", "utcnow"):
        return False
    return isinstance(function.value, ast.Name) and function.value.id in ("datetime", "date")


def _code(path: Path) -> str:
    """The texts in a file's code, without docstrings and comments, which may name examples."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr) and _is_docstring(node)}
    constants = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in told)
    return "\n".join(str(constant.value) for constant in constants)


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
