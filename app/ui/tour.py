"""The tour of one minute: a light veil over the window, with a card beside each thing shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui import theme
from app.ui import tour_texts as texts
from app.ui.messages import Action
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.ui.home.page import HomePage
    from app.ui.main_window import MainWindow

BANNER = "tour"
VEIL = QColor(0, 0, 0, 120)
ROOM = 6
"""Pixels between a thing and the edge of the hole around it."""


def spots(window: MainWindow, home: HomePage) -> list[tuple[str, list[QWidget | None]]]:
    """What is shown, and where: the first of the widgets that is visible."""
    return [
        ("begin", [home.new, _button(home, "first-new")]),
        ("practice", [home.sample, _button(home, "sample-first")]),
        ("calls", [home.calls, home.lines]),
        ("steps", [window.header]),
        ("help", [window.menuBar()]),
    ]


def offer(window: MainWindow) -> None:
    """Offer the tour once on this PC, where nothing was written yet."""
    if window.preferences.tour_offered or window.desk is None or window.home is None:
        return
    if window.home.table.rowCount() or window.desk.store.drafts():
        return
    window.preferences.tour_offered = True
    action = Action(texts.BEGIN, lambda: begin(window), "begin-tour")
    window.banners.tell(BANNER, "info", texts.OFFER, (action,), closable=True)
    # Who opens a draft has found the way; the room belongs to the questions then.
    window.draft_opened.connect(lambda _uid: window.banners.take_away(BANNER))


def begin(window: MainWindow) -> None:
    """Lead through the first page."""
    window.banners.take_away(BANNER)
    if window.go("home") and window.home is not None and window.findChild(Tour) is None:
        Tour(window, window.home)


class Tour(QWidget):
    """Takes keys and clicks until it is over. Enter goes on, Esc ends it."""

    def __init__(self, window: MainWindow, home: HomePage) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self.setAccessibleName(texts.NAME)
        self._window = window
        self._before = window.focusWidget()
        self._beside = QRect()
        """The hole beside which the card stands."""
        found = [(name, _visible(widgets)) for name, widgets in spots(window, home)]
        self._spots = [(name, widget) for name, widget in found if widget is not None]
        self.step = 0
        self._build()
        window.installEventFilter(self)
        self.show()
        self.raise_()
        self._show_step()

    def _build(self) -> None:
        self.card = QFrame(self)
        self.card.setProperty("role", "card")
        self.card.setFixedWidth(theme.space(50))
        column = QVBoxLayout(self.card)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space(1))
        self.title = Paragraph("", "question")
        self.text = Paragraph("")
        column.addWidget(self.title)
        column.addWidget(self.text)
        line = QHBoxLayout()
        self.end = QPushButton(texts.END)
        self.end.setProperty("kind", "quiet")
        self.end.setObjectName("button:end-tour")
        self.end.clicked.connect(self.finish)
        self.next = QPushButton()
        self.next.setProperty("kind", "primary")
        self.next.setObjectName("button:next-tour")
        self.next.clicked.connect(self.go_on)
        line.addWidget(self.end)
        line.addStretch(1)
        line.addWidget(self.next)
        column.addLayout(line)
        QWidget.setTabOrder(self.next, self.end)

    def go_on(self) -> None:
        """The next step, or the end."""
        if self.step + 1 >= len(self._spots):
            self.finish()
            return
        self.step += 1
        self._show_step()

    def finish(self) -> None:
        self._window.removeEventFilter(self)
        self.hide()
        self.setParent(None)
        self.deleteLater()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()

    def _show_step(self) -> None:
        name, _ = self._spots[self.step]
        title, text = texts.STEPS[name]
        count, last = len(self._spots), self.step + 1 == len(self._spots)
        self.title.tell(texts.STEP.format(number=self.step + 1, count=count, title=title))
        self.text.tell(text)
        self.next.setText(texts.FINISH if last else texts.NEXT)
        self.next.setAccessibleDescription(f"{title}　{text}")
        self._place()
        self.next.setFocus()

    def _target(self) -> QWidget | None:
        """What the step tells of; a page that was made anew has it anew."""
        name, widget = self._spots[self.step]
        if not isValid(widget) and self._window.home is not None:
            widget = _visible(dict(spots(self._window, self._window.home))[name]) or widget
            self._spots[self.step] = (name, widget)
        return widget if isValid(widget) else None

    def _hole(self) -> QRect:
        widget = self._target()
        if widget is None:
            return QRect()
        place = QRect(widget.mapTo(self._window, QPoint()), widget.size())
        return place.adjusted(-ROOM, -ROOM, ROOM, ROOM).intersected(self.rect())

    def _place(self) -> None:
        """The card below what is shown, or above or beside it: never over it, if that can be."""
        self.setGeometry(self._window.rect())
        width = self.card.width()
        self.card.resize(width, self.card.heightForWidth(width))
        hole, gap = self._hole(), theme.space(1.5)
        inside = self.rect().adjusted(gap, gap, -gap, -gap)
        places = [_within(inside, place) for place in _around(hole, self.card.size(), gap)]
        self.card.move(min(places, key=lambda place: _shared(place, hole)).topLeft())
        self._beside = hole
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._hole() != self._beside:  # the page was laid out anew below the veil
            QTimer.singleShot(0, self, self._place)
        veil, hole = QPainterPath(), QPainterPath()
        veil.addRect(QRectF(self.rect()))
        hole.addRoundedRect(QRectF(self._hole()), ROOM, ROOM)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(veil - hole, VEIL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() == keys.Key_Escape:
            self.finish()
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self.end.click() if self.end.hasFocus() else self.go_on()

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Tab stays within the card."""
        (self.end if self.next.hasFocus() else self.next).setFocus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)


def _around(hole: QRect, size: QSize, gap: int) -> list[QRect]:
    """Below, above, to the right and to the left of the hole; the first that is free is best."""
    beside = hole.center().y() - size.height() // 2
    corners = (
        (hole.left(), hole.bottom() + gap),
        (hole.left(), hole.top() - gap - size.height()),
        (hole.right() + gap, beside),
        (hole.left() - gap - size.width(), beside),
    )
    return [QRect(QPoint(left, top), size) for left, top in corners]


def _within(room: QRect, place: QRect) -> QRect:
    """The place moved to where it is seen whole."""
    left = max(room.left(), min(place.left(), room.right() - place.width()))
    top = max(room.top(), min(place.top(), room.bottom() - place.height()))
    return QRect(QPoint(left, top), place.size())


def _shared(one: QRect, other: QRect) -> int:
    """Pixels that two places have in common."""
    both = one.intersected(other)
    return both.width() * both.height() if both.isValid() else 0


def _visible(widgets: list[QWidget | None]) -> QWidget | None:
    return next((widget for widget in widgets if widget and widget.isVisible()), None)


def _button(home: HomePage, name: str) -> QPushButton | None:
    return home.findChild(QPushButton, f"button:{name}")
