"""What is left out of the built program is not missed by it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bundle import pieces

ROOT = Path(__file__).resolve().parents[2]
WITHOUT = """
import importlib.abc, sys
excluded = set({excluded!r})

class LeftOut(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in excluded:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, LeftOut())
exec(open("packaging/bundle/without_network.py", encoding="utf-8").read())
sys.argv[1:] = {arguments!r}
{code}
"""
MAIN = "from app.__main__ import main; sys.exit(main())"
WINDOW = """
from PySide6.QtCore import QTimer
from app.environment import SystemClock, find_paths
from app.ui import application
class Watched(application.Desktop):
    def _show(self, shelf, opened):
        super()._show(shelf, opened)
        assert self.window.home is not None, "the drafts are not there"
        QTimer.singleShot(0, self._app.quit)
application.Desktop = Watched
sys.exit(application.run([], find_paths(), SystemClock()))
"""


def run(code: str, *arguments: str) -> str:
    """Run the program as the built one does: without what is left out."""
    program = WITHOUT.format(excluded=pieces.EXCLUDED, arguments=list(arguments), code=code)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_sample_is_exported_without_what_is_left_out(tmp_path: Path) -> None:
    answers = tmp_path / "回答.json"
    answers.write_text(run(MAIN, "sample", "complete"), "utf-8")
    assert json.loads(answers.read_text("utf-8"))["practice"]
    target = tmp_path / "提出一式"
    run(MAIN, "export", str(answers), "--out", str(target), "--now", "2025-04-01T09:00")
    assert {path.suffix for path in target.iterdir()} >= {".docx", ".pptx", ".eml", ".html"}


def test_the_window_opens_without_what_is_left_out() -> None:
    run(WINDOW)


def test_the_system_is_known_where_there_is_no_uname_as_on_windows() -> None:
    """There platform.uname() asks socket for the PC's name."""
    code = "import os, platform; vars(os).pop('uname', None); print(platform.uname())"
    assert "node=" in run(code)


def test_the_self_test_passes_without_what_is_left_out() -> None:
    assert "異常はありません。" in run(MAIN, "--selftest")


@pytest.mark.parametrize(
    "name",
    [
        r"PySide6\opengl32sw.dll",
        r"PySide6\Qt6Network.dll",
        r"PySide6\plugins\tls\qopensslbackend.dll",
        r"PySide6\plugins\imageformats\qwebp.dll",
        r"PySide6\translations\qtbase_de.qm",
        r"PySide6\translations\qt_ja.qm",
        "PySide6/Qt/plugins/imageformats/libqwebp.so",
        "tzdata/zoneinfo/Asia/Tokyo",
        "libcrypto-3.dll",
    ],
)
def test_left_out(name: str) -> None:
    assert not pieces.wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        r"PySide6\Qt6Core.dll",
        r"PySide6\plugins\platforms\qwindows.dll",
        r"PySide6\plugins\imageformats\qsvg.dll",
        r"PySide6\translations\qtbase_ja.qm",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        r"docx\templates\default.docx",
        "python311.dll",
    ],
)
def test_kept(name: str) -> None:
    assert pieces.wanted(name)


def test_of_pillow_the_formats_of_office_are_kept() -> None:
    assert pieces.wanted_module("PIL.PngImagePlugin")
    assert not pieces.wanted_module("PIL.AvifImagePlugin")
    assert pieces.wanted_module("PIL.Image")
