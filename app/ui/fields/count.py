"""The count of characters beside a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.ui import theme
from app.ui.fields import texts

if TYPE_CHECKING:
    from app.calls.questions import Column, Question


def excess(asked: Question | Column, count: int) -> str:
    """By how much a length is over the limit, in as few words as fit below a cell; else ""."""
    limit = getattr(asked, "limit", None)
    return texts.COUNT_OVER_CELL.format(over=count - limit) if limit and count > limit else ""


def counted(asked: Question | Column, count: int) -> tuple[str, str]:
    """The words for a length, and the label's role: count, advice or warning."""
    wanted, limit = getattr(asked, "recommended", None), getattr(asked, "limit", None)
    if limit and count > limit:
        return texts.COUNT_OVER.format(count=count, limit=limit, over=count - limit), "warning"
    if wanted and limit and count > wanted:
        return texts.COUNT_LONG.format(count=count, wanted=wanted, limit=limit), "count"
    if wanted:
        return texts.COUNT_OF.format(count=count, wanted=wanted), "count"
    return texts.COUNT.format(count=count), "count"


def counted_in_line(asked: Question | Column, count: int) -> tuple[str, str]:
    """The same beside a line of text, which is to keep its width just when the text grows long."""
    words, role = counted(asked, count)
    wanted, limit = getattr(asked, "recommended", None), getattr(asked, "limit", None)
    if limit and count > limit:
        words = texts.COUNT_OVER_LINE.format(count=count, over=count - limit)
    elif wanted and limit and count > wanted:
        words = texts.COUNT_LONG_LINE.format(count=count, limit=limit)
    return words, role


class Count(QLabel):
    """A count that changes with every key, in a size that does not: nothing is laid out anew."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._role = "count"
        self.setProperty("role", self._role)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def tell(self, words: str, role: str) -> None:
        """Show these words in the look of a role."""
        if role != self._role:
            self._role = role
            theme.mark(self, role=role)
        if words != self.text():
            self.setText(words)
            self._make_room()

    def _make_room(self) -> None:
        needed = self.sizeHint()
        if needed.width() > self.minimumWidth() or needed.height() != self.minimumHeight():
            self.setFixedSize(needed.width() + theme.space(2), needed.height())


class CellCount(Count):
    """The same below a narrow cell, which it makes no wider."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWordWrap(True)

    def _make_room(self) -> None:
        return
