"""Looking for words in all answers while somebody writes what to look for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import KnownError
from app.ui import tasks
from app.ui.home import texts

if TYPE_CHECKING:
    from app.calls.loader import Shelf
    from app.drafts.contract import DraftStore
    from app.drafts.search import Hit

AFTER = 250
"""Milliseconds without a further letter before the answers are looked through."""


class AnswerSearch(QObject):
    """Looks through the answers off the window's thread, and tells where the words stand."""

    found = Signal(str, object)
    """The words, and for each draft's uid the first place as text."""

    def __init__(self, store: DraftStore, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._labels: dict[str, str] = {}
        self._words = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self._go)

    def know(self, shelf: Shelf) -> None:
        """Name the places by the questions of these packs."""
        self._labels = {
            question.id: question.label
            for call in shelf.calls.values()
            for question in call.questions.values()
        }

    def look(self, words: str) -> None:
        """Look for these words, unless others follow at once."""
        self._words = words
        if words.strip():
            self._timer.start()
        else:
            self._timer.stop()

    def _go(self) -> None:
        words = self._words
        tasks.start(
            lambda _report, _cancelled: self._store.search(words),
            lambda hits: self._tell(words, hits),
            self._failed,
        )

    def _tell(self, words: str, hits: list[Hit]) -> None:
        places: dict[str, str] = {}
        for hit in hits:
            label = self._labels.get(hit.question, "")
            places.setdefault(hit.uid, texts.FOUND.format(label=label, text=hit.snippet))
        with suppress(RuntimeError):  # the page is gone
            self.found.emit(words, places)

    @staticmethod
    def _failed(error: Exception) -> None:
        if not isinstance(error, KnownError):
            tasks.unexpected(error)  # a disk that refuses is told when something is to be saved
