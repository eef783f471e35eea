"""Files dropped on the window: a table from the kind of file to what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QDragMoveEvent

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
    return [path for path in local(data) if _taker(path) is not None]


def local(data: QMimeData) -> list[Path]:
    """The local files of a drop, whatever their kind."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def is_file_alone(data: QMimeData) -> bool:
    """Whether files are all there is; Qt would make a text of their addresses."""
    return bool(local(data)) and not data.hasFormat("text/plain")


def offered(window: MainWindow, event: QDragMoveEvent) -> None:
    """Say whether the window takes what is dragged over it."""
    if window.desk is not None and files(event.mimeData()):
        as_copy(event)


def dropped(window: MainWindow, event: QDropEvent) -> None:
    """Take what fell on the window, once whoever let it fall goes on: it waits until then."""
    paths = files(event.mimeData())
    if window.desk is not None and paths:
        as_copy(event)
        QTimer.singleShot(0, window, lambda: take(window, paths))


def as_copy(event: QDropEvent) -> None:
    """Accept files as a copy: where they are moved, the file manager deletes them afterwards."""
    event.setDropAction(QtCore.Qt.DropAction.CopyAction)
    event.accept()


def leave_files(widget: QWidget) -> None:
    """Have files that fall on an input for text go to what it stands on.

    Qt would write their addresses into it.
    """
    from PySide6.QtWidgets import QAbstractScrollArea

    shown = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    shown.installEventFilter(_Leaving(widget))


class _Leaving(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and local(event.mimeData()):
            event.ignore()
            return True
        return False


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
