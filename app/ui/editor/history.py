"""The draft's revisions, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.environment import JST
from app.errors import KnownError
from app.review.dates import month_and_day
from app.ui import theme
from app.ui.editor import texts
from app.ui.editor.wrapped_list import WrappedList
from app.ui.history import texts as history_texts
from app.ui.history.episodes import Episode, episodes

if TYPE_CHECKING:
    from app.drafts.contract import Revision
    from app.ui.dialogs import Dialogs
    from app.ui.session import DraftSession

MOST_NAMED = 3
NUMBER = Qt.ItemDataRole.UserRole
FIRST = NUMBER + 1
"""Roles of the newest and the oldest version of a line."""
LOOK_AFTER = 500
"""Milliseconds after a change before it is looked whether there is a further version."""


class HistoryPanel(QWidget):
    """Who changed what and when; a version that is chosen is compared with the present one."""

    def __init__(
        self, session: DraftSession, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._dialogs = session, dialogs
        self.list = WrappedList(self)
        self.list.setObjectName("history")
        self.list.setAccessibleName(texts.HISTORY)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(1.5)] * 4)
        column.setSpacing(theme.space(1.5))
        column.addWidget(self.list)
        self.list.itemActivated.connect(self._compare_chosen)
        self.button = QPushButton(history_texts.COMPARE)
        self.button.setObjectName("button:compare-versions")
        self.button.setToolTip(history_texts.COMPARE_TIP)
        self.button.clicked.connect(self._compare_chosen)
        column.addWidget(self.button)
        self._shown: object = None
        """What was the newest when the history was read."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER)
        self._timer.timeout.connect(self._look)
        for further in (session.save_state_changed, session.draft_changed):
            further.connect(self._look_soon)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _look_soon(self, *_what: object) -> None:
        if self.isVisible() and not self._timer.isActive():  # or typing on would put it off
            self._timer.start()

    def _look(self) -> None:
        if self._newest != self._shown and self.isVisible() and not self._session.closed:
            self.refresh()

    @property
    def _newest(self) -> object:
        """Another one whenever the newest version is, or says more."""
        draft = self._session.draft
        return draft.revision, draft.modified

    def _compare_chosen(self, _item: object = None) -> None:
        """Open the comparison with the chosen version, or the one that people ask about."""
        self.compare(self._number(self.list.currentItem()))

    def compare(self, before: int = 0) -> None:
        """Compare a version with the present one; 0 for the one that people ask about."""
        from app.ui.history.dialog import show

        show(self._session, self._dialogs, self.window(), before)
        self.refresh()

    def refresh(self) -> None:
        """Read the history and stay where one is; while the store refuses, what is shown stays."""
        try:
            found = self._session.history()
        except KnownError:
            return
        self._shown = self._newest
        chosen, top = self._number(self.list.currentItem()), self._top()
        self._fill(found)
        if (row := self._row_of(chosen)) >= 0:
            self.list.setCurrentRow(row)
        self._scroll_to(*top)

    def _top(self) -> tuple[int, int]:
        """The version at the list's upper edge, and where it begins; 0 where nothing is above."""
        item = self.list.itemAt(1, 1) if self.list.verticalScrollBar().value() else None
        return self._number(item), self.list.visualItemRect(item).y() if item else 0

    def _scroll_to(self, version: int, edge: int) -> None:
        bar = self.list.verticalScrollBar()
        self.list.doItemsLayout()
        bar.setValue(0)
        if (row := self._row_of(version)) >= 0:
            bar.setValue(self.list.visualItemRect(self.list.item(row)).y() - edge)

    @staticmethod
    def _number(item: QListWidgetItem | None) -> int:
        return int(item.data(NUMBER) or 0) if item else 0

    def _row_of(self, version: int) -> int:
        """The line that tells of a version; it may tell of more of them by now."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(FIRST) and item.data(FIRST) <= version <= item.data(NUMBER):
                return row
        return -1

    def _fill(self, found: list[Revision]) -> None:
        self.list.clear()
        self.button.setEnabled(len(found) > 1)
        for episode in episodes(found):
            item = QListWidgetItem(self._line(episode))
            item.setData(NUMBER, episode.last.number)
            item.setData(FIRST, episode.first.number)
            self.list.addItem(item)
        if not found:
            self.list.addItem(texts.HISTORY_EMPTY)
        self.list.fit()

    def _line(self, episode: Episode) -> str:
        revision = episode.last
        head = _head(episode)
        head = f"{head}\n【{revision.note}】" if revision.note else head
        names = [self._name(key) for key in revision.keys]
        if revision.number == 1:
            return f"{head}\n{texts.HISTORY_START}"
        if revision.merged:
            return f"{head}\n{history_texts.MERGED.format(number=revision.merged)}"
        what = "、".join(names[:MOST_NAMED])
        if len(names) > MOST_NAMED:
            what += f"　{texts.HISTORY_MORE.format(count=len(names) - MOST_NAMED)}"
        return f"{head}\n{texts.HISTORY_CHANGED.format(what=what)}"

    def _name(self, key: str) -> str:
        call = self._session.call
        if question := call.questions.get(key):
            chapter = call.section_of[key].title
            same = chapter == question.label
            return question.label if same else f"{chapter}：{question.label}"
        if not key:
            return texts.HISTORY_TITLE
        return texts.HISTORY_OVERRIDE if key in call.clause else texts.HISTORY_DISMISSAL


def _head(episode: Episode) -> str:
    """Number, time and author; of several revisions from the first to the last."""
    first, last = (one.at.astimezone(JST) for one in (episode.first, episode.last))
    numbers = texts.HISTORY_NUMBER.format(number=episode.last.number)
    if episode.first is not episode.last:
        begun = texts.HISTORY_NUMBER.format(number=episode.first.number)
        numbers = texts.HISTORY_SPAN.format(first=begun, last=numbers)
    begin, end = f"{first:%H:%M}", f"{last:%H:%M}"
    if first.date() != last.date():  # over midnight
        begin = end
    times = end if begin == end else texts.HISTORY_SPAN.format(first=begin, last=end)
    day, who = month_and_day(last.date()), episode.last.who
    return texts.HISTORY_LINE.format(numbers=numbers, day=day, times=times, who=who)
