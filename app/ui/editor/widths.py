"""The widths of the editor's three parts, remembered, and whether the side is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter, QWidget

from app.ui import theme

if TYPE_CHECKING:
    from app.ui.session import DraftSession

SPLITTER = "editor.splitter"
"""The setting that keeps the widths of the three parts."""
SIDE = "editor.side"
"""The setting that keeps whether the side panel is shown."""
USUAL = (31, 97, 42)
"""Widths of the three parts at first, in steps of the grid: together an office display."""
LEAST = (26, 46, 34)
"""Widths below which a part is of no use."""
ROOMY = 150
"""Width in steps of the grid from which on the side panel is open at first."""


class Widths:
    """Keeps what the user has set, for this draft and the next."""

    def __init__(self, session: DraftSession, splitter: QSplitter, side: QWidget) -> None:
        self._session, self._splitter, self._side = session, splitter, side
        self._shown = False
        for place, least in enumerate(LEAST):
            if (part := splitter.widget(place)) is not None:
                part.setMinimumWidth(theme.space(least))
        kept = session.setting(SPLITTER)
        if isinstance(kept, list) and len(kept) == 3 and all(isinstance(w, int) for w in kept):
            splitter.setSizes(kept)
        else:
            splitter.setSizes([theme.space(width) for width in USUAL])
        splitter.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        self._session.keep_setting(SPLITTER, self._splitter.sizes())

    def toggle_side(self) -> None:
        self._side.setVisible(self._side.isHidden())
        self._session.keep_setting(SIDE, not self._side.isHidden())

    def show_side_as_left(self, width: int) -> bool:
        """Show the side as it was left, at first where there is room. Whether that was done now."""
        if self._shown:
            return False
        self._shown = True
        kept = self._session.setting(SIDE)
        roomy = width >= theme.space(ROOMY)
        wanted = kept if isinstance(kept, bool) else roomy
        self._side.setVisible(wanted and _fits(width))
        return True

    def follow(self, width: int) -> None:
        """Put the side away where all three parts no longer fit; a button brings it back."""
        if self._shown and not _fits(width):
            self._side.hide()


def _fits(width: int) -> bool:
    return width >= theme.space(sum(LEAST))
