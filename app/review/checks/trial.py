"""A made-up draft that answers every question, to try a pack's rules on when it is read."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from app.calls.models import Call
from app.calls.questions import Column, Question, Table
from app.drafts.draft import Draft
from app.drafts.route import Route, names_for
from app.review.subject import Subject

MOMENT = datetime(2000, 1, 1, 12, 0, tzinfo=timezone(timedelta(hours=9)))
PROSE = "１　試行\n県は、適宜12人を紹介していただきたい。○○ＤＸとDX、a@b.jp。"


def trial(call: Call) -> Subject:
    """A subject in which every question has an answer of its type."""
    answers = {name: _answer(question) for name, question in call.questions.items()}
    draft = Draft("", call.id, call.version, "", False, MOMENT, MOMENT, answers=answers)
    names = names_for(call, draft, MOMENT)
    return Subject(call, draft, MOMENT, names, Route(call, names))


def _answer(asked: Question | Column) -> Any:
    if isinstance(asked, Table):
        return [{column.id: _answer(column) for column in asked.columns}] * 2
    answers: dict[str, Any] = {
        "number": 1,
        "date": "2000-01-01",
        "yes_no": True,
        "acknowledgement": True,
        "multiple_choice": [],
        "files": [],
    }
    if asked.type == "choice":
        return asked.choices[0].value
    return answers.get(asked.type, PROSE)
