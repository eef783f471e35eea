"""Small links at the right of a heading; on more lines where there is no room for one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme


class Chips(QWidget):
    """Widgets beside each other, from the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, chip: QWidget) -> None:
        chip.setParent(self)
        self._chips.append(chip)

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        """The chips by lines of at most this width."""
        lines: list[list[tuple[QWidget, QSize]]] = [[]]
        used = 0
        for chip in self._chips:
            size = chip.sizeHint()
            if lines[-1] and used + size.width() > width:
                lines.append([])
                used = 0
            lines[-1].append((chip, size))
            used += size.width() + theme.space(1)
        return lines

    def _height(self, lines: list[list[tuple[QWidget, QSize]]]) -> int:
        return sum(max((size.height() for _, size in line), default=0) for line in lines)

    def heightForWidth(self, width: int) -> int:
        return self._height(self._lines(width))

    def sizeHint(self) -> QSize:
        sizes = [chip.sizeHint() for chip in self._chips]
        gaps = theme.space(1) * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, height)

    def minimumSizeHint(self) -> QSize:
        sizes = [chip.sizeHint() for chip in self._chips]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        top = 0
        for line in self._lines(self.width()):
            right = self.width()
            for chip, size in reversed(line):
                chip.setGeometry(QRect(right - size.width(), top, size.width(), size.height()))
                right -= size.width() + theme.space(1)
            top += max((size.height() for _, size in line), default=0)
