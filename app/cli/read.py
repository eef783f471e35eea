"""read: the answers in produced documents, also after somebody has edited them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.calls.models import Call
from app.cli import options, output, words
from app.cli.setting import Setting
from app.errors import InputError

chosen_call = click.option(
    "--call", "call_id", metavar="募集", help="どの募集の様式か。なければファイルから判断します。"
)


@click.command(name="read", cls=words.JapaneseCommand)
@click.argument(
    "sources", type=options.FOLDER_OR_FILE, nargs=-1, required=True, metavar="様式のファイル…"
)
@chosen_call
@options.forms
@options.as_json
@click.pass_obj
def read(
    setting: Setting,
    sources: tuple[Path, ...],
    call_id: str | None,
    forms: Path | None,
    as_json: bool,
) -> int:
    """書き出した応募書（Word、PowerPoint）から、編集後の回答を読み取ります。

    設問の欄の外に書き足された文は回答に含まれないので、別に示します。
    """
    from app.documents import opc, reading
    from app.review import dates

    setting = setting.using(forms)
    calls = setting.shelf().calls
    files = [(source.name, opc.bytes_of(source, source.name)) for source in sources]
    call = _call(calls, call_id) if call_id else reading.call_of(calls, files)
    found = reading.read(call, files, read_date=dates.parse, now=setting.clock.now())
    answers = {key: value for key, value in found.answers.items() if value is not None}
    if as_json:
        outside = [{"form": one.form, "text": one.text} for one in found.outside]
        output.as_json(
            {
                "call": call.id,
                "answers": answers,
                "missing": list(found.missing),
                "outside": outside,
            }
        )
    else:
        _tell(call, answers, found)
    return 0


def _call(calls: Any, call_id: str) -> Call:
    if call_id not in calls:
        raise InputError(
            f"「{call_id}」という募集はありません。", "calls で一覧を確かめてください。"
        )
    found: Call = calls[call_id]
    return found


def _tell(call: Call, answers: dict[str, Any], found: Any) -> None:
    from app.documents import reading, texts

    output.text(f"{call.short_title}: {len(answers)}件の回答を読み取りました。")
    for key, value in answers.items():
        question = call.questions[key]
        output.text(f"■ {question.label}\n{texts.shown(question, value)}")
    if found.missing:
        labels = "、".join(call.questions[key].label for key in found.missing)
        output.text(f"欄が見つからなかった設問: {labels}")
    for key in found.others:
        question = call.questions[key]
        other = reading.on_a_line(question, found.others[key])
        output.text(f"二つの様式で内容が異なる設問: {question.label}（もう一方では、{other}）")
    for one in found.outside:
        output.text(f"回答の欄の外の文（取り込みません）: {one.text}")
