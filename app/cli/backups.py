"""drafts backups, recover: what was backed up, and the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli import options, output, stored, words
from app.cli.setting import Setting
from app.errors import InputError, StorageBusyError, StorageError

if TYPE_CHECKING:
    from app.drafts.backup import Backup, BackupFolder

SURE = (
    "{at:%Y-%m-%d %H:%M} の時点の下書き{count}件に戻します。その後の変更は含まれません"
    "（今のファイルは名前を変えて残します）。よろしいですか。"
)
OPEN = (
    "応募ナビのウィンドウが、このデータのフォルダーを開いています。",
    "ウィンドウを閉じてから、もう一度実行してください。",
)


@click.command("backups", cls=words.JapaneseCommand)
@options.as_json
@click.pass_obj
def backups(setting: Setting, as_json: bool) -> None:
    """バックアップの一覧（新しい順）と、中の下書きを表示します。"""
    found = [_entry(backup) for backup in _folder(setting).backups()]
    if as_json:
        output.as_json({"backups": found})
        return
    for entry in found:
        broken = "" if entry["good"] else "　【壊れています】"
        output.text(f"{entry['name']}　{entry['at'][:16].replace('T', ' ')}{broken}")
        for draft in entry["drafts"]:
            output.text(f"    {draft['uid']}　{draft['title']}")
    if not found:
        output.text("バックアップはありません。")


@click.command("recover", cls=words.JapaneseCommand)
@click.argument("name", metavar="バックアップ", default="", required=False)
@click.option("--draft", "uid", help="この番号の下書きだけを、今の下書きと並べて取り出します。")
@click.option("--yes", is_flag=True, help="確認を求めません。")
@options.as_json
@click.pass_obj
def recover(setting: Setting, name: str, uid: str | None, yes: bool, as_json: bool) -> None:
    """バックアップに戻すか、下書きを一つ取り出します。

    バックアップの名前の指定がなければ、使える最新のものから戻します。
    """
    folder = _folder(setting)
    backup = _chosen(folder, name)
    if uid is not None:
        _take_out(setting, backup, uid, as_json=as_json)
        return
    _refuse_while_open(setting)
    question = SURE.format(at=backup.at, count=len(backup.titles()))
    if not yes and not click.confirm(question, err=True):
        raise click.Abort
    aside = folder.restore(backup)
    if as_json:
        output.as_json({"backup": backup.path.name, "aside": aside.name if aside else None})
        return
    output.text(f"{backup.at:%Y-%m-%d %H:%M} のバックアップに戻しました。")
    if aside:
        output.text(f"それまでのファイル: {aside}")


def _folder(setting: Setting) -> BackupFolder:
    from app.drafts.backup import BackupFolder

    return BackupFolder(setting.paths.database, setting.clock)


def _entry(backup: Backup) -> dict[str, Any]:
    from app.drafts.backup_drafts import drafts_in
    from app.drafts.soundness import is_whole

    good = is_whole(backup.path)
    return {
        "name": backup.path.name,
        "path": str(backup.path),
        "at": backup.at.isoformat(timespec="seconds"),
        "good": good,
        "drafts": [
            {
                "uid": draft.uid,
                "title": draft.title,
                "modified": draft.modified.isoformat(timespec="seconds"),
                "trashed": draft.trashed,
            }
            for draft in (drafts_in(backup) if good else ())
        ],
    }


def _chosen(folder: BackupFolder, name: str) -> Backup:
    if not name:
        newest = folder.newest_good()
        if newest is None:
            raise InputError("使えるバックアップはありません。", "")
        return newest
    for backup in folder.backups():
        if name in (backup.path.name, backup.path.stem):
            return backup
    what = f"バックアップ「{name}」はありません。"
    raise InputError(what, "名前は oubo-navi drafts backups で確かめてください。")


def _take_out(setting: Setting, backup: Backup, uid: str, *, as_json: bool) -> None:
    """Put a single draft beside the present ones."""
    from app.drafts.backup_drafts import whole_in
    from app.review import dates

    whole = whole_in(backup, uid)
    at = f"{dates.month_and_day(backup.at.date())} {backup.at:%H:%M}"
    title = f"{whole.draft.title}（{at} のバックアップ）"
    with setting.store() as store:
        stored.tell_made(store.take_in(whole, title), as_json=as_json)


def _refuse_while_open(setting: Setting) -> None:
    """A window that is open would go on with the file that is put aside. Raises StorageError."""
    from app.drafts.folder_lock import FolderLock
    from app.environment import SystemClock, this_station

    lock = FolderLock(setting.paths.data, SystemClock(), this_station())
    try:
        if lock.is_alive():
            raise StorageBusyError(*OPEN)
    except OSError as error:
        what = f"データのフォルダー「{setting.paths.data}」を読み込めません。"
        raise StorageError(what, "フォルダーのアクセス権を確かめてください。") from error


COMMANDS = (backups, recover)
