"""What the window tells of saving: a sign in the header, and a banner while the disk refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui import texts
from app.ui.messages import Action
from app.ui.saving import SaveState

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


def tell(window: MainWindow) -> None:
    """Show whether the open draft is on disk; why it is not stays until it is."""
    session = window.session
    if session is None:
        return
    window.header.saved.tell(session.save_state)
    if session.save_state is SaveState.FAILED:
        why = texts.SAVE_FAILED_BANNER.format(why=session.save_message)
        again = Action(texts.SAVE_NOW, session.flush, "save-now")
        window.banners.tell("save", "error", why, (again,))
    elif session.save_state is SaveState.SAVED:
        window.banners.take_away("save")
