"""Deleting for good to its end, also where the program is killed or a drive is not there.

A note stays in the database, without anything that was written in the draft, until nothing is
left of it anywhere.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import StorageError

if TYPE_CHECKING:
    from app.drafts.backup import BackupFolder
    from app.drafts.contract import DraftStore
    from app.drafts.draft import Value
    from app.drafts.supplements import SupplementFolder

NOTE = "erasing/"
"""What the notes' names begin with; the draft's uid follows. The value: SHA-256 of its files, and
the folders whose backups may still hold it."""


def delete_for_good(
    store: DraftStore, uid: str, folder: SupplementFolder, backups: BackupFolder
) -> None:
    """Leave nothing of a draft, in the backups neither, nor of files that it alone names.

    May take a while. Raises StorageError where something of it is left, and says where.
    """
    files = store.named_files(folder.digests(), uid)
    _note(store, uid, files, backups.folders)
    store.delete_for_good(uid, everywhere=True)
    _forget_files(store, files, folder)
    if away := [path for path in backups.folders if not backups.is_in_reach(path)]:
        raise StorageError(
            f"下書きは削除しましたが、バックアップの保存先「{away[0]}」に接続できないため、"
            "その中にはまだ残っています。",
            "接続してから応募ナビを起動すると、残りを削除します。",
        )


def resume(store: DraftStore, backups: BackupFolder, folder: SupplementFolder) -> None:
    """Bring to its end what was broken off. May take a while. Raises StorageError."""
    notes = store.settings(NOTE)
    if not notes:
        return
    there = {draft.uid for trashed in (False, True) for draft in store.drafts(trashed=trashed)}
    for name, note in notes.items():
        uid = name.removeprefix(NOTE)
        if uid in there or not isinstance(note, dict):  # broken off before anything was deleted
            store.set_setting(name, None)
            continue
        folders = [Path(str(path)) for path in note.get("folders", ())]
        backups.forget(uid, folders)
        files = set(map(str, note.get("files", ())))
        _forget_files(store, files, folder)
        left = [path for path in folders if not backups.is_in_reach(path)]
        _note(store, uid, files if left else (), left)


def _note(store: DraftStore, uid: str, files: Collection[str], folders: Collection[Path]) -> None:
    """Note what may be left of a draft; with no folder, nothing is."""
    left: Value = {"files": sorted(files), "folders": sorted(map(str, folders))}
    store.set_setting(f"{NOTE}{uid}", left if folders else None)


def _forget_files(store: DraftStore, files: Collection[str], folder: SupplementFolder) -> None:
    folder.forget(set(files) - store.named_files(files))
