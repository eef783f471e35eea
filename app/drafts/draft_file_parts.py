"""A whole draft as the parts of a draft file, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PureWindowsPath
from types import MappingProxyType
from typing import Any

from app.calls.models import Call
from app.drafts import draft_file_models as models
from app.drafts import rows
from app.drafts.approval import Approval, Comment, Frozen
from app.drafts.draft import Change, Draft, State, Value
from app.drafts.values import ValueMistakeError, normalised
from app.drafts.whole import Entries, Step, WholeDraft

LONGEST_LINE = 10_000
MOST_ENTRIES = 4_000_000
"""Entries times revisions: what reading a history may have to hold in memory."""
DEEPEST = 8
"""Lists and objects in each other in one answer; tables need three."""


class ContentError(Exception):
    """Why the parts of a file are not a draft, in Japanese without the full stop."""


# ---- writing ----


def draft_part(whole: WholeDraft) -> models.DraftPart:
    """draft.json of a draft, but for its answers."""
    draft = whole.draft
    (last,) = (step for step in whole.steps if step.name == whole.head)
    is_alone = len(whole.steps) == 1 and last.parents
    earlier = dict(whole.ancestry) | ({last.name: last.parents} if is_alone else {})
    return models.DraftPart(
        call=models.CallPart(id=draft.call_id, version=draft.call_version),
        draft=models.HeadPart(
            uid=draft.uid,
            title=_line(draft.title),
            practice=draft.practice,
            state=draft.state.value,
            created=draft.created,
            modified=draft.modified,
            who=_line(last.who),
        ),
        lineage=models.LineagePart(
            id=whole.lineage,
            head=whole.head,
            earlier={name: list(older) for name, older in sorted(earlier.items())},
        ),
        answers={},
        overrides={key: _plain(reason) for key, reason in sorted(draft.overrides.items())},
        dismissals=sorted(draft.dismissals),
        comments=[_comment_part(comment) for comment in whole.comments],
        approvals=[
            models.ApprovalPart(
                state=approval.state.value,
                at=approval.at,
                who=_line(approval.who),
                comment=_plain(approval.comment),
                revision=name or None,
            )
            for name, approval in whole.approvals
        ],
        packages=[
            models.PackagePart(
                at=package.at,
                who=_line(package.who),
                folder=_line(PureWindowsPath(package.folder).name),
                fingerprint=package.fingerprint,
                sent=package.sent,
                revision=name or None,
            )
            for name, package in whole.packages
        ],
    )


def _comment_part(comment: Comment) -> models.CommentPart:
    return models.CommentPart(
        uid=comment.uid,
        question=comment.question,
        at=comment.at,
        who=_line(comment.who),
        text=_plain(comment.text),
        resolved=comment.resolved,
        resolved_by=_line(comment.resolved_by),
    )


def history_part(whole: WholeDraft) -> models.HistoryPart:
    """history.json of a draft, but for the changes."""
    return models.HistoryPart(
        steps=[
            models.StepPart(
                name=step.name,
                parents=list(step.parents),
                at=step.at,
                who=_line(step.who),
                note=_line(step.note),
                changes=[],
            )
            for step in whole.steps
        ]
    )


def change_entry(change: Change) -> dict[str, Any]:
    """A change as it stands in history.json (see ChangePart)."""
    is_text = change.kind != "answer" and isinstance(change.value, str)
    value = _plain(change.value) if is_text else change.value
    return {"kind": change.kind, "key": change.key, "value": value}


def _plain(text: str) -> str:
    """Without halves of characters, which no reader of text takes."""
    return re.sub("[\ud800-\udfff]", "�", text)


def _line(text: str) -> str:
    return _plain(text)[:LONGEST_LINE]


# ---- reading ----


def whole_draft(
    found: models.DraftPart, history: models.HistoryPart | None, call: Call
) -> WholeDraft:
    """The draft that the parts tell of. Raises ContentError, and InputError for wrong values."""
    answers = _Answers(call)
    entries: Entries = {("title", ""): found.draft.title}
    for key, raw in found.answers.items():
        entries["answer", key] = answers.value(key, raw)
    entries |= {("override", key): reason for key, reason in found.overrides.items()}
    entries |= {("dismissal", key): True for key in found.dismissals}
    entries = {place: value for place, value in entries.items() if value is not None}
    steps = _only_step(found, entries) if history is None else _steps(history, answers)
    _check_steps(steps, found.lineage.head)
    here = {step.name for step in steps}
    lineage = found.lineage.earlier.items()
    earlier = {name: tuple(older) for name, older in lineage if name not in here}
    whole = WholeDraft(
        _draft(found, entries),
        found.lineage.id,
        found.lineage.head,
        steps,
        MappingProxyType(earlier),
        tuple(Comment(**dict(comment)) for comment in found.comments),
        tuple((a.revision or "", _approval(a)) for a in found.approvals),
        tuple((p.revision or "", _package(p)) for p in found.packages),
    )
    if history is not None and whole.state(whole.head) != entries:
        raise ContentError("履歴と回答の内容が合いません")
    return whole


def _draft(found: models.DraftPart, entries: Entries) -> Draft:
    head = found.draft
    draft = Draft(
        uid=head.uid,
        call_id=found.call.id,
        call_version=found.call.version,
        title="",
        practice=head.practice,
        created=head.created,
        modified=head.modified,
        state=State(head.state),
    )
    for (kind, key), value in entries.items():
        draft = draft.changed(Change(kind, key, value))
    return draft


def _only_step(found: models.DraftPart, entries: Entries) -> tuple[Step, ...]:
    head, lineage = found.draft, found.lineage
    changes = tuple(Change(*place, value) for place, value in entries.items())
    older = tuple(lineage.earlier.get(lineage.head, ()))
    return (Step(lineage.head, older, head.modified, head.who, "", changes),)


def _steps(history: models.HistoryPart, answers: _Answers) -> tuple[Step, ...]:
    return tuple(
        Step(
            step.name,
            tuple(step.parents),
            step.at,
            step.who,
            step.note,
            tuple(Change(c.kind, c.key, _changed(c, answers)) for c in step.changes),
        )
        for step in history.steps
    )


def _changed(change: models.ChangePart, answers: _Answers) -> Value:
    if change.value is None:
        return None
    if change.kind == "answer":
        return answers.value(change.key, change.value)
    wanted = bool if change.kind == "dismissal" else str
    if not isinstance(change.value, wanted):
        raise ContentError("履歴の値の種類が違います")
    return change.value or None if change.kind == "dismissal" else _plain(str(change.value))


class _Answers:
    """Reads answers as their questions want them."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def value(self, key: str, raw: Any) -> Value:
        """Raises InputError for a value that no field could take."""
        question = self._call.questions.get(key)
        if question is None:
            # Of another version of the call: kept for it, and shown nowhere.
            if _depth(raw) > DEEPEST:
                raise ContentError("括弧の入れ子が深すぎます")
            return rows.identified(raw)
        try:
            value = normalised(question, raw)
        except ValueMistakeError as error:
            raise ContentError(str(error.mistakes[0])) from error
        if question.type == "files" and any("path" in entry for entry in value or ()):
            raise ContentError("補足資料の書き方が違います")
        return rows.identified(value)


def _depth(raw: Any) -> int:
    """How many lists and objects stand in each other."""
    depth, level = 0, [raw]
    while level and depth <= DEEPEST:
        inner = [v for v in level if isinstance(v, (list, dict))]
        level = [w for v in inner for w in (v.values() if isinstance(v, dict) else v)]
        depth += bool(inner)
    return depth


def _check_steps(steps: tuple[Step, ...], head: str) -> None:
    """Names given once, parents before children, the head among them; not more than memory."""
    everything = {step.name for step in steps}
    seen: set[str] = set()
    for step in steps:
        if step.name in seen or any(p in everything and p not in seen for p in step.parents):
            raise ContentError("履歴のつながりが壊れています")
        seen.add(step.name)
    if head not in seen:
        raise ContentError("最新の版が履歴にありません")
    if is_too_long(steps):
        raise ContentError("履歴が長すぎます")


def is_too_long(steps: tuple[Step, ...]) -> bool:
    """Whether a history is beyond what a file may hold."""
    places = {(change.kind, change.key) for step in steps for change in step.changes}
    return len(steps) > models.MOST_STEPS or len(places) * len(steps) > MOST_ENTRIES


def _approval(part: models.ApprovalPart) -> Approval:
    return Approval(State(part.state), part.at, part.who, part.comment, 0)


def _package(part: models.PackagePart) -> Frozen:
    return Frozen(0, part.at, part.who, part.folder, part.fingerprint, part.sent)


def supplements_in(entries: Mapping[str, Value]) -> dict[str, dict[str, Any]]:
    """SHA-256 → entry of the files that answers name."""
    return {entry["sha256"]: entry for entry in _files(entries.values())}


def _files(values: Iterable[Value]) -> list[dict[str, Any]]:
    lists = (value for value in values if isinstance(value, list))
    return [entry for value in lists for entry in value if _is_file(entry)]


def _is_file(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("sha256"), str)
