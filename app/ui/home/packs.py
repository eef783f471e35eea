"""What the first page does with the call packs, which are read while the list is there already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.calls.loader import Shelf

Act = Callable[["Shelf"], object]


class Packs:
    """Does what needs the packs: at once, or as soon as they are read.

    Of what is asked for meanwhile the last is done: whoever presses twice wants it once.
    """

    def __init__(self) -> None:
        self.shelf: Shelf | None = None
        self._asked: Act | None = None

    def use(self, act: Act) -> None:
        """Call `act(shelf)`, now or later."""
        if self.shelf is None:
            self._asked = act
        else:
            act(self.shelf)

    def take(self, shelf: Shelf) -> None:
        """The packs are read."""
        self.shelf = shelf
        asked, self._asked = self._asked, None
        if asked is not None:
            asked(shelf)
