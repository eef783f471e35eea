"""drafts: the drafts that the window shows, from the command line."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import (
    answers,
    backups,
    files,
    office,
    options,
    output,
    record,
    stored,
    words,
)
from app.cli import fit as fitting
from app.cli.check import show as show_findings
from app.cli.compare import compare
from app.cli.merge import merge
from app.cli.package import package
from app.cli.sample import NAMES
from app.cli.sample import read as read_sample
from app.cli.setting import Setting, pick
from app.errors import StorageError

if TYPE_CHECKING:
    from app.drafts.draft import Draft

SURE = "下書き「{title}」をバックアップからも完全に削除します。元には戻せません。よろしいですか。"
uid = click.argument("uid", metavar="番号")
title = click.option("--title", help="下書きの名前。", default=None)


@click.group(cls=words.JapaneseGroup)
def drafts() -> None:
    """下書きの一覧、作成、削除、取り込み、書き出しを行います（ウィンドウと同じ下書きです）。"""


@drafts.command("list", cls=words.JapaneseCommand)
@click.option("--trash", is_flag=True, help="ごみ箱の中の下書きを表示します。")
@options.as_json
@click.pass_obj
def list_drafts(setting: Setting, trash: bool, as_json: bool) -> None:
    """下書きの一覧を表示します。"""
    shelf = setting.shelf()
    with setting.store() as store:
        found = store.drafts(trashed=trash, applicants=stored.naming(shelf))
    if as_json:
        output.as_json({"drafts": [stored.summary_entry(shelf, summary) for summary in found]})
        return
    for summary in found:
        practice = "【練習】" if summary.practice else ""
        applicant = stored.applicant(shelf, summary)
        named = f"（{applicant}）" if applicant else ""
        output.text(f"{summary.uid}　{practice}{summary.title}{named}")
        changed = f"{summary.modified:%Y-%m-%d %H:%M}"
        output.text(f"    {summary.call_id}　{summary.state.label}　最終更新 {changed}")
    if not found:
        output.text("ごみ箱は空です。" if trash else "下書きはありません。")


@drafts.command("show", cls=words.JapaneseCommand)
@uid
@options.as_json
@click.pass_obj
def show_draft(setting: Setting, uid: str, as_json: bool) -> None:
    """下書きの回答を表示します。"""
    from app.documents import texts

    with setting.store() as store:
        draft = store.load(stored.resolve(store, uid))
    if as_json:
        output.as_json(stored.draft_entry(draft))
        return
    call = stored.call_of(setting, draft)
    practice = "【練習】" if draft.practice else ""
    output.text(f"{practice}{draft.title}（{call.short_title}）")
    for section in call.sections:
        answered = [q for q in section.questions if draft.answer(q.id) is not None]
        if answered:
            output.text(f"\n■ {section.title}")
        for question in answered:
            value = texts.shown(question, draft.answer(question.id))
            label = "　".join(filter(None, (question.group, question.label)))
            output.text(f"{label}: {value}")


@drafts.command("new", cls=words.JapaneseCommand)
@options.call
@title
@click.option("--sample", type=click.Choice(NAMES), help="サンプルから練習用の下書きを作ります。")
@options.as_json
@click.pass_obj
def new_draft(
    setting: Setting, call_id: str | None, title: str | None, sample: str | None, as_json: bool
) -> None:
    """下書きを作成し、その番号を表示します。"""
    content = read_sample(setting, sample, call_id) if sample else {"answers": {}}
    call = pick(setting.shelf(), call_id or content.get("call"))
    with setting.store() as store:
        draft = store.create(
            call.id,
            call.version,
            title or call.short_title,
            answers=content["answers"],
            practice=bool(content.get("practice")),
        )
    stored.tell_made(draft, as_json=as_json)


@drafts.command("delete", cls=words.JapaneseCommand)
@uid
@click.option(
    "--for-good", is_flag=True, help="ごみ箱に入れず、バックアップからも完全に削除します。"
)
@click.option("--yes", is_flag=True, help="完全に削除するときに、確認を求めません。")
@click.pass_obj
def delete_draft(setting: Setting, uid: str, for_good: bool, yes: bool) -> None:
    """下書きをごみ箱に移します。"""
    from app.drafts.backup import BackupFolder
    from app.drafts.erasing import delete_for_good

    with setting.store() as store:
        found = stored.resolve(store, uid)
        if for_good:
            question = SURE.format(title=store.load(found).title)
            if not yes and not click.confirm(question, err=True):
                raise click.Abort
            backups = BackupFolder(setting.paths.database, setting.clock)
            delete_for_good(store, found, setting.supplements(), backups)
        else:
            store.trash(found)
    output.text("完全に削除しました。" if for_good else "ごみ箱に移しました。")


@drafts.command("restore", cls=words.JapaneseCommand)
@uid
@click.pass_obj
def restore_draft(setting: Setting, uid: str) -> None:
    """ごみ箱の下書きを元に戻します。"""
    with setting.store() as store:
        store.restore(stored.resolve(store, uid))
    output.text("ごみ箱から戻しました。")


@drafts.command("import", cls=words.JapaneseCommand)
@click.argument("source", type=options.FOLDER_OR_FILE, metavar="回答.jsonまたは下書き.oubo")
@title
@options.as_json
@click.pass_obj
def import_draft(setting: Setting, source: Path, title: str | None, as_json: bool) -> None:
    """回答のファイルか下書きファイルから下書きを作成し、その番号を表示します。"""
    if source.suffix.lower() == files.ENDING:
        draft = files.take_in(setting, source, title or "")
    else:
        draft = _from_answers(setting, source, title)
    stored.tell_made(draft, as_json=as_json)


def _from_answers(setting: Setting, source: Path, title: str | None) -> Draft:
    from app.drafts.draft import Change

    found = answers.read(source, setting.shelf())
    with setting.store() as store:
        draft = store.create(
            found.call.id,
            found.call.version,
            title or source.stem,
            answers=answers.kept(found, setting.supplements()),
            practice=found.practice,
        )
        reasons = [Change("override", *entry) for entry in found.overrides.items()]
        return store.apply(draft.uid, reasons) if reasons else draft


@drafts.command("export", cls=words.JapaneseCommand)
@uid
@click.option(
    "--out",
    "path",
    type=options.FOLDER_OR_FILE,
    help="書き出すファイル（.json は回答のみ、.oubo は履歴などを含む下書きファイル）。",
)
@click.option("--no-history", is_flag=True, help="下書きファイルに履歴を入れません。")
@click.option("--no-supplements", is_flag=True, help="下書きファイルに補足資料を入れません。")
@click.pass_obj
def export_draft(
    setting: Setting, uid: str, path: Path | None, no_history: bool, no_supplements: bool
) -> None:
    """下書きの回答を、回答のファイル（JSON）か下書きファイル（.oubo）に書き出します。"""
    if path is not None and path.suffix.lower() == files.ENDING:
        files.write(setting, uid, path, history=not no_history, supplements=not no_supplements)
        output.text(f"書き出しました: {path}")
        return
    text = _answers_of(setting, uid)
    if path is None:
        sys.stdout.write(text)
        return
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        what = f"「{path}」に書き込めません。"
        raise StorageError(what, "書き込める場所かどうかを確かめてください。") from error
    output.text(f"書き出しました: {path}")


def _answers_of(setting: Setting, uid: str) -> str:
    from app.drafts import exchange

    with setting.store() as store:
        draft = store.load(stored.resolve(store, uid))
    return exchange.write_answers(
        stored.call_of(setting, draft),
        draft.answers,
        practice=draft.practice,
        overrides=draft.overrides,
    )


drafts.add_command(merge)
drafts.add_command(compare)
drafts.add_command(package)
for further in (*record.COMMANDS, *office.COMMANDS, *backups.COMMANDS):
    drafts.add_command(further)


@drafts.command("check", cls=words.JapaneseCommand)
@uid
@options.now
@options.fit
@options.as_json
@click.pass_obj
def check_draft(setting: Setting, uid: str, now: datetime | None, fit: bool, as_json: bool) -> int:
    """下書きを確認し、指摘を表示します。"""
    setting = setting.at(now)
    with fitting.looked_at(setting.clock.now(), wanted=fit) as further:
        reviewed = further(stored.reviewed(setting, uid))
    if as_json:
        output.as_json({"findings": output.entries(reviewed.draft, reviewed.findings)})
    else:
        show_findings(reviewed)
    return 1 if reviewed.errors else 0
