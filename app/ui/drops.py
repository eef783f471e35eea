"""Files dropped on the window: a table from the kind of file to what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from app.ui import texts

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


def _supplements(window: MainWindow, files: list[Path]) -> None:
    from app.ui.editor import supplementing

    if window.session is None or (asked := supplementing.asked(window.session)) is None:
        return
    if window.go("editor") and window.of_draft is not None:
        supplementing.add(window.of_draft.page("editor"), asked, files)  # type: ignore[arg-type]


class Kind(NamedTuple):
    """Files that are taken in one way."""

    endings: tuple[str, ...]
    take: Taker
    words: str
    """What is said while such files are dragged over the window."""


KINDS = (
    Kind((".json",), _answers, texts.DROP_ANSWERS),
    Kind((".oubo",), _draft_file, texts.DROP_DRAFT),
    Kind((".docx", ".pptx"), _documents, texts.DROP_FORMS),
)
OTHERS = Kind((), _supplements, texts.DROP_SUPPLEMENTS)
"""Any other file, while a draft is open that takes supplements."""


def local(data: QMimeData) -> list[Path]:
    """The local files of a drop, whatever their kind."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def is_file_alone(data: QMimeData) -> bool:
    """Whether files are all there is; Qt would make a text of their addresses."""
    return bool(local(data)) and not data.hasFormat("text/plain")


def offered(window: MainWindow, event: QDragMoveEvent) -> None:
    """Say what the window does with what is dragged over it, also where that is nothing."""
    paths = local(event.mimeData())
    if window.desk is not None and paths:
        as_copy(event)
        kind = _kind(window, paths[0])
        words = kind.words if kind else texts.DROP_NOT_HERE
        window.drop_hint.tell(words, taken=kind is not None)


def dropped(window: MainWindow, event: QDropEvent) -> None:
    """Take what fell on the window, once whoever let it fall goes on: it waits until then."""
    paths = local(event.mimeData())
    window.drop_hint.hide()
    if window.desk is not None and paths:
        as_copy(event)
        QTimer.singleShot(0, window, lambda: _take_or_refuse(window, paths))


def _take_or_refuse(window: MainWindow, paths: Sequence[Path]) -> None:
    if not take(window, paths):
        text = texts.DROP_REFUSED.format(name=paths[0].name, why=_refusal(window))
        window.banners.tell("drop", "warning", text, passing=True)


def _refusal(window: MainWindow) -> str:
    """Why a file of another kind is not taken now, and what would be."""
    if window.session is None:
        return texts.DROP_NO_DRAFT
    return texts.DROP_READING if window.session.only_reading else texts.DROP_NO_SUPPLEMENTS


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
    if not paths or (kind := _kind(window, paths[0])) is None:
        return False
    kind.take(window, [path for path in paths if _kind(window, path) is kind])
    return True


def _kind(window: MainWindow, path: Path) -> Kind | None:
    from app.ui.editor import supplementing

    for kind in KINDS:
        if path.suffix.lower() in kind.endings:
            return kind
    takes = window.session is not None and supplementing.asked(window.session) is not None
    return OTHERS if takes else None
