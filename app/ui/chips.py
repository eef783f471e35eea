"""Small buttons beside each other; on more lines where there is no room for one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.placed import Placed

Line = list[tuple[QWidget, QSize]]


class Chips(Placed):
    """Widgets beside each other; those that are hidden take no room unless they are to keep it."""

    def __init__(
        self,
        parent: QWidget | None = None,
        chips: Iterable[QWidget] = (),
        *,
        from_left: bool = False,
        evenly: bool = False,
    ) -> None:
        """They end at the right, or begin at the left with room between their lines; `evenly`, they
        are all as large as the largest, with more room between."""
        super().__init__(parent)
        self._between = theme.space(1) if from_left else 0
        self._beside = theme.space(3 if evenly else 1)
        self._evenly = evenly
        self._chips: list[QWidget] = []
        self._from_left = from_left
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for chip in chips:
            self.add(chip)

    def add(self, chip: QWidget) -> None:
        chip.setParent(self)
        self._chips.append(chip)
        if self.isVisible() and not _is_hidden(chip):  # what a layout would see to
            chip.show()

    def _sizes(self) -> Line:
        found = [(chip, chip.sizeHint()) for chip in self._chips if not _is_put_away(chip)]
        if not self._evenly or not found:
            return found
        largest = reduce(QSize.expandedTo, (size for _, size in found))
        return [(chip, largest) for chip, _ in found]

    def _lines(self, width: int) -> list[Line]:
        """The chips by lines of at most this width."""
        lines: list[Line] = [[]]
        used = 0
        for chip, size in self._sizes():
            if lines[-1] and used + size.width() > width:
                lines.append([])
                used = 0
            lines[-1].append((chip, size))
            used += size.width() + self._beside
        return lines

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(map(_height, lines)) + self._between * (len(lines) - 1)

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._sizes()), _height(self._sizes()))

    def minimumSizeHint(self) -> QSize:
        sizes = self._sizes()
        return QSize(max((size.width() for _, size in sizes), default=0), _height(sizes))

    def _width(self, line: Line) -> int:
        return sum(size.width() for _, size in line) + self._beside * max(0, len(line) - 1)

    def place(self) -> None:
        top = 0
        for line in self._lines(self.width()):
            left = 0 if self._from_left else self.width() - self._width(line)
            for chip, size in line:
                middle = top + (_height(line) - size.height()) // 2
                chip.setGeometry(QRect(left, middle, size.width(), size.height()))
                left += size.width() + self._beside
            top += _height(line) + self._between


def _is_hidden(widget: QWidget) -> bool:
    """Whether it was hidden by itself, rather than not shown with its page as yet."""
    explicit = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    return explicit and widget.isHidden()


def _is_put_away(widget: QWidget) -> bool:
    """Whether it takes no room."""
    return _is_hidden(widget) and not widget.sizePolicy().retainSizeWhenHidden()


def _height(line: Line) -> int:
    return max((size.height() for _, size in line), default=0)
