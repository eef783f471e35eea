"""Faults of our own on the command line: told apart from those of user and PC, and recorded."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from app import private

if TYPE_CHECKING:
    from app.environment import AppPaths

UNEXPECTED = "予期しない不具合が起きました。"
PLEASE_TELL = "データは失われていません。同じ操作で繰り返すときは、次の記録をお知らせください。"


def record(error: Exception, paths: AppPaths) -> str:
    """Write down where the program failed, without what anybody answered; where that is."""
    lines = [*traceback.format_tb(error.__traceback__), type(error).__qualname__, "\n"]
    log = paths.data / "logs" / "oubo-navi.log"
    try:
        private.folder(log.parent)
        private.file(log)
        with log.open("a", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError:
        return ""
    return f"{PLEASE_TELL}\n{log}"
