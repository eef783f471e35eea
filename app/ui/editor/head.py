"""What stands above an input: its label, how much it is needed, and the ways to help."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui import theme
from app.ui.chips import Chips

LEAST_LABEL = 20
"""Width in steps of the grid below which a label goes above what stands beside it."""


class Label(QLabel):
    """A question's label: on one line where there is room, on more where there is not."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + theme.space(0.5), metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(
            min(theme.space(LEAST_LABEL), self.sizeHint().width()), self.sizeHint().height()
        )


class _Places(NamedTuple):
    label: QRect
    badge: QRect
    chips: QRect

    @property
    def height(self) -> int:
        return max(place.bottom() + 1 for place in self)


class Head(QWidget):
    """Label and badge at the left, chips at the right; the chips below where all is narrow."""

    def __init__(self, text: str, parent: QWidget, *, compact: bool = False) -> None:
        """`compact`: there is a label only, so that others of its kind may stand beside it."""
        super().__init__(parent)
        self.label, self.badge, self.chips = Label(text, self), QLabel(self), Chips(self)
        self.badge.setFixedHeight(theme.space(2.75))
        self._has_badge = not compact
        if compact:
            self.badge.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _places(self, width: int) -> _Places:
        gap = theme.space(1)
        label, chips = self.label.sizeHint().width(), self.chips.sizeHint().width()
        badge = self.badge.sizeHint().width() + gap if self._has_badge else 0
        beside = chips + gap if chips else 0
        if label + badge + beside > width:  # first the chips take more lines, then the label
            chips = max(self.chips.minimumSizeHint().width(), width - label - badge - gap)
            beside = min(beside, chips + gap)
        left = width - badge - beside
        if left < self.label.minimumSizeHint().width():
            above = self._line(min(label, max(1, width - badge)), badge)
            return above._replace(chips=self._chips_at(0, above.height, width))
        line = self._line(min(label, left), badge)
        return line._replace(chips=self._chips_at(width - chips, self._centred(self.chips), chips))

    def _line(self, label: int, badge: int) -> _Places:
        """Label and badge beside each other; a label of more lines has the badge at its first."""
        one = self.label.sizeHint().height()
        high = max(self.label.heightForWidth(label), one)
        mark = QSize(badge - theme.space(1), self.badge.height()) if badge else QSize(0, 0)
        return _Places(
            QRect(0, self._centred(self.label), label, high),
            QRect(QPoint(label + theme.space(1), self._centred(self.badge)), mark),
            QRect(),
        )

    def _centred(self, widget: QWidget) -> int:
        """How far below the top a widget stands in the middle of the first line."""
        return (self._first - _one_line(widget)) // 2

    @property
    def _first(self) -> int:
        return max(map(_one_line, (self.label, self.badge, self.chips)))

    def _chips_at(self, left: int, top: int, width: int) -> QRect:
        return QRect(left, top, width, self.chips.heightForWidth(width) if width else 0)

    def heightForWidth(self, width: int) -> int:
        return self._places(width).height

    def sizeHint(self) -> QSize:
        widths = (self.label.sizeHint().width(), self.chips.sizeHint().width())
        badge = self.badge.sizeHint().width() if self._has_badge else 0
        width = sum(widths) + badge + 2 * theme.space(1)
        return QSize(width, self._places(width).height)

    def minimumSizeHint(self) -> QSize:
        badge = self.badge.sizeHint().width() + theme.space(1) if self._has_badge else 0
        above = self.label.minimumSizeHint().width() + badge
        width = max(above, self.chips.minimumSizeHint().width())
        return QSize(width, self._first)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a chip came, or the badge says another word
            self.updateGeometry()
            self._place()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        places = self._places(self.width())
        for widget, place in zip((self.label, self.badge, self.chips), places, strict=True):
            widget.setGeometry(place)


def _one_line(widget: QWidget) -> int:
    return 0 if widget.isHidden() else widget.sizeHint().height()
