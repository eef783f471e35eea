"""What the window tells of drafts and the disk: whether they can be read, and what is saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.ui import opening, texts
from app.ui.messages import Action
from app.ui.saving import SaveState

if TYPE_CHECKING:
    from app.errors import KnownError
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


def tell_broken(
    window: MainWindow,
    error: KnownError,
    again: Callable[[], object],
    ways: tuple[Action, ...] = (),
    more: str = "",
) -> None:
    """Say that the drafts cannot be read, and what one can do (`ways` come first)."""
    window.waiting.setText("")
    title, data = texts.DATA_FOLDER_TITLE, window.paths.data
    folder = partial(opening.show, window.dialogs, window, title, data)
    actions = (
        *ways,
        Action(texts.TRY_AGAIN, again, "try-again"),
        Action(texts.OPEN_DATA_FOLDER, folder, "data-folder"),
    )
    text = texts.STORE_BROKEN.format(why=str(error)) + more
    window.banners.tell("store", "error", text, actions)
