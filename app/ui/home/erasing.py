"""Deleting a draft for good: backups are rewritten, which takes a moment."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import KnownError
from app.ui import tasks
from app.ui.home import texts

if TYPE_CHECKING:
    from app.drafts.contract import DraftStore
    from app.environment import AppPaths, Clock
    from app.ui.dialogs import Dialogs
    from app.ui.home.page import HomePage


def erase(
    store: DraftStore, uid: str, paths: AppPaths, clock: Clock, page: HomePage, dialogs: Dialogs
) -> None:
    """Leave nothing of a draft, off the window's thread; then show the list anew."""
    from app.drafts.backup import BackupFolder
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

    def work(_report: object, _cancelled: object) -> None:
        backups = BackupFolder(paths.database, clock)
        delete_for_good(store, uid, SupplementFolder(paths.supplements), backups)

    tasks.start(work, lambda _nothing: refresh(), failed)
