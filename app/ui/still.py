"""Widgets that grow at their lower end without being painted anew.

Qt paints a widget whose size changed as a whole, with all that stands on it. On a page that gets
one line longer with a key press, everything above that line would be painted for nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.ui import theme


def keep_still(*widgets: QWidget) -> None:
    """Have only what is new painted when these grow. They paint nothing themselves."""
    for widget in widgets:
        widget.setAttribute(Qt.WidgetAttribute.WA_StaticContents)


class StillCard(QFrame):
    """A card with a border around it, of which only the lower end moves when it grows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        keep_still(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.update()
            return
        rounded = theme.space(1.25)  # more than the corners of the border
        for height in (event.size().height(), event.oldSize().height()):
            self.update(0, height - rounded, self.width(), rounded)
