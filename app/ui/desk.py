"""What the window has at hand: the drafts, and the packs as soon as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.calls.loader import Shelf
    from app.calls.outline import Outline
    from app.drafts.contract import DraftStore


class Desk(NamedTuple):
    """What the window works with, once all is loaded."""

    shelf: Shelf
    store: DraftStore


class Listed(NamedTuple):
    """What the list of drafts is shown by, before the packs are read and after."""

    found: Shelf | Outline
    store: DraftStore
