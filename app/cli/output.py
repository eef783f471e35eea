"""What the commands print: text for people on the terminal, JSON for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from app.calls.base import Severity

if TYPE_CHECKING:
    from app.calls.models import Call
    from app.drafts.draft import Draft
    from app.errors import KnownError
    from app.review.finding import Finding


def text(line: str = "") -> None:
    click.echo(line)


def as_json(content: Mapping[str, Any]) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


def failure(what: str, advice: str, *, machine: bool) -> None:
    """Tell what went wrong: on stderr for people, on stdout for machines."""
    click.echo("\n".join(filter(None, (what, advice))), err=True)
    if machine:
        as_json({"error": error_entry(what, advice)})


def error_entry(what: str, advice: str) -> dict[str, str]:
    return {"what": what, "advice": advice}


def unusable(error: KnownError) -> dict[str, str]:
    return error_entry(error.what, error.advice)


def entries(draft: Draft, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON: severity, question, clause and message first, then the details."""
    return [_entry(draft, finding) for finding in findings]


def _entry(draft: Draft, finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "severity": finding.severity.value,
        "question": place.question,
        "clause": finding.clause,
        "message": finding.message,
        "todo": finding.todo,
        "clauses": list(finding.clauses),
        "rule": finding.rule,
        "row": _row_number(draft, place.question, place.row),
        "column": place.column,
        "start": place.start,
        "end": place.end,
        "mend": finding.mend,
        "overridable": finding.overridable,
        "override": finding.override,
        "dismissed": finding.dismissed,
    }


def _row_number(draft: Draft, question: str, row_id: str | None) -> int | None:
    """The row as a person counts it, from 1."""
    rows = draft.answer(question)
    if row_id is None or not isinstance(rows, list):
        return None
    ids = [row.get("_id") for row in rows if isinstance(row, Mapping)]
    return ids.index(row_id) + 1 if row_id in ids else None


def listing(call: Call, draft: Draft, findings: Iterable[Finding]) -> list[str]:
    """Findings for people, in reading order, with where they stand and what to do."""
    lines = []
    for finding in findings:
        lines.append(
            f"［{finding.severity.label}］{finding.clause}　{_where(call, draft, finding)}"
        )
        lines.append(f"    {finding.message}")
        if finding.override:
            lines.append(f"    理由を付けて出力します: {finding.override}")
        elif finding.todo:
            lines.append(f"    → {finding.todo}")
    return lines


def _where(call: Call, draft: Draft, finding: Finding) -> str:
    question = call.questions.get(finding.place.question)
    if question is None:
        return "全体"
    steps = [call.section_of[question.id].title, question.group, question.label]
    row = _row_number(draft, question.id, finding.place.row)
    if row is not None:
        steps.append(f"{row}行目")
    if finding.place.column and question.type == "table":
        steps.append(question.column(finding.place.column).label)
    return " ＞ ".join(filter(None, steps))


def counted(findings: Iterable[Finding]) -> str:
    """「要修正 1件、要確認 2件、助言 0件」"""
    found = Counter(finding.severity for finding in findings)
    return "、".join(f"{severity.label} {found[severity]}件" for severity in Severity)
