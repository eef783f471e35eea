"""Taking a draft file in: opened, dropped or double-clicked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import KnownError
from app.ui import modal, tasks
from app.ui.draft_files import texts
from app.ui.moments import brief

if TYPE_CHECKING:
    from app.drafts.draft_file import DraftFile
    from app.drafts.whole import WholeDraft
    from app.ui.main_window import MainWindow

BANNER = "draft-file"
MOST_OTHERS = 5
"""Drafts that come from elsewhere and are offered for merging: the last changed ones."""


def take(window: MainWindow, path: Path) -> None:
    """Read a draft file off the window's thread, then ask what shall become of it.

    What is open stays open until that is decided.
    """
    if window.desk is None:
        return
    calls = window.desk.shelf.calls

    def work(_report: object, _cancelled: object) -> DraftFile:
        from app.drafts import draft_file

        return draft_file.read(path, calls)

    def failed(error: Exception) -> None:
        window.banners.take_away(BANNER)
        if not isinstance(error, KnownError):
            raise error
        window.dialogs.tell(window, texts.TAKE_TITLE, error)

    def done(found: DraftFile) -> None:
        window.banners.take_away(BANNER)
        try:
            _place(window, found)
        except KnownError as error:
            window.dialogs.tell(window, texts.TAKE_TITLE, error)

    window.banners.tell(BANNER, "info", texts.READING.format(name=path.name))
    tasks.start(work, done, failed)


def _place(window: MainWindow, found: DraftFile) -> None:
    from app.ui.draft_files.choosing import TakeDialog
    from app.ui.draft_files.merging import merge_into

    assert window.desk is not None
    drafts = window.desk.store.drafts()
    copies = [draft for draft in drafts if draft.lineage == found.whole.lineage]
    others = [draft for draft in drafts if draft.call_id == found.whole.draft.call_id]
    chosen = ""
    if copies or others:
        dialog = TakeDialog(found, copies, others[:MOST_OTHERS], window)
        if not modal.ask(dialog):
            return
        chosen = dialog.chosen
    if not window.go("home"):  # what is open may be what is merged into
        return
    if chosen:
        merge_into(window, chosen, found)
    else:
        _beside(window, found)


def _beside(window: MainWindow, found: DraftFile) -> None:
    from app.drafts import draft_file
    from app.drafts.supplements import SupplementFolder

    assert window.desk is not None
    draft_file.keep_supplements(found, SupplementFolder(window.paths.supplements))
    draft = window.desk.store.take_in(found.whole, _other_name(window, found.whole))
    window.open_draft(draft.uid)
    window.banners.tell(BANNER, "success", texts.TAKEN.format(title=draft.title), passing=True)


def _other_name(window: MainWindow, whole: WholeDraft) -> str:
    """A name that tells the copy from the draft beside it; "" if its own does."""
    assert window.desk is not None
    title = whole.draft.title
    if title not in {draft.title for draft in window.desk.store.drafts()}:
        return ""
    (last,) = (step for step in whole.steps if step.name == whole.head)
    told = "　".join(filter(None, (last.who, brief(last.at))))
    return texts.BESIDE_NAME.format(title=title, told=told)
