"""What stands above an input: its label, how much it is needed, and the ways to help."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui import theme
from app.ui.chips import Chips
from app.ui.editor import texts
from app.ui.leading import wrapped
from app.ui.placed import Placed

if TYPE_CHECKING:
    from app.calls.questions import Question
    from app.drafts.route import Route

LEAST_LABEL = 20
"""Width in steps of the grid below which a label goes above what stands beside it."""


def need_of(route: Route, question: Question) -> str:
    """How much an answer is needed as the others are now, in a word."""
    words = {"error": texts.REQUIRED, "warning": texts.RECOMMENDED}
    return words.get(str(route.need(question) or ""), texts.OPTIONAL)


def role_of(need: str) -> str:
    """The look of a badge that says so."""
    return "badge-required" if need == texts.REQUIRED else "badge"


class Label(QLabel):
    """A question's label: on one line where there is room, on more where there is not."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.words = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAccessibleName(text)

    def fit(self, width: int) -> None:
        """Break into lines of so many pixels, none of them with a bit of a word alone."""
        is_whole = width >= self.sizeHint().width()
        shown = self.words if is_whole else wrapped(self.words, self.font(), width)
        if shown != self.text():
            self.setText(shown)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.words) + theme.space(0.5), metrics.height())

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


class _Sizes(NamedTuple):
    """What the parts would like to have; layouts ask for it many times over."""

    label: QSize
    least_label: int
    badge: QSize
    chips: QSize
    least_chips: int

    @property
    def first(self) -> int:
        """Height of the first line."""
        return max(self.label.height(), self.badge.height(), self.chips.height())


class Head(Placed):
    """Label and badge at the left, chips at the right; the chips below where all is narrow."""

    def __init__(self, text: str, parent: QWidget | None, *, compact: bool = False) -> None:
        """`compact`: there is no badge at first, so that others of its kind may stand beside it."""
        super().__init__(parent)
        self.label, self.badge, self.chips = Label(text, self), QLabel(self), Chips(self)
        self.badge.setFixedHeight(theme.space(2.75))
        self._has_badge = not compact
        if compact:
            self.badge.hide()
        self._sizes: _Sizes | None = None
        self._known: dict[int, _Places] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, need: str, role: str) -> None:
        """Say on the badge how much an answer is needed."""
        if self.badge.text():
            theme.mark(self.badge, role=role)
        else:  # it is dressed when it is first shown
            self.badge.setProperty("role", role)
        self.badge.setText(need)
        self.forget()

    def show_badge(self, shown: bool) -> None:
        """Show the badge or not, as where somebody else says how much an answer is needed."""
        if shown != self._has_badge:
            self._has_badge = shown
            self.badge.setVisible(shown)
            self.forget()

    def add(self, chip: QWidget) -> None:
        self.chips.add(chip)
        self.forget()

    def forget(self) -> None:
        self._sizes = None
        self._known.clear()
        self.updateGeometry()

    # ---- sizes ----

    @property
    def _wanted(self) -> _Sizes:
        if self._sizes is None:
            label, badge = self.label.sizeHint(), self.badge.sizeHint()
            mark = QSize(badge.width(), self.badge.height()) if self._has_badge else QSize(0, 0)
            chips, least = self.chips.sizeHint(), self.chips.minimumSizeHint().width()
            least_label = self.label.minimumSizeHint().width()
            self._sizes = _Sizes(label, least_label, mark, chips, least)
        return self._sizes

    def _places(self, width: int) -> _Places:
        if width not in self._known:
            self._known[width] = self._worked_out(width)
        return self._known[width]

    def _worked_out(self, width: int) -> _Places:
        gap, wanted = theme.space(1), self._wanted
        label, chips = wanted.label.width(), wanted.chips.width()
        badge = wanted.badge.width() + gap if self._has_badge else 0
        beside = chips + gap if chips else 0
        if label + badge + beside > width:  # first the chips take more lines, then the label
            chips = max(wanted.least_chips, width - label - badge - gap)
            beside = min(beside, chips + gap)
        left = width - badge - beside
        if left < wanted.least_label:
            above = self._line(min(label, max(1, width - badge)))
            return above._replace(chips=self._chips_at(0, above.height, width))
        top = (wanted.first - wanted.chips.height()) // 2
        line = self._line(min(label, left))
        return line._replace(chips=self._chips_at(width - chips, top, chips))

    def _line(self, label: int) -> _Places:
        """Label and badge beside each other; a label of more lines has the badge at its first."""
        wanted = self._wanted
        one = wanted.label.height()
        high = max(self.label.heightForWidth(label), one) if label < wanted.label.width() else one
        top, middle = ((wanted.first - size.height()) // 2 for size in (wanted.label, wanted.badge))
        return _Places(
            QRect(0, top, label, high),
            QRect(QPoint(label + theme.space(1), middle), wanted.badge),
            QRect(),
        )

    def _chips_at(self, left: int, top: int, width: int) -> QRect:
        return QRect(left, top, width, self.chips.heightForWidth(width) if width else 0)

    def heightForWidth(self, width: int) -> int:
        return self._places(width).height

    def sizeHint(self) -> QSize:
        wanted = self._wanted
        parts = (wanted.label, wanted.badge, wanted.chips)
        width = sum(part.width() for part in parts) + 2 * theme.space(1)
        return QSize(width, self._places(width).height)

    def minimumSizeHint(self) -> QSize:
        wanted = self._wanted
        badge = wanted.badge.width() + theme.space(1) if self._has_badge else 0
        return QSize(max(wanted.least_label + badge, wanted.least_chips), wanted.first)

    # ---- events ----

    def changeEvent(self, event: QEvent) -> None:
        self.forget()
        super().changeEvent(event)

    def place(self) -> None:
        places = self._places(self.width())
        self.label.fit(places.label.width())
        for widget, place in zip((self.label, self.badge, self.chips), places, strict=True):
            widget.setGeometry(place)
