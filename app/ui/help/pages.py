"""Shows the manual's pages, with pictures as wide as there is room for them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

IMAGE = QTextDocument.ResourceType.ImageResource


class PageView(QTextBrowser):
    """Qt shows a picture as it is, small beside large letters, and scales without smoothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole: dict[QUrl, QImage] = {}

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        found = super().loadResource(kind, name)
        if kind != IMAGE.value or found is None:
            return found
        whole = QImage.fromData(found)
        self._whole[QUrl(name)] = whole
        return self._fitted(whole)

    def setSource(self, page: QUrl) -> None:  # type: ignore[override]  # the kind stays unknown
        self._whole.clear()
        super().setSource(page)

    def _fitted(self, whole: QImage) -> QImage:
        """A picture no wider than the page, as sharp as the display is."""
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        wide = max(1, min(room, whole.width()))
        pixels = min(whole.width(), round(wide * self.devicePixelRatioF()))
        made = whole.scaledToWidth(pixels, Qt.TransformationMode.SmoothTransformation)
        made.setDevicePixelRatio(pixels / wide)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        document = self.document()
        for name, whole in self._whole.items():
            document.addResource(IMAGE.value, name, self._fitted(whole))
        if self._whole:
            document.markContentsDirty(0, document.characterCount())
