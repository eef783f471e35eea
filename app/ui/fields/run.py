"""What is typed in one go: one step of undo takes it back, and no more."""

from __future__ import annotations

from collections.abc import Callable

SLIP = 10
"""Characters that are taken out and written anew as one thing: a slip of the pen."""


class Run:
    """Follows the text of an input, change by change.

    Letters one after the other belong together, and so do deletions. Whatever else is done
    begins anew: going on at another place, a new paragraph, something put in place of a
    selection. Nothing that was written can be lost between two steps: a deletion never belongs
    to the writing before it.
    """

    def __init__(self) -> None:
        self._text = ""
        self._place = -1
        """Where one goes on, in the text; -1 where nothing goes on."""
        self._removed = 0
        """Characters taken out in this run, as long as none were added since."""

    def begin(self, text: str) -> None:
        """Another text is shown."""
        self._text = text
        self.cut()

    def cut(self) -> None:
        """What comes next begins anew."""
        self._place, self._removed = -1, 0

    def takes(self, text: str) -> bool:
        """Take note of a change; whether it goes on from the one before."""
        before, self._text = self._text, text
        grown = len(text) - len(before)
        if self._place >= 0 and (self._adds(before, text, grown) or self._removes(before, -grown)):
            return True
        head, tail = ends(before, text)
        self._place = len(text) - tail
        self._removed = len(before) - head - tail if self._place == head else 0
        return False

    def _adds(self, before: str, text: str, count: int) -> bool:
        place = self._place
        added = text[place : place + count] if count > 0 else ""
        here = before[:place] == text[:place] and before[place:] == text[place + count :]
        if not added or not here or "\n" in added or self._removed > SLIP:
            return False
        self._place, self._removed = place + count, 0
        return True

    def _removes(self, before: str, count: int) -> bool:
        """By Backspace or by Delete, while nothing was added."""
        if count <= 0 or not self._removed:
            return False
        place, text = self._place, self._text
        for start in (place - count, place):
            if start >= 0 and before[:start] + before[start + count :] == text:
                self._place, self._removed = start, self._removed + count
                return True
        return False


def ends(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts have in common at their beginning, and behind that at the end.

    By halves, as a text may be as long as a book.
    """
    most = min(len(before), len(after))
    head = _largest(most, lambda count: before.startswith(after[:count]))
    tail = _largest(
        most - head, lambda count: count == 0 or before.endswith(after[len(after) - count :])
    )
    return head, tail


def _largest(most: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to `most` of which something holds that holds of all smaller ones."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if holds(middle):
            least = middle
        else:
            most = middle - 1
    return least


def follow(place: int, before: str, after: str) -> int:
    """Where a cursor belongs once another text is shown: behind the same character as before.

    If that is gone, and where text came in right there: behind what is new.
    """
    head, tail = ends(before, after)
    if place < head:
        return place
    if place >= len(before) - tail:
        return place + len(after) - len(before)
    return len(after) - tail
