"""The widths of the editor's three parts, remembered, and whether the side is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtWidgets import QSplitter

from app.ui import theme

if TYPE_CHECKING:
    from app.ui.session import DraftSession

SPLITTER = "editor.splitter"
"""The setting that keeps the widths of the three parts."""
SIDE = "editor.side"
"""The setting that keeps whether the side panel is shown."""
USUAL = (31, 97, 42)
"""Widths of the three parts at first, in steps of the grid: together an office display."""
WIDE, WIDE_LEFT = 210, 40
"""Width from which on the list of sections has so much at first: most names stand in a line."""
LEAST = (26, 46, 34)
"""Widths below which a part is of no use."""
COMFORT = 80
"""Width of the section below which the three parts do not stand beside each other."""
ROOMY = 150
"""Width in steps of the grid from which on the side panel is open at first."""


class Widths:
    """Keeps what the user has set, for this draft and the next.

    Where all three parts do not fit, the side takes the room of the list of sections.
    """

    def __init__(self, session: DraftSession, splitter: QSplitter) -> None:
        self._session, self._splitter = session, splitter
        parts = [part for place in range(3) if (part := splitter.widget(place)) is not None]
        self._left, _middle, self._side = parts
        self._shown = self._fitted = False
        for part, least in zip(parts, LEAST, strict=True):
            part.setMinimumWidth(theme.space(least))
        kept = session.setting(SPLITTER)
        self._sizes = [theme.space(width) for width in USUAL]
        self._are_kept = _are_widths(kept)
        if _are_widths(kept):
            self._sizes = kept
        splitter.setSizes(self._sizes)
        splitter.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        """Remember the widths; a part that is put away has the one it had."""
        sizes = zip(self._splitter.sizes(), self._sizes, strict=True)
        self._sizes = [now or before for now, before in sizes]
        self._session.keep_setting(SPLITTER, self._sizes)

    def toggle_side(self) -> None:
        self._side.setVisible(self._side.isHidden())
        self._session.keep_setting(SIDE, not self._side.isHidden())

    def show_side_as_left(self, width: int) -> None:
        """Show the side as it was left, when the page is first shown; at first where it fits."""
        if self._shown:
            return
        self._shown, self._fitted = True, _fits(width)
        if not self._are_kept and width >= theme.space(WIDE):
            self._sizes[0] = theme.space(WIDE_LEFT)
            self._splitter.setSizes(self._sizes)
        kept = self._session.setting(SIDE)
        roomy = width >= theme.space(ROOMY)
        wanted = kept if isinstance(kept, bool) else roomy
        self._side.setVisible(wanted and self._fitted)

    def follow(self, width: int) -> None:
        """Put the side away when all three parts no longer fit; a button brings it back.

        Where somebody works in it, as on a comment, it stays, and the list of sections goes.
        """
        if not self._shown:
            return
        if self._fitted and not _fits(width) and not self._is_worked_in():
            self._side.hide()
        self._fitted = _fits(width)
        self.make_room(width)

    def make_room(self, width: int) -> None:
        """Put the list of sections away where the side would leave no room for the section."""
        alone = self._side.isHidden() or _fits(width)
        if alone == self._left.isHidden():
            self._left.setVisible(alone)
            if alone:
                self._splitter.setSizes(self._sizes)
            else:
                spare = min(theme.space(USUAL[2]), width - theme.space(COMFORT))
                side = max(theme.space(LEAST[2]), spare)
                self._splitter.setSizes([0, width - side, side])

    def _is_worked_in(self) -> bool:
        focused = self._side.window().focusWidget()
        return focused is not None and self._side.isAncestorOf(focused)


def _are_widths(kept: object) -> TypeGuard[list[int]]:
    return isinstance(kept, list) and len(kept) == 3 and all(isinstance(w, int) for w in kept)


def _fits(width: int) -> bool:
    return width >= theme.space(LEAST[0] + COMFORT + LEAST[2])
