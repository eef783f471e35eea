"""The table of drafts: what each row shows, and how it is searched and sorted."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.calls.prefectures import find
from app.ui import icons
from app.ui.home import texts
from app.ui.moments import moment

if TYPE_CHECKING:
    from datetime import datetime

    from app.calls.outline import CallOutline
    from app.drafts.contract import DraftSummary
    from app.ui.home.beginnings import Progress

AnyIndex = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole
ANSWERED = frozenset(
    map(int, (ROLE.DisplayRole, ROLE.ToolTipRole, ROLE.AccessibleTextRole, ROLE.DecorationRole))
)
"""What the table says something about."""
TITLE, PREFECTURE, CALL, PROGRESS, ERRORS, MODIFIED, STATE = range(7)


class DraftTable(QAbstractTableModel):
    """Drafts as rows. Progress is worked out later, one by one: the list is there at once."""

    def __init__(self, calls: Mapping[str, CallOutline]) -> None:
        super().__init__()
        self._calls = calls
        self._drafts: list[DraftSummary] = []
        self._progress: dict[tuple[str, datetime], Progress] = {}
        self._words = ""
        self._found: Mapping[str, str] = {}
        self._rows: dict[str, int] = {}
        self._waiting: list[DraftSummary] = []
        self._all: list[DraftSummary] = []
        self._named: dict[tuple[str, str], str] = {}
        self._plain: dict[str, tuple[DraftSummary, str]] = {}
        """What is searched of each draft: with thousands of them too long to make at every key."""
        self.are_of_many_calls = False
        """Whether the name of a draft's call tells it from others."""

    # ---- filling ----

    def fill(self, drafts: Sequence[DraftSummary]) -> None:
        """Show these drafts (of them, those that hold the searched words)."""
        self._all = list(drafts)
        self.are_of_many_calls = len({draft.call_id for draft in drafts}) > 1
        self._show()

    def search(self, words: str) -> None:
        """Show the drafts that hold every word, whatever its width or case."""
        self._words, self._found = words, {}
        self._show()

    def found(self, words: str, places: Mapping[str, str]) -> None:
        """Show the drafts (by uid) as well in whose answers the words stand, and where."""
        if words == self._words:
            self._found = places
            self._show()

    def _show(self) -> None:
        wanted = _plain(self._words).split()
        self.beginResetModel()
        self._drafts = [d for d in self._all if d.uid in self._found or self._holds(d, wanted)]
        self._rows = {draft.uid: row for row, draft in enumerate(self._drafts)}
        self._waiting = [d for d in self._drafts if (d.uid, d.modified) not in self._progress]
        self._waiting.reverse()
        self.endResetModel()

    def _holds(self, draft: DraftSummary, wanted: Sequence[str]) -> bool:
        searched = self._searched(draft) if wanted else ""
        return all(word in searched for word in wanted)

    def _searched(self, draft: DraftSummary) -> str:
        known, text = self._plain.get(draft.uid, (None, ""))
        if known is not draft and known != draft:
            columns = (TITLE, PREFECTURE, CALL, STATE)
            text = _plain(" ".join(self._text(draft, column) for column in columns))
        self._plain[draft.uid] = (draft, text)
        return text

    def without_progress(self) -> DraftSummary | None:
        """A draft whose progress is not worked out yet."""
        return self._waiting[-1] if self._waiting else None

    def note_progress(self, draft: DraftSummary, progress: Progress) -> None:
        self._progress[(draft.uid, draft.modified)] = progress
        if self._waiting and self._waiting[-1] == draft:
            self._waiting.pop()
        row = self._rows[draft.uid]
        self.dataChanged.emit(self.index(row, PROGRESS), self.index(row, ERRORS))

    def draft(self, row: int) -> DraftSummary | None:
        return self._drafts[row] if 0 <= row < len(self._drafts) else None

    def row_of(self, uid: str) -> int:
        """The row of a draft, or -1."""
        return self._rows.get(uid, -1)

    # ---- what Qt asks ----

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._drafts)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(texts.COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == ROLE.DisplayRole:
            return texts.COLUMNS[section]
        return None

    def data(self, index: AnyIndex, role: int = ROLE.DisplayRole) -> Any:
        if role not in ANSWERED:  # most of a view's questions, and it asks thousands
            return None
        draft, column = self._drafts[index.row()], index.column()
        if role == ROLE.ToolTipRole and column == TITLE and draft.uid in self._found:
            return f"{self._text(draft, column)}\n{self._found[draft.uid]}"
        if role in (ROLE.DisplayRole, ROLE.ToolTipRole):
            return self._text(draft, column)
        if role == ROLE.AccessibleTextRole:
            return f"{texts.COLUMNS[column]}：{self._text(draft, column)}"
        if role == ROLE.DecorationRole and column == ERRORS:
            errors = self._open_errors(draft)
            if errors is not None:
                return icons.icon(*(("error", "error") if errors else ("saved", "success")))
        return None

    def _text(self, draft: DraftSummary, column: int) -> str:
        return _CELLS[column](self, draft)

    def _title(self, draft: DraftSummary) -> str:
        return (texts.PRACTICE if draft.practice else "") + draft.title

    def _applicant(self, draft: DraftSummary) -> str:
        place = (draft.call_id, draft.prefecture)
        if place not in self._named:
            self._named[place] = self._named_by_call(draft)
        return self._named[place]

    def _named_by_call(self, draft: DraftSummary) -> str:
        if not draft.prefecture:
            return texts.NO_PREFECTURE
        call = self._calls.get(draft.call_id)
        if call is not None and call.choices:
            unknown = texts.UNKNOWN_PREFECTURE.format(code=draft.prefecture)
            return call.choices.get(draft.prefecture, unknown)
        there = find(draft.prefecture)
        return there.name if there else draft.prefecture  # which may be written freely

    def _call(self, draft: DraftSummary) -> str:
        call = self._calls.get(draft.call_id)
        return f"{call.fiscal_year} {call.short_title}" if call else texts.CALL_GONE

    def _progressed(self, draft: DraftSummary) -> str:
        progress = self._progress.get((draft.uid, draft.modified))
        if progress is None:
            return texts.NOT_REVIEWED
        return texts.PROGRESS.format(answered=progress.answered, asked=progress.asked)

    def _open_errors(self, draft: DraftSummary) -> int | None:
        if draft.errors is not None:
            return draft.errors
        progress = self._progress.get((draft.uid, draft.modified))
        return progress.errors if progress else None

    def _errors(self, draft: DraftSummary) -> str:
        errors = self._open_errors(draft)
        if errors is None:
            return texts.NOT_REVIEWED
        return texts.ERRORS.format(count=errors) if errors else texts.NO_ERRORS

    def _state(self, draft: DraftSummary) -> str:
        label = draft.state.label
        return texts.CHANGED_SINCE.format(state=label) if draft.changed_since else label

    def _modified(self, draft: DraftSummary) -> str:
        return moment(draft.trashed or draft.modified, weekday=False)


_CELLS: dict[int, Callable[[DraftTable, DraftSummary], str]] = {
    TITLE: DraftTable._title,
    PREFECTURE: DraftTable._applicant,
    CALL: DraftTable._call,
    PROGRESS: DraftTable._progressed,
    ERRORS: DraftTable._errors,
    MODIFIED: DraftTable._modified,
    STATE: DraftTable._state,
}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
