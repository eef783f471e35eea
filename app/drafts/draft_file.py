"""Draft files (.oubo): one draft to hand on by mail, USB stick or file server.

    draft.json                    the draft as it is, its comments, approvals, lineage
    history.json                  its revisions (may be left out)
    supplements/<SHA-256>/<name>  the files that go along (may be left out)

The parts are told in resources/schema/draft-file.schema.json.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import moving
from app.drafts import draft_file_zip as zips
from app.drafts.whole import WholeDraft
from app.errors import InputError, StorageError, why

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.drafts.supplements import SupplementFolder

ENDING = ".oubo"
TOO_LONG = (
    "履歴が長いため、下書きファイルに入れられません。",
    "履歴を付けずに保存してください。",
)

DAMAGED = (
    "下書きの記録に正しくない値（日時や版の名前）があるため、下書きファイルを作れません。",
    "保存ファイルが壊れているおそれがあります。バックアップから下書きを戻してください。",
)


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft file that was read and found good."""

    path: Path
    whole: WholeDraft
    supplements: Mapping[str, str]
    """SHA-256 → name of the files that came along."""


def write(
    path: Path,
    whole: WholeDraft,
    supplements: SupplementFolder | None,
    *,
    history: bool = True,
) -> None:
    """Write a draft file; without a folder its supplements are left out.

    The same draft gives the same bytes. Raises InputError when a supplement is gone or the
    history is too long, StorageError when the file cannot be written; what was there stays.
    """
    beside = path.with_name(f"{path.name}.part")
    try:
        try:
            with os.fdopen(os.open(beside, _NEW, 0o600), "wb") as stream:
                with zipfile.ZipFile(stream, "w") as archive:
                    _fill(archive, whole, supplements, history=history)
                if stream.tell() > zips.LARGEST_FILE:
                    raise InputError(
                        "補足資料が大きいため、下書きファイルに入れられません。",
                        "補足資料を付けずに保存し、別にお渡しください。",
                    )
                stream.flush()
                os.fsync(stream.fileno())
            moving.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            f"下書きファイル「{path}」を保存できません（{why(error)}）。",
            "空き容量と、書き込める場所かどうかを確認してください。",
        ) from error


_NEW = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0)


def _fill(
    archive: zipfile.ZipFile,
    whole: WholeDraft,
    supplements: SupplementFolder | None,
    *,
    history: bool,
) -> None:
    from app.drafts import draft_file_parts as parts

    whole = whole if history else whole.without_history()
    if history and parts.is_too_long(whole.steps):
        raise InputError(*TOO_LONG)
    draft, steps = _told(whole, history=history)
    zips.add_json(archive, zips.DRAFT, draft)
    if history and zips.add_json(archive, zips.HISTORY, steps) > zips.LARGEST_JSON:
        raise InputError(*TOO_LONG)
    files = parts.supplements_in(whole.draft.answers) if supplements is not None else {}
    for digest, entry in sorted(files.items()):
        assert supplements is not None
        zips.add_file(archive, digest, str(entry["name"]), supplements.read(entry))


def _told(whole: WholeDraft, *, history: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """draft.json and history.json. Raises StorageError for records this program never makes."""
    from pydantic import ValidationError

    from app.drafts import draft_file_parts as parts

    try:
        draft = parts.draft_part(whole).model_dump(mode="json")
        steps = parts.history_part(whole).model_dump(mode="json") if history else {}
    except ValidationError as error:
        raise StorageError(*DAMAGED) from error
    # The answers as they are: pydantic refuses half a character, a draft keeps it.
    draft["answers"] = dict(sorted(whole.draft.answers.items()))
    if history:
        for step, original in zip(steps["steps"], whole.steps, strict=True):
            step["changes"] = [parts.change_entry(change) for change in original.changes]
    return draft, steps


def read(path: Path, calls: Mapping[str, Call], label: str = "") -> DraftFile:
    """Read a draft file from outside. `label` names it in messages (by default its own name).

    Raises InputError that says why it cannot be used, in bounded time and memory.
    """
    label = label or path.name
    with zips.opened(path, label) as archive:
        draft = archive.json(zips.DRAFT)
        _refuse_newer(draft, label)
        steps = archive.json(zips.HISTORY) if zips.HISTORY in archive.names else None
        whole = _whole(draft, steps, calls, label)
        archive.verify_supplements()
        return DraftFile(path, whole, archive.supplements())


def keep_supplements(found: DraftFile, folder: SupplementFolder) -> None:
    """Put the files that came along with the others. Raises InputError, StorageError."""
    with zips.opened(found.path, found.path.name) as archive:
        for digest, name in found.supplements.items():
            with archive.part(f"supplements/{digest}/{name}") as part:
                folder.put(part, name)


def _whole(draft: Any, steps: Any, calls: Mapping[str, Call], label: str) -> WholeDraft:
    from pydantic import ValidationError

    from app.drafts import draft_file_parts as parts
    from app.drafts.draft_file_models import DraftPart, HistoryPart

    try:
        found = DraftPart.model_validate(draft)
        history = None if steps is None else HistoryPart.model_validate(steps)
        call = calls.get(found.call.id)
        if call is None:
            raise InputError(
                f"下書きファイル「{label}」の募集「{found.call.id[:60]}」の募集パックがありません。",
                "同じ募集パックを入れてから、もう一度開いてください。",
            )
        return parts.whole_draft(found, history, call)
    except ValidationError as error:
        steps_to = error.errors(include_input=False)[0]["loc"] or ("全体",)
        place = "．".join(str(step)[:60] for step in steps_to)
        raise zips.refused(label, f"「{place}」の書き方が違います") from error
    except parts.ContentError as error:
        raise zips.refused(label, str(error)) from error


def _refuse_newer(draft: Any, label: str) -> None:
    from app.drafts.draft_file_models import FORMAT

    version = draft.get("format") if isinstance(draft, dict) else None
    if isinstance(version, int) and version > FORMAT:
        raise InputError(
            f"下書きファイル「{label}」は、新しい版の応募ナビで作られています。",
            "応募ナビを新しい版にしてから開いてください。",
        )
