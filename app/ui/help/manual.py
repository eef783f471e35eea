"""The manual (resources/help/*.html) in a window of its own, with contents and search."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui import room, theme
from app.ui.clearable import ClearableLine
from app.ui.help import texts
from app.ui.help.pages import PageView

STYLE = "p, li, dt, dd { line-height: 150%; } h2 { margin-top: 18px; } dt { margin-top: 10px; }"
_TAG = re.compile(r"<[^>]*>")
_TITLE = re.compile(r"<title>(.*?)</title>")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the manual; `words` is its text without marks, for the search."""

    path: Path
    title: str
    words: str


def pages(folder: Path) -> list[Page]:
    """The pages in their order; those that cannot be read are left out."""
    found = []
    for path in sorted(folder.glob("*.html")):
        try:
            text = path.read_text("utf-8")
        except OSError:
            continue
        title = _TITLE.search(text)
        words = html.unescape(_TAG.sub("", text.partition("<body>")[2]))
        found.append(Page(path, title.group(1) if title else path.stem, words))
    return found


class ManualDialog(QDialog):
    """Stands beside the window, so that one can read and work."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.MANUAL)
        self.setObjectName("manual")
        self.setModal(False)
        self._pages = pages(folder)
        self.search = ClearableLine()
        self.search.setPlaceholderText(texts.SEARCH)
        self.search.setAccessibleName(texts.SEARCH)
        self.search.textChanged.connect(self._search)
        self.found = QLabel()
        self.found.setProperty("role", "muted")
        self.found.setWordWrap(True)
        self.contents = QListWidget()
        self.contents.setAccessibleName(texts.CONTENTS)
        self.contents.currentRowChanged.connect(self._show)
        self.text = PageView()
        self.text.setAccessibleName(texts.PAGE)
        self.text.setSearchPaths([str(folder)])
        document = self.text.document()
        document.setDocumentMargin(theme.space(2))
        document.setDefaultStyleSheet(STYLE)
        left = QVBoxLayout()
        for widget in (self.search, self.found, self.contents):
            left.addWidget(widget)
        line = QHBoxLayout(self)
        line.setContentsMargins(*[theme.space(2)] * 4)
        line.setSpacing(theme.space(2))
        line.addLayout(left, 1)
        line.addWidget(self.text, 3)
        self._fill(self._pages)
        self.found.hide()
        room.give(self, 150, 88)

    def _fill(self, shown: list[Page]) -> None:
        self.contents.clear()
        for page in shown:
            item = QListWidgetItem(page.title)
            item.setData(Qt.ItemDataRole.UserRole, self._pages.index(page))
            self.contents.addItem(item)
        if shown:
            self.contents.setCurrentRow(0)

    def _show(self, row: int) -> None:
        item = self.contents.item(row)
        if item is None:
            return
        page = self._pages[item.data(Qt.ItemDataRole.UserRole)]
        self.text.setSource(QUrl.fromLocalFile(str(page.path)))
        if words := self.search.text().strip():
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(words)

    def _search(self, typed: str) -> None:
        words = typed.strip().casefold()
        found = [p for p in self._pages if words in f"{p.title} {p.words}".casefold()]
        self._fill(found)
        text = texts.FOUND.format(count=len(found)) if found else texts.NOT_FOUND
        self.found.setText(text if words else "")
        self.found.setVisible(bool(words))
