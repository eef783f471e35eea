"""Messages inside the window: notices with an icon, a text and what one can do about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui import icons, texts, theme
from app.ui.paragraph import Paragraph

if TYPE_CHECKING:
    from app.ui.scrolled import Scrolled

LASTS = 12_000
"""Milliseconds a passing message stays."""


class Action(NamedTuple):
    """A button in a message."""

    label: str
    act: Callable[[], object]
    name: str = ""
    """Object name: button:<name>."""


RESTS = 1_500
"""Milliseconds for which the mouse stands still where nobody is about to click."""
MOST_OF_WINDOW = 0.34
"""Part of the window's height that messages take."""
MOST_BESIDE = 2
"""More buttons than these stand below the text, which needs the width."""
KINDS = {
    "info": ("notice", "info", "accent"),
    "success": ("notice-success", "saved", "success"),
    "warning": ("notice-warning", "warning", "warning"),
    "error": ("notice-error", "error", "error"),
}


class Notice(QFrame):
    """A framed message. Its text can be selected and read by a screen reader."""

    def __init__(
        self,
        kind: str,
        text: str,
        actions: tuple[Action, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        role, picture, tone = KINDS[kind]
        self.setProperty("role", role)
        self.setAccessibleName(text)
        column, line = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        column.setSpacing(theme.space(1.5))
        line.setSpacing(theme.space(1.5))
        column.addLayout(line)
        image = icons.picture(QLabel(), picture, tone, 22)
        line.addWidget(image)
        self.text = text
        self.label = Paragraph(text)
        line.addWidget(self.label, 1)
        beside = line
        if len(actions) > MOST_BESIDE:
            beside = QHBoxLayout()
            beside.setSpacing(theme.space(1.5))
            column.addLayout(beside)
        for action in actions:
            button = QPushButton(action.label)
            button.setProperty("kind", "secondary")
            button.setObjectName(f"button:{action.name or action.label}")
            button.clicked.connect(lambda _checked=False, act=action.act: act())
            beside.addWidget(button)
        if beside is not line:
            beside.addStretch(1)
        self.row = line


class Banners(QWidget):
    """The place above a page where messages stand, one for each key.

    They leave the page most of the window: where letters are large and it is low, they scroll.
    """

    closed = Signal(str)
    """Somebody has closed the message with this key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banners")
        self._shown: dict[str, Notice] = {}
        self._newest: QWidget = self
        self.hide()

    @cached_property
    def area(self) -> Scrolled:
        """In which they scroll where there is no room; made with the first message."""
        from app.ui.scrolled import Scrolled

        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(*[theme.space(n) for n in (3, 1, 3, 1)])
        column.setSpacing(theme.space(1))
        area = Scrolled(inside, texts.MESSAGES, self, most=self._most)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        area.verticalScrollBar().rangeChanged.connect(self._come_to_newest)
        return area

    def _come_to_newest(self) -> None:
        # It gets its place with the next turn of the event loop.
        if isValid(self._newest):
            notice = self._newest
            QTimer.singleShot(
                0, notice, lambda: self.area.ensureWidgetVisible(notice, 0, theme.space(1))
            )

    @property
    def _column(self) -> QVBoxLayout:
        inside = cast("QWidget", self.area.widget())
        return cast("QVBoxLayout", inside.layout())

    def _most(self) -> int:
        return round(self.window().height() * MOST_OF_WINDOW)

    def follow_window(self) -> None:
        """The window has another height, and so may these."""
        if self._shown:
            self.area.updateGeometry()

    def tell(
        self,
        key: str,
        kind: str,
        text: str,
        actions: tuple[Action, ...] = (),
        *,
        passing: bool = False,
        closable: bool = False,
    ) -> None:
        """Show a message, in place of an earlier one with the same key."""
        there = self._shown.get(key)
        if there is not None and there.text == text and not actions:
            return
        place = self._column.count() if there is None else self._column.indexOf(there)
        self.take_away(key)
        notice = Notice(kind, text, actions)
        notice.setObjectName(f"banner:{key}")
        if closable or passing:
            self._add_close(notice, key)
        self._shown[key] = notice
        self._column.insertWidget(place, notice)
        self.show()
        self._newest = notice
        if passing:
            QTimer.singleShot(LASTS, notice, lambda: self._expire(key, notice))

    def _add_close(self, notice: Notice, key: str) -> None:
        button = QPushButton()
        button.setProperty("kind", "quiet")
        button.setObjectName("button:close-banner")
        button.setAccessibleName(texts.CLOSE_MESSAGE)
        button.setToolTip(texts.CLOSE_MESSAGE)
        icons.place(button, "close", "muted")
        button.clicked.connect(lambda: self._close(key))
        notice.row.addWidget(button)

    def _close(self, key: str) -> None:
        self.take_away(key)
        self.closed.emit(key)

    def _expire(self, key: str, notice: Notice, seen: QPoint | None = None) -> None:
        """Take a passing message away once the mouse rests: the page moves up under it."""
        if self._shown.get(key) is not notice:
            return
        now, held = QCursor.pos(), QGuiApplication.mouseButtons().value
        if held or now != seen:
            QTimer.singleShot(RESTS, notice, lambda: self._expire(key, notice, now))
        else:
            self.take_away(key)

    def take_away(self, key: str) -> None:
        notice = self._shown.pop(key, None)
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._shown))

    def press(self, key: str, name: str) -> None:
        """Press a button of the message under a key, if both are there."""
        if (notice := self._shown.get(key)) is not None:
            for button in notice.findChildren(QPushButton, f"button:{name}"):
                button.click()

    def text(self, key: str) -> str:
        """The message shown under a key, or ""."""
        return self._shown[key].text if key in self._shown else ""
