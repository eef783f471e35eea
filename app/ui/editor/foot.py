"""The line below a section: back and on, the search, and the button for the side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui import icons, theme
from app.ui.editor import search_words, texts
from app.ui.editor.search_button import SearchButton

if TYPE_CHECKING:
    from app.ui.session import DraftSession

WHOLE, CUT, SHORT, PICTURES = range(4)
"""How much the buttons say: all; the beginning of which section follows; not which one; search and
side by a picture alone."""
LEAST_NAME = 6
"""Characters of a section's name below which it says nothing any more."""
MORE = "…"


class Foot(QFrame):
    """Says as much as there is room for; what is left out is told by tip and screen reader."""

    def __init__(self, session: DraftSession, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._following = ""
        self._side_is_shown = False
        self.back = QPushButton(texts.BACK, self)
        self.back.setObjectName("button:back")
        icons.place(self.back, "back")
        self.position = QLabel(self)
        self.position.setProperty("role", "help")
        self.search = SearchButton(session, self)
        self.toggle = QPushButton(texts.SHOW_SIDE, self)
        self.toggle.setObjectName("button:side")
        self.toggle.setProperty("kind", "quiet")
        self.next = QPushButton(texts.NEXT, self)
        self.next.setObjectName("button:next")
        self.next.setProperty("kind", "primary")
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(
            theme.space(3), theme.space(1.25), theme.space(3), theme.space(1.25)
        )
        line.addWidget(self.back)
        line.addWidget(self.position)
        line.addStretch(1)
        for button in (self.search, self.toggle, self.next):
            line.addWidget(button)

    def show_place(self, position: str, following: str) -> None:
        """Where one is, and what the button for going on says."""
        self.position.setText(position)
        self._following = following
        self.next.setAccessibleName(following)
        self.next.setToolTip(following)
        self._fit()

    def show_side(self, shown: bool) -> None:
        """Whether the side is there, and so what its button does."""
        self._side_is_shown = shown
        words = texts.HIDE_SIDE if shown else texts.SHOW_SIDE
        self.toggle.setAccessibleName(words)
        self.toggle.setToolTip(words)
        self._fit()

    def _fit(self) -> None:
        for much in (WHOLE, CUT, SHORT, PICTURES):
            self._say(much)
            if self._room_left >= 0:
                break

    @property
    def _room_left(self) -> int:
        return self.width() - self._line.totalSizeHint().width()

    def _say(self, much: int) -> None:
        self._line.setSpacing(theme.space(1 if much == PICTURES else 2))
        self.next.setText(self._following if much <= CUT else texts.NEXT_SHORT)
        if much == CUT:
            self.next.setText(self._cut())
        self.search.setText("" if much == PICTURES else search_words.OPEN)
        picture = icons.icon("close" if self._side_is_shown else "list", "accent")
        words = texts.HIDE_SIDE if self._side_is_shown else texts.SHOW_SIDE
        self.toggle.setText("" if much == PICTURES else words)
        self.toggle.setIcon(picture if much == PICTURES else QIcon())

    def _cut(self) -> str:
        """As much of which section follows as there is room for; all of it if that is too little
        to know the section by."""
        metrics = self.next.fontMetrics()
        room = metrics.horizontalAdvance(self._following) + self._room_left
        words = metrics.elidedText(self._following, Qt.TextElideMode.ElideRight, room)
        words = words.rstrip(f"{MORE}. 　")  # in a font that lacks the mark, Qt puts three dots
        is_enough = len(words) >= len(texts.NEXT.format(title="")) + LEAST_NAME
        return f"{words}{MORE}" if is_enough else self._following

    def minimumSizeHint(self) -> QSize:
        """The width is what the section gets; the words follow it."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
