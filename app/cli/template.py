"""template: a ministry's own file in the place of ours; what it lacks, what goes where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli import options, output, words
from app.cli.setting import Setting, pick
from app.errors import InputError, StorageError

if TYPE_CHECKING:
    from app.documents.templates.check import Check
    from app.documents.templates.suggest import Suggestion, Survey

DONE, INCOMPLETE = 0, 1
file = click.argument("file", type=options.FOLDER_OR_FILE, metavar="様式ファイル")


@click.group("template", cls=words.JapaneseGroup)
def template() -> None:
    """省庁が配布する様式ファイルを確かめ、設問のタグを付け、使えるようにします。"""


@template.command(cls=words.JapaneseCommand)
@file
@options.call
@options.forms
@options.as_json
@click.pass_obj
def check(
    setting: Setting, file: Path, call_id: str | None, forms: Path | None, as_json: bool
) -> int:
    """様式ファイルに、どの設問の場所があり、どの設問の場所がないかを表示します。

    足りない場所があるときは、終了コードが 1 になります。
    """
    from app.documents.templates import check as checks
    from app.documents.templates import own

    call = pick(setting.using(forms).shelf(), call_id)
    form = checks.form_for(call, file.name)
    found = checks.check(call, form, own.read(file), file.name)
    if as_json:
        output.as_json({"call": call.id, "file": file.name, **_checked(found)})
    else:
        _tell(found)
    return DONE if found.complete else INCOMPLETE


@template.command(cls=words.JapaneseCommand)
@file
@options.call
@options.forms
@options.as_json
@click.pass_obj
def suggest(
    setting: Setting, file: Path, call_id: str | None, forms: Path | None, as_json: bool
) -> int:
    """様式ファイルの空欄の見出しから、どの設問がどこに入るかの候補を表示します。"""
    from app.documents.templates import check as checks
    from app.documents.templates import own, suggest

    call = pick(setting.using(forms).shelf(), call_id)
    form = checks.form_for(call, file.name)
    found = suggest.survey(call, form, own.read(file), file.name)
    if as_json:
        output.as_json({"call": call.id, "form": form.id, **_surveyed(found)})
        return DONE
    for entry in found.suggestions:
        output.text(f"{entry.question}={entry.place.id}　確かさ: {entry.certainty}")
        output.text(f"    {entry.label} → {entry.place.where}（{entry.reason}）")
    output.text(f"候補 {len(found.suggestions)}件、空欄 {len(found.places)}か所")
    return DONE


@template.command(cls=words.JapaneseCommand)
@file
@options.call
@options.forms
@click.option("--out", "target", type=options.FOLDER_OR_FILE, required=True,
              metavar="ファイル", help="タグを付けた様式ファイルの書き出し先。")  # fmt: skip
@click.option("--take", "taken", multiple=True, required=True, metavar="all|設問=場所",
              help="候補を全て採るか（all）、設問と場所を指定します（繰り返し可）。")  # fmt: skip
@click.pass_obj
def tag(
    setting: Setting, file: Path, call_id: str | None, forms: Path | None, target: Path,
    taken: tuple[str, ...],
) -> int:  # fmt: skip
    """確かめた場所に設問のタグを付けて、新しい様式ファイルを書き出します。

    足りない場所が残るときも書き出し、終了コードが 1 になります。
    """
    from app.documents.templates import check as checks
    from app.documents.templates import own, suggest
    from app.documents.templates import tag as tags

    call = pick(setting.using(forms).shelf(), call_id)
    form, data = checks.form_for(call, file.name), own.read(file)
    survey = suggest.survey(call, form, data, file.name)
    made = tags.tagged(call, form, data, file.name, _wanted(taken, survey))
    if target.suffix.lower() != file.suffix.lower():
        raise InputError(f"書き出し先の拡張子を {file.suffix} にしてください。", "")
    _write(target, made)
    found = checks.check(call, form, made, target.name)
    output.text(f"書き出しました: {target}")
    _tell(found)
    return DONE if found.complete else INCOMPLETE


@template.command(cls=words.JapaneseCommand)
@file
@options.call
@options.forms
@click.pass_obj
def use(setting: Setting, file: Path, call_id: str | None, forms: Path | None) -> int:
    """様式ファイルを確かめ、組み込みの様式の代わりに使います。"""
    from app.documents.templates import own

    call = pick(setting.using(forms).shelf(), call_id)
    try:
        form, place = own.use(call, file)
    except own.IncompleteTemplateError as error:
        output.failure(error.what, error.advice, machine=False)
        _tell(error.found)
        return INCOMPLETE
    output.text(f"「{form.title}　{form.name}」の様式として使います: {place}")
    return DONE


@template.command(cls=words.JapaneseCommand)
@options.call
@options.forms
@click.pass_obj
def reset(setting: Setting, call_id: str | None, forms: Path | None) -> int:
    """様式ファイルを取り除き、組み込みの様式に戻します。"""
    from app.documents.templates import own

    gone = own.reset(pick(setting.using(forms).shelf(), call_id))
    names = "、".join(form.title for form in gone)
    output.text(
        f"組み込みの様式に戻しました: {names}" if gone else "組み込みの様式を使っています。"
    )
    return DONE


def _wanted(taken: tuple[str, ...], survey: Survey) -> dict[str, str]:
    """Question → place, as the person said; what is named goes before what is suggested."""
    named: dict[str, str] = {}
    for item in taken:
        if item != "all":
            question, equals, place = item.partition("=")
            if not equals:
                raise InputError(
                    f"--take の「{item}」を読めません。", "all か「設問=場所」を指定してください。"
                )
            named[question] = place
    if "all" not in taken:
        return named
    return named | {
        entry.question: entry.place.id
        for entry in survey.suggestions
        if entry.question not in named and entry.place.id not in named.values()
    }


def _write(target: Path, data: bytes) -> None:
    try:
        target.write_bytes(data)
    except OSError as error:
        what = f"「{target.name}」を書き出せません。"
        raise StorageError(what, "フォルダーがあり、書き込めることを確かめてください。") from error


def _tell(found: Check) -> None:
    """What the check found, faults first."""
    from app.documents.templates.check import Status

    counted = [f"{status.label} {len(found.of(status))}件" for status in Status]
    output.text(f"{found.form.title}　{found.form.name}の設問: {'、'.join(counted)}")
    for entry in found.entries:
        if entry.status != "placed":
            where = f"（{'、'.join(entry.where)}）" if entry.where else ""
            output.text(f"［{entry.status.label}］{entry.tag}　{entry.label}{where}")
            output.text(f"    {entry.reason}")
    for tag in found.unknown:
        output.text(f"［知らないタグ］{tag}")
    if found.unusable:
        output.text(f"使えません: {found.unusable}")
    if found.complete:
        output.text("様式として使えます。")


def _checked(found: Check) -> dict[str, Any]:
    return {
        "form": found.form.id,
        "complete": found.complete,
        "unusable": found.unusable,
        "questions": [
            {
                "question": entry.tag,
                "label": entry.label,
                "status": entry.status.value,
                "where": list(entry.where),
                "reason": entry.reason,
            }
            for entry in found.entries
        ],
        "unknown": list(found.unknown),
    }


def _surveyed(found: Survey) -> dict[str, Any]:
    return {
        "suggestions": [_suggested(entry) for entry in found.suggestions],
        "places": [
            {"place": place.id, "where": place.where, "labels": [h.text for h in place.hints]}
            for place in found.places
        ],
    }


def _suggested(entry: Suggestion) -> dict[str, Any]:
    return {
        "question": entry.question,
        "label": entry.label,
        "place": entry.place.id,
        "where": entry.place.where,
        "confidence": round(entry.confidence, 2),
        "reason": entry.reason,
        "columns": list(entry.columns),
    }
