"""The self-test's fonts and its report: printed, written to a file, or shown in a window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMessageBox

from app import selftest

if TYPE_CHECKING:
    from app.environment import AppPaths, Clock

PASSED, FAILED, UNWRITTEN = 0, 1, 2
"""Exit codes: nothing wrong; something is; the report cannot be written where it was asked for."""
TITLE = "自己診断"
UNWRITABLE = "結果を「{path}」に書き込めません。"


def run(arguments: Sequence[str], paths: AppPaths, clock: Clock) -> int:
    """`[file]`: where the report goes; without it to the console, and without one to a window."""
    from app.preview import fonts

    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([sys.argv[0]])
    outcomes = selftest.examine(paths, clock, lambda family: bool(fonts.installed(family)))
    text = selftest.report(paths, outcomes)
    code = PASSED if selftest.passed(outcomes) else FAILED
    if arguments:
        code = _write(Path(arguments[0]), text) or code
    elif sys.stdout is not None:
        sys.stdout.write(text)
    else:
        _show(text)
    application.quit()
    return code


def _write(path: Path, text: str) -> int:
    try:
        path.write_text(text, "utf-8-sig")  # the mark lets every Notepad know the encoding
    except OSError:
        if sys.stderr is not None:
            sys.stderr.write(UNWRITABLE.format(path=path) + "\n")
        return UNWRITTEN
    return 0


def _show(text: str) -> None:
    box = QMessageBox(QMessageBox.Icon.Information, TITLE, text)
    box.exec()
