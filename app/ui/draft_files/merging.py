"""Merging a draft file into a draft: what differs is shown side by side and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError
from app.ui import modal
from app.ui.draft_files import texts
from app.ui.moments import moment

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.drafts.draft import Draft, Value
    from app.drafts.draft_file import DraftFile
    from app.drafts.merge import Difference, Merge, Side, Spot
    from app.drafts.whole import Step, WholeDraft
    from app.ui.compare.dialog import Choice
    from app.ui.main_window import MainWindow

BANNER = "draft-file"


def merge_into(window: MainWindow, uid: str, found: DraftFile) -> None:
    """Ask where the copies differ and make the result one revision. Raises KnownError."""
    from app.drafts import draft_file
    from app.drafts.merge import merge_copies
    from app.drafts.supplements import SupplementFolder
    from app.ui.office import WHO

    assert window.desk is not None
    store = window.desk.store
    ours = store.whole(uid)
    if ours.draft.call_id != found.whole.draft.call_id:
        raise InputError(*texts.OTHER_CALL)
    call = window.desk.shelf.calls[ours.draft.call_id]
    merge = merge_copies(ours, found.whole)
    choices = _ask(window, call, merge, ours, found.whole)
    if choices is None:
        return
    changes = merge.changes(choices)
    draft_file.keep_supplements(found, SupplementFolder(window.paths.supplements))
    store.merge_in(uid, found.whole, changes, who=str(store.setting(WHO) or ""))
    window.open_draft(uid)
    text = texts.MERGED.format(count=len(changes)) if choices else texts.NOTHING_NEW
    window.banners.tell(BANNER, "success", text, closable=True)


def _ask(
    window: MainWindow, call: Call, merge: Merge, ours: WholeDraft, theirs: WholeDraft
) -> dict[Spot, Side] | None:
    """The side taken at each place; None if it was given up. What is ours alone is not asked."""
    from app.documents.comparison import order
    from app.drafts.merge import Side
    from app.ui.compare.dialog import ChoicesDialog

    asked = [d for d in merge.differences if d.conflict or d.side is Side.THEIRS]
    asked.sort(key=lambda found: order(call, found.spot))
    if not asked:
        return {}
    explanation = texts.MERGE_EXPLANATION if merge.base is not None else texts.MERGE_STRANGERS
    dialog = ChoicesDialog(
        window,
        title=texts.MERGE_TITLE,
        explanation=explanation.format(conflicts=len(merge.conflicts)),
        choices=[choice(call, d, ours, theirs) for d in asked],
        here_title=texts.HERE,
        there_title=texts.THERE,
        notes=(),
        accept_text=texts.MERGE_ACCEPT,
    )
    if not modal.ask(dialog):
        return None
    chosen = dialog.chosen
    return {d.spot: Side.THEIRS if chosen[_key(d.spot)] else Side.OURS for d in asked}


def _key(spot: Spot) -> str:
    return "/".join((spot.kind, spot.key, spot.row, spot.column))


def choice(call: Call, found: Difference, ours: WholeDraft, theirs: WholeDraft) -> Choice:
    """A difference as the dialog shows it, with who wrote each side and when."""
    from app.documents import comparison
    from app.drafts.merge import Side
    from app.ui.compare.dialog import Choice

    spot = found.spot
    where = ours.draft if found.ours is not None else theirs.draft
    section, item = comparison.merge_item(call, found, where)
    place = (spot.kind, spot.key)
    return Choice(
        key=_key(spot),
        label=item,
        here=_text(call, spot, found.ours, ours.draft),
        there=_text(call, spot, found.theirs, theirs.draft),
        here_note=_author(ours.last_change(place)),
        there_note=_author(theirs.last_change(place)),
        conflict=found.conflict,
        preselect_there=found.side is Side.THEIRS,
        context=section,
    )


def _text(call: Call, spot: Spot, value: Value, draft: Draft) -> str:
    from app.documents import comparison

    return comparison.merge_text(call, spot, value, draft) or texts.NOTHING


def _author(step: Step | None) -> str:
    if step is None:
        return ""
    return texts.AUTHOR.format(who=step.who or texts.NOBODY, at=moment(step.at))
