"""Deleting a draft for good: backups are rewritten, which takes a moment."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import KnownError
from app.ui import tasks
from app.ui.home import texts

if TYPE_CHECKING:
    from pathlib import Path

    from app.drafts.contract import DraftStore
    from app.ui.dialogs import Dialogs
    from app.ui.home.page import HomePage


def erase(store: DraftStore, uid: str, supplements: Path, page: HomePage, dialogs: Dialogs) -> None:
    """Leave nothing of a draft, off the window's thread; then show the list anew.

    `supplements`: the folder of files that drafts name.
    """
    from app.drafts.erasing import delete_for_good
    from app.drafts.supplements import SupplementFolder

    def refresh() -> None:
        with suppress(RuntimeError):  # the page is gone
            page.refresh()

    def failed(error: Exception) -> None:
        if not isinstance(error, KnownError):
            tasks.unexpected(error)
            return
        refresh()
        dialogs.tell(page, texts.FAILED, error)

    tasks.start(
        lambda _report, _cancelled: delete_for_good(store, uid, SupplementFolder(supplements)),
        lambda _nothing: refresh(),
        failed,
    )
