"""Finding a stored draft by what somebody typed, and telling of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.cli import answers, output
from app.cli.setting import Setting, pick
from app.errors import InputError

if TYPE_CHECKING:
    from app.calls.loader import Shelf
    from app.calls.models import Call
    from app.drafts.contract import DraftStore, DraftSummary
    from app.drafts.draft import Draft

SHORTEST = 4
"""Characters of a draft's number that must be given at least; the rest may be left out."""


def resolve(store: DraftStore, uid: str) -> str:
    """The whole number of a draft, in the trash or not. Raises InputError."""
    known = [summary.uid for gone in (False, True) for summary in store.drafts(trashed=gone)]
    if uid in known:
        return uid
    fitting = [candidate for candidate in known if candidate.startswith(uid)]
    if len(uid) >= SHORTEST and len(fitting) == 1:
        return fitting[0]
    many = len(uid) >= SHORTEST and fitting
    what = f"番号「{uid}」で始まる下書きが{len(fitting)}件あります。" if many else ""
    raise InputError(
        what or f"番号「{uid}」の下書きはありません。",
        "番号は oubo-navi drafts list で確かめてください。",
    )


def call_of(setting: Setting, draft: Draft) -> Call:
    """The call of a draft. Raises InputError if its pack is not there any more."""
    return pick(setting.shelf(), draft.call_id)


def reviewed(setting: Setting, uid: str) -> answers.Reviewed:
    with setting.store() as store:
        draft = store.load(resolve(store, uid))
    return answers.review(call_of(setting, draft), draft, setting.clock)


def naming(shelf: Shelf) -> dict[str, str]:
    """For each call the question that names the applicant."""
    return {call.id: call.names.prefecture for call in shelf.calls.values()}


def applicant(shelf: Shelf, summary: DraftSummary) -> str:
    """The applicant's name; as it was answered where its call cannot tell."""
    call = shelf.calls.get(summary.call_id)
    question = call.questions.get(call.names.prefecture) if call else None
    if question is None or question.type != "choice":
        return summary.prefecture
    labels = {option.value: option.label for option in question.choices}
    return labels.get(summary.prefecture, summary.prefecture)


def summary_entry(shelf: Shelf, summary: DraftSummary) -> dict[str, Any]:
    return {
        "uid": summary.uid,
        "title": summary.title,
        "call": summary.call_id,
        "practice": summary.practice,
        "state": summary.state.value,
        "created": summary.created.isoformat(timespec="seconds"),
        "modified": summary.modified.isoformat(timespec="seconds"),
        "trashed": summary.trashed.isoformat(timespec="seconds") if summary.trashed else None,
        "prefecture": applicant(shelf, summary),
        "answered": summary.answered,
        "errors": summary.errors,
    }


def draft_entry(draft: Draft) -> dict[str, Any]:
    return {
        "uid": draft.uid,
        "title": draft.title,
        "call": draft.call_id,
        "practice": draft.practice,
        "state": draft.state.value,
        "revision": draft.revision,
        "modified": draft.modified.isoformat(timespec="seconds"),
        "overrides": dict(draft.overrides),
        "answers": dict(draft.answers),
    }


def tell_made(draft: Draft, *, as_json: bool) -> None:
    """Print the number of a draft just made."""
    if as_json:
        output.as_json({"uid": draft.uid, "title": draft.title, "call": draft.call_id})
    else:
        output.text(draft.uid)
