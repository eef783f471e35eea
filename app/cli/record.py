"""drafts history, name, back, undo, redo: the versions of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli import options, output, stored, words
from app.cli.setting import Setting
from app.errors import InputError

if TYPE_CHECKING:
    from app.drafts.approval import Approval, Frozen
    from app.drafts.contract import DraftStore, Revision
    from app.drafts.draft import Draft

uid = click.argument("uid", metavar="番号")
number = click.argument("number", metavar="版", type=click.IntRange(min=1))
NO_FURTHER = {
    "undo": "これより前には戻せません。",
    "redo": "やり直せる変更はありません。",
}


@click.command("history", cls=words.JapaneseCommand)
@uid
@options.as_json
@click.pass_obj
def history(setting: Setting, uid: str, as_json: bool) -> None:
    """版の一覧（新しい順）と、確認・提出の記録を表示します。"""
    from app.documents import comparison

    with setting.store() as store:
        draft = store.load(stored.resolve(store, uid))
        versions = store.history(draft.uid, limit=-1)
        approvals, packages = store.approvals(draft.uid), store.packages(draft.uid)
    if as_json:
        output.as_json(
            {
                "uid": draft.uid,
                "revision": draft.revision,
                "revisions": [_revision(found) for found in versions],
                "approvals": [_approval(found) for found in approvals],
                "packages": [_package(found, draft) for found in packages],
            }
        )
        return
    for found in versions:
        now = "　← 今の版" if found.number == draft.revision else ""
        output.text(f"{comparison.version(found)}{now}")
    for step in approvals:
        who = f"　{step.who}" if step.who else ""
        output.text(f"{step.state.label}: 第{step.revision}版　{step.at:%Y-%m-%d %H:%M}{who}")
    for package in packages:
        changed = "　（その後に変更あり）" if _is_changed(package, draft) else ""
        output.text(f"提出一式: 第{package.revision}版　{package.folder}{changed}")


def _revision(found: Revision) -> dict[str, Any]:
    return {
        "number": found.number,
        "at": found.at.isoformat(timespec="seconds"),
        "who": found.who,
        "note": found.note,
        "keys": list(found.keys),
        "merged": found.merged or None,
    }


def _approval(found: Approval) -> dict[str, Any]:
    return {
        "state": found.state.value,
        "at": found.at.isoformat(timespec="seconds"),
        "who": found.who,
        "comment": found.comment,
        "revision": found.revision,
    }


def _package(found: Frozen, draft: Draft) -> dict[str, Any]:
    return {
        "revision": found.revision,
        "at": found.at.isoformat(timespec="seconds"),
        "who": found.who,
        "folder": found.folder,
        "fingerprint": found.fingerprint,
        "sent": found.sent,
        "changed_since": _is_changed(found, draft),
    }


def _is_changed(found: Frozen, draft: Draft) -> bool:
    from app.drafts.approval import fingerprint

    return fingerprint(draft) != found.fingerprint


@click.command("name", cls=words.JapaneseCommand)
@uid
@number
@click.argument("name", metavar="名前")
@click.pass_obj
def name_version(setting: Setting, uid: str, number: int, name: str) -> None:
    """版に名前（係長確認済など）を付けます。空の名前にすると、名前がなくなります。"""
    with setting.store() as store:
        store.name_revision(stored.resolve(store, uid), number, name.strip())
    output.text(f"第{number}版の名前: {name.strip() or '（なし）'}")


@click.command("back", cls=words.JapaneseCommand)
@uid
@number
@click.option("--who", default="", help="履歴に残す氏名。")
@click.pass_obj
def back(setting: Setting, uid: str, number: int, who: str) -> None:
    """下書きの内容を前の版に戻します（今の内容も版として残ります）。"""
    from app.documents.comparison import restoring

    with setting.store() as store:
        draft = store.load(stored.resolve(store, uid))
        changes = restoring(draft, store.at_revision(draft.uid, number))
        draft = store.apply(draft.uid, changes, who=who)
    output.text(f"第{number}版の内容に戻しました（第{draft.revision}版）。")


@click.command("undo", cls=words.JapaneseCommand)
@uid
@click.pass_obj
def undo(setting: Setting, uid: str) -> None:
    """最後の変更を元に戻します。"""
    with setting.store() as store:
        _travel(store, uid, "undo")


@click.command("redo", cls=words.JapaneseCommand)
@uid
@click.pass_obj
def redo(setting: Setting, uid: str) -> None:
    """元に戻した変更をやり直します。"""
    with setting.store() as store:
        _travel(store, uid, "redo")


def _travel(store: DraftStore, uid: str, way: str) -> None:
    whole = stored.resolve(store, uid)
    found = store.undo(whole) if way == "undo" else store.redo(whole)
    if found is None:
        raise InputError(
            NO_FURTHER[way], "版の一覧は oubo-navi drafts history で確かめてください。"
        )
    output.text(f"今の版: 第{found[0].revision}版")


COMMANDS = (history, name_version, back, undo, redo)
