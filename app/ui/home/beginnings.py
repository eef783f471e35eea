"""The ways in which a draft begins: empty, from an answers file, from a sample. No widgets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.drafts.draft import Change
from app.ui.home import texts
from app.ui.settings import keeping

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.drafts.contract import DraftStore, DraftSummary
    from app.environment import Clock


def sample_name(path: Path) -> str:
    return texts.SAMPLE_NAMES.get(path.stem, path.stem)


def sample_order(path: Path) -> tuple[int, str]:
    """The samples in the order of the texts, unknown ones last."""
    known = list(texts.SAMPLE_NAMES)
    return (known.index(path.stem) if path.stem in known else len(known), path.stem)


def title_for(call: Call, store: DraftStore, addition: str = "") -> str:
    """A name no other draft has yet."""
    wanted = f"{call.short_title}{addition}"
    taken = {draft.title for draft in store.drafts()}
    number, title = 1, wanted
    while title in taken:
        number += 1
        title = f"{wanted} {number}"
    return title


def empty(store: DraftStore, call: Call) -> str:
    """Begin a draft that holds only what the settings know of its writer. Its uid."""
    answers = keeping.own_answers(call, store)
    return store.create(call.id, call.version, title_for(call, store), answers=answers).uid


def from_file(
    path: Path, calls: Mapping[str, Call], store: DraftStore, supplements: Path, *, practice: bool
) -> str:
    """Begin a draft from an answers file; its uid. Raises InputError naming file and key."""
    from app.drafts.exchange import read_answers
    from app.drafts.supplements import SupplementFolder

    found = read_answers(path, calls, base=path.parent, file_label=path.name)
    answers = dict(found.answers)
    folder = SupplementFolder(supplements)
    for key, question in found.call.questions.items():
        if question.type == "files" and answers.get(key):
            answers[key] = [_kept(entry, path.parent, folder) for entry in answers[key]]
    addition = f"（{sample_name(path)}）" if practice else f"（{path.stem}）"
    draft = store.create(
        found.call.id,
        found.call.version,
        title_for(found.call, store, addition),
        answers=answers,
        practice=practice or found.practice,
    )
    overrides = getattr(found, "overrides", None) or {}
    if overrides:
        store.apply(draft.uid, [Change("override", *entry) for entry in overrides.items()])
    return draft.uid


def _kept(entry: dict[str, object], base: Path, folder: object) -> dict[str, object]:
    """A supplement named by its path, copied to where supplements are kept."""
    if "path" not in entry:
        return entry
    return folder.add(base / str(entry["path"]))  # type: ignore[attr-defined, no-any-return]


class Progress(NamedTuple):
    """How far a stored draft is."""

    answered: int = 0
    asked: int = 0
    errors: int | None = None
    """Open errors; None where they were not looked for."""


def progress(
    calls: Mapping[str, Call], store: DraftStore, draft: DraftSummary, clock: Clock
) -> Progress:
    """How far a draft is; nothing where it cannot be told.

    A draft that was never opened in the window has no errors noted: they are looked for here.
    """
    from app.drafts.route import route
    from app.errors import KnownError
    from app.review.engine import review
    from app.review.states import progress as counted

    call, now, errors = calls.get(draft.call_id), clock.now(), None
    if call is None:
        return Progress()
    try:
        whole = store.load(draft.uid)
    except KnownError:
        return Progress()
    if draft.errors is None:
        errors = sum(finding.blocks for finding in review(call, whole, now))
    return Progress(*counted(call, whole, route(call, whole, now)), errors)
