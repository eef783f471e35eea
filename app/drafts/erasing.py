"""Deleting for good to its end, also where the program is killed or a drive is not there.

A note stays in the database, without anything that was written in the draft, until nothing is
left of it anywhere.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from app.drafts.backup import BackupFolder
    from app.drafts.contract import DraftStore
    from app.drafts.supplements import SupplementFolder

NOTE = "erasing/"
"""What the notes' names begin with; the draft's uid follows. The value: SHA-256 of its files."""


def delete_for_good(store: DraftStore, uid: str, folder: SupplementFolder) -> None:
    """Leave nothing of a draft, in the backups neither, nor of files that it alone names.

    May take a while. Raises StorageError where something of it is left, and says where.
    """
    files = store.named_files(folder.digests(), uid)
    store.set_setting(f"{NOTE}{uid}", sorted(files))
    store.delete_for_good(uid, everywhere=True)
    _forget_files(store, files, folder)


def resume(store: DraftStore, backups: BackupFolder, folder: SupplementFolder) -> None:
    """Bring to its end what was broken off. May take a while. Raises StorageError."""
    notes = store.settings(NOTE)
    if not notes:
        return
    there = {draft.uid for trashed in (False, True) for draft in store.drafts(trashed=trashed)}
    for name, files in notes.items():
        uid = name.removeprefix(NOTE)
        if uid not in there:  # else it was broken off before anything was deleted
            backups.forget(uid)
            _forget_files(store, set(cast("list[str]", files)), folder)
        if uid in there or backups.all_in_reach:
            store.set_setting(name, None)


def _forget_files(store: DraftStore, files: Collection[str], folder: SupplementFolder) -> None:
    folder.forget(set(files) - store.named_files(files))
