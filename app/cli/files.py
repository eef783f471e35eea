"""Draft files (.oubo) as the commands take and make them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import stored
from app.cli.setting import Setting

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from app.drafts.draft_file import DraftFile

ENDING = ".oubo"


def read(setting: Setting, path: Path) -> DraftFile:
    """Read a draft file. Raises InputError."""
    from app.drafts import draft_file

    return draft_file.read(path, setting.shelf().calls)


def take_in(setting: Setting, path: Path, title: str) -> Draft:
    """Put a draft file's draft beside the others."""
    from app.drafts import draft_file

    found = read(setting, path)
    draft_file.keep_supplements(found, setting.supplements())
    with setting.store() as store:
        return store.take_in(found.whole, title)


def write(setting: Setting, uid: str, path: Path, *, history: bool, supplements: bool) -> None:
    """Write a draft as a draft file. Raises InputError, StorageError."""
    from app.drafts import draft_file

    with setting.store() as store:
        whole = store.whole(stored.resolve(store, uid))
    folder = setting.supplements() if supplements else None
    draft_file.write(path, whole, folder, history=history)
