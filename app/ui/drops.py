"""Files dropped on the window: a table from the kind of file to what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

Taker = Callable[["MainWindow", list[Path]], object]
"""Takes the dropped files of its kind."""


def _answers(window: MainWindow, files: list[Path]) -> None:
    if window.go("home") and window.home is not None:
        window.home.begin_from(files[0])


def _draft_file(window: MainWindow, files: list[Path]) -> None:
    from app.ui.draft_files.taking import take

    take(window, files[0])


def _documents(window: MainWindow, files: list[Path]) -> None:
    from app.ui.reading.taking import take

    take(window, files)


TAKERS: tuple[tuple[tuple[str, ...], Taker], ...] = (
    ((".json",), _answers),
    ((".oubo",), _draft_file),
    ((".docx", ".pptx"), _documents),
)
"""File name endings and who takes such files."""


def files(data: QMimeData) -> list[Path]:
    """The local files of a drop that somebody takes."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if _taker(path) is not None]


def take(window: MainWindow, paths: Sequence[Path]) -> bool:
    """Hand the files to the taker of the first one's kind, with all others of that kind."""
    if not paths or (taker := _taker(paths[0])) is None:
        return False
    taker(window, [path for path in paths if _taker(path) is taker])
    return True


def _taker(path: Path) -> Taker | None:
    for endings, taker in TAKERS:
        if path.suffix.lower() in endings:
            return taker
    return None
