"""calls: which call packs there are, and what is wrong with broken ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli import options, output, words
from app.cli.setting import Setting

if TYPE_CHECKING:
    from app.calls.loader import Problem
    from app.calls.models import Call


@click.command(cls=words.JapaneseCommand)
@options.as_json
@options.forms
@click.pass_obj
def calls(setting: Setting, as_json: bool, forms: Path | None) -> int:
    """募集パックの一覧と、読み込めない募集パックの理由を表示します。

    読み込めない募集パックがあるときは、終了コードが 2 になります。
    """
    shelf = setting.using(forms).shelf()
    known = sorted(shelf.calls.values(), key=lambda call: call.id)
    if as_json:
        output.as_json(
            {
                "calls": [_entry(call) for call in known],
                "problems": [_problem(problem) for problem in shelf.problems],
            }
        )
    else:
        for call in known:
            output.text(f"{call.id}　{call.title}")
            output.text(f"    {call.fiscal_year}　{call.issuer.organisation}")
            output.text(f"    締切 {call.deadline:%Y-%m-%d %H:%M}　パックの版 {call.version}")
        if not known:
            output.text("使える募集パックはありません。")
    for problem in shelf.problems:
        click.echo(f"読み込めません: {problem}", err=True)
    return 2 if shelf.problems else 0


def _entry(call: Call) -> dict[str, Any]:
    return {
        "id": call.id,
        "version": call.version,
        "title": call.title,
        "fiscal_year": call.fiscal_year,
        "issuer": call.issuer.organisation,
        "deadline": call.deadline.isoformat(),
        "forms": [form.title for form in call.parts],
        "questions": len(call.questions),
        "folder": str(call.folder),
    }


def _problem(problem: Problem) -> dict[str, str]:
    return {
        "folder": str(problem.folder),
        "file": problem.file,
        "key": problem.key,
        "reason": problem.reason,
    }
