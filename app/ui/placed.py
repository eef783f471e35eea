"""A widget that places its parts itself, where no layout of Qt's would place them so."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget


class Placed(QWidget):
    """Has `place` called whenever its parts may have to stand elsewhere."""

    def place(self) -> None:
        """Give each part its geometry."""

    def forget(self) -> None:
        """A part has another size: what was worked out from it does not hold any more."""
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part came, went, or has another size
            self.forget()
            self.place()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()
