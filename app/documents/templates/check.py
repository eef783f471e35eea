"""Which questions a file has places for, and what is missing, double, unknown or misplaced.

The measure is the pack's own template: what that one shows, directly or through a derived text,
another file must show too. Where the pack's own has a thing in an unusual place, so may others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from app.calls.models import Call, Form
from app.calls.questions import Table
from app.documents import opc
from app.documents.templates.sound import sound
from app.errors import InputError

Holds = Literal["text", "rows", "box"]
ENDINGS = {"word": ".docx", "slides": ".pptx"}


@dataclass(frozen=True, slots=True)
class Seat:
    """A tagged place of a file."""

    tag: str
    where: str
    """In Japanese: 本文の表の行."""
    holds: Holds
    columns: frozenset[str] = frozenset()
    """Of rows: the columns that have a place."""


class Status(StrEnum):
    """How it stands with one question."""

    PLACED = "placed"
    DOUBLE = "double"
    MISSING = "missing"
    WRONG = "wrong"

    @property
    def label(self) -> str:
        return {
            "placed": "あり",
            "double": "二か所以上",
            "missing": "なし",
            "wrong": "場所の種類が違う",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Entry:
    """What was found for one question."""

    tag: str
    label: str
    status: Status
    where: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What a file has places for."""

    form: Form
    entries: tuple[Entry, ...]
    unknown: tuple[str, ...]
    """Tags that belong to no question."""
    unusable: str = ""
    """Why the file cannot be filled at all."""

    @property
    def complete(self) -> bool:
        faults = (Status.MISSING, Status.WRONG)
        return not self.unusable and not any(entry.status in faults for entry in self.entries)

    def of(self, status: Status) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.status is status)


def form_for(call: Call, name: str) -> Form:
    """The form a file belongs to, by its ending. Raises InputError where there is none."""
    for form in call.parts:
        if name.lower().endswith(ENDINGS[form.kind]):
            return form
    known = "、".join(f"{form.title}（{ENDINGS[form.kind]}）" for form in call.parts)
    raise InputError(
        f"「{name}」は、この募集の様式のファイルではありません。", f"使えるファイル: {known}"
    )


def check(call: Call, form: Form, data: bytes, label: str) -> Check:
    """Look a file over. Raises InputError for one that is broken or hostile."""
    opc.read(data, label)
    own = seats(form, (call.folder / form.template).read_bytes())
    with sound(label):
        found = seats(form, data)
        unusable = _unusable(call, form, data)
    entries = tuple(_entries(call, form, own, found))
    return Check(form, entries, tuple(_unknown(call, own, found)), unusable)


def seats(form: Form, data: bytes) -> list[Seat]:
    """All tagged places of a file, in reading order."""
    from app.documents.templates import slide_seats, word_seats

    module = word_seats if form.kind == "word" else slide_seats
    return list(module.seats(data, frozenset(page.layout for page in form.pages)))


def _entries(call: Call, form: Form, own: list[Seat], found: list[Seat]) -> Iterator[Entry]:
    for tag in needed(call, form, own):
        question = call.questions[tag]
        here = [seat for seat in found if seat.tag == tag]
        through = [s for s in found if tag in _behind(call, s.tag) and s.tag != tag]
        where = tuple(seat.where for seat in here or through)
        usual = {seat.holds for seat in own if seat.tag == tag}
        wrong = [reason for seat in here if (reason := _misplaced(question, seat, usual))]
        status, reason = Status.PLACED, ""
        if not here and not through:
            status, reason = Status.MISSING, "この設問の回答が入る場所がありません。"
        elif wrong:
            status, reason = Status.WRONG, wrong[0]
        elif len(here) > max(1, sum(seat.tag == tag for seat in own)):
            status, reason = Status.DOUBLE, f"{len(here)}か所に同じ回答が入ります。"
        yield Entry(tag, question.label, status, where, reason)


def needed(call: Call, form: Form, own: Iterable[Seat]) -> list[str]:
    """The questions the pack's own template shows, in the order in which they are asked.

    What another form asks (the applicant's name in a deck's heading) is welcome, not needed.
    """
    shown = {tag for seat in own for tag in _behind(call, seat.tag)}
    return [question.id for question in form.questions if question.id in shown]


def _behind(call: Call, tag: str) -> set[str]:
    """The questions that a tag shows: itself, or those that a derived text is made from."""
    if tag in call.questions:
        return {tag}
    for form in call.parts:
        for derived in form.derived:
            if derived.id == tag:
                words = set(re.findall(r"[a-z][a-z0-9_.]*", derived.expression))
                if "names.prefecture" in words:
                    words.add(call.names.prefecture)
                return words & call.questions.keys()
    return set()


def _misplaced(question: object, seat: Seat, usual: set[Holds]) -> str:
    """Why a question does not belong where its tag is; "" where it does."""
    if isinstance(question, Table):
        if seat.holds != "rows":
            return "" if seat.holds in usual else "表の設問ですが、行の増える表に付いていません。"
        missing = [c.label for c in question.columns if seat.columns and c.id not in seat.columns]
        return f"表に列がありません: {'、'.join(missing)}" if missing else ""
    if seat.holds == "rows" and "rows" not in usual:
        return "表の設問ではありませんが、行の増える表に付いています。"
    kind = getattr(question, "type", "")
    if seat.holds == "box" and kind not in ("yes_no", "acknowledgement"):
        return "文章の設問ですが、チェックボックスに付いています。"
    return ""


def _unknown(call: Call, own: list[Seat], found: list[Seat]) -> Iterator[str]:
    known = {*call.questions, *(d.id for f in call.parts for d in f.derived)}
    known |= {seat.tag for seat in own}
    tables = {q.id: {c.id for c in q.columns} for q in call.questions.values() if q.type == "table"}
    seen = set()
    for seat in found:
        stray = seat.columns - tables[seat.tag] if seat.tag in tables else frozenset()
        stray -= {column for s in own if s.tag == seat.tag for column in s.columns}
        for tag in ([] if seat.tag in known else [seat.tag]) + sorted(stray):
            if tag not in seen:
                seen.add(tag)
                yield tag


def _unusable(call: Call, form: Form, data: bytes) -> str:
    """Why a file cannot be filled, found by filling it with nothing."""
    from app.documents.templates.trial import fill_with_nothing

    try:
        fill_with_nothing(call, form, data)
    except InputError as error:
        return error.what
    return ""
