"""The preview in a window of its own: large, with all pages beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ui import icons, theme
from app.ui.editor import preview_texts as texts
from app.ui.editor.preview_pane import WIDE, PreviewPane

if TYPE_CHECKING:
    from app.ui.editor.preview_source import PreviewSource

THUMBNAIL = 16
"""Width of a small page, in steps of the grid."""
SHARE = 0.85
"""Share of the screen that the window takes at first."""


class PreviewWindow(QDialog):
    """Stays open beside the editor."""

    chosen = Signal(str)

    def __init__(self, source: PreviewSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._source = source
        self.pane = PreviewPane(source, self)
        self.pane.turning.addWidget(self.pane.near)  # there is room for it here
        self.pane.chosen.connect(self.chosen)
        self.pane.turned.connect(self._list)
        self.pages = QListWidget()
        self.pages.setObjectName("preview:pages")
        self.pages.setAccessibleName(texts.THUMBNAILS)
        wide = theme.space(THUMBNAIL)
        self.pages.setIconSize(QSize(wide, wide))
        self.pages.setFixedWidth(wide + theme.space(8))
        self.pages.setSpacing(theme.space(0.5))
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.currentRowChanged.connect(self._page_chosen)
        self.pane.middle.insertWidget(0, self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)  # as in other dialogs, with the pane's own
        column.addWidget(self.pane)
        source.painted.connect(self._paint)
        self.setWindowTitle(texts.WINDOW.format(title=source.session.draft.title))
        screen = self.screen().availableGeometry().size()
        self.resize(screen * SHARE)

    def _list(self) -> None:
        """List the pages of the document shown, and mark the one shown."""
        document = self.pane.document
        count = len(document.pages) if document else 0
        self.pages.blockSignals(True)
        while self.pages.count() > count:
            self.pages.takeItem(self.pages.count() - 1)
        for number in range(self.pages.count(), count):
            name = texts.PAGE.format(number=number + 1, count=count).translate(WIDE)
            item = QListWidgetItem(str(number + 1).translate(WIDE))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            self.pages.addItem(item)
        self.pages.setCurrentRow(self.pane.number)
        self.pages.blockSignals(False)
        self._paint()

    def _paint(self) -> None:
        """Put the small pictures that are there; the others are asked for."""
        document = self.pane.document if self.isVisible() else None
        ratio = self.devicePixelRatioF()
        for number, page in enumerate(document.pages if document else ()):
            zoom = theme.space(THUMBNAIL) / max(page.width, page.height) * ratio
            image = self._source.picture(page, zoom)
            item = self.pages.item(number)
            if image is not None and item is not None:
                pixmap = QPixmap.fromImage(image)
                pixmap.setDevicePixelRatio(ratio)
                item.setIcon(icons.of_pixmap(pixmap))

    def _page_chosen(self, row: int) -> None:
        if row >= 0 and row != self.pane.number:
            self.pane.go_to(row)
